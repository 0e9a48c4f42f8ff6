//! A line of canonical JSON (RFC 8785) and, after it, the four lines of its minisign signature.

use minisign_verify::{PublicKey, Signature};
use serde::{Serialize, de::DeserializeOwned};

use crate::signing_key::{KeyError, SigningKey};

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

/// Signs a value. `kind` is the untrusted comment, which no two kinds of text share.
pub fn sign(value: &impl Serialize, kind: &str, key: &SigningKey) -> Result<String, KeyError> {
    let line = line(value);
    let signature = key.sign(line.as_bytes(), kind, kind)?;
    Ok(line + &signature)
}

/// Checks the signature with this public key (base64), then reads the value.
pub fn open<T: Serialize + DeserializeOwned>(text: &str, kind: &str, public: &str) -> Result<T, SignedLineError> {
    let end = text.find('\n').ok_or(SignedLineError::Malformed)? + 1;
    let (signed, signature) = text.split_at(end);
    if !signature.starts_with(&format!("untrusted comment: {kind}\n")) || signature.matches('\n').count() != 4 {
        return Err(SignedLineError::Malformed);
    }
    let signature = Signature::decode(signature).map_err(|_| SignedLineError::Malformed)?;
    let public = PublicKey::from_base64(public).map_err(|_| SignedLineError::NotGenuine)?;
    public.verify(signed.as_bytes(), &signature, false).map_err(|_| SignedLineError::NotGenuine)?;
    let value = serde_json::from_str(signed).map_err(|_| SignedLineError::Malformed)?;
    if line(&value) == signed { Ok(value) } else { Err(SignedLineError::Malformed) }
}

/// A value on one line, line feed included.
pub fn line(value: &impl Serialize) -> String {
    serde_json_canonicalizer::to_string(value).expect("what is signed holds texts and small integers only") + "\n"
}
