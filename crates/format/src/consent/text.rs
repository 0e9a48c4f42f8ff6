//! The consent text: what a person reads before they sign, versioned in `assets/consent/`.

use std::sync::LazyLock;

use fluent_bundle::FluentValue;
use serde::Serialize;
use ts_rs::TS;

use super::{ConsentFacts, Controller, TextRef};
use crate::{Language, SUPPORT_ADDRESS, Sha256, recipients::EpochName, words::Words};

#[cfg(test)]
mod tests;

/// The clauses in the order of their numbers. The act `risks` names the sixth.
const CLAUSES: [&str; 9] = ["parties", "purpose", "shared", "who", "duration", "risks", "rights", "withdrawal", "gift"];

/// The acts of consent, each of which is ticked by hand (GDPR art. 7).
const ACTS: [&str; 3] = ["sharing", "risks", "free"];

/// One version of the text, in one language.
pub struct ConsentText {
    version: u32,
    language: Language,
    sha256: Sha256,
    words: Words,
}

/// One numbered clause of the consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Clause {
    /// Its heading.
    pub heading: String,
    /// Its text.
    pub body: Vec<Span>,
}

/// A stretch of text; strong where it is one of the person's own answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Drawn in semi-bold.
    pub strong: bool,
}

/// One act of consent: ticked by hand, never ticked beforehand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Act {
    /// Stable identifier, as the consent record names it.
    pub id: String,
    /// What is accepted, in words.
    pub text: String,
}

/// Why there is no such text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// This version of Pli does not carry it.
    #[error("consent text {0} is not known to this version of Pli")]
    UnknownVersion(u32),
}

static FRENCH: LazyLock<ConsentText> =
    LazyLock::new(|| ConsentText::parse(1, Language::Fr, include_str!("../../../../assets/consent/1/fr.ftl")));
static ENGLISH: LazyLock<ConsentText> =
    LazyLock::new(|| ConsentText::parse(1, Language::En, include_str!("../../../../assets/consent/1/en.ftl")));

/// The value of a Fluent variable. A person's own words stand apart: emphasis is never read in them.
#[derive(Clone, Copy)]
enum Value<'a> {
    Words(&'a str),
    Count(usize),
}

/// First of the characters that stand for the values while emphasis is read: plane 15, private use.
const FIRST_STAND_IN: u32 = 0xF_0000;

