//! The keys that the programs carry, as the desk of the same build tells it.

use std::{path::Path, process::Command};

use xtask::{Failure, process, workspace};

use crate::manifest::Key;

/// Asks this program for the keys of its bundle.
///
/// # Errors
/// When it does not tell.
pub fn carried_by(desk: &Path) -> Result<Vec<Key>, Failure> {
    let home = workspace::target().join("release-desk");
    let of_home = || {
        let mut command = Command::new(desk);
        command.arg("--home").arg(&home);
        command
    };
    let said = process::output(of_home().arg("init")).and_then(|_| process::output(of_home().args(["epoch", "list"])));
    // Only what the desk made of an empty folder lies there.
    let _ = std::fs::remove_dir_all(&home);
    let said = said?;
    told(&said).ok_or_else(|| Failure::Unexpected(format!("{} names no key of its bundle:\n{said}", desk.display())))
}

/// From the list: a name with 64 digits, then the words of them in each language.
fn told(list: &str) -> Option<Vec<Key>> {
    let words = |line: Option<&str>, tag: &str| {
        Some(line?.trim().strip_prefix(tag)?.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let mut lines = list.split_once("keys of the bundle\n")?.1.lines();
    let mut keys = Vec::new();
    while let Some(line) = lines.next() {
        let (epoch, fingerprint) = line.split_once(char::is_whitespace)?;
        keys.push(Key {
            epoch: epoch.to_owned(),
            fingerprint: fingerprint.trim().to_owned(),
            fr: words(lines.next(), "fr ")?,
            en: words(lines.next(), "en ")?,
        });
    }
    (!keys.is_empty()).then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(epoch: &str, fingerprint: &str, fr: &str, en: &str) -> Key {
        let [epoch, fingerprint, fr, en] = [epoch, fingerprint, fr, en].map(str::to_owned);
        Key { epoch, fingerprint, fr, en }
    }

    #[test]
    fn every_key_of_the_bundle_is_told() {
        let list = "2027-01  …\n\nkeys of the bundle\n2026-01  aa11\n         fr  un deux\n         en  one two\n\
                    2027-01  bb22\n         fr  trois quatre\n         en  three four\n";
        let keys = [key("2026-01", "aa11", "un deux", "one two"), key("2027-01", "bb22", "trois quatre", "three four")];
        assert_eq!(told(list), Some(keys.to_vec()));
    }

    #[test]
    fn a_list_without_a_key_tells_none() {
        for list in ["\nkeys of the bundle\n", "nothing of the kind", "keys of the bundle\n2026-01  aa11\n"] {
            assert_eq!(told(list), None, "{list}");
        }
    }
}
