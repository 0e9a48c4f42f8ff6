//! Minisign: public keys and signatures, each with one spelling (`docs/FORMAT.md`, 0.7 and 0.8).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};

use crate::spelling::written_as_shown;

mod signature;
#[cfg(test)]
mod tests;

pub use signature::{SignatureError, verify};

/// A minisign public key: the root's, a receipt key, the desk's, an operator's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicKey {
    id: [u8; 8],
    point: [u8; 32],
}

written_as_shown!(PublicKey);

/// The text is not a minisign public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a minisign public key")]
pub struct KeyError;

/// The algorithm of a public key: Ed25519.
const ALGORITHM: [u8; 2] = *b"Ed";

impl PublicKey {
    /// Reads a public key file: a comment line, then the key, each line ended by one line feed.
    pub fn from_file(text: &str) -> Result<Self, KeyError> {
        let (comment, key) = text.strip_suffix('\n').and_then(|lines| lines.split_once('\n')).ok_or(KeyError)?;
        let is_comment = comment.starts_with("untrusted comment: ") && !comment.contains('\r');
        if is_comment { key.parse() } else { Err(KeyError) }
    }

    /// Whether they are one key, or are taken for one: the same point of the curve, or the same
    /// identifier, which is how a signature says whose it is.
    pub fn is_like(&self, other: &Self) -> bool {
        self.id == other.id || self.point == other.point
    }

    /// Checks the text of a `.minisig` over these bytes, whose untrusted comment is `kind`, and gives
    /// its trusted comment.
    pub fn verify(&self, message: &[u8], signature: &[u8], kind: &str) -> Result<String, SignatureError> {
        let key = minisign_verify::PublicKey::from_base64(&self.to_string()).map_err(|_| SignatureError::OtherKey)?;
        verify(&key, message, signature, kind)
    }
}

impl std::str::FromStr for PublicKey {
    type Err = KeyError;

    /// `RW…`: base64 with padding of the algorithm, the identifier and the key, as minisign writes it.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let bytes: [u8; 42] = STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(KeyError)?;
        let mut key = Self { id: [0; 8], point: [0; 32] };
        key.id.copy_from_slice(&bytes[2..10]);
        key.point.copy_from_slice(&bytes[10..]);
        if bytes[..2] == ALGORITHM && is_strong(&key.point) { Ok(key) } else { Err(KeyError) }
    }
}

/// Whether the point has one spelling, and not a small order, under which anything verifies.
fn is_strong(point: &[u8; 32]) -> bool {
    VerifyingKey::from_bytes(point).is_ok_and(|key| !key.is_weak() && key.to_edwards().compress().as_bytes() == point)
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&STANDARD.encode([ALGORITHM.as_slice(), &self.id, &self.point].concat()))
    }
}
