use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::minisign::PublicKey;

/// A key that signs receipts, and when: an old receipt is checked with the key of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptKey {
    /// A minisign public key (FORMAT 0.7).
    pub key: PublicKey,
    /// The first instant of a deletion that it signs.
    #[serde(with = "crate::instant")]
    pub not_before: Timestamp,
    /// The last instant of a deletion that it signs, inclusive.
    #[serde(with = "crate::instant")]
    pub not_after: Timestamp,
}

impl ReceiptKey {
    /// Whether it signs the receipts of deletions at this instant.
    pub fn is_valid(&self, at: Timestamp) -> bool {
        (self.not_before..=self.not_after).contains(&at)
    }
}
