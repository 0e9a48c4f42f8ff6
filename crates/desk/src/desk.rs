//! What a command works with.

use std::{
    cell::RefCell,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use pli_format::{Sha256, terms::KnownTerms};

use crate::{
    Failure,
    audit::{Act, AuditError, Log, Peer, Sink},
    draft_folder::Drafts,
    epoch::Epochs,
    inputs::Inputs,
    intake::{Arrival, HashesOf, limits},
    operator::Operators,
    passphrase::Ask,
    person, private_file,
    programs::{ProgramFile, Programs},
    registry::{Location, Registry},
    signing_key::SigningKey,
    speech::Speech,
    time_source::{self, Clock},
    unlocking::{UnlockError, Unlocked},
    visit::Visit,
};

mod bundle;
mod clock;
mod keys;
mod unsealing;

pub use clock::{BEHIND, Jump};
pub use keys::signing_key;
pub use unsealing::Unsealed;

/// The desk as one command sees it: its directory, its registry, the time, who asks.
pub struct Desk {
    /// The desk's own directory, mode 0700.
    pub home: PathBuf,
    /// Where the registry is.
    pub location: Location,
    /// Who runs the command: as the roster has them, or, where this desk serves nobody else, as they say.
    pub operator: String,
    /// Where drafts go.
    pub drafts: Drafts,
    /// The terms that consents are judged by.
    pub terms: &'static KnownTerms,
    pub speech: Speech,
    /// When the command began.
    pub now: Timestamp,
    clock: Clock,
    is_vouched_for: fn(Timestamp) -> bool,
    bundle: Option<PathBuf>,
    ask: RefCell<Box<dyn Ask>>,
    inputs: Inputs,
    sink: Option<Sink>,
    visit: Option<Visit>,
}

/// How long a command waits for another one: more than thousands of deletions take.
pub const PATIENCE: Duration = Duration::from_mins(10);

/// Held while files of the desk's directory are made that must be made once.
const LOCK: &str = "desk.lock";

impl Desk {
    /// Makes the desk's directory, for its owner only, with its key and its log. What is there stays.
    ///
    /// # Errors
    /// [`Failure::Unwritable`], [`Failure::Busy`], [`Failure::Key`], [`Failure::Audit`]
    pub fn make(home: &Path) -> Result<(), Failure> {
        private_file::make_folder(home).map_err(|error| unwritable(home, error))?;
        let _only_one = lock(&home.join(LOCK))?;
        if Self::is_made(home) { Ok(()) } else { keys::make(home) }
    }

    /// Whether a directory is a desk's.
    pub fn is_made(home: &Path) -> bool {
        home.join(keys::KEY).is_file()
    }

    /// Opens the desk's directory, which was [made](Self::make): any other is not made one.
    ///
    /// # Errors
    /// [`Failure::NoDesk`]
    pub fn open(
        home: PathBuf,
        location: Option<Location>,
        operator: String,
        bundle: Option<PathBuf>,
        drafts: Option<PathBuf>,
        ask: Box<dyn Ask>,
        clock: Clock,
    ) -> Result<Self, Failure> {
        if !Self::is_made(&home) {
            return Err(Failure::NoDesk(home));
        }
        let location = location.unwrap_or_else(|| Location::Sqlite(home.join("desk.db")));
        let drafts = Drafts::new(drafts.unwrap_or_else(|| home.join("drafts")));
        let operator = person::name(&operator);
        let speech = Speech::chosen(None);
        Ok(Self {
            home,
            location,
            operator,
            drafts,
            speech,
            now: clock(),
            terms: KnownTerms::compiled_in(),
            clock,
            is_vouched_for: time_source::is_synchronised,
            bundle,
            ask: RefCell::new(ask),
            inputs: Inputs::Files,
            sink: None,
            visit: None,
        })
    }

    /// The same desk, that speaks so.
    #[must_use]
    pub fn speaking(self, speech: Speech) -> Self {
        Self { speech, ..self }
    }

    /// The same desk, whose clock somebody vouches for if this says so.
    #[must_use]
    pub fn vouched_for_by(self, is_vouched_for: fn(Timestamp) -> bool) -> Self {
        Self { is_vouched_for, ..self }
    }

    /// The same desk, whose log goes to this sink, too.
    #[must_use]
    pub fn logging_to(self, sink: Option<Sink>) -> Self {
        Self { sink, ..self }
    }

    /// The same desk, serving a request.
    #[must_use]
    pub fn visited(self, visit: Visit, inputs: Inputs) -> Self {
        Self { visit: Some(visit), inputs, ..self }
    }

    /// Whose request it serves; nobody's, where whoever runs the command has the desk to themselves.
    pub fn visit(&self) -> Option<&Visit> {
        self.visit.as_ref()
    }

    /// Reads a file that whoever runs the command named.
    ///
    /// # Errors
    /// [`Failure::Unreadable`]
    pub fn input(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        self.inputs.read(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })
    }

    /// Whether whoever runs the command named a file.
    pub fn is_input(&self, path: &Path) -> bool {
        self.inputs.is_file(path)
    }

    /// What arrived in the places that whoever runs the command named.
    pub fn arrivals(&self, paths: &[PathBuf], hashes_of: HashesOf) -> Box<dyn Iterator<Item = Arrival>> {
        self.inputs.arrivals(paths, hashes_of)
    }

    /// What officers unlocked, at a desk that serves others.
    ///
    /// # Errors
    /// [`UnlockError::NoService`]
    pub fn unlocked(&self) -> Result<&Unlocked, UnlockError> {
        self.visit.as_ref().map(|visit| &*visit.unlocked).ok_or(UnlockError::NoService)
    }

    /// Says what a desk that serves nobody else cannot keep from whoever runs it.
    ///
    /// # Errors
    /// [`Failure::Output`]
    pub fn tell_embedded(&self) -> Result<(), Failure> {
        Ok(writeln!(io::stderr(), "{}", self.speech.word("embedded"))?)
    }

    /// The time now, when the command may have waited for somebody since it began.
    pub fn time(&self) -> Timestamp {
        (self.clock)()
    }

    /// Opens the registry.
    ///
    /// # Errors
    /// [`Failure::Registry`]
    pub async fn registry(&self) -> Result<Registry, Failure> {
        Ok(Registry::reopen(&self.location).await?)
    }

    /// Waits until no other process holds this file of the desk's directory, which is made, and holds
    /// it until it is dropped.
    ///
    /// # Errors
    /// [`Failure::Busy`], [`Failure::Unwritable`]
    pub fn lock(&self, name: &str) -> Result<fs::File, Failure> {
        lock(&self.home.join(name))
    }

    /// Holds a file of the desk's directory until it is dropped; none where another process does.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn try_lock(&self, name: &str) -> Result<Option<fs::File>, Failure> {
        let path = self.home.join(name);
        private_file::try_lock(&path).map_err(|error| unwritable(&path, error))
    }

    /// Removes what a process that was killed left half written in the desk's directory.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn sweep(&self) -> Result<(), Failure> {
        private_file::sweep(&self.home).map_err(|error| unwritable(&self.home, error))
    }

    /// Adds to the log.
    ///
    /// # Errors
    /// [`Failure::Audit`], [`Failure::Key`]
    pub fn log(&self, acts: &[Act]) -> Result<(), Failure> {
        self.log_of(self.visit.as_ref().map(|visit| visit.peer.clone()), acts)
    }

    /// Adds to the log what this one did.
    ///
    /// # Errors
    /// [`Failure::Audit`], [`Failure::Key`]
    pub fn log_of(&self, peer: Option<Peer>, acts: &[Act]) -> Result<(), Failure> {
        let key = self.log_key()?;
        Ok(Log::new(&self.home, &key).of(peer).and_to(self.sink.clone()).add(acts, || self.time())?)
    }

    /// Makes sure that the log can be added to, so that nothing is done that it would not tell.
    ///
    /// # Errors
    /// [`Failure::Audit`], [`Failure::Key`]
    pub fn check_log(&self) -> Result<(), Failure> {
        let key = self.log_key()?;
        Ok(Log::new(&self.home, &key).and_to(self.sink.clone()).check()?)
    }

    /// The key of the log, which is there: one that was removed is not begun anew.
    fn log_key(&self) -> Result<SigningKey, Failure> {
        let key = self.key()?;
        let is_there = ["audit.jsonl", "audit.head"].iter().all(|name| self.home.join(name).exists());
        if is_there { Ok(key) } else { Err(AuditError::Head.into()) }
    }

    /// The operators: those of the service's roster, or of `operators.toml` in the desk's directory.
    ///
    /// # Errors
    /// [`Failure::Operator`], [`Failure::Unreadable`]
    pub fn operators(&self) -> Result<Operators, Failure> {
        if let Some(visit) = &self.visit {
            return Ok(Operators::of(visit.roster.keys()));
        }
        Ok(Operators::parse(&String::from_utf8_lossy(&read(&self.home.join("operators.toml"))?))?)
    }

    /// Notes that whoever made the request gave this approval themselves: a key alone is not enough.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn note_approval(&self, approval: Sha256) -> Result<(), Failure> {
        Self::write(&self.approval(approval), format!("{}\n", self.operator).as_bytes())
    }

    /// Whether somebody gave this approval themselves, in this name.
    pub fn is_approval_noted(&self, approval: Sha256, by: &str) -> bool {
        fs::read_to_string(self.approval(approval)).is_ok_and(|noted| noted.strip_suffix('\n') == Some(by))
    }

    fn approval(&self, approval: Sha256) -> PathBuf {
        self.home.join("approvals").join(approval.to_string())
    }

    /// The epochs whose identities this desk keeps: `identities` in the desk's directory.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn epochs(&self) -> Result<Epochs, Failure> {
        let folder = self.home.join("identities");
        private_file::make_folder(&folder).map_err(|error| unwritable(&folder, error))?;
        Ok(Epochs::new(&folder))
    }

    /// The programs that are kept: `programs` in the desk's directory.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn programs(&self) -> Result<Programs, Failure> {
        let folder = self.home.join("programs");
        private_file::make_folder(&folder).map_err(|error| unwritable(&folder, error))?;
        Ok(Programs::new(folder))
    }

    /// The files of a program that whoever runs the command named.
    ///
    /// # Errors
    /// [`Failure::Unreadable`]
    pub fn program_input(&self, path: &Path) -> Result<Vec<ProgramFile>, Failure> {
        self.inputs.program(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })
    }

    /// Writes a file for its owner only, whole or not at all.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let folder = path.parent().unwrap_or(path);
        let written = private_file::make_folder(folder).and_then(|()| private_file::write_whole(path, bytes));
        written.map_err(|error| unwritable(path, error))
    }
}

/// Reads a file that is named, no longer than a mail may be.
///
/// # Errors
/// [`Failure::Unreadable`]
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    private_file::read_at_most(path, limits::MAIL).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })
}

fn lock(path: &Path) -> Result<fs::File, Failure> {
    let held = private_file::lock_within(path, PATIENCE).map_err(|error| unwritable(path, error))?;
    held.ok_or_else(|| Failure::Busy(path.to_owned()))
}

fn unwritable(path: &Path, error: io::Error) -> Failure {
    Failure::Unwritable { path: path.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documented::is_told;

    #[test]
    fn another_command_is_waited_for_ten_minutes() {
        assert!(is_told("another command holds the drafts, or the desk's directory, and does not end in ten minutes"));
        assert_eq!(PATIENCE, Duration::from_mins(10));
    }
}
