use std::{
    io::{self, PipeReader},
    os::fd::{AsFd, BorrowedFd},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use pli_format::Sha256;
use tokio::{runtime::Runtime, time::timeout};

use super::{OpeningError, check_roster, check_standing};
use crate::{
    registry::{Location, PATIENCE, Registry, RegistryError},
    time_source::Clock,
    visit::StillDeveloper,
};

/// How often the registry is looked at.
const EVERY: Duration = Duration::from_secs(1);

/// Watches whether a developer may still use the credentials of a case: another process, on another
/// machine perhaps, closes it or hands it over. Readable once the developer may not.
pub struct Revocation {
    told: PipeReader,
    dismissed: Sender<()>,
    thread: JoinHandle<Option<OpeningError>>,
}

/// What is looked at, over and over. A registry that cannot be read, or does not answer, says nothing: the next look
/// may.
struct Watched {
    location: Location,
    registry: Option<Registry>,
    package: Sha256,
    developer: String,
    /// At a desk that serves several.
    is_developer: Option<StillDeveloper>,
    clock: Clock,
}

impl Revocation {
    /// Watches from now on.
    ///
    /// # Errors
    /// When the system gives no pipe, no thread or no event queue.
    pub fn watch(
        location: Location,
        package: Sha256,
        developer: String,
        is_developer: Option<StillDeveloper>,
        clock: Clock,
    ) -> io::Result<Self> {
        let (told, held) = io::pipe()?;
        let (dismissed, wait) = mpsc::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let mut watched = Watched { location, registry: None, package, developer, is_developer, clock };
        let thread = thread::Builder::new().name("case's watch".to_owned()).spawn(move || {
            let revoked = watched.wait(&wait, &runtime);
            drop(held);
            revoked
        })?;
        Ok(Self { told, dismissed, thread })
    }

    /// Watches no more. Why the credentials may not be used any longer, if that was found.
    pub fn dismiss(self) -> Option<OpeningError> {
        drop(self.dismissed);
        // It cannot panic.
        self.thread.join().unwrap_or_default()
    }
}

impl AsFd for Revocation {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.told.as_fd()
    }
}

impl Watched {
    fn wait(&mut self, dismissed: &Receiver<()>, runtime: &Runtime) -> Option<OpeningError> {
        while dismissed.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
            if let Err(taken_off) = check_roster(self.is_developer.as_ref(), &self.developer) {
                return Some(taken_off);
            }
            match runtime.block_on(async { timeout(PATIENCE, self.look()).await }) {
                Ok(Ok(Ok(()))) => {}
                Ok(Ok(Err(revoked))) => return Some(revoked),
                Ok(Err(_)) | Err(_) => self.registry = None,
            }
        }
        None
    }

    async fn look(&mut self) -> Result<Result<(), OpeningError>, RegistryError> {
        let registry = match &mut self.registry {
            Some(registry) => registry,
            none => none.insert(Registry::reopen(&self.location).await?),
        };
        let Some(sending) = registry.sending(self.package).await? else { return Ok(Err(OpeningError::Closed)) };
        Ok(check_standing(&sending, &self.developer, (self.clock)()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documented::is_told;

    #[test]
    fn a_case_in_use_is_looked_at_every_second() {
        assert!(is_told("and every second while the connector runs"));
        assert!(is_told("does not answer for five seconds, ends nothing"));
        assert_eq!([EVERY, PATIENCE], [1, 5].map(Duration::from_secs));
    }
}
