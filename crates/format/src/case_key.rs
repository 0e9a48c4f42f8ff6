//! The key pair of one case: it signs the consent record and the sealed file together, so that
//! neither can be swapped. Its public half stands in the record.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use crate::{
    Entropy,
    consent::{CaseSignature, SealedHash},
};

#[cfg(test)]
mod tests;

/// What precedes the two hashes in the signed message, so that no signature serves elsewhere.
const CONTEXT: &[u8; 22] = b"pli case signature v1\0";

/// An Ed25519 key pair (RFC 8032). The secret half is wiped on drop and never shown.
pub struct CaseKey(SigningKey);

/// Why a case signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseKeyError {
    /// Not 32 bytes of an Ed25519 public key in lower-case hexadecimal.
    #[error("not a case key")]
    Key,
    /// The key did not sign this record together with this sealed file.
    #[error("the case key did not sign this record with this sealed file")]
    Signature,
}

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

    /// The public half, lower-case hexadecimal, as the record has it.
    pub fn public_hex(&self) -> String {
        hex::encode(self.0.verifying_key().as_bytes())
    }

    /// Signs the SHA-256 of a record's canonical bytes together with that of a sealed file.
    pub fn sign(&self, record_sha256: &[u8; 32], sealed_sha256: &[u8; 32]) -> [u8; 64] {
        self.sign_message(&message(record_sha256, sealed_sha256))
    }

    /// Signs a message that begins with a context of its own.
    pub(crate) fn sign_message(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

/// Checks that the case key (as the record has it) signed this record with this sealed file.
///
/// # Errors
/// [`CaseKeyError`].
pub fn verify(
    public_hex: &str,
    record_sha256: &[u8; 32],
    sealed: SealedHash,
    signature: &CaseSignature,
) -> Result<(), CaseKeyError> {
    verify_message(public_hex, &message(record_sha256, &sealed.0), &signature.0)
}

/// Checks a signature by [`CaseKey::sign_message`].
pub(crate) fn verify_message(public_hex: &str, message: &[u8], signature: &[u8; 64]) -> Result<(), CaseKeyError> {
    let key = public_key(public_hex).ok_or(CaseKeyError::Key)?;
    key.verify_strict(message, &Signature::from_bytes(signature)).map_err(|_| CaseKeyError::Signature)
}

fn public_key(public_hex: &str) -> Option<VerifyingKey> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(public_hex, &mut bytes).ok()?;
    VerifyingKey::from_bytes(&bytes).ok().filter(|_| hex::encode(bytes) == public_hex)
}

/// `CONTEXT ‖ SHA-256(record) ‖ SHA-256(sealed)`
fn message(record_sha256: &[u8; 32], sealed_sha256: &[u8; 32]) -> [u8; 86] {
    let mut message = [0; 86];
    message[..22].copy_from_slice(CONTEXT);
    message[22..54].copy_from_slice(record_sha256);
    message[54..].copy_from_slice(sealed_sha256);
    message
}
