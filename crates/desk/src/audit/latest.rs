use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
};

use jiff::Timestamp;
use serde::Deserialize;

use super::{Act, AuditError, Log};

/// When an entry was made: all that is read of it.
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

impl Log<'_> {
    /// The latest instant of the entries in this folder that count, if there are any. Not the last
    /// entry's: what is done while the clock is wrong is logged, too. What only [reads](READING), or was
    /// done while nobody vouched for the clock ([`DOUBTED`]), moves nothing. Lines that are no entry are skipped;
    /// [`verify`](super::verify) tells them.
    ///
    /// # Errors
    /// [`AuditError::File`]
    pub fn latest(folder: &Path) -> Result<Option<Timestamp>, AuditError> {
        let file = match File::open(folder.join("audit.jsonl")) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut latest = None;
        for line in BufReader::new(file).split(b'\n') {
            let entry = serde_json::from_slice::<EntryTime>(&line?).ok();
            let counts = entry.filter(|entry| !READING.contains(&&*entry.act.command) && entry.act.result != DOUBTED);
            latest = latest.max(counts.map(|entry| entry.at));
        }
        Ok(latest)
    }
}
