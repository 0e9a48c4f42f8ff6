//! Where the time comes from, and whether the system vouches for it: somebody else's clock sets it.

use std::{path::Path, process::Command, sync::Arc};

use jiff::{SignedDuration, Timestamp};

/// Tells the time: the system's clock in the program, another in tests.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How much later than the last entry of the log the clock may be, where nobody vouches for it: a desk
/// runs `expire` every day.
pub const LONGEST_GAP: SignedDuration = SignedDuration::from_hours(36);

/// By systemd-timesyncd's own mark, or by what `timedatectl` says of the kernel's state (adjtimex(2)).
/// Where neither tells, nobody vouches.
pub fn is_synchronised() -> bool {
    if Path::new("/run/systemd/timesync/synchronized").exists() {
        return true;
    }
    let asked = Command::new("timedatectl").args(["show", "--property=NTPSynchronized", "--value"]).output();
    asked.is_ok_and(|answer| answer.status.success() && answer.stdout.trim_ascii() == b"yes")
}

/// By how much the clock jumped forward since the last entry, where that is more than it may be.
pub fn jump(latest: Option<Timestamp>, now: Timestamp) -> Option<SignedDuration> {
    latest.map(|latest| now.duration_since(latest)).filter(|gap| *gap > LONGEST_GAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_half_is_no_jump() {
        let latest: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
        assert_eq!(jump(Some(latest), latest + LONGEST_GAP), None);
        let more = LONGEST_GAP + SignedDuration::from_secs(1);
        assert_eq!(jump(Some(latest), latest + more), Some(more));
        assert_eq!(jump(Some(latest), latest - more), None);
        assert_eq!(jump(None, latest), None);
    }
}
