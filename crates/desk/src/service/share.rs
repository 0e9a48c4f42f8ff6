//! What one uid has of the service at a time, so that nobody keeps the others out.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many connections; more are closed at once.
const CONNECTIONS: usize = 64;
/// How many requests that are being read; others of theirs wait.
const BODIES: usize = 2;
/// How many commands that run; others of theirs wait.
const COMMANDS: usize = 16;

/// Everybody's.
#[derive(Default)]
pub struct Shares(Mutex<HashMap<u32, Weak<Share>>>);

/// That of one uid.
pub struct Share {
    connections: Arc<Semaphore>,
    pub bodies: Arc<Semaphore>,
    pub commands: Arc<Semaphore>,
}

/// A part of a share, and of what all have together.
pub struct Permit {
    _parts: Vec<OwnedSemaphorePermit>,
    /// A share is the same for as long as a part of it is taken.
    _share: Arc<Share>,
}

impl Shares {
    /// That of a uid, all of whose parts come out of one.
    pub fn of(&self, uid: u32) -> Arc<Share> {
        let mut shares = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(share) = shares.get(&uid).and_then(Weak::upgrade) {
            return share;
        }
        shares.retain(|_, share| share.strong_count() > 0);
        let [connections, bodies, commands] =
            [CONNECTIONS, BODIES, COMMANDS].map(|many| Arc::new(Semaphore::new(many)));
        let share = Arc::new(Share { connections, bodies, commands });
        shares.insert(uid, Arc::downgrade(&share));
        share
    }
}

impl Share {
    /// With these parts taken.
    fn with(self: &Arc<Self>, parts: Vec<OwnedSemaphorePermit>) -> Permit {
        Permit { _parts: parts, _share: Arc::clone(self) }
    }

    /// Waits for a part of theirs, and then for so much of what all have: what waits for the first is in nobody's way.
    pub async fn take(self: &Arc<Self>, own: &Arc<Semaphore>, all: &Arc<Semaphore>, many: u32) -> Option<Permit> {
        let own = Arc::clone(own).acquire_owned().await.ok()?;
        let all = Arc::clone(all).acquire_many_owned(many).await.ok()?;
        Some(self.with(vec![own, all]))
    }

    /// One more connection; none where there are as many as may be.
    pub fn connection(self: &Arc<Self>) -> Option<Permit> {
        let connection = Arc::clone(&self.connections).try_acquire_owned().ok()?;
        Some(self.with(vec![connection]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documented::is_told;

    #[test]
    fn one_has_so_many_connections_and_others_have_theirs() {
        assert!(is_told("One uid has at most 64 connections at a time, of which two are read and 16 run a command;"));
        let shares = Shares::default();
        let taken: Vec<Permit> = (0..64).map(|_| shares.of(1).connection().unwrap()).collect();
        assert!(shares.of(1).connection().is_none());
        assert!(shares.of(2).connection().is_some());
        drop(taken);
        assert!(shares.of(1).connection().is_some());
        let share = shares.of(1);
        assert_eq!([&share.bodies, &share.commands].map(|parts| parts.available_permits()), [2, 16]);
    }

    /// Whoever leaves while their command runs has that place still.
    #[test]
    fn what_runs_counts_when_its_connection_is_gone() {
        let shares = Shares::default();
        let share = shares.of(1);
        let runs = share.with(vec![Arc::clone(&share.commands).try_acquire_owned().unwrap()]);
        drop(share);
        assert_eq!(shares.of(1).commands.available_permits(), 15);
        drop(runs);
        assert_eq!(shares.of(1).commands.available_permits(), 16);
    }
}