impl ConsentText {
    /// The text that is signed now.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Fr => &FRENCH,
            Language::En => &ENGLISH,
        }
    }

    /// The text that a record names.
    ///
    /// # Errors
    /// When this version of Pli does not carry it.
    pub fn version(version: u32, language: Language) -> Result<&'static Self, TextError> {
        let current = Self::of(language);
        if version == current.version { Ok(current) } else { Err(TextError::UnknownVersion(version)) }
    }

    fn parse(version: u32, language: Language, file: &str) -> Self {
        Self {
            version,
            language,
            sha256: Sha256::of(file.as_bytes()),
            words: Words::parse(language, file).expect("the consent text is valid Fluent, as a test proves"),
        }
    }

    /// Version and SHA-256, as a record names them.
    pub fn reference(&self) -> TextRef {
        TextRef { version: self.version, sha256: self.sha256 }
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// "Accord pour partager des identifiants bancaires"
    pub fn title(&self) -> String {
        self.line("title")
    }

    /// "Texte n° 1 · clé de novembre 2026"
    pub fn subtitle(&self, epoch: EpochName) -> String {
        self.filled("subtitle", &[("version", self.version.to_string()), ("epoch", self.epoch(epoch))])
    }

    /// The numbered clauses with the answers filled in. `days` is how long
    /// the credentials are kept at most, counted from the signature.
    pub fn clauses(&self, facts: &ConsentFacts, controller: &Controller, epoch: EpochName, days: u16) -> Vec<Clause> {
        let (reference, epoch, days) = (facts.reference.to_string(), self.epoch(epoch), days.to_string());
        let accounts = self.accounts(facts);
        let values = [
            ("name", Value::Words(&facts.person.name)),
            ("email", Value::Words(&facts.person.email)),
            ("reference", Value::Words(&reference)),
            ("bank", Value::Words(&facts.bank.name)),
            ("accounts", Value::Words(&accounts)),
            ("count", Value::Count(facts.accounts.len())),
            ("controller", Value::Words(&controller.name)),
            ("address", Value::Words(&controller.address)),
            ("acpr", Value::Words(&controller.acpr)),
            ("dpo", Value::Words(&controller.dpo)),
            ("support", Value::Words(SUPPORT_ADDRESS)),
            ("epoch", Value::Words(&epoch)),
            ("days", Value::Words(&days)),
        ];
        CLAUSES
            .iter()
            .map(|id| Clause {
                heading: self.line(&format!("clause-{id}")),
                body: self.spans(&format!("clause-{id}.body"), &values),
            })
            .collect()
    }

    /// The clauses as a record keeps them: heading and body, without emphasis.
    pub fn read(
        &self,
        facts: &ConsentFacts,
        controller: &Controller,
        epoch: EpochName,
        days: u16,
    ) -> Vec<(String, String)> {
        let plain = |body: Vec<Span>| body.into_iter().map(|span| span.text).collect();
        self.clauses(facts, controller, epoch, days)
            .into_iter()
            .map(|clause| (clause.heading, plain(clause.body)))
            .collect()
    }

    /// The acts of consent, none of them ticked.
    pub fn acts(&self) -> Vec<Act> {
        ACTS.iter().map(|id| Act { id: (*id).to_owned(), text: self.line(&format!("act-{id}")) }).collect()
    }

    /// The missing accounts as one phrase: "PEA et Assurance vie".
    pub(super) fn accounts(&self, facts: &ConsentFacts) -> String {
        let names: Vec<&str> = facts.accounts.iter().map(|account| account.name.as_str()).collect();
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, others)) => {
                self.filled("list-and", &[("first", others.join(", ")), ("last", (*last).to_owned())])
            }
        }
    }

    /// "novembre 2026" for `2026-11`.
    fn epoch(&self, name: EpochName) -> String {
        let month = self.month(name.month());
        self.filled("month-of-year", &[("month", month), ("year", format!("{:04}", name.year()))])
    }

    /// "novembre" for 11.
    fn month(&self, month: u8) -> String {
        self.words.text("month", &[("month", FluentValue::from(month))])
    }

    /// Day, month and year of a date, as messages name them; the first is "1er" in French.
    pub(super) fn date(&self, date: jiff::civil::Date) -> [(&'static str, String); 3] {
        let day = if date.day() == 1 { self.line("first-day") } else { date.day().to_string() };
        [("day", day), ("month", self.month(date.month().unsigned_abs())), ("year", date.year().to_string())]
    }

    /// A message without values.
    pub(super) fn line(&self, id: &str) -> String {
        self.words.text(id, &[])
    }

    /// A message with its values filled in.
    pub(super) fn filled(&self, id: &str, values: &[(&str, String)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str()))).collect();
        self.words.text(id, &values)
    }

    /// A message whose words depend on how many there are.
    pub(super) fn counted(&self, id: &str, count: usize) -> String {
        self.words.text(id, &[("count", FluentValue::from(count))])
    }

    /// A message in which `**…**` marks emphasis, with one value that a person typed.
    pub(super) fn emphasised(&self, id: &str, name: &str, value: &str) -> Vec<Span> {
        self.spans(id, &[(name, Value::Words(value))])
    }

    /// Reads the emphasis of a message while one character stands for each value, and fills the
    /// values in afterwards: whatever a person typed can neither open nor close emphasis.
    fn spans(&self, id: &str, values: &[(&str, Value<'_>)]) -> Vec<Span> {
        let stand_in = |at: usize| u32::try_from(at).ok().and_then(|at| char::from_u32(FIRST_STAND_IN + at));
        let fluent: Vec<(&str, FluentValue<'_>)> = values
            .iter()
            .enumerate()
            .map(|(at, (name, value))| match value {
                Value::Words(_) => (*name, FluentValue::from(stand_in(at).map(String::from).unwrap_or_default())),
                Value::Count(count) => (*name, FluentValue::from(*count)),
            })
            .collect();
        let fill = |c: char| match values.get((c as u32).wrapping_sub(FIRST_STAND_IN) as usize) {
            Some((_, Value::Words(words))) => (*words).to_owned(),
            _ => c.to_string(),
        };
        self.words
            .text(id, &fluent)
            .split("**")
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
            .map(|(at, text)| Span { text: text.chars().map(fill).collect(), strong: at % 2 == 1 })
            .collect()
    }
}
