//! What a command works with.

use std::{
    cell::RefCell,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use pli_format::{
    Sha256,
    bundle::{Bundle, BundleError},
    minisign::PublicKey,
    payload::OpenedPayload,
    terms::KnownTerms,
};

use zeroize::Zeroizing;

use crate::{
    Failure,
    audit::{Act, AuditError, Log, Peer, Sink},
    connector::{ConnectorError, forbid_core_dumps},
    draft_folder::Drafts,
    epoch::Epochs,
    inputs::Inputs,
    intake::{Arrival, HashesOf},
    opening::{self, OpeningError, Revocation, TimeLimited},
    operator::Operators,
    passphrase::{self, Ask, PassphraseError},
    person, private_file,
    programs::{ProgramFile, Programs},
    prompt::Plugin,
    receipt::ReceiptSigner,
    registry::{Location, Registry, Sending},
    selector::Selector,
    signing_key::{KeyError, SigningKey},
    speech::Speech,
    time_source::{self, Clock},
    unlocking::{Identities, UnlockError, Unlocked},
    visit::Visit,
};

mod clock;

pub use clock::BEHIND;

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

/// A sending whose sealed file was opened.
pub struct Unsealed {
    pub package: Sha256,
    pub payload: OpenedPayload,
    /// How long its identity took to open it.
    pub took: Duration,
}

/// That the clock jumped forward.
pub struct Jump {
    /// By so much.
    pub by: SignedDuration,
    /// The same for the same jump of this desk, however often it is noticed.
    pub mark: String,
}

/// What a new passphrase needs: so many characters, or words.
const SHORTEST: usize = 12;
const WORDS: usize = 6;

/// The desk's own key: it signs the head of the log.
const KEY: &str = "desk.key";

/// How long a command waits for another one: more than thousands of deletions take.
pub const PATIENCE: Duration = Duration::from_mins(10);

/// Held while files of the desk's directory are made that must be made once.
const LOCK: &str = "desk.lock";

/// The highest serial of a bundle that was accepted, a plain number.
const HIGHEST_SERIAL: &str = "bundle.serial";

impl Desk {
    /// Makes the desk's directory, for its owner only.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn make(home: &Path) -> Result<(), Failure> {
        private_file::make_folder(home).map_err(|error| unwritable(home, error))
    }

    /// Opens the desk's directory, which was [made](Self::make): mistyped, it is not made anew.
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
        if !home.is_dir() {
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

    /// Asks once for the passphrase of an epoch.
    ///
    /// # Errors
    /// [`Failure::Key`]: unanswered.
    pub fn passphrase(&self, epoch: &str) -> Result<Zeroizing<String>, Failure> {
        let what = self.epoch_key(epoch);
        Ok(passphrase::once(&what, self.ask.borrow_mut().as_mut(), 1).map_err(KeyError::from)?)
    }

    fn epoch_key(&self, epoch: &str) -> String {
        self.speech.say("key-epoch", &[("epoch", epoch.to_owned().into())])
    }

    /// What opens the sealed files of an epoch.
    fn identities(&self, epoch: &str) -> Result<Identities, Failure> {
        if let Some(visit) = &self.visit {
            return Ok(visit.unlocked.of(&self.epochs()?, epoch)?);
        }
        let mut ask = |epoch: &str, attempt: u8| self.ask.borrow_mut().ask(&self.epoch_key(epoch), attempt);
        Ok(self.epochs()?.open(epoch, &mut ask, Plugin)?)
    }

    /// By how much the clock is ahead of the last entry of the log that counts, or of the registry's clock, where
    /// it has one of its own: nothing is deleted by it then, until a person has looked. The system vouches for what
    /// the log finds, and not against the registry.
    ///
    /// # Errors
    /// [`Failure::Audit`], [`Failure::Registry`], [`Failure::Key`]
    pub async fn jump(&self, registry: &mut Registry) -> Result<Option<Jump>, Failure> {
        let latest = Log::latest_without_gap(&self.home, time_source::LONGEST_GAP)?;
        let of = |by: SignedDuration, since: String| {
            let desk = self.public_key()?;
            Ok::<_, Failure>(Some(Jump { by, mark: format!("{desk} {since}") }))
        };
        // That of the registry first: what is ahead of it stays so, whatever is logged meanwhile.
        match (time_source::jump(registry.time().await?, self.now), time_source::jump(latest, self.now)) {
            (Some(by), _) => of(by, format!("{} d", (by.as_hours() + 12) / 24)),
            (None, None) => Ok(None),
            (None, Some(_)) if (self.is_vouched_for)(self.now) => Ok(None),
            (None, Some(by)) => of(by, latest.map(|latest| latest.to_string()).unwrap_or_default()),
        }
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
        Ok(Registry::open(&self.location).await?)
    }

    /// The bundle in force: the file that was named, or what the program carries. None below the highest
    /// that this desk ever accepted.
    ///
    /// # Errors
    /// [`Failure::Bundle`], [`Failure::Unreadable`], [`Failure::Unwritable`]
    pub fn bundle(&self) -> Result<Bundle, Failure> {
        self.bundle_at(self.now)
    }

    /// The bundle in force, or the last one that was: no key is too old to delete with.
    ///
    /// # Errors
    /// [`Failure::Bundle`], [`Failure::Unreadable`]
    pub fn last_bundle(&self) -> Result<Bundle, Failure> {
        match self.bundle() {
            Err(Failure::Bundle(BundleError::Expired { not_after })) => self.bundle_at(not_after),
            bundle => bundle,
        }
    }

    fn bundle_at(&self, at: Timestamp) -> Result<Bundle, Failure> {
        let highest = self.highest_serial()?;
        let bundle = match &self.bundle {
            None => Bundle::compiled_in(at, highest)?,
            Some(path) => {
                let mut signature = path.clone().into_os_string();
                signature.push(".minisig");
                Bundle::accept(&read(path)?, &read(Path::new(&signature))?, at, highest)?
            }
        };
        self.remember(bundle.serial())?;
        Ok(bundle)
    }

    /// The highest serial of a bundle that was accepted here; 0 before the first.
    fn highest_serial(&self) -> Result<u64, Failure> {
        let path = self.home.join(HIGHEST_SERIAL);
        let unreadable = |error| Failure::Unreadable { path: path.clone(), error };
        let Some(text) = private_file::if_there(fs::read_to_string(&path)).map_err(unreadable)? else { return Ok(0) };
        let serial = text.strip_suffix('\n').and_then(|text| text.parse().ok());
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "it holds no serial of a bundle");
        serial.ok_or_else(|| unreadable(damaged()))
    }

    fn remember(&self, serial: u64) -> Result<(), Failure> {
        if serial <= self.highest_serial()? {
            return Ok(());
        }
        let _only_one = self.lock(LOCK)?;
        if serial > self.highest_serial()? {
            Self::write(&self.home.join(HIGHEST_SERIAL), format!("{serial}\n").as_bytes())?;
        }
        Ok(())
    }

    /// Waits until no other process holds this file of the desk's directory, which is made, and holds
    /// it until it is dropped.
    ///
    /// # Errors
    /// [`Failure::Busy`], [`Failure::Unwritable`]
    pub fn lock(&self, name: &str) -> Result<fs::File, Failure> {
        let path = self.home.join(name);
        let held = private_file::lock_within(&path, PATIENCE).map_err(|error| unwritable(&path, error))?;
        held.ok_or(Failure::Busy(path))
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

    /// The public half of the desk's own key.
    ///
    /// # Errors
    /// [`Failure::Key`], [`Failure::Unreadable`]
    pub fn public_key(&self) -> Result<PublicKey, Failure> {
        Ok(self.key()?.public())
    }

    /// The desk's own key, made on first use. It signs unattended, so it has no passphrase.
    fn key(&self) -> Result<SigningKey, Failure> {
        let path = self.home.join(KEY);
        if !path.exists() {
            let only_one = self.lock(LOCK)?;
            if !path.exists() {
                let new = SigningKey::generate(None)?;
                // The log begins before its key is there: a key without a log tells that somebody removed it.
                let key = SigningKey::open(&new.secret_file, "", self.ask.borrow_mut().as_mut())?;
                Log::new(&self.home, &key).check()?;
                Self::write(&self.home.join("desk.pub"), new.public_file.as_bytes())?;
                Self::write(&path, new.secret_file.as_bytes())?;
            }
            drop(only_one);
        }
        self.signing_key(&path, "key-desk")
    }

    /// The key that signs receipts: `receipt.key` in the desk's directory. Without passphrase for
    /// `expire` on a timer.
    ///
    /// # Errors
    /// [`Failure::ReceiptKey`], [`Failure::Key`], [`Failure::Unreadable`]
    pub fn receipt_key(&self) -> Result<ReceiptSigner, Failure> {
        let key = self.signing_key(&self.home.join("receipt.key"), "key-receipt")?;
        let bundle = match self.last_bundle() {
            Ok(bundle) => bundle,
            // What is deleted hangs on no bundle, and was promised to a person: one that is missing or refused
            // stops nothing. It is only asked whether the key is one that apps know, and the carried one says so
            // too, or refuses the key. The log tells that it was asked instead.
            Err(refused) => {
                let carried = carried_at_any_time(self.now)?;
                let instead = format!("serial {}, which the program carries, instead", carried.serial());
                self.log(&[Act::new("bundle", &self.operator, None, refused.code()).with(instead)])?;
                carried
            }
        };
        Ok(ReceiptSigner::of(key, &bundle, self.now)?)
    }

    /// A minisign secret key file; its passphrase is asked for, if it has one, by its name in the catalogue.
    ///
    /// # Errors
    /// [`Failure::Key`], [`Failure::Unreadable`]
    pub fn signing_key(&self, path: &Path, id: &str) -> Result<SigningKey, Failure> {
        signing_key(path, &self.speech.word(id), self.ask.borrow_mut().as_mut())
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

    /// Opens a sealed file for who runs this command, after every check, and records that it was opened. An age plugin
    /// has so much time for it, and two minutes at most.
    ///
    /// Somebody types a passphrase meanwhile, or touches a key: what was checked before is looked at
    /// again after each, and the registry's own statement is the last word. What is sealed says which
    /// consent it belongs to: another one over the same sealed file is false, and refused.
    ///
    /// # Errors
    /// [`Failure`]; nothing was opened, or it is wiped.
    pub async fn unseal(&self, selector: &Selector, limit: Duration) -> Result<Unsealed, Failure> {
        let mut registry = self.registry().await?;
        let sending = selector.find(&mut registry).await?;
        let consent = registry.consent(sending.package).await?.unwrap_or_default();
        let sealed = registry.sealed(sending.sealed).await?;
        let openable =
            opening::admit(&sending, &consent, sealed, &self.operator, self.terms, &self.bundle()?, self.now)?;
        self.check_clock(&mut registry, sending.received_at).await?;
        forbid_core_dumps().map_err(ConnectorError::NotStarted)?;
        let identities = TimeLimited::all(self.identities(&sending.epoch)?, limit);
        let begun = Instant::now();
        self.check_standing(registry.sending(sending.package).await?)?;
        let payload = match openable.open(identities.iter().map(|identity| identity as &dyn age::Identity)) {
            Err(OpeningError::OtherPayload) => return Err(self.refuse(&mut registry, &sending).await?.into()),
            payload => payload?,
        };
        let took = begun.elapsed();
        let mut change = registry.change().await?;
        let Some(refused) = change.opened(sending.package, &self.operator, self.time()).await? else {
            self.check_standing(change.sending(sending.package).await?)?;
            return Err(OpeningError::Closed.into());
        };
        change.commit().await?;
        registry.close().await?;
        self.log_refused(&refused)?;
        Ok(Unsealed { package: sending.package, payload, took })
    }

    /// What is sealed belongs to another consent: where that one is here, this one is false.
    async fn refuse(&self, registry: &mut Registry, sending: &Sending) -> Result<OpeningError, Failure> {
        if !registry.sharing(sending.package).await?.is_empty() {
            let mut change = registry.change().await?;
            change.refuse(sending, self.time()).await?;
            change.commit().await?;
            self.log_refused(std::slice::from_ref(sending))?;
        }
        Ok(OpeningError::OtherPayload)
    }

    fn log_refused(&self, refused: &[Sending]) -> Result<(), Failure> {
        let act = |sending: &Sending| {
            Act::new("use", &self.operator, Some(&sending.reference), "refused")
                .with(format!("{} other-payload", sending.short()))
        };
        let acts: Vec<Act> = refused.iter().map(act).collect();
        if acts.is_empty() { Ok(()) } else { self.log(&acts) }
    }

    fn check_standing(&self, sending: Option<Sending>) -> Result<(), OpeningError> {
        let sending = sending.ok_or(OpeningError::Closed)?;
        opening::check_standing(&sending, &self.operator, self.time())
    }

    /// Whether the roster has who made the request still, as a developer: it may have taken long.
    ///
    /// # Errors
    /// [`OpeningError::TakenOff`]
    pub fn check_developer(&self) -> Result<(), OpeningError> {
        opening::check_roster(self.visit.as_ref().map(|visit| &visit.is_developer), &self.operator)
    }

    /// Watches a sending that was unsealed, for as long as its credentials are in use.
    ///
    /// # Errors
    /// [`Failure::Connector`]
    pub fn watch(&self, package: Sha256) -> Result<Revocation, Failure> {
        let is_developer = self.visit.as_ref().map(|visit| Arc::clone(&visit.is_developer));
        let (location, clock) = (self.location.clone(), Arc::clone(&self.clock));
        let watched = Revocation::watch(location, package, self.operator.clone(), is_developer, clock);
        Ok(watched.map_err(ConnectorError::Watch)?)
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

    /// Asks for a passphrase that is new, twice.
    ///
    /// # Errors
    /// [`Failure::Key`]: unanswered, empty, or another one the second time.
    pub fn new_passphrase(&self, what: &str) -> Result<Zeroizing<String>, Failure> {
        let mut ask = self.ask.borrow_mut();
        let mut once = |what: &str| passphrase::once(what, ask.as_mut(), 1).map_err(KeyError::from);
        let first = once(what)?;
        if first.is_empty() {
            return Err(KeyError::from(PassphraseError::Empty).into());
        }
        if first.chars().count() < SHORTEST && first.split_whitespace().count() < WORDS {
            return Err(Failure::WeakPassphrase);
        }
        let second = once(&self.speech.say("key-again", &[("what", what.to_owned().into())]))?;
        if *first == *second { Ok(first) } else { Err(KeyError::from(PassphraseError::Different).into()) }
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

/// The bundle that the program carries, whenever it was in force.
fn carried_at_any_time(now: Timestamp) -> Result<Bundle, Failure> {
    Ok(match Bundle::compiled_in(now, 0) {
        Err(BundleError::Expired { not_after: at } | BundleError::NotYetValid { not_before: at }) => {
            Bundle::compiled_in(at, 0)
        }
        bundle => bundle,
    }?)
}

/// A minisign secret key file that its owner alone can read; `what` is asked for, if it has a passphrase.
///
/// # Errors
/// [`Failure::Key`], [`Failure::ExposedKey`], [`Failure::Unreadable`]
pub fn signing_key(path: &Path, what: &str, ask: &mut dyn Ask) -> Result<SigningKey, Failure> {
    let text = Zeroizing::new(String::from_utf8(read(path)?).map_err(|_| KeyError::Malformed)?);
    if !private_file::is_private(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })? {
        return Err(Failure::ExposedKey(path.to_owned()));
    }
    Ok(SigningKey::open(&text, what, ask)?)
}

/// Reads a file.
///
/// # Errors
/// [`Failure::Unreadable`]
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })
}

fn unwritable(path: &Path, error: io::Error) -> Failure {
    Failure::Unwritable { path: path.to_owned(), error }
}
