use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{Act, AuditError, Log, log::LINES};
use crate::private_file::if_there;

/// When an entry was made, and for what. The rest is left unread: the whole log is gone through before each opening
/// and each deletion.
#[derive(Deserialize)]
struct EntryTime {
    #[serde(with = "pli_format::instant")]
    at: Timestamp,
    act: Act,
}

/// The commands that only read: run by a wrong clock, they leave no mark.
const READING: &[&str] = &[
    "audit export",
    "cases",
    "connector list",
    "consent",
    "epoch list",
    "gifts export",
    "gifts list",
    "inspect",
    "receipt",
    "show",
    "todo",
];

/// The result of what was not done, because the clock jumped forward and nobody vouches for it.
pub const DOUBTED: &str = "clock-doubted";

/// The results of a deletion, before it and after it.
pub const DELETING: &str = "deleting";
pub const DELETED: &str = "deleted";

/// The result of what is logged before it is done.
pub const BEGUN: &str = "begun";

impl Log<'_> {
    /// The latest instant of the entries in this folder that count, if there are any. Not the last
    /// entry's: what is done while the clock is wrong is logged, too. What only [reads](READING), or was
    /// done while nobody vouched for the clock ([`DOUBTED`]), moves nothing. Lines that are no entry are skipped: what
    /// is overdue is deleted, whatever somebody did to the middle of the log; its end is checked with every entry, and
    /// [`verify`](super::verify) tells the rest.
    ///
    /// # Errors
    /// [`AuditError::File`]
    pub fn latest(folder: &Path) -> Result<Option<Timestamp>, AuditError> {
        let mut latest = None;
        for_each_that_counts(folder, |entry| latest = latest.max(Some(entry.at)))?;
        Ok(latest)
    }

    /// The same, of the entries that came without a gap: what is done by a clock that jumped, as a mail that is
    /// received, makes it no better. Only an `expire` that began does, for which the clock was looked at, and what was
    /// deleted.
    ///
    /// # Errors
    /// [`AuditError::File`]
    pub fn latest_without_gap(folder: &Path, gap: SignedDuration) -> Result<Option<Timestamp>, AuditError> {
        let mut latest: Option<Timestamp> = None;
        for_each_that_counts(folder, |entry| {
            let goes_on = latest.is_none_or(|latest| entry.at.duration_since(latest) <= gap);
            let is_looked_at = (entry.act.command == "expire" && entry.act.result == BEGUN)
                || matches!(&*entry.act.result, DELETING | DELETED);
            if goes_on || is_looked_at {
                latest = latest.max(Some(entry.at));
            }
        })?;
        Ok(latest)
    }
}

fn for_each_that_counts(folder: &Path, mut with: impl FnMut(EntryTime)) -> Result<(), AuditError> {
    let Some(file) = if_there(File::open(folder.join(LINES)))? else { return Ok(()) };
    for line in BufReader::new(file).split(b'\n') {
        let entry = serde_json::from_slice::<EntryTime>(&line?).ok();
        let counts = entry.filter(|entry| !READING.contains(&&*entry.act.command) && entry.act.result != DOUBTED);
        counts.into_iter().for_each(&mut with);
    }
    Ok(())
}
