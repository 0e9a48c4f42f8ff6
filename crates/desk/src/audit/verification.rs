use std::io::{self, BufRead, Read, Seek, SeekFrom};

use jiff::Timestamp;
use pli_format::{Sha256, minisign::PublicKey};

use super::{Alteration, Entry, Files, GREATEST, Head, Lines};
use crate::signed_line;

/// What is wrong with a log. Lines and entries count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    #[error("the head is missing or not signed by the desk")]
    Head,
    #[error("line {0} is not an entry")]
    Malformed(u64),
    /// A line does not follow the one before it: something was edited, removed, added or moved.
    #[error("line {0} does not follow the one before it")]
    Broken(u64),
    #[error("the log was cut: {found} entries where the head says {signed}")]
    Cut { found: u64, signed: u64 },
    #[error("line {0} is not the one that the head says")]
    Replaced(u64),
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
    #[error("{bytes} bytes follow entry {after}, the last that is signed: the desk did not write them")]
    Unsigned { after: u64, bytes: usize },
    #[error("the head says {signed} entries where there are {found}")]
    Counted {
        /// In the log, as far as the head goes.
        found: u64,
        signed: u64,
    },
}

impl Finding {
    /// As scripts and the catalogue have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Malformed(_) => "malformed",
            Self::Broken(_) => "broken",
            Self::Cut { .. } => "cut",
            Self::Replaced(_) => "replaced",
            Self::ClockSetBack(_) => "clock-set-back",
            Self::Interrupted { .. } => "interrupted",
            Self::Unsigned { .. } => "unsigned",
            Self::Counted { .. } => "counted",
        }
    }

    /// Whether somebody did it. An interrupted write and a clock set back are told, but no forgery.
    pub fn is_alteration(self) -> bool {
        !matches!(self, Self::ClockSetBack(_) | Self::Interrupted { .. })
    }
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many entries were read, as far as a signature covers them.
    pub entries: u64,
    /// What is wrong; nothing for a log as it should be.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether somebody altered the log.
    pub fn is_altered(&self) -> bool {
        self.findings.iter().any(|finding| finding.is_alteration())
    }
}

/// No line is longer, in bytes: the texts of an entry are the desk's own, and short. A longer one is no
/// entry, and taken for several.
pub(super) const LONGEST_LINE: u64 = 1 << 20;

/// Checks a log against its signed head and, if there is one, against a head that was kept
/// elsewhere, by the desk's key. It is read once, a line at a time; `each` gets the entries.
///
/// # Errors
/// When the lines cannot be read.
pub fn verify(
    files: &mut Files,
    kept: Option<Head>,
    key: &PublicKey,
    each: &mut dyn FnMut(&Entry),
) -> io::Result<Report> {
    let next = files.next.as_deref().map(|text| Head::open(text, key)).transpose();
    let (Ok(head), Ok(next)) = (Head::open(&files.head, key), next) else {
        let mut reading = Reading::new(Head::start(), each);
        reading.read(&mut files.lines, u64::MAX, &mut [])?;
        reading.findings.push(Finding::Head);
        return Ok(reading.report());
    };
    let mut marks = [Mark::of(Some(head)), Mark::of(kept)];
    let mut reading = Reading::new(Head::start(), each);
    reading.read(&mut files.lines, head.bytes, &mut marks)?;
    let length = files.lines.seek(SeekFrom::End(0))?;
    let [signed, kept] = marks.map(|mark| mark.finding(length));
    reading.findings.extend(signed);
    let rest = length.saturating_sub(head.bytes);
    let is_altered = reading.findings.iter().any(|finding| finding.is_alteration());
    if !is_altered && (rest > 0 || next.is_some()) {
        reading.follow(&mut files.lines, head, next, rest)?;
    }
    reading.findings.extend(kept);
    Ok(reading.report())
}

/// A head, and what a log has where it says that it ends.
struct Mark {
    head: Option<Head>,
    /// Lines of the log that are read.
    lines: u64,
    /// How many lines end there, and the last of them.
    found: Option<(u64, Sha256)>,
}

impl Mark {
    fn of(head: Option<Head>) -> Self {
        let found = head.filter(|head| head.bytes == 0).map(|_| (0, Sha256::of(b"")));
        Self { head, lines: 0, found }
    }

    /// A line ends here, in bytes from the beginning.
    fn pass(&mut self, end: u64, line: &[u8]) {
        self.lines += 1;
        if self.head.is_some_and(|head| head.bytes == end) {
            self.found = Some((self.lines, Sha256::of(line)));
        }
    }

    fn finding(self, length: u64) -> Option<Finding> {
        let head = self.head?;
        match self.found {
            _ if length < head.bytes => Some(Finding::Cut { found: self.lines, signed: head.entries }),
            Some((_, last)) if last != head.last => Some(Finding::Replaced(head.entries)),
            None => Some(Finding::Replaced(head.entries)),
            Some((found, _)) => (found != head.entries).then_some(Finding::Counted { found, signed: head.entries }),
        }
    }
}

/// Entries that are read, one after the other.
struct Reading<'a> {
    chain: Head,
    last: Timestamp,
    number: u64,
    entries: u64,
    findings: Vec<Finding>,
    each: &'a mut dyn FnMut(&Entry),
}

