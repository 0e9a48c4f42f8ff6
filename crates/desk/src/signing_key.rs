//! Minisign keys: the root's, the receipt key, the desk's own, and the operators'.

use std::io::Cursor;

use base64::{Engine, engine::general_purpose::STANDARD};
use minisign::{ErrorKind, KeyPair, PublicKey, SecretKey, SecretKeyBox};
use pli_format::minisign::PublicKey as ParsedKey;
use zeroize::Zeroizing;

use crate::passphrase::{self, Ask, PassphraseError};

#[cfg(test)]
mod tests;

/// A key that signs. Its secret half is never shown.
pub struct SigningKey {
    secret: SecretKey,
    public: PublicKey,
    parsed: ParsedKey,
}

/// A key pair that was just made, to be written: the two files of minisign.
pub struct NewKey {
    /// The secret key file, encrypted if there is a passphrase.
    pub secret_file: Zeroizing<String>,
    /// The public key file.
    pub public_file: String,
    /// The public key, as rosters and bundles have it.
    pub public: ParsedKey,
}

/// Why a key does not sign.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("not a minisign secret key")]
    Malformed,
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    #[error("minisign: {0}")]
    Minisign(#[from] minisign::PError),
}

impl KeyError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "key-malformed",
            Self::Passphrase(error) => error.code(),
            Self::Minisign(_) => "key-failed",
        }
    }
}

impl SigningKey {
    /// Makes a key pair. Without a passphrase, only for a key that signs unattended.
    ///
    /// # Errors
    /// [`KeyError::Minisign`]
    pub fn generate(passphrase: Option<&Zeroizing<String>>) -> Result<NewKey, KeyError> {
        let pair = match passphrase {
            Some(passphrase) => KeyPair::generate_encrypted_keypair(Some(passphrase.to_string()))?,
            None => KeyPair::generate_unencrypted_keypair()?,
        };
        Ok(NewKey {
            secret_file: Zeroizing::new(pair.sk.to_box(None)?.into_string()),
            public_file: pair.pk.to_box()?.into_string(),
            public: parsed(&pair.pk)?,
        })
    }

    /// Opens a secret key file, asking for the passphrase of `what` if there is one.
    pub fn open(file: &str, what: &str, ask: &mut dyn Ask) -> Result<Self, KeyError> {
        if let Some(secret) = without_passphrase(file)? {
            return Self::of(secret);
        }
        let sealed = || SecretKeyBox::from_string(file).map_err(|_| KeyError::Malformed);
        let secret = passphrase::unlock(what, ask, |passphrase| {
            match sealed()?.into_secret_key(Some(passphrase.to_string())) {
                Ok(secret) => Ok(Some(secret)),
                Err(error) if matches!(error.kind(), ErrorKind::Verify) => Ok(None),
                Err(_) => Err(KeyError::Malformed),
            }
        })?;
        Self::of(secret)
    }

    fn of(secret: SecretKey) -> Result<Self, KeyError> {
        let public = PublicKey::from_secret_key(&secret)?;
        Ok(Self { parsed: parsed(&public)?, secret, public })
    }

    pub fn public(&self) -> ParsedKey {
        self.parsed
    }

    /// The text of a `.minisig` over these bytes, prehashed. Both comments are one line; the
    /// trusted one is signed too.
    ///
    /// # Errors
    /// [`KeyError::Minisign`]
    pub fn sign(&self, message: &[u8], untrusted: &str, trusted: &str) -> Result<String, KeyError> {
        let signature =
            minisign::sign(Some(&self.public), &self.secret, Cursor::new(message), Some(trusted), Some(untrusted))?;
        Ok(signature.into_string())
    }
}

fn parsed(key: &PublicKey) -> Result<ParsedKey, KeyError> {
    key.to_base64().parse().map_err(|_| KeyError::Malformed)
}

/// The algorithm of keys that no passphrase protects, and where the file has it and its checksum
/// (minisign(1), "Secret key format").
const NO_KDF: &[u8] = &[0, 0];
const KDF: std::ops::Range<usize> = 2..4;
const CHECKSUM: std::ops::Range<usize> = 126..158;

/// The key of a file that has no passphrase; none if it has one. Stock minisign 0.11 leaves the
/// checksum of such a key zero (`minisign -G -W`); where there is one, it must hold.
fn without_passphrase(file: &str) -> Result<Option<SecretKey>, KeyError> {
    let encoded = file.lines().nth(1).ok_or(KeyError::Malformed)?;
    let bytes = Zeroizing::new(STANDARD.decode(encoded.trim_end()).map_err(|_| KeyError::Malformed)?);
    if bytes.len() != CHECKSUM.end {
        return Err(KeyError::Malformed);
    }
    if bytes[KDF] != *NO_KDF {
        return Ok(None);
    }
    let opened = if bytes[CHECKSUM].iter().all(|&byte| byte == 0) {
        SecretKey::from_bytes(&bytes)
    } else {
        SecretKeyBox::from(file.to_owned()).into_unencrypted_secret_key()
    };
    opened.map(Some).map_err(|_| KeyError::Malformed)
}
