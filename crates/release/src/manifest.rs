use std::{fs, path::Path, process::Command};

use pli_format::{Language, Sha256};
use serde::{Deserialize, Serialize};
use xtask::{Failure, folder, process};

use crate::{instant, publisher::Publisher};

/// What a release consists of: `manifest.json`, which the download page is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Of the programs.
    pub version: String,
    /// The day of the commit, as `2026-11-27`.
    pub date: String,
    /// Whether it carries the demonstration's keys.
    pub demo: bool,
    /// The keys that the programs seal to, each in its time.
    pub keys: Vec<Key>,
    /// The files, those for people first.
    pub artefacts: Vec<Artefact>,
}

/// What people compare of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Its name, as the consent tells it.
    pub epoch: String,
    /// SHA-256 of the recipient, in hexadecimal.
    pub fingerprint: String,
    /// The five words of it, in French.
    pub fr: String,
    /// The same, in English.
    pub en: String,
}

impl Key {
    /// The five words of it, as the app tells them in this language.
    pub fn words(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

/// A file of the release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Artefact {
    /// Its name, which is also its address beside the page.
    pub file: String,
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    /// In hexadecimal.
    pub sha256: String,
    /// The same of the program in it, as the app's help shows it; told of Debian's package.
    pub program: Option<String>,
}

/// For whom a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Windows, for a person.
    WindowsSetup,
    /// macOS.
    MacosImage,
    /// Debian and its kin.
    LinuxDeb,
    /// Fedora, openSUSE and their kin.
    LinuxRpm,
    LinuxAppImage,
    /// Windows, for an administrator of many.
    WindowsMsi,
    /// The receiving side.
    DeskDeb,
    /// What the programs are made of.
    Components,
}

impl Kind {
    /// How a file's name tells.
    fn of(file: &str) -> Option<Self> {
        let ends = |suffix| file.ends_with(suffix);
        Some(match file {
            _ if ends("-setup.exe") => Self::WindowsSetup,
            _ if ends(".dmg") => Self::MacosImage,
            _ if file.starts_with("pli-desk_") && ends(".deb") => Self::DeskDeb,
            _ if file.starts_with("pli_") && ends(".deb") => Self::LinuxDeb,
            _ if ends(".rpm") => Self::LinuxRpm,
            _ if ends(".AppImage") => Self::LinuxAppImage,
            _ if ends(".msi") => Self::WindowsMsi,
            _ if ends(".cdx.json") => Self::Components,
            _ => return None,
        })
    }
}

/// What is about the release and no part of it.
const ABOUT: [&str; 3] = ["manifest.json", "SHA256SUMS", "SHA256SUMS.minisig"];

impl Manifest {
    /// Of every file in a folder, which holds nothing else, with the keys that its programs carry.
    ///
    /// # Errors
    /// When a file cannot be read, or its name tells nothing.
    pub fn of(folder: &Path, keys: Vec<Key>, publisher: &Publisher) -> Result<Self, Failure> {
        let mut artefacts = Vec::new();
        for path in folder::entries(folder)? {
            let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if ABOUT.contains(&&*file) {
                continue;
            }
            let kind = Kind::of(&file)
                .ok_or_else(|| Failure::Unexpected(format!("{}: no file of a release is called so", path.display())))?;
            let of_a_demonstration = file.to_lowercase().contains("demo");
            if kind != Kind::Components && of_a_demonstration != publisher.demo {
                let is = if of_a_demonstration { "a" } else { "no" };
                return Err(Failure::Unexpected(format!("{} is {is} demonstration's by its name", path.display())));
            }
            let bytes = fs::read(&path).map_err(Failure::file(&path))?;
            artefacts.push(Artefact {
                file,
                kind,
                size: bytes.len() as u64,
                sha256: Sha256::of(&bytes).to_string(),
                program: (kind == Kind::LinuxDeb).then(|| program_in(&path)).transpose()?,
            });
        }
        artefacts.sort_by(|a, b| (a.kind, &a.file).cmp(&(b.kind, &b.file)));
        Ok(Self {
            version: publisher.version(),
            date: instant::written("%Y-%m-%d")?,
            demo: publisher.demo,
            keys,
            artefacts,
        })
    }

