//! The terms: what a consent is given under. The text that is read, who answers for the data, how
//! long the credentials may be kept, and which cases may share them at all.
//!
//! They stand in `assets/terms/N`, a folder a version, and change together. A record names the
//! version and its SHA-256, and is judged by these terms however many came after them: so a version
//! that was ever signed stays. Signed is always the newest.

use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{
    Act, ConsentFacts, ConsentRecord, ConsentText, ConsentTextError, Controller, Outline, RECORD_FORMAT, SignedAct,
};
use crate::{
    Language, Sha256, SignedAt,
    case_key::CasePublicKey,
    recipients::EpochRef,
    rules::{Rules, RulesError},
};

mod admission;
mod finding;
#[cfg(test)]
mod tests;

pub use admission::AdmissionError;
pub use finding::TermsFinding;

pub use super::TermsRef;

/// One version of the terms.
pub struct Terms {
    reference: TermsRef,
    controller: Controller,
    policy: Policy,
    rules: Rules,
    source: ConsentText,
    translations: Vec<ConsentText>,
}

/// How long the credentials may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Days from the signature to the deletion, whatever happened.
    pub keep_days: u16,
}

/// Every version of the terms that a program knows, the oldest first.
pub struct KnownTerms(Vec<Terms>);

/// What is agreed to under the terms: all that a record says and the terms do not.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The answers that the consent binds.
    pub facts: ConsentFacts,
    /// The name as it was typed to sign.
    pub signature: String,
    /// When it was signed.
    pub signed_at: SignedAt,
    /// The epoch the credentials are sealed to.
    pub epoch: EpochRef,
    /// Public half of the case key.
    pub case_key: CasePublicKey,
    /// The version of Pli.
    pub app_version: String,
    /// True when made with the demonstration bundle.
    pub demo: bool,
}

/// Why a folder is not a version of the terms. Only a mistake in the repository can cause one.
#[derive(Debug, thiserror::Error)]
pub enum TermsError {
    /// A file is missing.
    #[error("there is no {0}")]
    Missing(String),
    /// A file that is neither one of the tables nor a text.
    #[error("{0:?} is no file of the terms")]
    Unknown(String),
    /// A TOML file is not what it should be.
    #[error("{0}: {1}")]
    Toml(&'static str, toml::de::Error),
    /// See [`RulesError`].
    #[error("rules.toml: {0}")]
    Rules(#[from] RulesError),
    /// See [`ConsentTextError`].
    #[error(transparent)]
    Text(#[from] ConsentTextError),
}

/// The files of each version, by name and content, as the build found them in `assets/terms`.
type Folder<'a> = &'a [(&'a str, &'a str)];

include!(concat!(env!("OUT_DIR"), "/terms.rs"));

static COMPILED_IN: LazyLock<KnownTerms> = LazyLock::new(|| {
    let read = |(version, folder): &(u32, Folder<'_>)| {
        Terms::read(*version, folder).expect("the terms in the repository are valid, as a test proves")
    };
    KnownTerms(FOLDERS.iter().map(read).collect())
});

impl Terms {
    /// What the folder of every version holds, beside a text for each language that it is signed in.
    const TABLES: [&str; 4] = ["controller.toml", "policy.toml", "rules.toml", "text.toml"];

    /// The terms that are signed now.
    pub fn current() -> &'static Self {
        COMPILED_IN.current()
    }

    /// The terms of this version, if this program knows them.
    pub fn version(version: u32) -> Option<&'static Self> {
        COMPILED_IN.version(version)
    }

    /// Reads a version: the tables and the texts by name and content, in the order of their names. A
    /// version that is older than a language has no text in it, and is never signed in it.
    pub fn read(version: u32, folder: Folder<'_>) -> Result<Self, TermsError> {
        let found = |name: &str| folder.iter().find(|(found, _)| *found == name).map(|(_, content)| *content);
        let file = |name: &str| found(name).ok_or_else(|| TermsError::Missing(name.to_owned()));
        let is_text = |name: &str| Language::ALL.iter().any(|language| text_name(*language) == name);
        if let Some((unknown, _)) = folder.iter().find(|(name, _)| !Self::TABLES.contains(name) && !is_text(name)) {
            return Err(TermsError::Unknown((*unknown).to_owned()));
        }
        let listing: String =
            folder.iter().map(|(name, content)| format!("{}  {name}\n", Sha256::of(content.as_bytes()))).collect();
        let reference = TermsRef { version, sha256: Sha256::of(listing.as_bytes()) };
        let outline: Outline = parsed("text.toml", file("text.toml")?)?;
        let (source, others) = (Language::default(), Language::ALL.into_iter().skip(1));
        let text = |language, content| ConsentText::parse(reference, language, content, &outline);
        let translations = others.filter_map(|language| Some(text(language, found(&text_name(language))?)));
        Ok(Self {
            controller: parsed("controller.toml", file("controller.toml")?)?,
            policy: parsed("policy.toml", file("policy.toml")?)?,
            rules: Rules::parse(file("rules.toml")?)?,
            source: text(source, file(&text_name(source))?)?,
            translations: translations.collect::<Result<_, _>>()?,
            reference,
        })
    }

    /// How a record names them.
    pub fn reference(&self) -> TermsRef {
        self.reference
    }

    /// The text that is read in this language; the source where there is none in it.
    pub fn text(&self, language: Language) -> &ConsentText {
        self.translations.iter().find(|text| text.language() == language).unwrap_or(&self.source)
    }

    /// Whether there is a text in this language.
    pub fn speaks(&self, language: Language) -> bool {
        self.text(language).language() == language
    }

    /// Who answers for the data.
    pub fn controller(&self) -> &Controller {
        &self.controller
    }

    /// How long the credentials may be kept.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// Which cases may share credentials.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The last instant at which credentials signed for at `signed` may be kept.
    pub fn expiry(&self, signed: Timestamp) -> Timestamp {
        signed.checked_add(self.kept()).unwrap_or(Timestamp::MAX)
    }

    fn kept(&self) -> SignedDuration {
        SignedDuration::from_hours(24 * i64::from(self.policy.keep_days))
    }

    /// The acts of consent in this language, none of them ticked.
    pub fn acts(&self, language: Language) -> Vec<Act> {
        self.text(language).acts()
    }

    /// The record of an agreement: the one that says in these terms' words what was agreed to.
    pub fn record(&self, agreement: Agreement) -> ConsentRecord {
        let Agreement { facts, signature, signed_at, epoch, case_key, app_version, demo } = agreement;
        let text = self.text(facts.language);
        ConsentRecord {
            format: RECORD_FORMAT.to_owned(),
            clauses: text.read(&facts, &self.controller, epoch.name, self.policy.keep_days),
            acts: text.acts().into_iter().map(|act| SignedAct { id: act.id, text: act.text }).collect(),
            terms: self.reference,
            controller: self.controller.clone(),
            expires_at: self.expiry(signed_at.instant()),
            facts,
            signature,
            signed_at,
            epoch,
            case_key,
            app_version,
            demo,
        }
    }
}

impl KnownTerms {
    /// The terms that this version of Pli carries.
    pub fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }

