//! A line of canonical JSON (RFC 8785) and, after it, the four lines of its minisign signature
//! (`docs/FORMAT.md`, 0.9).

use pli_format::{
    canonical::Canonical,
    minisign::{PublicKey, SignatureError},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::signing_key::{KeyError, SigningKey};

#[cfg(test)]
mod tests;

/// Why such a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignedLineError {
    /// Not a line and a signature, or not this kind of line.
    #[error("it is malformed")]
    Malformed,
    /// Not signed with this key, or altered since.
    #[error("its signature does not hold")]
    NotGenuine,
}

/// Signs a value. `kind` is both comments: no two kinds of text share it.
pub fn sign(value: &impl Serialize, kind: &str, key: &SigningKey) -> Result<String, KeyError> {
    let line = line(value);
    let signature = key.sign(line.as_bytes(), kind, kind)?;
    Ok(line + &signature)
}

/// Checks the signature with this public key, then reads the value. Every byte is accounted for.
pub fn open<T: Serialize + DeserializeOwned>(text: &[u8], kind: &str, key: &PublicKey) -> Result<T, SignedLineError> {
    let end = text.iter().position(|&byte| byte == b'\n').ok_or(SignedLineError::Malformed)? + 1;
    let (signed, signature) = text.split_at(end);
    let trusted = key.verify(signed, signature, kind).map_err(|error| match error {
        SignatureError::Malformed => SignedLineError::Malformed,
        SignatureError::OtherKey | SignatureError::Altered => SignedLineError::NotGenuine,
    })?;
    if trusted != kind {
        return Err(SignedLineError::Malformed);
    }
    read(signed).ok_or(SignedLineError::Malformed)
}

/// A value on one line, line feed included.
pub fn line(value: &impl Serialize) -> String {
    String::from_utf8_lossy(Canonical::of(value).bytes()).into_owned() + "\n"
}

/// Reads what [`line()`] wrote; nothing of any other spelling.
pub fn read<T: Serialize + DeserializeOwned>(text: &[u8]) -> Option<T> {
    Canonical::read(text.strip_suffix(b"\n")?).ok().map(Canonical::into_value)
}
