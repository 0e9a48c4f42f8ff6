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
    /// When it cannot be read, or still holds a placeholder or nothing in one of its values.
    pub fn of_a_release() -> Result<Self, Failure> {
        Self::read(&workspace::root().join("assets/packaging/publisher.toml"))
    }

    fn read(file: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(file).map_err(Failure::file(file))?;
        let publisher: Self =
            toml::from_str(&text).map_err(|error| Failure::Unexpected(format!("{}: {error}", file.display())))?;
        let Self { maintainer, mail, security, signer, download, minisign, demo: _ } = &publisher;
        let values = [maintainer, mail, security, signer, download, minisign];
        if values.iter().any(|value| value.trim().is_empty() || value.contains(PLACEHOLDER)) {
            return Err(Failure::Needs(format!(
                "{} still holds \"{PLACEHOLDER}\", or nothing: supply the publisher's details",
                file.display()
            )));
        }
        Ok(publisher)
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
                            signer = \"A company\"\ndownload = \"https://example.org/pli\"\nminisign = \"RWQ\"\n";

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
        for value in [
            "\"A team\"",
            "\"team@example.org\"",
            "\"report@example.org\"",
            "\"A company\"",
            "\"https://example.org/pli\"",
            "\"RWQ\"",
        ] {
            for instead in ["\"À COMPLÉTER (…)\"", "\" \""] {
                assert_eq!(
                    read(&COMPLETE.replace(value, instead)),
                    Err("FILE still holds \"À COMPLÉTER\", or nothing: supply the publisher's details".to_owned()),
                    "{value}: {instead}"
                );
            }
        }
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
    fn what_is_committed_is_a_placeholder() {
        assert!(Publisher::of_a_release().is_err());
    }

    #[test]
    fn a_demonstration_is_older_than_its_release() {
        assert_eq!(Publisher::of_a_demonstration().version(), concat!(env!("CARGO_PKG_VERSION"), "~demo"));
    }
}
