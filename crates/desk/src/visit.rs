//! What a desk that serves several knows of who runs a command.

use std::{cell::RefCell, io::Write, os::fd::OwnedFd, sync::Arc};

use crate::{audit::Peer, programs::Admission, roster::Roster, sandbox::Network, unlocking::Unlocked};

/// Looked at for as long as somebody's connector runs.
pub type StillDeveloper = Arc<dyn Fn() -> bool + Send + Sync>;

/// One request of somebody of the roster.
pub struct Visit {
    /// Whose it is, as the kernel and the roster say.
    pub peer: Peer,
    /// The roster in force.
    pub roster: Arc<Roster>,
    /// What officers unlocked.
    pub unlocked: Arc<Unlocked>,
    /// Where their standard error is.
    pub errors: RefCell<Box<dyn Write>>,
    /// Which programs are given credentials.
    pub admission: Admission,
    /// What they reach.
    pub network: Network,
    /// Whether the roster in force at that moment has them, as a developer.
    pub is_developer: StillDeveloper,
    /// Becomes readable when they are gone.
    pub gone: OwnedFd,
}
