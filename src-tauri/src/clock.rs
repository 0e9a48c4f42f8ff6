//! The one place where the app reads the time.

use std::{
    fs,
    sync::LazyLock,
    time::{Duration, Instant},
};

use jiff::Zoned;
use pli_format::SignedAt;

/// Now, on the person's clock.
pub fn now() -> SignedAt {
    let now = Zoned::now();
    SignedAt::new(now.timestamp(), now.offset(), now.time_zone().iana_name().unwrap_or_default())
}

/// The time for a duration: since some instant before, by a clock that nobody sets. On Linux it counts
/// while the computer sleeps, too (proc(5), `/proc/uptime`).
pub fn running() -> Duration {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    uptime().filter(|_| cfg!(target_os = "linux")).unwrap_or_else(|| BEGAN.elapsed())
}

fn uptime() -> Option<Duration> {
    let seconds = fs::read_to_string("/proc/uptime").ok()?;
    Duration::try_from_secs_f64(seconds.split(' ').next()?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_for_durations_only_goes_on() {
        let before = running();
        assert!(before <= running());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_time_that_the_computer_sleeps_counts() {
        let moments = [uptime(), Some(running()), uptime()];
        assert!(moments.is_sorted() && moments[0].is_some(), "{moments:?}");
    }
}
