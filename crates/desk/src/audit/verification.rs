use jiff::Timestamp;
use pli_format::Sha256;

use super::{Entry, Head};
use crate::signed_line::line;

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
    /// A write was interrupted: entries follow the head, or a line is torn. The next entry mends it.
    #[error("a write was interrupted: {entries} entries after the head, {torn} bytes of a torn line")]
    Interrupted {
        /// After the head.
        entries: u64,
        /// Of the torn line.
        torn: usize,
    },
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Every entry that was read.
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

/// What follows a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// The head as it would be after every whole line.
    pub head: Head,
    /// The bytes after the last line feed.
    pub torn: usize,
}

/// Checks a log against its signed head and, if there is one, against a head that was kept
/// elsewhere. `public` is the desk's key, base64.
pub fn verify(lines: &[u8], head: &str, kept: Option<Head>, public: &str) -> Report {
    let (mut report, _, torn) = read(lines, Head::start());
    match Head::open(head, public) {
        Ok(head) => {
            report.findings.extend(compare(lines, &report, head));
            let after = u64::try_from(report.entries.len()).unwrap_or(u64::MAX).saturating_sub(head.entries);
            if (after > 0 || torn > 0) && !report.is_altered() {
                report.findings.push(Finding::Interrupted { entries: after, torn });
            }
        }
        Err(_) => report.findings.push(Finding::Head),
    }
    if let Some(kept) = kept {
        report.findings.extend(compare(lines, &report, kept));
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
    let entry: Entry = serde_json::from_slice(text).ok()?;
    (line(&entry).as_bytes() == text).then_some(entry)
}

fn compare(lines: &[u8], report: &Report, head: Head) -> Option<Finding> {
    let found = u64::try_from(report.entries.len()).unwrap_or(u64::MAX);
    match usize::try_from(head.bytes).ok().and_then(|bytes| lines.get(..bytes)) {
        None => Some(Finding::Cut { found, signed: head.entries }),
        Some(signed) if !ends_with(signed, head) => Some(Finding::Replaced(head.entries)),
        Some(_) => None,
    }
}

/// Whether these bytes, the end of a log, end with the line that the head says is last.
fn ends_with(signed: &[u8], head: Head) -> bool {
    let last = signed.split_inclusive(|&c| c == b'\n').next_back().unwrap_or_default();
    (last.is_empty() || last.ends_with(b"\n")) && Sha256::of(last) == head.last
}

/// What follows a head, if the log ends with it or goes on from there. `end_of_log` begins
/// `signed` bytes before the head's end.
pub(super) fn after(end_of_log: &[u8], signed: usize, head: Head) -> Result<Tail, &'static str> {
    let (signed, rest) = end_of_log.split_at_checked(signed).ok_or("it is shorter than its head says")?;
    if !ends_with(signed, head) {
        return Err("its last signed line is another");
    }
    let (report, head, torn) = read(rest, head);
    let follows = report.findings.iter().all(|finding| matches!(finding, Finding::ClockSetBack(_)));
    if follows { Ok(Tail { head, torn }) } else { Err("what follows its head does not continue it") }
}
