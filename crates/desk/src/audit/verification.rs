use jiff::Timestamp;
use pli_format::{Sha256, minisign::PublicKey};

use super::{Entry, Files, GREATEST, Head};
use crate::signed_line;

/// What is wrong with a log. Lines and entries count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The head is missing, not signed by the desk, or altered.
    #[error("the head is missing or not signed by the desk")]
    Head,
    /// A line is no entry.
    #[error("line {0} is not an entry")]
    Malformed(u64),
    /// A line does not follow the one before it: something was edited, removed, added or moved.
    #[error("line {0} does not follow the one before it")]
    Broken(u64),
    /// The head says that there are more lines.
    #[error("the log was cut: {found} entries where the head says {signed}")]
    Cut {
        /// In the log.
        found: u64,
        /// In the head.
        signed: u64,
    },
    /// The line that the head says is last is another.
    #[error("line {0} is not the one that the head says")]
    Replaced(u64),
    /// An entry is older than the one before it.
    #[error("the clock was set back before entry {0}")]
    ClockSetBack(u64),
    /// A write was interrupted: the log ends as the next head says, or some of it is there. The next
    /// entry mends it.
    #[error("a write was interrupted: {entries} entries after the head, {torn} bytes of a torn write")]
    Interrupted {
        /// After the head, signed by the next one.
        entries: u64,
        /// Which no signature covers, and which the next entry cuts off.
        torn: usize,
    },
    /// Something follows the head that the desk did not sign.
    #[error("{bytes} bytes follow entry {after}, the last that is signed: the desk did not write them")]
    Unsigned {
        /// Entries that are signed.
        after: u64,
        /// After them.
        bytes: usize,
    },
    /// The head counts other lines than there are.
    #[error("the head says {signed} entries where there are {found}")]
    Counted {
        /// In the log, as far as the head goes.
        found: u64,
        /// In the head.
        signed: u64,
    },
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Every entry that was read, as far as a signature covers them.
    pub entries: Vec<Entry>,
    /// What is wrong; nothing for a log as it should be.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether somebody altered the log. An interrupted write and a clock set back are told, but
    /// no forgery.
    pub fn is_altered(&self) -> bool {
        self.findings.iter().any(|finding| !matches!(finding, Finding::ClockSetBack(_) | Finding::Interrupted { .. }))
    }
}

/// Checks a log against its signed head and, if there is one, against a head that was kept
/// elsewhere, by the desk's key.
pub fn verify(files: &Files, kept: Option<Head>, key: &PublicKey) -> Report {
    let lines = files.lines.as_slice();
    let next = files.next.as_deref().map(|text| Head::open(text, key)).transpose();
    let (Ok(head), Ok(next)) = (Head::open(&files.head, key), next) else {
        let (mut report, ..) = read(lines, Head::start());
        report.findings.push(Finding::Head);
        return report;
    };
    let length = usize::try_from(head.bytes).unwrap_or(usize::MAX).min(lines.len());
    let (signed, rest) = lines.split_at(length);
    let (mut report, chain, _) = read(signed, Head::start());
    report.findings.extend(compare(lines, head));
    if !report.is_altered() && (!rest.is_empty() || next.is_some()) {
        let after = follow(rest, chain, next);
        report.findings.push(after.as_ref().map_or_else(
            |_| Finding::Unsigned { after: head.entries, bytes: rest.len() },
            |(to, torn)| Finding::Interrupted { entries: to.entries - head.entries, torn: *torn },
        ));
        if matches!(after, Ok((to, _)) if to != head) {
            let (added, ..) = read(rest, chain);
            report.entries.extend(added.entries);
        }
    }
    if let Some(kept) = kept {
        report.findings.extend(compare(lines, kept));
    }
    report
}

