//! The keys that the programs carry, as the desk of the same build tells it.

use std::{fs, path::Path, process::Command};

use serde_json::Value;
use sha2::{Digest, Sha256};
use xtask::{Failure, folder, process, workspace};

use crate::{deb, manifest::Key, publisher::Publisher};

/// Asks the desk that is in a package of this folder for the keys of its bundle.
///
/// # Errors
/// When there is none, or it does not tell; when a release has a key of the demonstration's, or a demonstration another.
pub fn carried_in(folder: &Path, publisher: &Publisher) -> Result<Vec<Key>, Failure> {
    let (package, work) = (deb::find("pli-desk", folder)?, workspace::target().join("release-desk"));
    folder::remove(&work)?;
    process::run(Command::new("dpkg-deb").arg("--extract").arg(&package).arg(&work))?;
    let of_home = || {
        let mut command = Command::new(work.join("usr/bin/pli-desk"));
        command.args(["--language", "en", "--home"]).arg(work.join("home"));
        command
    };
    let said =
        process::output(of_home().arg("init")).and_then(|_| process::output(of_home().args(["epoch", "list"])))?;
    folder::remove(&work)?;
    let keys = told(&said)
        .ok_or_else(|| Failure::Unexpected(format!("{} names no key of its bundle:\n{said}", package.display())))?;
    let public = of_the_demonstration()?;
    match keys.iter().find(|key| public.contains(&key.fingerprint) != publisher.demo) {
        None => Ok(keys),
        Some(key) if publisher.demo => {
            Err(Failure::Unexpected(format!("{}: the key {} is no demonstration's", package.display(), key.epoch)))
        }
        Some(key) => {
            Err(Failure::Unexpected(format!("{}: the key {} is the demonstration's", package.display(), key.epoch)))
        }
    }
}

/// The fingerprints of the keys whose secret halves are public.
fn of_the_demonstration() -> Result<Vec<String>, Failure> {
    let file = workspace::root().join("assets/bundle/demo/bundle.json");
    let bundle = fs::read(&file).map_err(Failure::file(&file))?;
    let bundle: Value =
        serde_json::from_slice(&bundle).map_err(|error| Failure::Unexpected(format!("{}: {error}", file.display())))?;
    let recipients = bundle["epochs"].as_array().into_iter().flatten().filter_map(|epoch| epoch["recipient"].as_str());
    Ok(recipients.map(|recipient| hex::encode(Sha256::digest(recipient))).collect())
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
    fn the_keys_of_the_demonstration_are_known() {
        let known = [
            "6cfe9112599ecec61ad478c5ed1c02ce34db30079ae059efba95617b9863f2a5",
            "290c6c37fdfcb8c81ff8b8f7f184c1d801a6ea8e531a862321bd93b10ec153cc",
        ];
        assert_eq!(of_the_demonstration().unwrap(), known);
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
