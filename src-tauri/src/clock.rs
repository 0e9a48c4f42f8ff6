//! The one place where the app reads the time.

use std::time::Duration;

use jiff::Zoned;
use pli_format::SignedAt;

/// Now, on the person's clock.
pub fn now() -> SignedAt {
    let now = Zoned::now();
    SignedAt::new(now.timestamp(), now.offset(), now.time_zone().iana_name().unwrap_or_default())
}

/// How long the computer has been running, for a duration: nobody sets this clock, and it counts while the
/// computer sleeps.
#[cfg(target_os = "linux")]
pub fn running() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}

/// How long the program has been running, for a duration: nobody sets this clock.
#[cfg(not(target_os = "linux"))]
pub fn running() -> Duration {
    static BEGAN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGAN.elapsed()
}
