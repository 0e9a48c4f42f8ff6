//! The keys that the programs carry, as the desk of the same build tells it.

use std::{fs, path::Path, process::Command};

use pli_format::Sha256;
use serde_json::Value;
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
    let said = process::output(of_home().arg("init"))
        .and_then(|_| process::output(of_home().args(["epoch", "list", "--json"])))?;
    folder::remove(&work)?;
    let names = |error: &str| Failure::Unexpected(format!("{} {error}", package.display()));
    let keys = told(&said).ok_or_else(|| names(&format!("names no key of its bundle:\n{said}")))?;
    judged(keys, &of_the_demonstration()?, publisher.demo).map_err(|key| {
        let is = if publisher.demo { "no demonstration's" } else { "the demonstration's" };
        names(&format!("carries the key {}, which is {is}", key.epoch))
    })
}

/// The keys, unless one is where it may not be: public in a release, or of a release in a demonstration.
fn judged(keys: Vec<Key>, public: &[String], demo: bool) -> Result<Vec<Key>, Key> {
    match keys.iter().find(|key| public.contains(&key.fingerprint) != demo) {
        None => Ok(keys),
        Some(key) => Err(key.clone()),
    }
}

/// The fingerprints of the keys whose secret halves are public.
fn of_the_demonstration() -> Result<Vec<String>, Failure> {
    let file = workspace::root().join("assets/bundle/demo/bundle.json");
    let bundle = fs::read(&file).map_err(Failure::file(&file))?;
    let bundle: Value = serde_json::from_slice(&bundle).map_err(Failure::of(&file))?;
    let recipients = bundle["epochs"].as_array().into_iter().flatten().filter_map(|epoch| epoch["recipient"].as_str());
    Ok(recipients.map(|recipient| Sha256::of(recipient.as_bytes()).to_string()).collect())
}

/// From the list, which has a line of JSON for each key.
fn told(list: &str) -> Option<Vec<Key>> {
    let key = |line: Value| {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let words = |tag: &str| {
            let words = line["words"][tag].as_array()?.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?;
            Some(words.join(" "))
        };
        let (fr, en) = (words("fr")?, words("en")?);
        Some(Key { epoch: text(&line["epoch"])?, fingerprint: text(&line["fingerprint"])?, fr, en })
    };
    let lines = list.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>().ok()?;
    let of_bundle = lines.into_iter().filter(|line| line["identity"] == "bundle");
    of_bundle.map(key).collect::<Option<Vec<_>>>().filter(|keys| !keys.is_empty())
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

    const BUNDLE: &str = concat!(
        r#"{"epoch":"2026-01","identity":"missing"}"#,
        "\n",
        r#"{"epoch":"2026-01","fingerprint":"aa11","identity":"bundle","words":{"en":["one","two"],"fr":["un","deux"]}}"#,
        "\n",
        r#"{"epoch":"2027-01","fingerprint":"bb22","identity":"bundle","words":{"en":["three"],"fr":["trois"]}}"#,
        "\n",
    );

    #[test]
    fn every_key_of_the_bundle_is_told() {
        let keys = [key("2026-01", "aa11", "un deux", "one two"), key("2027-01", "bb22", "trois", "three")];
        assert_eq!(told(BUNDLE), Some(keys.to_vec()));
    }

    #[test]
    fn a_list_without_a_key_tells_none() {
        let without_words = r#"{"epoch":"2026-01","fingerprint":"aa11","identity":"bundle"}"#;
        for list in ["", "nothing of the kind", r#"{"epoch":"2026-01","identity":"destroyed"}"#, without_words] {
            assert_eq!(told(list), None, "{list}");
        }
    }

    #[test]
    fn a_release_carries_no_public_key_and_a_demonstration_no_other() {
        let [public, other] =
            [("2026-01", "aa11"), ("2027-01", "bb22")].map(|(name, digits)| key(name, digits, "", ""));
        let judged = |keys: &[&Key], demo| judged(keys.iter().copied().cloned().collect(), &["aa11".to_owned()], demo);
        assert_eq!(judged(&[&public], true), Ok(vec![public.clone()]));
        assert_eq!(judged(&[&other], false), Ok(vec![other.clone()]));
        assert_eq!(judged(&[&other, &public], false), Err(public.clone()));
        assert_eq!(judged(&[&public, &other], true), Err(other.clone()));
    }
}
