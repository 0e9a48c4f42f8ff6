//! What a command works with.

use std::{
    cell::RefCell,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use pli_format::{
    CaseReference,
    bundle::{Bundle, BundleError, Root},
    payload::OpenedPayload,
    terms::KnownTerms,
};

use zeroize::Zeroizing;

use crate::{
    Failure,
    audit::{Act, Log},
    connector::{ConnectorError, forbid_core_dumps},
    epoch::Epochs,
    opening::{self, OpeningError, Revocation},
    operator::Roster,
    passphrase::{Ask, PassphraseError},
    private_file,
    prompt::Plugin,
    receipt::ReceiptKey,
    registry::{CaseRow, Location, Registry},
    signing_key::{KeyError, SigningKey},
};

/// Tells the time: the system's clock in the program, another in tests.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The desk as one command sees it: its directory, its registry, the time, who asks.
pub struct Desk {
    /// The desk's own directory, mode 0700.
    pub home: PathBuf,
    /// Where the registry is.
    pub location: Location,
    /// Who runs the command, as they say.
    pub operator: String,
    /// When the command began.
    pub now: Timestamp,
    /// The terms that consents are judged by.
    pub terms: &'static KnownTerms,
    clock: Clock,
    bundle: Option<PathBuf>,
    ask: RefCell<Box<dyn Ask>>,
}

/// The desk's own key: it signs the head of the log.
const KEY: &str = "desk.key";

impl Desk {
    /// Opens the desk's directory, made on first use.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn open(
        home: PathBuf,
        location: Option<Location>,
        operator: String,
        bundle: Option<PathBuf>,
        ask: Box<dyn Ask>,
        clock: Clock,
    ) -> Result<Self, Failure> {
        private_file::make_folder(&home).map_err(|error| unwritable(&home, error))?;
        let location = location.unwrap_or_else(|| Location::Sqlite(home.join("desk.db")));
        let (now, terms) = (clock(), KnownTerms::compiled_in());
        Ok(Self { home, location, operator, now, terms, clock, bundle, ask: RefCell::new(ask) })
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

    /// The bundle in force: the file that was named, or what the program carries.
    ///
    /// # Errors
    /// [`Failure::Bundle`], [`Failure::Unreadable`]
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
        let Some(path) = &self.bundle else {
            return Ok(Bundle::compiled_in(at, 0)?);
        };
        let carried = match Bundle::compiled_in(at, 0) {
            Ok(bundle) => bundle.serial(),
            Err(BundleError::Expired { .. }) => 0,
            Err(error) => return Err(error.into()),
        };
        let mut signature = path.clone().into_os_string();
        signature.push(".minisig");
        Ok(Bundle::open(&read(path)?, &read(Path::new(&signature))?, Root::compiled_in(), at, carried)?)
    }

    /// Waits until no other process holds this file of the desk's directory, which is made, and holds
    /// it until it is dropped.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn lock(&self, name: &str) -> Result<fs::File, Failure> {
        let path = self.home.join(name);
        private_file::lock(&path).map_err(|error| unwritable(&path, error))
    }

    /// Adds to the log.
    ///
    /// # Errors
    /// [`Failure::Audit`], [`Failure::Key`]
    pub fn log(&self, acts: &[Act]) -> Result<(), Failure> {
        let key = self.key()?;
        Ok(Log::new(&self.home, &key).add(acts, || self.time())?)
    }

    /// Makes sure that the log can be added to, so that nothing is done that it would not tell.
    ///
    /// # Errors
    /// [`Failure::Audit`], [`Failure::Key`]
    pub fn check_log(&self) -> Result<(), Failure> {
        let key = self.key()?;
        Ok(Log::new(&self.home, &key).check()?)
    }

    /// The public half of the desk's own key, base64.
    ///
    /// # Errors
    /// [`Failure::Key`], [`Failure::Unreadable`]
    pub fn public_key(&self) -> Result<String, Failure> {
        Ok(self.key()?.public())
    }

    /// The desk's own key, made on first use. It signs unattended, so it has no passphrase.
    fn key(&self) -> Result<SigningKey, Failure> {
        let path = self.home.join(KEY);
        if !path.exists() {
            let only_one = self.lock("desk.lock")?;
            if !path.exists() {
                let new = SigningKey::generate(None)?;
                Self::write(&self.home.join("desk.pub"), new.public_file.as_bytes())?;
                Self::write(&path, new.secret_file.as_bytes())?;
            }
            drop(only_one);
        }
        self.signing_key(&path, "the desk")
    }

    /// The key that signs receipts: `receipt.key` in the desk's directory. Without passphrase for
    /// `expire` on a timer.
    ///
    /// # Errors
    /// [`Failure::ReceiptKey`], [`Failure::Key`], [`Failure::Unreadable`]
    pub fn receipt_key(&self) -> Result<ReceiptKey, Failure> {
        let key = self.signing_key(&self.home.join("receipt.key"), "the receipt key")?;
        // A bundle that is missing or refused keeps nothing from being deleted.
        let bundle = self.last_bundle().or_else(|_| carried_at_any_time(self.now))?;
        Ok(ReceiptKey::of(key, &bundle)?)
    }

    /// A minisign secret key file; `what` is asked for, if it has a passphrase.
    ///
    /// # Errors
    /// [`Failure::Key`], [`Failure::Unreadable`]
    pub fn signing_key(&self, path: &Path, what: &str) -> Result<SigningKey, Failure> {
        let text = Zeroizing::new(String::from_utf8(read(path)?).map_err(|_| KeyError::Malformed)?);
        Ok(SigningKey::open(&text, what, self.ask.borrow_mut().as_mut())?)
    }

    /// The operators: `operators.toml` in the desk's directory.
    ///
    /// # Errors
    /// [`Failure::Operator`], [`Failure::Unreadable`]
    pub fn roster(&self) -> Result<Roster, Failure> {
        Ok(Roster::parse(&String::from_utf8_lossy(&read(&self.home.join("operators.toml"))?))?)
    }

    /// Opens the sealed file of a case for who runs this command, after every check, and records
    /// that it was opened.
    ///
    /// Somebody types a passphrase meanwhile, or touches a key: what was checked before is looked at
    /// again after each, and the registry's own statement is the last word.
    ///
    /// # Errors
    /// [`Failure`]; nothing was opened, or it is wiped.
    pub async fn unseal(&self, case: &CaseReference) -> Result<OpenedPayload, Failure> {
        let mut registry = self.registry().await?;
        let row = registry.case(case).await?.ok_or_else(|| Failure::UnknownCase(case.clone()))?;
        let consent = registry.consent(case).await?.unwrap_or_default();
        let sealed = registry.sealed(case).await?;
        let openable = opening::admit(&row, &consent, sealed, &self.operator, self.terms, &self.bundle()?, self.now)?;
        self.check_clock()?;
        forbid_core_dumps().map_err(ConnectorError::NotStarted)?;
        let identities = self.epochs()?.open(&row.epoch, self.ask.borrow_mut().as_mut(), Plugin)?;
        self.check_standing(registry.case(case).await?)?;
        let payload = openable.open(identities.iter().map(|identity| &**identity as &dyn age::Identity))?;
        let mut change = registry.change().await?;
        if !change.opened(case, &self.operator, self.time()).await? {
            self.check_standing(change.case(case).await?)?;
            return Err(OpeningError::Closed.into());
        }
        change.commit().await?;
        registry.close().await?;
        Ok(payload)
    }

    fn check_standing(&self, row: Option<CaseRow>) -> Result<(), OpeningError> {
        let row = row.ok_or(OpeningError::Closed)?;
        opening::check_standing(&row, &self.operator, self.time())
    }

    /// A clock that was set back would bring an expired case to life: the log knows better.
    fn check_clock(&self) -> Result<(), Failure> {
        match Log::latest(&self.home)? {
            Some(latest) => Ok(opening::check_clock(latest, self.time())?),
            None => Ok(()),
        }
    }

    /// Watches a case that was unsealed, for as long as its credentials are in use.
    ///
    /// # Errors
    /// [`Failure::Connector`]
    pub fn watch(&self, case: &CaseReference) -> Result<Revocation, Failure> {
        let watched =
            Revocation::watch(self.location.clone(), case.clone(), self.operator.clone(), Arc::clone(&self.clock));
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

    /// Asks for a passphrase that is new, twice.
    ///
    /// # Errors
    /// [`Failure::Key`]: unanswered, empty, or another one the second time.
    pub fn new_passphrase(&self, what: &str) -> Result<Zeroizing<String>, Failure> {
        let mut ask = self.ask.borrow_mut();
        let mut once =
            |what: &str| ask.ask(what, 1).map_err(|error| KeyError::from(PassphraseError::Unanswered(error)));
        let first = once(what)?;
        if first.is_empty() {
            return Err(KeyError::from(PassphraseError::Empty).into());
        }
        let second = once(&format!("{what}, again"))?;
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
