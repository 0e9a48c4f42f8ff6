//! The receipt: signed proof that a sealed file and every copy of it were deleted.
//!
//! One text file, `preuve-REF.receipt`. Its first line is the receipt, canonical JSON
//! (RFC 8785); the four lines after it are the minisign signature of that first line, line feed
//! included, by the bundle's receipt key of that time. Anybody can check it with stock tools:
//!
//! ```sh
//! head -n 1 preuve-K7M4-Q2XD.receipt > receipt.json
//! tail -n 4 preuve-K7M4-Q2XD.receipt > receipt.json.minisig
//! minisign -Vm receipt.json -P RECEIPT_KEY
//! ```

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    CaseReference, Sha256,
    bundle::ReceiptKey,
    canonical::{Canonical, CanonicalError},
    instant,
    minisign::SignatureError,
    recipients::EpochName,
};

#[cfg(test)]
mod tests;

/// The `format` of the receipts this version writes and reads.
pub const FORMAT: &str = "pli-receipt/1";

/// The untrusted comment of every receipt's signature. Minisign does not sign it; holding it fixed
/// leaves no byte of the file that can change unnoticed.
pub const UNTRUSTED_COMMENT: &str = "pli-receipt/1";

/// What was deleted, when, by whom and why. It holds no credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Always [`FORMAT`].
    pub format: String,
    /// The request that the sealed file came with.
    pub reference: CaseReference,
    /// SHA-256 of the sealed file that was deleted; the consent PDF shows it too.
    pub sealed_sha256: Sha256,
    /// SHA-256 of the consent record, if one came with the sealed file.
    pub record_sha256: Option<Sha256>,
    /// When the deletion was complete.
    #[serde(with = "crate::instant")]
    pub deleted_at: Timestamp,
    /// The operator who deleted it, by the name the desk knows.
    pub by: String,
    /// The epoch it was sealed to, such as `2026-11`.
    pub epoch: EpochName,
    /// Why the sealed file was deleted.
    pub reason: Reason,
}

/// Why a sealed file was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The work is done.
    Closed,
    /// The time that the consent gives is over, or nobody opened it in time.
    Expired,
    /// The person took the consent back.
    Withdrawn,
    /// Another sending of the same request counts instead.
    Replaced,
}

/// Why a text is not a receipt to believe.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Not five lines of a receipt and its signature.
    #[error("not a receipt")]
    Malformed,
    /// Signed by another key than the bundle's receipt keys, or by one outside its time.
    #[error("the receipt is not signed by the desk")]
    NotGenuine,
    /// The desk signed something, but not this.
    #[error("the receipt was altered")]
    Altered,
    /// Signed, but of another format or version.
    #[error("a receipt of an unknown format: {0}")]
    UnknownFormat(String),
    /// Genuine, but of another case or another sealed file.
    #[error("a receipt of another case: {0}")]
    OtherCase(CaseReference),
}

impl ReceiptError {
    /// The stable code, which the catalogues have words for under `failure-CODE`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "receipt-malformed",
            Self::NotGenuine => "receipt-not-genuine",
            Self::Altered => "receipt-altered",
            Self::UnknownFormat(_) => "receipt-unknown-format",
            Self::OtherCase(_) => "receipt-other-case",
        }
    }
}

impl Receipt {
    /// The bytes to sign: canonical JSON and a line feed.
    pub fn to_message(&self) -> Vec<u8> {
        [Canonical::of(self).bytes(), b"\n"].concat()
    }

    /// The trusted comment of its signature.
    pub fn trusted_comment(&self) -> String {
        format!("{UNTRUSTED_COMMENT} {} deleted {}", self.reference, instant::write(self.deleted_at))
    }

    /// The file, once [`to_message`](Self::to_message) is signed: `signature` is the text of a
    /// `.minisig` with [`UNTRUSTED_COMMENT`] and [`trusted_comment`](Self::trusted_comment).
    pub fn with_signature(&self, signature: &str) -> String {
        String::from_utf8_lossy(&self.to_message()).into_owned() + signature
    }

    /// Whether it is about this sealed file of this case.
    ///
    /// # Errors
    /// [`ReceiptError::OtherCase`]
    pub fn concerns(&self, reference: &CaseReference, sealed: Sha256) -> Result<(), ReceiptError> {
        let same = self.reference == *reference && self.sealed_sha256 == sealed;
        if same { Ok(()) } else { Err(ReceiptError::OtherCase(self.reference.clone())) }
    }
}

/// The name of a case's receipt file.
pub fn file_name(reference: &CaseReference) -> String {
    format!("preuve-{reference}.receipt")
}

/// Reads a receipt file and checks its signature by the bundle's receipt key of its time.
///
/// The signature is checked first: nothing of an unsigned receipt is read.
///
/// # Errors
/// [`ReceiptError`], but for [`ReceiptError::OtherCase`]: see [`Receipt::concerns`].
pub fn open(file: &[u8], keys: &[ReceiptKey]) -> Result<Receipt, ReceiptError> {
    let end = file.iter().position(|&c| c == b'\n').ok_or(ReceiptError::Malformed)? + 1;
    let (message, signature) = file.split_at(end);
    let (signer, trusted) = verify(message, signature, keys)?;
    let receipt = parse(message)?;
    if receipt.trusted_comment() != trusted {
        Err(ReceiptError::Malformed)
    } else if signer.is_valid(receipt.deleted_at) {
        Ok(receipt)
    } else {
        Err(ReceiptError::NotGenuine)
    }
}

/// Who signed, and the trusted comment.
fn verify<'a>(
    message: &[u8],
    signature: &[u8],
    keys: &'a [ReceiptKey],
) -> Result<(&'a ReceiptKey, String), ReceiptError> {
    for listed in keys {
        match listed.key.verify(message, signature, UNTRUSTED_COMMENT) {
            Ok(trusted) => return Ok((listed, trusted)),
            Err(SignatureError::OtherKey) => {}
            Err(SignatureError::Malformed) => return Err(ReceiptError::Malformed),
            Err(SignatureError::Altered) => return Err(ReceiptError::Altered),
        }
    }
    Err(ReceiptError::NotGenuine)
}

fn parse(message: &[u8]) -> Result<Receipt, ReceiptError> {
    let json = message.strip_suffix(b"\n").ok_or(ReceiptError::Malformed)?;
    Canonical::read_as(FORMAT, json).map(Canonical::into_value).map_err(|error| match error {
        CanonicalError::UnknownFormat(format) => ReceiptError::UnknownFormat(format),
        CanonicalError::Malformed(_) | CanonicalError::NotCanonical => ReceiptError::Malformed,
    })
}
