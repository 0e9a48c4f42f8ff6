//! The identities that an officer unlocked: in memory, for as long as the service runs or until
//! somebody locks them.

use std::{
    collections::BTreeMap,
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use pli_format::bundle::DestroyedEpoch;
use zeroize::Zeroizing;

use crate::epoch::{self, EpochError, Epochs, Place};

#[cfg(test)]
mod tests;

/// What opens the sealed files of an epoch.
pub type Identities = Vec<Box<dyn age::Identity + Send + Sync>>;

/// How many wrong passphrases in a row are answered at once.
const TRIES: u32 = 3;
/// How long nobody may try after that; doubled with each wrong one more.
const DELAY: SignedDuration = SignedDuration::from_secs(30);
/// Nobody waits longer.
const LONGEST_DELAY: SignedDuration = SignedDuration::from_hours(1);

/// Why an identity is not unlocked.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    #[error(transparent)]
    Epoch(#[from] EpochError),
    /// Nobody unlocked it since the service started, or somebody locked it.
    #[error("epoch {0} is locked: an officer runs `pli-desk unlock {0}`")]
    Locked(String),
    #[error("the passphrase of epoch {0} was wrong")]
    Wrong(String),
    #[error("the passphrase of epoch {epoch} was wrong {wrong} times: nobody may try before {until}")]
    Delayed { epoch: String, wrong: u32, until: Timestamp },
    /// What is in memory may be written to the disk.
    #[error("the service may not lock memory, so no identity comes into it: LimitMEMLOCK=infinity in its unit")]
    Swappable,
    #[error("no service runs here: `use` asks for the passphrase itself")]
    NoService,
}

impl UnlockError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Epoch(error) => error.code(),
            Self::Locked(_) => "epoch-locked",
            Self::Wrong(_) => "unlock-wrong",
            Self::Delayed { .. } => "unlock-delayed",
            Self::Swappable => "memory-not-locked",
            Self::NoService => "service-missing",
        }
    }
}

/// What is unlocked, and who tried.
pub struct Unlocked {
    since: Timestamp,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    identities: BTreeMap<String, Unswapped>,
    wrong: BTreeMap<String, Wrong>,
}

/// An identity file in memory that is not swapped, and wiped when it is dropped. It is taken apart for as
/// long as a sealed file is opened, and no longer.
struct Unswapped {
    file: Zeroizing<Vec<u8>>,
}

impl Unswapped {
    fn keep(opened: &[u8]) -> Result<Self, UnlockError> {
        // In a block that never moves, and locked before anything is in it.
        let mut file = Zeroizing::new(Vec::with_capacity(opened.len().max(1)));
        let lock = region::lock(file.as_ptr(), file.capacity()).map_err(|_| UnlockError::Swappable)?;
        // For good. Whole pages are locked, and unlocked for all that is in them: another identity, what is opened.
        mem::forget(lock);
        file.extend_from_slice(opened);
        Ok(Self { file })
    }
}

#[derive(Clone, Copy)]
struct Wrong {
    times: u32,
    until: Timestamp,
}

impl Unlocked {
    /// Nothing yet, since this instant.
    pub fn nothing(since: Timestamp) -> Self {
        Self { since, state: Mutex::default() }
    }

    /// Since when the service runs.
    pub fn since(&self) -> Timestamp {
        self.since
    }

    /// The identities of an epoch.
    ///
    /// # Errors
    /// [`UnlockError::Locked`]; [`UnlockError::Epoch`]: there is nothing to unlock, too.
    pub fn of(&self, epochs: &Epochs, epoch: &str) -> Result<Identities, UnlockError> {
        match self.state().identities.get(epoch) {
            Some(kept) => Ok(epoch::identities_in(&kept.file, age::NoCallbacks)?),
            None if epochs.place_of(epoch) == Place::Nowhere => Err(epochs.missing(epoch)?.into()),
            None => Err(UnlockError::Locked(epoch.to_owned())),
        }
    }

    /// Whether an epoch is locked.
    pub fn is_locked(&self, epoch: &str) -> bool {
        !self.state().identities.contains_key(epoch)
    }

    /// Unlocks an epoch with its passphrase; one whose identity is in hardware has none.
    pub fn unlock(
        &self,
        epochs: &Epochs,
        epoch: &str,
        passphrase: &Zeroizing<String>,
        now: Timestamp,
    ) -> Result<(), UnlockError> {
        // Held meanwhile: two who try at once try one after the other.
        let mut state = self.state();
        if let Some(Wrong { times, until }) = state.wrong.get(epoch).filter(|wrong| now < wrong.until).copied() {
            return Err(UnlockError::Delayed { epoch: epoch.to_owned(), wrong: times, until });
        }
        match epochs.file_of(epoch, passphrase)? {
            Some(file) => {
                epoch::identities_in(&file, age::NoCallbacks)?;
                state.wrong.remove(epoch);
                state.identities.insert(epoch.to_owned(), Unswapped::keep(&file)?);
                Ok(())
            }
            None => Err(state.wrong(epoch, now)),
        }
    }

    /// Forgets them all, or those of one epoch. Whoever uses one at this moment goes on.
    pub fn lock(&self, epoch: Option<&str>) {
        let mut state = self.state();
        match epoch {
            Some(epoch) => drop(state.identities.remove(epoch)),
            None => state.identities.clear(),
        }
    }

    /// Destroys the identity of an epoch, in memory, too.
    ///
    /// # Errors
    /// Those of [`Epochs::destroy`]; it is in memory no more all the same.
    pub fn destroy(&self, epochs: &Epochs, epoch: &str, now: Timestamp) -> Result<DestroyedEpoch, EpochError> {
        // Held meanwhile: who unlocks it at this moment has done so before, or finds no file.
        let mut state = self.state();
        state.identities.remove(epoch);
        epochs.destroy(epoch, now)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn wrong(&mut self, epoch: &str, now: Timestamp) -> UnlockError {
        let times = self.wrong.get(epoch).map_or(0, |wrong| wrong.times) + 1;
        let Some(more) = times.checked_sub(TRIES) else {
            self.wrong.insert(epoch.to_owned(), Wrong { times, until: now });
            return UnlockError::Wrong(epoch.to_owned());
        };
        let delay = DELAY.checked_mul(1 << more.min(16)).map_or(LONGEST_DELAY, |delay| delay.min(LONGEST_DELAY));
        let until = now.checked_add(delay).unwrap_or(Timestamp::MAX);
        self.wrong.insert(epoch.to_owned(), Wrong { times, until });
        UnlockError::Delayed { epoch: epoch.to_owned(), wrong: times, until }
    }
}