/// Every entry after a head, whatever is wrong with the chain; the head there would be after them;
/// and the bytes of a torn last line. What follows a line that is wrong is measured by that line, so
/// that each place is one finding.
fn read(lines: &[u8], head: Head) -> (Report, Head, usize) {
    let mut report = Report { entries: Vec::new(), findings: Vec::new() };
    let mut chain = head;
    let mut last = Timestamp::MIN;
    let whole = lines.iter().rposition(|&c| c == b'\n').map_or(0, |at| at + 1);
    for (number, text) in (head.entries + 1..).zip(lines[..whole].split_inclusive(|&c| c == b'\n')) {
        match parse(text) {
            None => report.findings.push(Finding::Malformed(number)),
            Some(entry) => {
                if entry.number != chain.entries.saturating_add(1) || entry.previous != chain.last {
                    report.findings.push(Finding::Broken(number));
                }
                if entry.at < last {
                    report.findings.push(Finding::ClockSetBack(number));
                }
                last = entry.at;
                chain.entries = entry.number.saturating_sub(1);
                report.entries.push(entry);
            }
        }
        chain = chain.then(text);
    }
    (report, chain, lines.len() - whole)
}

fn parse(text: &[u8]) -> Option<Entry> {
    signed_line::read(text).filter(|entry: &Entry| (1..=GREATEST).contains(&entry.number))
}

fn compare(lines: &[u8], head: Head) -> Option<Finding> {
    let count = |lines: &[u8]| u64::try_from(lines.split(|&c| c == b'\n').count() - 1).unwrap_or(u64::MAX);
    match usize::try_from(head.bytes).ok().and_then(|bytes| lines.get(..bytes)) {
        None => Some(Finding::Cut { found: count(lines), signed: head.entries }),
        Some(signed) if !ends_with(signed, head) => Some(Finding::Replaced(head.entries)),
        Some(signed) if count(signed) != head.entries => {
            Some(Finding::Counted { found: count(signed), signed: head.entries })
        }
        Some(_) => None,
    }
}

/// Whether these bytes, the end of a log, end with the line that the head says is last.
fn ends_with(signed: &[u8], head: Head) -> bool {
    let last = signed.split_inclusive(|&c| c == b'\n').next_back().unwrap_or_default();
    (last.is_empty() || last.ends_with(b"\n")) && Sha256::of(last) == head.last
}

/// How far the log goes by the next head, and how much of a write that was interrupted is there
/// beyond. Nothing else may follow a head.
fn follow(rest: &[u8], head: Head, next: Option<Head>) -> Result<(Head, usize), &'static str> {
    const NOT_SIGNED: &str = "something follows its head that the desk did not write";
    let next = next.ok_or(NOT_SIGNED)?;
    if !next.is_after(head) {
        return Err("the next head is older than its head");
    }
    let room = usize::try_from(next.bytes - head.bytes).unwrap_or(usize::MAX);
    if rest.len() < room {
        return Ok((head, rest.len()));
    }
    let (report, to, _) = read(rest, head);
    let is_chain = report.findings.iter().all(|finding| matches!(finding, Finding::ClockSetBack(_)));
    if rest.len() == room && to == next && is_chain { Ok((next, 0)) } else { Err(NOT_SIGNED) }
}

/// How a log ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    /// The head that stands beside it.
    pub signed: Head,
    /// How far signatures cover it: the head, or the next one.
    pub head: Head,
    /// That a write was interrupted, and how many bytes of it no signature covers.
    pub interrupted: Option<usize>,
}

impl Ending {
    /// Reads the end of a log, which begins `signed` bytes before the head's end.
    pub fn of(end_of_log: &[u8], signed: usize, head: Head, next: Option<Head>) -> Result<Self, &'static str> {
        let (before, rest) = end_of_log.split_at_checked(signed).ok_or("it is shorter than its head says")?;
        let last = before.split_inclusive(|&c| c == b'\n').next_back();
        if !ends_with(before, head) || last.is_some_and(|last| parse(last).is_none_or(|it| it.number != head.entries)) {
            return Err("its last signed line is another");
        }
        if rest.is_empty() && next.is_none() {
            return Ok(Self { signed: head, head, interrupted: None });
        }
        let (to, torn) = follow(rest, head, next)?;
        Ok(Self { signed: head, head: to, interrupted: Some(torn) })
    }
}
