//! The key pair of one case: it signs the consent record and the sealed file together, so that
//! neither can be swapped. Its public half stands in the record.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Entropy, Sha256, hexadecimal::spelled_in_hexadecimal};

#[cfg(test)]
mod tests;

/// What precedes the two hashes in the signed message, so that no signature serves elsewhere.
const CONTEXT: &[u8; 22] = b"pli case signature v1\0";

/// An Ed25519 key pair (RFC 8032). The secret half is wiped on drop and never shown.
pub struct CaseKey(SigningKey);

/// The public half of a case key: 32 bytes of Ed25519 (RFC 8032), written as 64 lower-case
/// hexadecimal digits. Bytes that are no point, or one of small order, verify nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CasePublicKey(pub [u8; 32]);

/// Ed25519 signature by the case key over a record and a sealed file, 128 lower-case hexadecimal
/// digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseSignature(pub [u8; 64]);

spelled_in_hexadecimal!(CasePublicKey, "a case key");
spelled_in_hexadecimal!(CaseSignature, "a case signature");

/// The case key did not sign this, or is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not signed with the case key")]
pub struct NotSigned;

impl CaseKey {
    /// A new key pair.
    pub fn generate(entropy: &mut impl Entropy) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        entropy.fill(secret.as_mut_slice());
        Self::from_secret(&secret)
    }

    /// The key pair of a secret half (RFC 8032, 5.1.5).
    pub fn from_secret(secret: &Zeroizing<[u8; 32]>) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The secret half, for the operating system's keyring only.
    pub fn secret(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public half, as the record has it.
    pub fn public(&self) -> CasePublicKey {
        CasePublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs a record's canonical bytes together with a sealed file, each by its SHA-256.
    pub fn sign(&self, record: Sha256, sealed: Sha256) -> CaseSignature {
        CaseSignature(self.sign_message(&message(record, sealed)))
    }

    /// Signs a message that begins with a context of its own.
    pub(crate) fn sign_message(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl CasePublicKey {
    /// Of a record that is not signed yet, such as a preview's: it verifies nothing.
    pub const NONE: Self = Self([0; 32]);

    /// Checks that this case's key signed this record together with this sealed file.
    pub fn verify(&self, record: Sha256, sealed: Sha256, signature: &CaseSignature) -> Result<(), NotSigned> {
        self.verify_message(&message(record, sealed), &signature.0)
    }

    /// Checks a signature by [`CaseKey::sign_message`].
    pub(crate) fn verify_message(&self, message: &[u8], signature: &[u8; 64]) -> Result<(), NotSigned> {
        VerifyingKey::from_bytes(&self.0)
            .and_then(|key| key.verify_strict(message, &Signature::from_bytes(signature)))
            .map_err(|_| NotSigned)
    }
}

/// `CONTEXT ‖ SHA-256(record) ‖ SHA-256(sealed)`
fn message(record: Sha256, sealed: Sha256) -> [u8; 86] {
    let mut message = [0; 86];
    message[..22].copy_from_slice(CONTEXT);
    message[22..54].copy_from_slice(&record.0);
    message[54..].copy_from_slice(&sealed.0);
    message
}
