//! Where the time comes from, and whether the system vouches for it: somebody else's clock sets it.

use std::{fs, path::Path, process::Command, sync::Arc};

use jiff::{SignedDuration, Timestamp};

/// Tells the time: the system's clock in the program, another in tests.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How much later than the last entry of the log the clock may be, where nobody vouches for it: a desk
/// runs `expire` every day.
pub const LONGEST_GAP: SignedDuration = SignedDuration::from_hours(36);

/// systemd-timesyncd's own mark: written to at each synchronisation, and never removed.
const MARK: &str = "/run/systemd/timesync/synchronized";

/// How old it may be. It is written to every 34 minutes (`PollIntervalMaxSec`); one of before the clock jumped is older.
const OLDEST_MARK: SignedDuration = SignedDuration::from_hours(2);

/// By that mark, or by what `timedatectl` says of the kernel's state (adjtimex(2)). Where neither tells, nobody
/// vouches.
pub fn is_synchronised(now: Timestamp) -> bool {
    if is_marked(Path::new(MARK), now) {
        return true;
    }
    let asked = Command::new("timedatectl").args(["show", "--property=NTPSynchronized", "--value"]).output();
    asked.is_ok_and(|answer| answer.status.success() && answer.stdout.trim_ascii() == b"yes")
}

fn is_marked(mark: &Path, now: Timestamp) -> bool {
    let written = fs::metadata(mark).and_then(|mark| mark.modified()).ok().map(Timestamp::try_from);
    written.and_then(Result::ok).is_some_and(|written| now.duration_since(written).abs() <= OLDEST_MARK)
}

/// By how much the clock jumped forward since the last entry, where that is more than it may be.
pub fn jump(latest: Option<Timestamp>, now: Timestamp) -> Option<SignedDuration> {
    latest.map(|latest| now.duration_since(latest)).filter(|gap| *gap > LONGEST_GAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What synchronised the clock before it jumped says nothing of what it is now.
    #[test]
    fn a_mark_vouches_for_two_hours() {
        let mark = tempfile::NamedTempFile::new().unwrap();
        let written: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
        mark.as_file().set_modified(written.into()).unwrap();
        let (hours, second) = (SignedDuration::from_hours(2), SignedDuration::from_secs(1));
        for (now, is_vouched_for) in [
            (written + hours, true),
            (written + hours + second, false),
            (written - hours, true),
            (written - hours - second, false),
        ] {
            assert_eq!(is_marked(mark.path(), now), is_vouched_for, "{now}");
        }
        assert!(!is_marked(Path::new("/nowhere/synchronized"), written));
    }

    #[test]
    fn a_day_and_a_half_is_no_jump() {
        let latest: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
        let longest = SignedDuration::from_hours(36);
        assert_eq!(jump(Some(latest), latest + longest), None);
        let more = longest + SignedDuration::from_secs(1);
        assert_eq!(jump(Some(latest), latest + more), Some(more));
        assert_eq!(jump(Some(latest), latest - more), None);
        assert_eq!(jump(None, latest), None);
    }
}
