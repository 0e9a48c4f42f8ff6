use jiff::Timestamp;
use pli_core::Sha256;

use super::{Entry, HEAD, Head};
use crate::signed_line::{self, line};

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
    let (mut report, torn) = read(lines);
    match signed_line::open::<Head>(head, HEAD, public) {
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

/// Every entry, whatever is wrong with the chain; and the bytes of a torn last line.
fn read(lines: &[u8]) -> (Report, usize) {
    let mut report = Report { entries: Vec::new(), findings: Vec::new() };
    let mut chain = Head::start();
    let mut last = Timestamp::MIN;
    let whole = lines.iter().rposition(|&c| c == b'\n').map_or(0, |at| at + 1);
    for text in lines[..whole].split_inclusive(|&c| c == b'\n') {
        let number = chain.entries + 1;
        match parse(text) {
            None => report.findings.push(Finding::Malformed(number)),
            Some(entry) => {
                if entry.number != number || entry.previous != chain.last {
                    report.findings.push(Finding::Broken(number));
                }
                if entry.at < last {
                    report.findings.push(Finding::ClockSetBack(number));
                }
                last = entry.at;
                report.entries.push(entry);
            }
        }
        chain = Head { entries: number, last: Sha256::of(text) };
    }
    (report, lines.len() - whole)
}

fn parse(text: &[u8]) -> Option<Entry> {
    let entry: Entry = serde_json::from_slice(text).ok()?;
    (line(&entry).as_bytes() == text).then_some(entry)
}

fn compare(lines: &[u8], report: &Report, head: Head) -> Option<Finding> {
    let found = u64::try_from(report.entries.len()).unwrap_or(u64::MAX);
    let last = usize::try_from(head.entries).ok()?.checked_sub(1);
    let text = match last {
        None => Some(b"".as_slice()),
        Some(last) => lines.split_inclusive(|&c| c == b'\n').nth(last).filter(|text| text.ends_with(b"\n")),
    };
    match text {
        None => Some(Finding::Cut { found, signed: head.entries }),
        Some(text) if Sha256::of(text) != head.last => Some(Finding::Replaced(head.entries)),
        Some(_) => None,
    }
}

/// What follows a head, if the log is whole up to there and the chain goes on.
pub(super) fn after(lines: &[u8], head: Head) -> Result<Tail, String> {
    let (report, torn) = read(lines);
    let broken = report.findings.iter().find(|finding| !matches!(finding, Finding::ClockSetBack(_)));
    if let Some(finding) = broken.copied().or_else(|| compare(lines, &report, head)) {
        return Err(finding.to_string());
    }
    let last = lines[..lines.len() - torn].split_inclusive(|&c| c == b'\n').next_back().unwrap_or_default();
    let entries = u64::try_from(report.entries.len()).unwrap_or(u64::MAX);
    Ok(Tail { head: Head { entries, last: Sha256::of(last) }, torn })
}
