use std::{fs, path::Path};

use serde::Deserialize;
use serde_json::{Value, json};
use xtask::{Failure, workspace};

/// What a value begins with that only the publisher can give.
const PLACEHOLDER: &str = "À COMPLÉTER";

/// Who publishes, as packages and the download page name them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Who answers for the packages.
    pub maintainer: String,
    /// An address that is read.
    pub mail: String,
    /// Where a weakness is reported (SECURITY.md).
    pub security: String,
    /// Whom the signatures of Windows and macOS name.
    pub signer: String,
    /// The one place to get Pli.
    pub download: String,
    /// The public key that the sums are signed with.
    pub minisign: String,
    /// Whether the demonstration is published, which nobody is to take for Pli itself.
    #[serde(skip)]
    pub demo: bool,
}

impl Publisher {
    /// Whom `assets/packaging/publisher.toml` names.
    ///
    /// # Errors
    /// When it cannot be read, or one of its values is a placeholder or nothing of its kind: each is named.
    pub fn of_a_release() -> Result<Self, Failure> {
        Self::read(&workspace::root().join("assets/packaging/publisher.toml"))
    }

    fn read(file: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(file).map_err(Failure::file(file))?;
        let publisher: Self = toml::from_str(&text).map_err(Failure::of(file))?;
        let lacking = publisher.lacking();
        if lacking.is_empty() {
            return Ok(publisher);
        }
        Err(Failure::Needs(format!("{}: supply the publisher's details: {}", file.display(), lacking.join("; "))))
    }

    /// What is to be supplied, each value with its kind.
    fn lacking(&self) -> Vec<String> {
        let is_line = |value: &str| !value.trim().is_empty() && !value.contains(PLACEHOLDER);
        let is_mail =
            |value: &str| value.split_once('@').is_some_and(|(local, host)| !local.is_empty() && host.contains('.'));
        let is_address = |value: &str| value.strip_prefix("https://").is_some_and(|rest| rest.contains('.'));
        // 42 bytes, of which the first two name Ed25519.
        let is_key = |value: &str| {
            let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/".contains(c);
            value.len() == 56 && value.starts_with("RW") && value.chars().all(is_base64)
        };
        let one_word = |value: &str| is_line(value) && !value.contains(char::is_whitespace);
        let Self { maintainer, mail, security, signer, download, minisign, demo: _ } = self;
        let values = [
            ("maintainer", "a name", is_line(maintainer)),
            ("mail", "a mail address", one_word(mail) && is_mail(mail)),
            ("security", "a mail address", one_word(security) && is_mail(security)),
            ("signer", "a name", is_line(signer)),
            ("download", "an https address", one_word(download) && is_address(download)),
            ("minisign", "a public key of minisign's", one_word(minisign) && is_key(minisign)),
        ];
        values.iter().filter(|(.., is_there)| !is_there).map(|(name, kind, _)| format!("{name}, {kind}")).collect()
    }

    /// Nobody: for packages with the demonstration's keys.
    pub fn of_a_demonstration() -> Self {
        Self {
            maintainer: "Demonstration of Pli".to_owned(),
            mail: "demonstration@example.org".to_owned(),
            security: "demonstration@example.org".to_owned(),
            signer: "Demonstration of Pli".to_owned(),
            download: String::new(),
            minisign: String::new(),
            demo: true,
        }
    }

    /// What Tauri's bundler is told of it, besides `tauri.conf.json`. A demonstration has another name, so that it stands
    /// beside its release, on a disk and in a folder of downloads: MSI knows no version that is older than a number.
    pub fn settings(&self) -> Value {
        if self.demo {
            json!({ "productName": "Pli-Demo", "bundle": { "publisher": self.signer } })
        } else {
            json!({ "bundle": { "publisher": self.signer, "homepage": self.download } })
        }
    }

    /// The version that packages of this publisher carry: a demonstration is older than its release.
    pub fn version(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        if self.demo { format!("{version}~demo") } else { version.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPLETE: &str = "maintainer = \"A team\"\nmail = \"team@example.org\"\nsecurity = \"report@example.org\"\n\
                            signer = \"A company\"\ndownload = \"https://example.org/pli\"\nminisign = \"RWQ0KkmipeB1Zm69R0XYNR/1Mh2vOCEIEPO5sU25pixhapr5eanfYCZl\"\n";

    fn read(text: &str) -> Result<Publisher, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("publisher.toml");
        fs::write(&file, text).unwrap();
        Publisher::read(&file).map_err(|failure| failure.to_string().replace(&*file.to_string_lossy(), "FILE"))
    }

    #[test]
    fn a_release_names_its_publisher() {
        let publisher = read(COMPLETE).unwrap();
        assert_eq!(
            (publisher.mail.as_str(), publisher.version().as_str()),
            ("team@example.org", env!("CARGO_PKG_VERSION"))
        );
    }

    #[test]
    fn a_release_refuses_a_placeholder_or_nothing_in_any_value() {
        for (value, lacking) in [
            ("\"A team\"", "maintainer, a name"),
            ("\"team@example.org\"", "mail, a mail address"),
            ("\"report@example.org\"", "security, a mail address"),
            ("\"A company\"", "signer, a name"),
            ("\"https://example.org/pli\"", "download, an https address"),
            ("\"RWQ0KkmipeB1Zm69R0XYNR/1Mh2vOCEIEPO5sU25pixhapr5eanfYCZl\"", "minisign, a public key of minisign's"),
        ] {
            for instead in ["\"À COMPLÉTER (…)\"", "\" \""] {
                assert_eq!(
                    read(&COMPLETE.replace(value, instead)),
                    Err(format!("FILE: supply the publisher's details: {lacking}")),
                    "{value}: {instead}"
                );
            }
        }
        for (value, instead) in [
            ("team@example.org", "team"),
            ("report@example.org", "report@"),
            ("https://example.org/pli", "http://example.org/pli"),
            ("RWQ0KkmipeB1Zm69R0XYNR", "RWQ"),
        ] {
            assert!(read(&COMPLETE.replace(value, instead)).is_err(), "{instead}");
        }
    }

    #[test]
    fn what_is_committed_names_every_value_as_missing() {
        let Err(Failure::Needs(lacking)) = Publisher::of_a_release() else { panic!("nothing is missing") };
        let (_, lacking) = lacking.split_once(": supply the publisher's details: ").unwrap();
        assert_eq!(lacking.split("; ").count(), 6, "{lacking}");
    }

    #[test]
    fn tauris_installers_name_the_publisher_and_a_demonstration_otherwise() {
        let of = |publisher: Publisher| publisher.settings().to_string();
        let release = r#"{"bundle":{"homepage":"https://example.org/pli","publisher":"A company"}}"#;
        assert_eq!(of(read(COMPLETE).unwrap()), release);
        let demonstration = r#"{"bundle":{"publisher":"Demonstration of Pli"},"productName":"Pli-Demo"}"#;
        assert_eq!(of(Publisher::of_a_demonstration()), demonstration);
    }

    #[test]
    fn a_demonstration_is_older_than_its_release() {
        assert_eq!(Publisher::of_a_demonstration().version(), concat!(env!("CARGO_PKG_VERSION"), "~demo"));
    }
}
