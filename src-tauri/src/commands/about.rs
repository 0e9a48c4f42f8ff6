use std::sync::LazyLock;

use pli_format::{
    Language,
    recipients::{Epoch, Recipients, fingerprint_words},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MainWindow;
use crate::{clock, rejection::Rejection};

/// What support asks for, and what is owed to others.
#[derive(Debug, Serialize, TS)]
#[ts(export)]
pub struct AboutView {
    version: &'static str,
    /// What it was built from, shortened; empty when that is not known.
    commit: &'static str,
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
        Ok(AboutView::of(recipients.as_ref().map(Recipients::epoch), language))
    }
}

impl AboutView {
    /// Of this build, with the epoch in force.
    pub fn of(epoch: Option<&Epoch>, language: Language) -> Self {
        let key = epoch.map(|epoch| KeyView {
            name: epoch.name().to_string(),
            words: fingerprint_words(epoch.fingerprint(), language).join(" "),
            digits: grouped(&epoch.fingerprint().to_string()),
        });
        Self { version: env!("CARGO_PKG_VERSION"), commit: env!("PLI_COMMIT"), key, licences: &LICENCES }
    }
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
    fn a_fingerprint_is_read_in_groups() {
        assert_eq!(grouped("0123456789ab"), "0123 4567 89ab");
    }
}
