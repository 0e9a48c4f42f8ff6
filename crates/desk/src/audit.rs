//! The log: every command, who, when, its result, and never a secret.
//!
//! Two files. `audit.jsonl` only grows: a line of canonical JSON for each entry, which holds the
//! SHA-256 of the line before it. `audit.head` is the head: how long the log is and the
//! SHA-256 of its last line, signed with the desk's key ([`crate::signed_line`]).
//!
//! An entry is written and flushed to the disk before the head is, which is replaced in one step.
//! Killed in between, the log is one entry longer than its head says: the chain still proves it,
//! [`verify`] tells it, and the next entry brings the head up to date and says so. A torn last
//! line is set aside in the same way. Shorter than its head, the log was cut.
//!
//! Who holds the desk's key can write another log. What cannot be forged is a head that somebody
//! else keeps: [`Head`]s are exported, and [`verify`] checks the log against an old one.

use jiff::Timestamp;
use pli_format::Sha256;
use serde::{Deserialize, Serialize};

use crate::signed_line;

mod error;
mod latest;
mod log;
#[cfg(test)]
mod tests;
mod verification;

pub use error::AuditError;
pub use latest::DOUBTED;
pub use log::Log;
pub use verification::{Finding, Report, verify};

/// The untrusted comment of the head's signature.
const HEAD: &str = "pli-audit-head/1";

/// The command of the entry that tells of an interrupted one.
pub const RECOVERED: &str = "audit recover";

/// What was done. Its texts are the desk's own words and names, never what a credential holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The command, such as `use`.
    pub command: String,
    /// The operator.
    pub who: String,
    /// The case, if it is about one.
    pub case: Option<String>,
    /// How it ended: `done`, or the code of the failure.
    pub result: String,
    /// What else is worth knowing, such as a connector's name and exit code.
    pub details: Option<String>,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Counts from 1.
    pub number: u64,
    /// When, by the desk's clock.
    pub at: Timestamp,
    /// What was done.
    pub act: Act,
    /// SHA-256 of the line before, line feed included; of nothing for the first.
    pub previous: Sha256,
}

/// How far the log goes: enough to notice a cut, and to compare with later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// How long the log is, in bytes: where the next entry begins.
    pub bytes: u64,
    /// How many entries there are.
    pub entries: u64,
    /// SHA-256 of the last line, line feed included; of nothing when there is none.
    pub last: Sha256,
}

impl Head {
    /// Of an empty log.
    fn start() -> Self {
        Self { bytes: 0, entries: 0, last: Sha256::of(b"") }
    }

    /// Reads a signed head, such as one that was kept elsewhere. `public` is the desk's key, base64.
    ///
    /// # Errors
    /// [`AuditError::Head`]
    pub fn open(text: &str, public: &str) -> Result<Self, AuditError> {
        Ok(signed_line::open(text, HEAD, public)?)
    }

    /// Once this line, line feed included, follows.
    fn then(self, line: &[u8]) -> Self {
        let length = u64::try_from(line.len()).expect("a length in memory fits 64 bits");
        Self { bytes: self.bytes + length, entries: self.entries.saturating_add(1), last: Sha256::of(line) }
    }
}
