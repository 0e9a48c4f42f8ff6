use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
};

use jiff::Timestamp;
use serde::Deserialize;

use super::{AuditError, Log};

/// When an entry was made: all that is read of it.
#[derive(Deserialize)]
struct EntryTime {
    #[serde(with = "pli_format::instant")]
    at: Timestamp,
}

impl Log<'_> {
    /// The latest instant of all entries in this folder, if there are any. Not the last entry's: what
    /// is done while the clock is wrong is logged, too. Lines that are no entry are skipped;
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
            latest = latest.max(entry.map(|entry| entry.at));
        }
        Ok(latest)
    }
}