    /// Reads it.
    ///
    /// # Errors
    /// When it cannot be read or is none.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        let text = fs::read(file).map_err(Failure::file(file))?;
        serde_json::from_slice(&text).map_err(Failure::of(file))
    }

    /// Writes it beside the files, and the sums in the form of sha256sum(1).
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(self).map_err(|error| Failure::Unexpected(error.to_string()))?;
        let sums: String =
            self.artefacts.iter().map(|artefact| format!("{}  {}\n", artefact.sha256, artefact.file)).collect();
        for (name, text) in [("manifest.json", json + "\n"), ("SHA256SUMS", sums)] {
            let file = folder.join(name);
            fs::write(&file, text).map_err(Failure::file(&file))?;
        }
        Ok(())
    }

    /// The first file of this kind.
    pub fn first(&self, kind: Kind) -> Option<&Artefact> {
        self.artefacts.iter().find(|artefact| artefact.kind == kind)
    }
}

/// SHA-256 of the app in a Debian package.
fn program_in(package: &Path) -> Result<String, Failure> {
    let mut sum = Command::new("bash");
    sum.args(["-o", "pipefail", "-ec", "dpkg-deb --fsys-tarfile \"$1\" | tar -xO ./usr/bin/pli | sha256sum", "sum"]);
    Ok(process::output(sum.arg(package))?.split_whitespace().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A package that holds these bytes as the program.
    fn package(file: &Path, program: &str) {
        let root = tempfile::tempdir().unwrap();
        for folder in ["DEBIAN", "usr/bin"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        let control =
            "Package: pli\nVersion: 1\nArchitecture: amd64\nMaintainer: A team <team@example.org>\nDescription: one\n";
        fs::write(root.path().join("DEBIAN/control"), control).unwrap();
        fs::write(root.path().join("usr/bin/pli"), program).unwrap();
        process::output(Command::new("dpkg-deb").arg("--build").arg(root.path()).arg(file)).unwrap();
    }

    fn keys() -> Vec<Key> {
        vec![Key {
            epoch: "2026-01".to_owned(),
            fingerprint: "00".repeat(32),
            fr: "un deux".to_owned(),
            en: "one two".to_owned(),
        }]
    }

    #[test]
    fn every_file_of_a_release_is_listed_with_size_and_sum_and_people_come_first() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["pli-desk_1~demo_amd64.deb", "Pli-Demo_1_x64-setup.exe", "manifest.json", "SHA256SUMS"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        package(&folder.path().join("pli_1~demo_amd64.deb"), "a program");
        let manifest = Manifest::of(folder.path(), keys(), &Publisher::of_a_demonstration()).unwrap();
        let digits = |text: &str| Sha256::of(text.as_bytes()).to_string();
        let listed = manifest.artefacts.iter().map(|artefact| {
            (artefact.kind, &*artefact.file, artefact.size, artefact.sha256.clone(), artefact.program.clone())
        });
        let package = fs::read(folder.path().join("pli_1~demo_amd64.deb")).unwrap();
        let [setup, desk] = ["Pli-Demo_1_x64-setup.exe", "pli-desk_1~demo_amd64.deb"];
        let expected = [
            (Kind::WindowsSetup, setup, 24, digits(setup), None),
            (
                Kind::LinuxDeb,
                "pli_1~demo_amd64.deb",
                package.len() as u64,
                Sha256::of(&package).to_string(),
                Some(digits("a program")),
            ),
            (Kind::DeskDeb, desk, 25, digits(desk), None),
        ];
        assert_eq!(listed.collect::<Vec<_>>(), expected);
        manifest.write(folder.path()).unwrap();
        assert_eq!(Manifest::read(&folder.path().join("manifest.json")).unwrap(), manifest);
        let sums = fs::read_to_string(folder.path().join("SHA256SUMS")).unwrap();
        assert!(sums.contains(&format!("{}  pli-desk_1~demo_amd64.deb\n", digits(desk))));
    }

    #[test]
    fn a_demonstration_is_told_by_the_names_of_its_files() {
        let of_a_release = Publisher { demo: false, ..Publisher::of_a_demonstration() };
        for (publisher, named, otherwise) in [
            (Publisher::of_a_demonstration(), "Pli-Demo_1_universal.dmg", "Pli_1_universal.dmg"),
            (of_a_release, "Pli_1_universal.dmg", "Pli-Demo_1_universal.dmg"),
        ] {
            for (name, is_taken) in [(named, true), (otherwise, false), ("pli.cdx.json", true)] {
                let folder = tempfile::tempdir().unwrap();
                fs::write(folder.path().join(name), "").unwrap();
                assert_eq!(Manifest::of(folder.path(), keys(), &publisher).is_ok(), is_taken, "{name}");
            }
        }
    }

    #[test]
    fn a_file_that_is_none_of_a_release_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.txt"), "").unwrap();
        assert!(Manifest::of(folder.path(), keys(), &Publisher::of_a_demonstration()).is_err());
    }
}
