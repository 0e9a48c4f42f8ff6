use tempfile::TempDir;

use super::*;
use crate::epoch::Protection;

const NOW: &str = "2026-12-01T10:00:00Z";
const RIGHT: &str = "a passphrase of the tests";

fn epochs() -> (TempDir, Epochs) {
    let folder = tempfile::tempdir().unwrap();
    let epochs = Epochs::new(folder.path());
    let protection = Protection::Passphrase { passphrase: typed(RIGHT), work_factor: Some(2) };
    let (from, until) = ("2026-11-01T00:00:00Z".parse().unwrap(), "2027-02-01T00:00:00Z".parse().unwrap());
    epochs.create("2026-11", from, until, protection).unwrap();
    (folder, epochs)
}

fn typed(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

fn code(failure: Result<(), UnlockError>) -> &'static str {
    failure.map_or_else(|failure| failure.code(), |()| "unlocked")
}

#[test]
fn what_is_unlocked_is_there_until_it_is_locked() {
    let (_folder, epochs) = epochs();
    let unlocked = Unlocked::nothing(NOW.parse().unwrap());
    assert_eq!(unlocked.of(&epochs, "2026-11").err().map(|error| error.code()), Some("epoch-locked"));
    unlocked.unlock(&epochs, "2026-11", &typed(RIGHT), NOW.parse().unwrap()).unwrap();
    assert_eq!(unlocked.of(&epochs, "2026-11").unwrap().len(), 1);
    unlocked.lock(Some("2026-11"));
    assert_eq!(unlocked.of(&epochs, "2026-11").err().map(|error| error.code()), Some("epoch-locked"));
}

#[test]
fn what_is_destroyed_is_unlocked_no_more() {
    let (_folder, epochs) = epochs();
    let unlocked = Unlocked::nothing(NOW.parse().unwrap());
    unlocked.unlock(&epochs, "2026-11", &typed(RIGHT), NOW.parse().unwrap()).unwrap();
    unlocked.destroy(&epochs, "2026-11", NOW.parse().unwrap()).unwrap();
    assert!(unlocked.is_locked("2026-11"));
    assert_eq!(unlocked.of(&epochs, "2026-11").err().map(|error| error.code()), Some("epoch-destroyed"));
    assert_eq!(code(unlocked.unlock(&epochs, "2026-11", &typed(RIGHT), NOW.parse().unwrap())), "epoch-destroyed");
}

/// Whether the system may not swap what is at this place (`proc_pid_smaps(5)`: `lo`).
#[cfg(target_os = "linux")]
fn is_locked(place: usize) -> bool {
    let maps = std::fs::read_to_string("/proc/self/smaps").unwrap();
    let mut is_there = false;
    for line in maps.lines() {
        let range = line.split(' ').next().unwrap().split_once('-');
        let range = range.map(|(from, until)| [from, until].map(|end| usize::from_str_radix(end, 16)));
        if let Some([Ok(from), Ok(until)]) = range {
            is_there = (from..until).contains(&place);
        } else if let Some(flags) = line.strip_prefix("VmFlags:").filter(|_| is_there) {
            return flags.split(' ').any(|flag| flag == "lo");
        }
    }
    panic!("nothing is at {place:x}");
}

/// A page is locked or not, whoever has a part of it.
#[cfg(target_os = "linux")]
#[test]
fn what_is_forgotten_unlocks_no_neighbour() {
    let identities = [b"one", b"two"].map(|file| Unswapped::keep(file).unwrap());
    let places = identities.each_ref().map(|kept| kept.file.as_ptr().addr());
    assert_eq!(places.map(is_locked), [true, true]);
    let [one, two] = identities;
    drop(one);
    assert_eq!(places.map(is_locked), [true, true]);
    drop(two);
}

#[test]
fn after_three_wrong_ones_nobody_may_try_for_a_while() {
    let (_folder, epochs) = epochs();
    let unlocked = Unlocked::nothing(NOW.parse().unwrap());
    let now: Timestamp = NOW.parse().unwrap();
    let try_at = |text: &str, at: Timestamp| code(unlocked.unlock(&epochs, "2026-11", &typed(text), at));
    assert_eq!(
        [try_at("a", now), try_at("b", now), try_at("c", now)],
        ["unlock-wrong", "unlock-wrong", "unlock-delayed"]
    );
    assert_eq!(try_at(RIGHT, now + SignedDuration::from_secs(29)), "unlock-delayed");
    assert_eq!(try_at("d", now + SignedDuration::from_secs(30)), "unlock-delayed");
    assert_eq!(try_at(RIGHT, now + SignedDuration::from_secs(89)), "unlock-delayed");
    assert_eq!(try_at(RIGHT, now + SignedDuration::from_secs(90)), "unlocked");
    assert_eq!(try_at("e", now), "unlock-wrong");
}

#[test]
fn nobody_waits_longer_than_an_hour() {
    let (_folder, epochs) = epochs();
    let mut now: Timestamp = NOW.parse().unwrap();
    let unlocked = Unlocked::nothing(now);
    for _ in 0..12 {
        let wrong = unlocked.unlock(&epochs, "2026-11", &typed("wrong"), now).unwrap_err();
        if let UnlockError::Delayed { until, .. } = wrong {
            assert!(until.duration_since(now) <= SignedDuration::from_hours(1));
            now = until;
        }
    }
    assert_eq!(code(unlocked.unlock(&epochs, "2026-11", &typed("wrong"), now)), "unlock-delayed");
    let hour = now + SignedDuration::from_hours(1);
    assert_eq!(
        code(unlocked.unlock(&epochs, "2026-11", &typed(RIGHT), hour - SignedDuration::from_secs(1))),
        "unlock-delayed"
    );
    assert_eq!(code(unlocked.unlock(&epochs, "2026-11", &typed(RIGHT), hour)), "unlocked");
}

#[test]
fn an_epoch_that_is_not_here_is_named() {
    let (_folder, epochs) = epochs();
    let refused =
        Unlocked::nothing(NOW.parse().unwrap()).unlock(&epochs, "2027-02", &typed(RIGHT), NOW.parse().unwrap());
    assert_eq!(code(refused), "epoch-unknown");
}
