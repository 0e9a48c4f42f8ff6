//! The log: every command, who, when, its result, and never a secret (`docs/FORMAT.md`, section 11).
//!
//! `audit.jsonl` only grows: a line of canonical JSON for each entry, which holds the SHA-256 of the
//! line before it. `audit.head` is the head: how long the log is, how many entries it has and the
//! SHA-256 of its last line, signed with the desk's key ([`crate::signed_line`]).
//!
//! Before lines are added, the head that there will be is signed and put down as `audit.next`; once
//! they are on the disk it takes the head's place. So nothing is in the log that no signature covers:
//! killed in between, the log either ends as the next head says, or what follows its head is cut off
//! again; [`verify`] tells it, and the next entry says so. Anything else that follows the head was
//! added by somebody else. Shorter than its head, the log was cut.
//!
//! Who holds the desk's key can write another log. What cannot be forged is a head that somebody
//! else keeps: [`Head`]s are exported, and [`verify`] checks the log against an old one.

use std::io::{BufRead, Seek};

use jiff::Timestamp;
use pli_format::{CaseReference, Sha256, minisign::PublicKey};
use serde::{Deserialize, Serialize};

use crate::{roster::Role, signed_line};

mod error;
mod latest;
mod log;
mod sink;
#[cfg(test)]
mod tests;
mod verification;

pub use error::{Alteration, AuditError};
pub use latest::{BEGUN, DELETED, DELETING, DOUBTED};
pub use log::Log;
pub use sink::Sink;
pub use verification::{Finding, Report, verify};

/// The untrusted comment of the head's signature.
const HEAD: &str = "pli-audit-head/1";

/// The command of the entry that tells of an interrupted one.
pub const RECOVERED: &str = "audit recover";

/// No number of these documents is greater: beyond 2⁵³ − 1, JSON has several spellings of one.
const GREATEST: u64 = (1 << 53) - 1;

/// Longer details are told by their beginning and their SHA-256, in bytes and in characters.
const LONGEST_DETAILS: usize = 8_192;
const BEGINNING: usize = 200;

/// What was done. Its texts are the desk's own words and names, never what a credential holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The command, such as `use`.
    pub command: String,
    pub who: String,
    /// The case, if it is about one.
    pub case: Option<String>,
    /// How it ended: `done`, or the code of the failure.
    pub result: String,
    /// What else is worth knowing, such as a connector's name and exit code.
    pub details: Option<String>,
}

impl Act {
    /// A command of somebody's, about this case if any, and how it ended.
    pub fn new(command: &str, who: &str, case: Option<&CaseReference>, result: &str) -> Self {
        let case = case.map(ToString::to_string);
        Self { command: command.to_owned(), who: who.to_owned(), case, result: result.to_owned(), details: None }
    }

    /// With what else is worth knowing; of what is [long](LONGEST_DETAILS), which one it was.
    #[must_use]
    pub fn with(self, details: impl Into<String>) -> Self {
        let details: String = details.into();
        let details = if details.len() > LONGEST_DETAILS { told(&details) } else { details };
        Self { details: Some(details), ..self }
    }
}

fn told(long: &str) -> String {
    let beginning: String = long.chars().take(BEGINNING).collect();
    format!("{beginning}… sha256:{}", Sha256::of(long.as_bytes()))
}

/// Who it was to the system, at a desk that serves several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peer {
    /// Who sent the request, as the kernel says (`SO_PEERCRED`).
    pub uid: u32,
    /// What gave them the right.
    pub role: Role,
    /// The key that the roster has for them.
    pub key: Option<PublicKey>,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Counts from 1.
    pub number: u64,
    /// When, by the desk's clock.
    #[serde(with = "pli_format::instant")]
    pub at: Timestamp,
    pub act: Act,
    /// Who it was to the system. Not where a desk serves nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peer: Option<Peer>,
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

/// The lines of a log, read one by one: it may be larger than the memory.
pub trait Lines: BufRead + Seek {}

impl<L: BufRead + Seek> Lines for L {}

/// A log as it stands on the disk.
pub struct Files {
    /// `audit.jsonl`
    pub lines: Box<dyn Lines>,
    /// `audit.head`
    pub head: Vec<u8>,
    /// `audit.next`, which is there only while lines are added.
    pub next: Option<Vec<u8>>,
}

impl Head {
    /// Of an empty log.
    fn start() -> Self {
        Self { bytes: 0, entries: 0, last: Sha256::of(b"") }
    }

    /// Reads a signed head, such as one that was kept elsewhere, by the desk's key.
    ///
    /// # Errors
    /// [`AuditError::Head`]
    pub fn open(text: &[u8], key: &PublicKey) -> Result<Self, AuditError> {
        let head: Self = signed_line::open(text, HEAD, key)?;
        let is_head = head.bytes <= GREATEST && head.entries <= GREATEST && (head.bytes == 0) == (head.entries == 0);
        if is_head { Ok(head) } else { Err(AuditError::Head) }
    }

    /// Whether this is of the same log, later.
    fn is_after(self, earlier: Self) -> bool {
        self.bytes > earlier.bytes && self.entries > earlier.entries
    }

    /// Once this line, line feed included, follows.
    fn then(self, line: &[u8]) -> Self {
        let length = u64::try_from(line.len()).expect("a length in memory fits 64 bits");
        Self { bytes: self.bytes + length, entries: self.entries.saturating_add(1), last: Sha256::of(line) }
    }
}