    /// These versions, the oldest first.
    ///
    /// # Panics
    /// Without any.
    pub fn new(versions: Vec<Terms>) -> Self {
        assert!(!versions.is_empty(), "a program knows some terms");
        Self(versions)
    }

    /// The newest: those that are signed now.
    pub fn current(&self) -> &Terms {
        self.0.last().expect("a program knows some terms")
    }

    /// The terms of this version.
    pub fn version(&self, version: u32) -> Option<&Terms> {
        self.0.iter().find(|terms| terms.reference.version == version)
    }

    /// How long the longest consent lasts.
    pub fn longest(&self) -> SignedDuration {
        self.0.iter().map(Terms::kept).max().unwrap_or_default()
    }

    /// The terms that a record names.
    ///
    /// # Errors
    /// [`TermsFinding::Unknown`], [`TermsFinding::Other`]
    pub fn of(&self, record: &ConsentRecord) -> Result<&Terms, TermsFinding> {
        let TermsRef { version, .. } = record.terms;
        match self.version(version) {
            None => Err(TermsFinding::Unknown { version }),
            Some(terms) if terms.reference != record.terms => Err(TermsFinding::Other { version }),
            Some(terms) => Ok(terms),
        }
    }

    /// What speaks against a record, by the terms that it names; empty when it is one that Pli makes.
    pub fn findings(&self, record: &ConsentRecord) -> Vec<TermsFinding> {
        match self.of(record) {
            Ok(terms) => terms.findings(record),
            Err(finding) => vec![finding],
        }
    }
}

fn text_name(language: Language) -> String {
    format!("{}.ftl", language.code())
}

fn parsed<T: serde::de::DeserializeOwned>(name: &'static str, toml: &str) -> Result<T, TermsError> {
    toml::from_str(toml).map_err(|error| TermsError::Toml(name, error))
}