impl<'a> Reading<'a> {
    /// After this head.
    fn new(head: Head, each: &'a mut dyn FnMut(&Entry)) -> Self {
        Self { chain: head, last: Timestamp::MIN, number: head.entries, entries: 0, findings: Vec::new(), each }
    }

    fn report(self) -> Report {
        Report { entries: self.entries, findings: self.findings }
    }

    /// Reads every line to the end, for the marks, and takes in those that end within `signed` bytes. A torn
    /// last line is none.
    fn read(&mut self, lines: &mut dyn BufRead, signed: u64, marks: &mut [Mark]) -> io::Result<()> {
        let mut end = 0;
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = Read::take(&mut *lines, LONGEST_LINE).read_until(b'\n', &mut line)?;
            end += read as u64;
            let is_whole = line.ends_with(b"\n") || read as u64 == LONGEST_LINE;
            if !is_whole {
                return Ok(());
            }
            for mark in &mut *marks {
                mark.pass(end, &line);
            }
            if end <= signed {
                self.take_in(&line);
            }
        }
    }

    /// What follows a line that is wrong is measured by that line, so that each place is one finding.
    fn take_in(&mut self, line: &[u8]) {
        self.number += 1;
        match parse(line) {
            None => self.findings.push(Finding::Malformed(self.number)),
            Some(entry) => {
                if entry.number != self.chain.entries.saturating_add(1) || entry.previous != self.chain.last {
                    self.findings.push(Finding::Broken(self.number));
                }
                if entry.at < self.last {
                    self.findings.push(Finding::ClockSetBack(self.number));
                }
                self.last = entry.at;
                self.chain.entries = entry.number.saturating_sub(1);
                self.entries += 1;
                (self.each)(&entry);
            }
        }
        self.chain = self.chain.then(line);
    }

    /// What follows the head, of which so many bytes are there.
    fn follow(&mut self, lines: &mut dyn Lines, head: Head, next: Option<Head>, rest: u64) -> io::Result<()> {
        let bytes = usize::try_from(rest).unwrap_or(usize::MAX);
        let unsigned = Finding::Unsigned { after: head.entries, bytes };
        if next.is_none_or(|next| rest > next.bytes.saturating_sub(head.bytes)) {
            self.findings.push(unsigned);
            return Ok(());
        }
        let mut after = Vec::with_capacity(bytes);
        lines.seek(SeekFrom::Start(head.bytes))?;
        lines.read_to_end(&mut after)?;
        match follow(&after, head, next) {
            Err(_) => self.findings.push(unsigned),
            Ok((to, torn)) => {
                self.findings.push(Finding::Interrupted { entries: to.entries - head.entries, torn });
                if to != head {
                    let told = self.findings.len();
                    after.split_inclusive(|&c| c == b'\n').for_each(|line| self.take_in(line));
                    self.findings.truncate(told);
                }
            }
        }
        Ok(())
    }
}

fn parse(text: &[u8]) -> Option<Entry> {
    signed_line::read(text).filter(|entry: &Entry| (1..=GREATEST).contains(&entry.number))
}

/// Whether these bytes, the end of a log, end with the line that the head says is last.
fn ends_with(signed: &[u8], head: Head) -> bool {
    let last = signed.split_inclusive(|&c| c == b'\n').next_back().unwrap_or_default();
    (last.is_empty() || last.ends_with(b"\n")) && Sha256::of(last) == head.last
}

/// How far the log goes by the next head, and how much of a write that was interrupted is there
/// beyond. Nothing else may follow a head.
fn follow(rest: &[u8], head: Head, next: Option<Head>) -> Result<(Head, usize), Alteration> {
    let next = next.ok_or(Alteration::NotWritten)?;
    if !next.is_after(head) {
        return Err(Alteration::NextOlder);
    }
    let room = usize::try_from(next.bytes - head.bytes).unwrap_or(usize::MAX);
    if rest.len() < room {
        return Ok((head, rest.len()));
    }
    let mut nobody = |_: &Entry| {};
    let mut reading = Reading::new(head, &mut nobody);
    rest.split_inclusive(|&c| c == b'\n').for_each(|line| reading.take_in(line));
    let is_chain = reading.findings.iter().all(|finding| matches!(finding, Finding::ClockSetBack(_)));
    if rest.len() == room && reading.chain == next && is_chain { Ok((next, 0)) } else { Err(Alteration::NotWritten) }
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
    pub fn of(end_of_log: &[u8], signed: usize, head: Head, next: Option<Head>) -> Result<Self, Alteration> {
        let (before, rest) = end_of_log.split_at_checked(signed).ok_or(Alteration::Shorter)?;
        let last = before.split_inclusive(|&c| c == b'\n').next_back();
        if !ends_with(before, head) || last.is_some_and(|last| parse(last).is_none_or(|it| it.number != head.entries)) {
            return Err(Alteration::LastLine);
        }
        if rest.is_empty() && next.is_none() {
            return Ok(Self { signed: head, head, interrupted: None });
        }
        let (to, torn) = follow(rest, head, next)?;
        Ok(Self { signed: head, head: to, interrupted: Some(torn) })
    }
}
