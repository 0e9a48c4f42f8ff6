//! Signs receipts; what a receipt is, and how it is checked, is [`pli_format::receipt`].

use jiff::Timestamp;
use pli_format::{
    bundle::Bundle,
    minisign::PublicKey,
    receipt::{Receipt, UNTRUSTED_COMMENT},
};

use crate::signing_key::{KeyError, SigningKey};

#[cfg(test)]
mod tests;

/// Why there is no receipt.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptKeyError {
    /// The key at hand is not the one that the bundle tells everybody to check with now.
    #[error("the receipt key {0} is none that the bundle names for now")]
    Mismatch(PublicKey),
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl ReceiptKeyError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Mismatch(_) => "receipt-key-mismatch",
            Self::Key(error) => error.code(),
        }
    }
}

/// The key that signs receipts, known to be the bundle's.
pub struct ReceiptSigner(SigningKey);

impl ReceiptSigner {
    /// Takes a key if the bundle names it for deletions at this instant. To be done before anything is
    /// deleted.
    ///
    /// # Errors
    /// [`ReceiptKeyError::Mismatch`]
    pub fn of(key: SigningKey, bundle: &Bundle, now: Timestamp) -> Result<Self, ReceiptKeyError> {
        let public = key.public();
        let is_named = bundle.receipt_keys().iter().any(|listed| listed.key == public && listed.is_valid(now));
        if is_named { Ok(Self(key)) } else { Err(ReceiptKeyError::Mismatch(public)) }
    }

    /// The receipt file of a deletion that is complete.
    ///
    /// # Errors
    /// [`ReceiptKeyError::Key`]
    pub fn sign(&self, receipt: &Receipt) -> Result<String, ReceiptKeyError> {
        let signature = self.0.sign(&receipt.to_message(), UNTRUSTED_COMMENT, &receipt.trusted_comment())?;
        Ok(receipt.with_signature(&signature))
    }
}
