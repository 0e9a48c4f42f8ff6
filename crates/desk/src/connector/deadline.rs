use std::time::{Duration, Instant, SystemTime};

/// How long to wait at most before the wall clock is looked at again.
const LOOK: Duration = Duration::from_secs(1);

/// When a time is over: by the clock that only runs on, which may stand still while a machine is
/// suspended, or by the wall clock, which may be set back; whichever is first.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    running: Option<Instant>,
    wall: Option<SystemTime>,
}

impl Deadline {
    pub fn after(time: Duration) -> Self {
        Self::from(time, Instant::now(), SystemTime::now())
    }

    fn from(time: Duration, running: Instant, wall: SystemTime) -> Self {
        Self { running: running.checked_add(time), wall: wall.checked_add(time) }
    }

    pub fn never() -> Self {
        Self { running: None, wall: None }
    }

    /// This long from now, unless it is over before.
    pub fn or_after(self, time: Duration) -> Self {
        let other = Self::after(time);
        if other.left() < self.left() { other } else { self }
    }

    pub fn is_over(self) -> bool {
        self.left().is_zero()
    }

    /// How long to wait before [`is_over`](Self::is_over) is asked again.
    pub fn wait(self) -> Duration {
        self.left().min(LOOK)
    }

    fn left(self) -> Duration {
        self.left_at(Instant::now(), SystemTime::now())
    }

    fn left_at(self, running: Instant, wall: SystemTime) -> Duration {
        let by_running = self.running.map_or(Duration::MAX, |end| end.saturating_duration_since(running));
        let by_wall = self.wall.map_or(Duration::MAX, |end| end.duration_since(wall).unwrap_or_default());
        by_running.min(by_wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    #[test]
    fn a_suspended_machine_does_not_gain_time() {
        let (running, wall) = (Instant::now(), SystemTime::now());
        let deadline = Deadline::from(MINUTE, running, wall);
        assert_eq!(deadline.left_at(running, wall + MINUTE / 2), MINUTE / 2);
        assert_eq!(deadline.left_at(running, wall + MINUTE), Duration::ZERO);
    }

    #[test]
    fn a_clock_set_back_does_not_gain_time() {
        let (running, wall) = (Instant::now(), SystemTime::now());
        let deadline = Deadline::from(MINUTE, running, wall);
        assert_eq!(deadline.left_at(running + MINUTE, wall - 10 * MINUTE), Duration::ZERO);
    }
}
