use std::{
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use super::SealExit;

/// How long the window stays open when nothing is typed.
pub const LIMIT: Duration = Duration::from_mins(5);

/// How long before that it warns.
pub const WARNING: Duration = Duration::from_mins(1);

/// Ends the process when nothing was typed for [`LIMIT`], whatever the page does.
pub struct Idle {
    since: Mutex<Instant>,
}

impl Idle {
    /// Counts from now.
    pub fn new() -> Self {
        Self { since: Mutex::new(Instant::now()) }
    }

    /// Something was typed.
    pub fn stay(&self) {
        *self.since.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// Starts to watch, on a thread of its own.
    pub fn watch(self: Arc<Self>) {
        thread::spawn(move || {
            while let Some(left) = self.left(Instant::now()) {
                thread::sleep(left);
            }
            SealExit::Idle.now();
        });
    }

    /// How long there is still at `now`; none once the limit has passed.
    fn left(&self, now: Instant) -> Option<Duration> {
        let since = *self.since.lock().unwrap_or_else(PoisonError::into_inner);
        LIMIT.checked_sub(now.saturating_duration_since(since)).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Idle, LIMIT};

    #[test]
    fn the_limit_counts_from_what_was_typed_last() {
        let idle = Idle::new();
        let began = *idle.since.lock().unwrap();
        assert_eq!(idle.left(began), Some(LIMIT));
        assert_eq!(idle.left(began + Duration::from_secs(299)), Some(Duration::from_secs(1)));
        assert_eq!(idle.left(began + LIMIT), None);

        *idle.since.lock().unwrap() = began + LIMIT;
        assert_eq!(idle.left(began + LIMIT), Some(LIMIT));
    }
}
