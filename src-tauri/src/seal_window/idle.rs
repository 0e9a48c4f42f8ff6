use std::{
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use crate::{clock, seal_protocol::SealExit};

/// How long the window stays open when nothing is typed, as its page counts.
pub const LIMIT: Duration = Duration::from_mins(5);

/// How long before that the page warns.
pub const WARNING: Duration = Duration::from_mins(1);

/// The page tells of somebody at work no more often than this.
pub const TOLD_EVERY: Duration = Duration::from_secs(10);

/// How long after what was told last the process ends: what came since may not have been told.
const PROCESS_LIMIT: Duration = LIMIT.saturating_add(TOLD_EVERY);

/// Looked at this often: a computer that slept wakes up late.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// How long nothing was typed, also while the computer sleeps. It ends the process, whatever the page does.
pub struct Idle {
    limit: Duration,
    /// By [`clock::running`].
    since: Mutex<Duration>,
}

impl Idle {
    /// Counts from now, and ends this process when nothing was typed for [`PROCESS_LIMIT`].
    pub fn watch() -> Arc<Self> {
        Self::watch_for(PROCESS_LIMIT)
    }

    fn watch_for(limit: Duration) -> Arc<Self> {
        let idle = Arc::new(Self { limit, since: Mutex::new(clock::running()) });
        let watched = Arc::clone(&idle);
        thread::spawn(move || {
            while let Some(left) = watched.left(clock::running()) {
                thread::sleep(left.min(LOOK_EVERY));
            }
            SealExit::Idle.now();
        });
        idle
    }

    /// Something was typed.
    pub fn stay(&self) {
        *self.since.lock().unwrap_or_else(PoisonError::into_inner) = clock::running();
    }

    /// How long there is still at `now`; none once the limit has passed.
    fn left(&self, now: Duration) -> Option<Duration> {
        let since = *self.since.lock().unwrap_or_else(PoisonError::into_inner);
        self.limit.checked_sub(now.saturating_sub(since)).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use std::{env, process::Command, sync::Mutex, thread, time::Duration};

    use super::{Idle, LIMIT, LOOK_EVERY, PROCESS_LIMIT};
    use crate::clock;

    #[test]
    fn the_limit_counts_from_what_was_typed_last() {
        let began = clock::running();
        let idle = Idle { limit: PROCESS_LIMIT, since: Mutex::new(began) };
        assert_eq!(idle.left(began), Some(PROCESS_LIMIT));
        assert_eq!(idle.left(began + LIMIT), Some(Duration::from_secs(10)), "what the page has not told");
        assert_eq!(idle.left(began + PROCESS_LIMIT), None);

        *idle.since.lock().unwrap() = began + PROCESS_LIMIT;
        assert_eq!(idle.left(began + PROCESS_LIMIT), Some(PROCESS_LIMIT));
    }

    #[test]
    fn it_is_five_minutes_and_ten_seconds_more_for_the_process() {
        let limit_of_the_process = Idle::watch().limit;
        assert_eq!([LIMIT, limit_of_the_process].map(|limit| limit.as_secs()), [300, 310]);
    }

    #[test]
    fn a_computer_that_slept_is_looked_at_within_five_seconds() {
        assert_eq!(LOOK_EVERY.as_secs(), 5);
    }

    /// Told by a process of its own, which is what ends.
    #[test]
    fn it_ends_the_process_as_one_that_was_forgotten() {
        const FORGOTTEN: &str = "PLI_FORGOTTEN";
        if env::var_os(FORGOTTEN).is_some() {
            let idle = Idle::watch_for(Duration::from_millis(20));
            while idle.left(clock::running()).is_some() {
                thread::yield_now();
            }
            return thread::park_timeout(Duration::from_secs(10));
        }
        let name = "seal_window::idle::tests::it_ends_the_process_as_one_that_was_forgotten";
        let mut this = Command::new(env::current_exe().unwrap());
        let ended = this.args([name, "--exact"]).env(FORGOTTEN, "1").output().unwrap();
        assert_eq!(ended.status.code(), Some(14));
    }
}
