//! The withdrawal: a person takes their consent back, signed with the key of their case, so that
//! the desk may obey at once and nobody else can close a case.
//!
//! One text file, `retrait-REF.retrait`, of two lines, each ended by one line feed: the withdrawal
//! as canonical JSON (RFC 8785), and the signature as 128 lower-case hexadecimal digits. Signed
//! with Ed25519 (RFC 8032) is `"pli withdrawal v1" ‖ 0x00 ‖ SHA-256(JSON)`, so that no signature of
//! a case serves as one of its withdrawal, nor the other way round.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    CaseReference, Sha256,
    canonical::{Canonical, CanonicalError},
    case_key::CaseKey,
    consent::ConsentRecord,
    hexadecimal,
};

mod mailed;
#[cfg(test)]
pub(crate) mod tests;

pub use mailed::{find_in, subject};

/// The `format` of the withdrawals this version writes and reads.
pub const FORMAT: &str = "pli-withdrawal/1";

/// What precedes the hash in the signed message.
const CONTEXT: &[u8; 18] = b"pli withdrawal v1\0";

/// A consent taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Always [`FORMAT`].
    pub format: String,
    /// The request whose consent is taken back.
    pub reference: CaseReference,
    /// SHA-256 of the consent record that is taken back.
    pub record_sha256: Sha256,
    /// When, by the person's clock.
    #[serde(with = "crate::instant")]
    pub at: Timestamp,
}

/// A withdrawal file that was read but not checked: it says which case it wants to close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncheckedWithdrawal {
    withdrawal: Canonical<Withdrawal>,
    signature: [u8; 64],
}

/// Why a withdrawal is not obeyed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum WithdrawalError {
    /// Not the two lines of a withdrawal file.
    #[error("not a withdrawal")]
    Malformed,
    /// Of another format or version.
    #[error("a withdrawal of an unknown format: {0}")]
    UnknownFormat(String),
    /// Of another case, or of another consent of this case.
    #[error("the withdrawal is of another consent, case {0}")]
    OtherConsent(CaseReference),
    /// Not signed with the key of the case.
    #[error("the withdrawal is not signed with the key of the case")]
    NotGenuine,
}

impl WithdrawalError {
    /// The stable code, which the catalogues have words for under `failure-CODE`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "withdrawal-malformed",
            Self::UnknownFormat(_) => "withdrawal-unknown-format",
            Self::OtherConsent(_) => "withdrawal-other-consent",
            Self::NotGenuine => "withdrawal-not-genuine",
        }
    }
}

/// The name of a case's withdrawal file.
pub fn file_name(reference: &CaseReference) -> String {
    format!("retrait-{reference}.retrait")
}

/// Reads a withdrawal file without checking it.
///
/// # Errors
/// [`WithdrawalError::Malformed`] and [`WithdrawalError::UnknownFormat`].
pub fn parse(file: &[u8]) -> Result<UncheckedWithdrawal, WithdrawalError> {
    let (json, signature) = split(file).ok_or(WithdrawalError::Malformed)?;
    let withdrawal = Canonical::read_as(FORMAT, json).map_err(|error| match error {
        CanonicalError::UnknownFormat(format) => WithdrawalError::UnknownFormat(format),
        CanonicalError::Malformed(_) | CanonicalError::NotCanonical => WithdrawalError::Malformed,
    })?;
    Ok(UncheckedWithdrawal { withdrawal, signature })
}

impl Withdrawal {
    /// Of this consent, now.
    pub fn new(record: &Canonical<ConsentRecord>, at: Timestamp) -> Self {
        Self {
            format: FORMAT.to_owned(),
            reference: record.facts.reference.clone(),
            record_sha256: record.sha256(),
            at,
        }
    }

    /// The withdrawal file, signed with the key of the case.
    pub fn sign(&self, key: &CaseKey) -> String {
        let written = Canonical::of(self);
        file(written.bytes(), &key.sign_message(&message(written.sha256())))
    }
}

impl UncheckedWithdrawal {
    /// The case it wants to close: where to look for the record, and nothing to act on.
    pub fn reference(&self) -> &CaseReference {
        &self.withdrawal.reference
    }

    /// SHA-256 of the consent record that it takes back, as it says.
    pub fn record_sha256(&self) -> Sha256 {
        self.withdrawal.record_sha256
    }

    /// The withdrawal file, as it was read.
    pub fn to_file(&self) -> String {
        file(Canonical::of(&self.withdrawal).bytes(), &self.signature)
    }

    /// Checks that it takes this consent back, signed with the key that the record names.
    ///
    /// # Errors
    /// [`WithdrawalError::OtherConsent`] and [`WithdrawalError::NotGenuine`].
    pub fn verify(self, record: &Canonical<ConsentRecord>) -> Result<Withdrawal, WithdrawalError> {
        let Self { withdrawal, signature } = self;
        let is_of_record =
            withdrawal.reference == record.facts.reference && withdrawal.record_sha256 == record.sha256();
        if !is_of_record {
            return Err(WithdrawalError::OtherConsent(withdrawal.into_value().reference));
        }
        record
            .case_key
            .verify_message(&message(withdrawal.sha256()), &signature)
            .map_err(|_| WithdrawalError::NotGenuine)?;
        Ok(withdrawal.into_value())
    }
}

fn file(json: &[u8], signature: &[u8; 64]) -> String {
    format!("{}\n{}\n", String::from_utf8_lossy(json), hex::encode(signature))
}

fn split(file: &[u8]) -> Option<(&[u8], [u8; 64])> {
    let lines = file.strip_suffix(b"\n")?;
    let end = lines.iter().position(|&c| c == b'\n')?;
    let (json, digits) = (&lines[..end], &lines[end + 1..]);
    Some((json, hexadecimal::parse(digits)?))
}

/// `CONTEXT ‖ SHA-256(JSON)`
fn message(json: Sha256) -> [u8; 50] {
    let mut message = [0; 50];
    message[..18].copy_from_slice(CONTEXT);
    message[18..].copy_from_slice(&json.0);
    message
}
