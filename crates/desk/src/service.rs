//! The desk as a service: one process, under an account of its own, that alone reads the registry, the
//! identities and the keys.
//!
//! It listens on a Unix socket: HTTP/1, JSON in both directions (`docs/DESK.md`, "The service"). Who asks is
//! the uid that the kernel tells of the other end, looked up in the [roster](crate::roster): nothing
//! that a request says of its sender counts. What each role may do is one [table](rights).

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use pli_format::bundle::Root;
use rustix::{
    mm::{MlockAllFlags, mlockall},
    process::{Resource, Rlimit, getrlimit, setrlimit},
};
use tokio::sync::Semaphore;

use crate::{
    Desk, Exit, Failure, audit::Sink, connector, private_file, programs::Admission, registry::Location,
    roster::KeptRoster, sandbox::Network, signals::Signals, time_source::Clock, unlocking::Unlocked,
};

mod answer;
mod body;
pub mod client;
pub mod doctor;
mod refusal;
mod request;
pub mod rights;
mod server;
mod share;
pub mod socket;
mod turn;

pub use refusal::Refusal;
pub use request::LONGEST;
use share::Shares;
use socket::SocketError;

/// Held by the only service of a desk's directory.
const LOCK: &str = "service.lock";

/// How many commands run at a time; others wait.
const COMMANDS: usize = 64;
/// How much of requests is in memory at a time, in bytes.
const BODIES: usize = 256_000_000;

/// What the service is started with.
pub struct Settings {
    /// The desk's own directory.
    pub home: PathBuf,
    pub registry: Option<Location>,
    /// A newer bundle than the carried one.
    pub bundle: Option<PathBuf>,
    pub drafts: Option<PathBuf>,
    pub roster: PathBuf,
    /// Where the socket is to be.
    pub socket: PathBuf,
    /// Where the log goes, too.
    pub log_copy: Option<Sink>,
    /// Which programs are given credentials.
    pub admission: Admission,
    /// What they reach.
    pub network: Network,
    pub clock: Clock,
}

/// Why the service does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    #[error(transparent)]
    Desk(#[from] Failure),
    #[error(transparent)]
    Socket(#[from] SocketError),
    #[error("a service runs in {0:?} already")]
    Running(PathBuf),
    #[error("others than its owner may enter {0:?}: chmod 700")]
    Exposed(PathBuf),
    #[error("the service cannot run: {0}")]
    System(#[from] io::Error),
}

impl ServiceError {
    pub fn exit(&self) -> Exit {
        match self {
            Self::Desk(failure) => failure.exit(),
            Self::Running(_) => Exit::Conflict,
            Self::Socket(SocketError::Exposed(..)) | Self::Exposed(_) => Exit::NotAllowed,
            Self::Socket(_) | Self::System(_) => Exit::Failed,
        }
    }

    pub fn code(&self) -> &'static str {
        match self {
            Self::Desk(failure) => failure.code(),
            Self::Socket(error) => error.code(),
            Self::Running(_) => "service-running",
            Self::Exposed(_) => "desk-exposed",
            Self::System(_) => "service-failed",
        }
    }
}

/// How long a request is waited for.
struct Limits {
    /// Until it has come whole.
    body: Duration,
    /// Until its turn comes.
    turn: Duration,
}

/// What requests have in common.
struct Service {
    settings: Settings,
    limits: Limits,
    roster: KeptRoster,
    unlocked: Arc<Unlocked>,
    commands: Arc<Semaphore>,
    bodies: Arc<Semaphore>,
    shares: Shares,
}

/// Serves until the process is told to end.
pub fn serve(settings: Settings) -> Result<(), ServiceError> {
    let _only_one = claim(&settings.home)?;
    connector::forbid_core_dumps()?;
    lock_memory();
    let service = Service::of(settings);
    service.roster.in_force().map_err(Failure::from)?;
    let listener = socket::listen(&service.settings.socket)?;
    listener.set_nonblocking(true)?;
    let signals = Signals::listen()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(server::run(Arc::new(service), listener, signals))?;
    Ok(())
}

/// The directory, for this service alone.
fn claim(home: &Path) -> Result<fs::File, ServiceError> {
    if !Desk::is_made(home) {
        return Err(Failure::NoDesk(home.to_owned()).into());
    }
    if !private_file::is_private(home)? {
        return Err(ServiceError::Exposed(home.to_owned()));
    }
    private_file::try_lock(&home.join(LOCK))?.ok_or_else(|| ServiceError::Running(home.to_owned()))
}

/// Keeps all that this process has in memory from being swapped, where its limit lets it. With a limit, a
/// later allocation would fail: then only identities are locked.
fn lock_memory() {
    if getrlimit(Resource::Memlock).maximum.is_none() {
        // What must be locked is locked again where it is kept, and refused where that fails.
        let _ = setrlimit(Resource::Memlock, Rlimit { current: None, maximum: None });
        let _ = mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT);
    }
}

impl Service {
    fn of(settings: Settings) -> Self {
        let own = rustix::process::geteuid().as_raw();
        Self {
            limits: Limits { body: Duration::from_secs(30), turn: Duration::from_mins(1) },
            unlocked: Arc::new(Unlocked::nothing((settings.clock)())),
            roster: KeptRoster::new(settings.roster.clone(), &settings.home, Root::compiled_in().key(), own),
            commands: Arc::new(Semaphore::new(COMMANDS)),
            bodies: Arc::new(Semaphore::new(BODIES)),
            shares: Shares::default(),
            settings,
        }
    }

    /// The desk of one request.
    fn desk(&self, name: String, ask: Box<dyn crate::passphrase::Ask>) -> Result<Desk, Failure> {
        let Settings { home, registry, bundle, drafts, clock, .. } = &self.settings;
        let desk =
            Desk::open(home.clone(), registry.clone(), name, bundle.clone(), drafts.clone(), ask, Arc::clone(clock))?;
        Ok(desk.logging_to(self.settings.log_copy.clone()))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::documented::is_told;

    /// As it is started, and so much as its settings are not asked for.
    pub(super) fn service() -> Service {
        let nowhere = || PathBuf::from("/nowhere");
        Service::of(Settings {
            home: nowhere(),
            registry: None,
            bundle: None,
            drafts: None,
            roster: nowhere(),
            socket: nowhere(),
            log_copy: None,
            admission: Admission::default(),
            network: Network::default(),
            clock: Arc::new(jiff::Timestamp::now),
        })
    }

    #[test]
    fn all_have_so_much_of_the_service_together() {
        assert!(is_told("64 commands run at once."));
        let Service { commands, bodies, .. } = service();
        assert_eq!([&commands, &bodies].map(|parts| parts.available_permits()), [64, 256_000_000]);
    }
}
