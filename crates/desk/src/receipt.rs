//! Signs receipts; what a receipt is, and how it is checked, is [`pli_format::receipt`].

use pli_format::{
    bundle::Bundle,
    receipt::{Receipt, UNTRUSTED_COMMENT},
};

use crate::signing_key::{KeyError, SigningKey};

#[cfg(test)]
mod tests;

/// Why there is no receipt.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptKeyError {
    /// The key at hand is not the one that the bundle tells everybody to check with.
    #[error("the receipt key is {found}, but the bundle names {expected}")]
    Mismatch {
        /// Of the key at hand, base64.
        found: String,
        /// Of the bundle, base64.
        expected: String,
    },
    /// The key did not sign.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl ReceiptKeyError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Mismatch { .. } => "receipt-key-mismatch",
            Self::Key(error) => error.code(),
        }
    }
}

/// The key that signs receipts, known to be the bundle's.
pub struct ReceiptKey(SigningKey);

impl ReceiptKey {
    /// Takes a key if it is the bundle's. To be done before anything is deleted.
    ///
    /// # Errors
    /// [`ReceiptKeyError::Mismatch`]
    pub fn of(key: SigningKey, bundle: &Bundle) -> Result<Self, ReceiptKeyError> {
        let (found, expected) = (key.public(), bundle.receipt_key().to_owned());
        if found == expected { Ok(Self(key)) } else { Err(ReceiptKeyError::Mismatch { found, expected }) }
    }

    /// The receipt file of a deletion that is complete.
    ///
    /// # Errors
    /// [`ReceiptKeyError::Key`]
    pub fn sign(&self, receipt: &Receipt) -> Result<String, ReceiptKeyError> {
        let trusted = format!("{} {} deleted {}", UNTRUSTED_COMMENT, receipt.reference, receipt.deleted_at);
        let signature = self.0.sign(&receipt.to_message(), UNTRUSTED_COMMENT, &trusted)?;
        Ok(receipt.with_signature(&signature))
    }
}
