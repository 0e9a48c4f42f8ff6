use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use super::{Act, AuditError, Entry, HEAD, Head, RECOVERED, verification};
use crate::{
    private_file,
    signed_line::{self, line},
    signing_key::SigningKey,
};
use jiff::Timestamp;

/// No line is longer, in bytes: its texts are the desk's own, and short.
const LONGEST_LINE: u64 = 1 << 20;

/// A log to add to. Several processes may: each holds the lock of the file while it writes.
pub struct Log<'a> {
    folder: PathBuf,
    key: &'a SigningKey,
}

impl<'a> Log<'a> {
    /// The log in this folder, which exists; the files are made with the first entry.
    pub fn new(folder: &Path, key: &'a SigningKey) -> Self {
        Self { folder: folder.to_owned(), key }
    }

    /// Adds entries, one for each act. They are on the disk when this returns. The clock is read once
    /// nobody else can add any more, so that entries of two processes are in the order of their times.
    ///
    /// # Errors
    /// [`AuditError`]. Nothing is added to a log that does not end as its head says. Whether it was
    /// altered before is not looked at here, so that the cost does not grow with the log:
    /// [`verify`](super::verify) reads it all.
    pub fn add(&self, acts: &[Act], clock: impl FnOnce() -> Timestamp) -> Result<(), AuditError> {
        let mut file = private_file::lock(&self.lines_path())?;
        let now = clock();
        let head = self.head(&file)?;
        let (head, recovered) = recover(&mut file, head)?;

        let mut lines = String::new();
        let mut next = head;
        for act in recovered.iter().chain(acts) {
            let line = line(&Entry { number: next.entries + 1, at: now, act: act.clone(), previous: next.last });
            next = next.then(line.as_bytes());
            lines += &line;
        }
        file.seek(SeekFrom::End(0))?;
        file.write_all(lines.as_bytes())?;
        file.sync_all()?;
        self.write_head(next)
    }

    /// Whether an entry could be added now.
    ///
    /// # Errors
    /// Those of [`add`](Self::add).
    pub fn check(&self) -> Result<(), AuditError> {
        let mut file = private_file::lock(&self.lines_path())?;
        let head = self.head(&file)?;
        tail(&mut file, head).map(|_| ())
    }

    /// What [`verify`](super::verify) needs: the lines and the signed head. A file that is missing is
    /// as good as an empty one, which is a finding.
    ///
    /// # Errors
    /// [`AuditError::File`]
    pub fn read(folder: &Path) -> Result<(Vec<u8>, String), AuditError> {
        let lines = if_there(fs::read(folder.join("audit.jsonl")))?;
        let head = if_there(fs::read(folder.join("audit.head")))?;
        Ok((lines, String::from_utf8_lossy(&head).into_owned()))
    }

    fn lines_path(&self) -> PathBuf {
        self.folder.join("audit.jsonl")
    }

    fn head_path(&self) -> PathBuf {
        self.folder.join("audit.head")
    }

    fn head(&self, lines: &File) -> Result<Head, AuditError> {
        match fs::read_to_string(self.head_path()) {
            Ok(text) => Head::open(&text, &self.key.public()),
            // The head goes first: a log that has a line has a head, whatever kills the process.
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_first(lines)? => {
                self.write_head(Head::start())?;
                Ok(Head::start())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(AuditError::Head),
            Err(error) => Err(error.into()),
        }
    }

    fn write_head(&self, head: Head) -> Result<(), AuditError> {
        let text = signed_line::sign(&head, HEAD, self.key)?;
        Ok(private_file::write_whole_alone(&self.head_path(), text.as_bytes())?)
    }
}

/// What follows the head in the file.
fn tail(file: &mut File, head: Head) -> Result<verification::Tail, AuditError> {
    let from = head.bytes.saturating_sub(LONGEST_LINE);
    let mut end_of_log = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    file.read_to_end(&mut end_of_log)?;
    let signed = usize::try_from(head.bytes - from).map_err(io::Error::other)?;
    verification::after(&end_of_log, signed, head).map_err(AuditError::Altered)
}

/// Takes in what was written after the head, and cuts a torn line off.
fn recover(file: &mut File, head: Head) -> Result<(Head, Option<Act>), AuditError> {
    let tail = tail(file, head)?;
    if tail.torn > 0 {
        file.set_len(tail.head.bytes)?;
    }
    let interrupted = tail.head != head || tail.torn > 0;
    Ok((tail.head, interrupted.then(|| tail.act(head))))
}

impl verification::Tail {
    fn act(&self, head: Head) -> Act {
        let details =
            format!("{} entries after the head, {} bytes of a torn line", self.head.entries - head.entries, self.torn);
        Act {
            command: RECOVERED.to_owned(),
            who: "pli-desk".to_owned(),
            case: None,
            result: "interrupted".to_owned(),
            details: Some(details),
        }
    }
}

fn if_there(read: io::Result<Vec<u8>>) -> io::Result<Vec<u8>> {
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => read,
    }
}

/// Whether the log holds no more than a first write could have left.
fn is_first(mut lines: &File) -> io::Result<bool> {
    let mut bytes = Vec::new();
    lines.read_to_end(&mut bytes)?;
    Ok(!bytes.contains(&b'\n'))
}
