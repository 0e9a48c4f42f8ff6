use std::{
    fs::{self, File},
    io::{self, BufReader, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use super::{
    Act, AuditError, Entry, Files, HEAD, Head, Lines, Peer, RECOVERED, Sink,
    verification::{Ending, LONGEST_LINE},
};
use crate::{
    private_file::{self, if_there},
    signed_line::{self, line},
    signing_key::SigningKey,
};
use jiff::Timestamp;

/// The files of a log, in the desk's folder.
pub(super) const LINES: &str = "audit.jsonl";
const HEAD_FILE: &str = "audit.head";
const NEXT: &str = "audit.next";

/// No longer line is written, in bytes: journald takes an entry in one datagram (`wmem_default` is 212,992), and
/// what is read of a line is bounded.
pub(super) const LONGEST_ENTRY: usize = 65_536;

/// A log to add to. Several processes may: each holds the lock of the file while it writes.
pub struct Log<'a> {
    folder: PathBuf,
    key: &'a SigningKey,
    peer: Option<Peer>,
    sink: Option<Sink>,
}

impl<'a> Log<'a> {
    /// The log in this folder, which exists; the files are made with the first entry.
    pub fn new(folder: &Path, key: &'a SigningKey) -> Self {
        Self { folder: folder.to_owned(), key, peer: None, sink: None }
    }

    /// The same log, where what is added is this one's.
    #[must_use]
    pub fn of(self, peer: Option<Peer>) -> Self {
        Self { peer, ..self }
    }

    /// The same log, where what is added goes to this sink, too.
    #[must_use]
    pub fn and_to(self, sink: Option<Sink>) -> Self {
        Self { sink, ..self }
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
        let (head, recovered) = self.recover(&mut file)?;

        let mut lines = String::new();
        let mut next = head;
        for act in recovered.iter().chain(acts) {
            let line = line(&Entry {
                number: next.entries + 1,
                at: now,
                act: act.clone(),
                peer: self.peer.clone(),
                previous: next.last,
            });
            if line.len() > LONGEST_ENTRY {
                return Err(AuditError::TooLong);
            }
            next = next.then(line.as_bytes());
            lines += &line;
        }
        self.write_head(NEXT, next)?;
        file.seek(SeekFrom::End(0))?;
        file.write_all(lines.as_bytes())?;
        file.sync_all()?;
        self.settle()?;
        Ok(self.sink.as_ref().map_or(Ok(()), |sink| sink.add(&lines))?)
    }

    /// Whether an entry could be added now.
    ///
    /// # Errors
    /// Those of [`add`](Self::add).
    pub fn check(&self) -> Result<(), AuditError> {
        let mut file = private_file::lock(&self.lines_path())?;
        self.ending(&mut file)?;
        Ok(self.sink.as_ref().map_or(Ok(()), Sink::check)?)
    }

    /// What [`verify`](super::verify) needs. A file that is missing is as good as an empty one, which
    /// is a finding where there should be one.
    ///
    /// # Errors
    /// [`AuditError::File`]
    pub fn read(folder: &Path) -> Result<Files, AuditError> {
        let lines: Box<dyn Lines> = match if_there(File::open(folder.join(LINES)))? {
            Some(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
            None => Box::new(io::empty()),
        };
        let read = |name: &str| if_there(fs::read(folder.join(name)));
        Ok(Files { lines, head: read(HEAD_FILE)?.unwrap_or_default(), next: read(NEXT)? })
    }

    /// How the log ends, by its head and the next one; nothing is changed, but for the head of a log
    /// that begins.
    fn ending(&self, file: &mut File) -> Result<Ending, AuditError> {
        let key = self.key.public();
        let next = if_there(fs::read(self.folder.join(NEXT)))?;
        let head = match if_there(fs::read(self.folder.join(HEAD_FILE)))? {
            Some(text) => Head::open(&text, &key)?,
            // The head goes first: a log that has a byte has a head, whatever kills the process.
            None if next.is_none() && file.metadata()?.len() == 0 => {
                self.write_head(HEAD_FILE, Head::start())?;
                Head::start()
            }
            None => return Err(AuditError::Head),
        };
        let next = next.map(|text| Head::open(&text, &key)).transpose()?;
        let from = head.bytes.saturating_sub(LONGEST_LINE);
        let mut end_of_log = Vec::new();
        file.seek(SeekFrom::Start(from))?;
        file.read_to_end(&mut end_of_log)?;
        let signed = usize::try_from(head.bytes - from).map_err(io::Error::other)?;
        Ending::of(&end_of_log, signed, head, next).map_err(AuditError::Altered)
    }

    /// Takes in what was written as the next head says, or cuts off what is not all there.
    fn recover(&self, file: &mut File) -> Result<(Head, Option<Act>), AuditError> {
        let ending = self.ending(file)?;
        match ending.interrupted {
            None => {}
            Some(_) if ending.head == ending.signed => {
                file.set_len(ending.head.bytes)?;
                file.sync_all()?;
                private_file::remove_if_there(&self.folder.join(NEXT))?;
            }
            Some(_) => self.settle()?,
        }
        Ok((ending.head, ending.act()))
    }

    fn lines_path(&self) -> PathBuf {
        self.folder.join(LINES)
    }

    fn write_head(&self, name: &str, head: Head) -> Result<(), AuditError> {
        let text = signed_line::sign(&head, HEAD, self.key)?;
        Ok(private_file::write_whole_alone(&self.folder.join(name), text.as_bytes())?)
    }

    /// The next head takes the head's place.
    fn settle(&self) -> io::Result<()> {
        private_file::rename(&self.folder.join(NEXT), &self.folder.join(HEAD_FILE))
    }
}

impl Ending {
    /// The entry that tells of an interrupted one.
    fn act(&self) -> Option<Act> {
        let torn = self.interrupted?;
        let entries = self.head.entries - self.signed.entries;
        let details = format!("{entries} entries after the head, {torn} bytes of a torn write");
        Some(Act::new(RECOVERED, "pli-desk", None, "interrupted").with(details))
    }
}
