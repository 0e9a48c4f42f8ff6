use std::{fs, io, sync::LazyLock};

use pli_format::{
    Language, Sha256,
    recipients::{Epoch, Recipients, fingerprint_words},
};
use serde::{Deserialize, Serialize};
use tauri::async_runtime;
use ts_rs::TS;

use super::MainWindow;
use crate::{clock, program, rejection::Rejection};

/// What support asks for, and what is owed to others.
#[derive(Debug, Serialize, TS)]
#[ts(export)]
pub struct AboutView {
    /// With the commit it was built from, shortened, when that is known.
    version: String,
    /// SHA-256 of the program that runs, hexadecimal, in groups of four; none when its file cannot be read.
    program: Option<String>,
    /// The key that credentials are sealed for; none when none is in force.
    key: Option<KeyView>,
    /// Everything that the program contains.
    licences: &'static [Licence],
}

/// A key, as people compare it.
#[derive(Debug, Serialize, TS)]
#[ts(export)]
pub struct KeyView {
    name: String,
    /// Its fingerprint in words.
    words: String,
    /// Its fingerprint, hexadecimal, in groups of four.
    digits: String,
}

/// A part that others wrote.
#[expect(clippy::struct_field_names, reason = "what may be done with it is called its licence")]
#[derive(Debug, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Licence {
    name: String,
    /// Its version, or empty.
    version: String,
    /// Under what it may be used: an SPDX expression.
    licence: String,
}

static LICENCES: LazyLock<Vec<Licence>> = LazyLock::new(|| {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/licences.json")))
        .expect("the build wrote this list, as a test reads")
});

impl MainWindow<'_> {
    pub async fn about(&self) -> Result<AboutView, Rejection> {
        let language = self.session.work().case.language();
        let bundle = self.session.bundle().ok();
        let recipients = bundle.as_ref().and_then(|bundle| bundle.recipients(clock::now().instant()).ok());
        let program = async_runtime::spawn_blocking(sha256_of_the_program).await.ok().and_then(Result::ok);
        Ok(AboutView::of(recipients.as_ref().map(Recipients::epoch), program.as_deref(), language))
    }
}

impl AboutView {
    /// Of this build, with the epoch in force and the digits of the program.
    pub fn of(epoch: Option<&Epoch>, program: Option<&str>, language: Language) -> Self {
        let key = epoch.map(|epoch| KeyView {
            name: epoch.name().to_string(),
            words: fingerprint_words(epoch.fingerprint(), language).join(" "),
            digits: grouped(&epoch.fingerprint().to_string()),
        });
        let version = version(env!("CARGO_PKG_VERSION"), env!("PLI_COMMIT"));
        Self { version, program: program.map(grouped), key, licences: &LICENCES }
    }
}

fn version(number: &str, commit: &str) -> String {
    let comma = if commit.is_empty() { "" } else { ", " };
    format!("Pli {number}{comma}{commit}")
}

/// On Linux of what was started, though an upgrade has replaced it since.
fn sha256_of_the_program() -> io::Result<String> {
    Ok(Sha256::of(&fs::read(program::file()?)?).to_string())
}

/// Groups of four, as they are read aloud.
fn grouped(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_the_program_contains_has_a_licence() {
        assert!(LICENCES.len() > 100);
        for name in ["age", "tauri", "svelte", "Source Sans 3"] {
            assert!(LICENCES.iter().any(|licence| licence.name == name), "{name}");
        }
        let without: Vec<_> = LICENCES.iter().filter(|licence| licence.licence.is_empty()).collect();
        assert!(without.is_empty(), "{without:?}");
        assert!(LICENCES.iter().all(|licence| !licence.version.contains(' ')));
        for name in ["pli", "pli-format", "pli-wizard", "sqlx", "tokio-macros"] {
            assert!(!LICENCES.iter().any(|licence| licence.name == name), "{name} is not of others, or not in it");
        }
    }

    #[test]
    fn the_version_tells_its_commit_when_that_is_known() {
        assert_eq!(version("1.2.3", "0123456789"), "Pli 1.2.3, 0123456789");
        assert_eq!(version("1.2.3", ""), "Pli 1.2.3");
    }

    #[test]
    fn the_digits_are_those_of_the_whole_program() {
        let program = fs::read(std::env::current_exe().unwrap()).unwrap();
        let digits = Sha256::of(&program).to_string();
        assert_eq!(sha256_of_the_program().unwrap(), digits);
        let view = AboutView::of(None, Some(&digits), Language::Fr);
        assert_eq!(view.program.unwrap().replace(' ', ""), digits);
    }

    #[test]
    fn a_fingerprint_is_read_in_groups() {
        assert_eq!(grouped("0123456789ab"), "0123 4567 89ab");
    }
}
