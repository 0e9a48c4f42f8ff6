//! The consent text: what a person reads before they sign.

use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};

use super::{ConsentFacts, Controller, TermsRef};
use crate::{
    Language, SUPPORT_ADDRESS,
    recipients::EpochName,
    words::{Words, WordsError},
};

#[cfg(test)]
mod tests;

/// One version of the text, in one language.
pub struct ConsentText {
    terms: TermsRef,
    language: Language,
    outline: Outline,
    words: Words,
}

/// What the text has, in every language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// The clauses, in the order of their numbers.
    pub clauses: Vec<String>,
    /// The acts of consent, each of which is ticked by hand (GDPR art. 7).
    pub acts: Vec<String>,
}

/// One numbered clause of the consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(export))]
pub struct Clause {
    /// One line, without a number.
    pub heading: String,
    /// In stretches, which together are the paragraph.
    pub body: Vec<Span>,
}

/// A stretch of text; strong where it is one of the person's own answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(export))]
pub struct Span {
    /// Whole words with the spaces between them.
    pub text: String,
    /// Drawn in semi-bold.
    pub strong: bool,
}

/// One act of consent: ticked by hand, never ticked beforehand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(export))]
pub struct Act {
    /// Stable identifier, as the consent record names it.
    pub id: String,
    /// What is accepted, in words.
    pub text: String,
}

/// Why a file is not a consent text. Only a mistake in the repository can cause one.
#[derive(Debug, thiserror::Error)]
pub enum ConsentTextError {
    /// See [`WordsError`].
    #[error(transparent)]
    Words(#[from] WordsError),
    /// It has no words for a clause or an act of the outline.
    #[error("the text in {} lacks {id}", .language.tag())]
    Lacks {
        /// The language of the file.
        language: Language,
        /// The message, `clause-ID`, its `.body`, or `act-ID`.
        id: String,
    },
}

/// The value of a Fluent variable. A person's own words stand apart: emphasis is never read in them.
#[derive(Clone, Copy)]
enum Variable<'a> {
    Words(&'a str),
    Count(usize),
}

/// First of the characters that stand for the values while emphasis is read: plane 15, private use.
const FIRST_STAND_IN: u32 = 0xF_0000;

impl ConsentText {
    /// Reads the text of these terms in one language.
    ///
    /// # Errors
    /// [`ConsentTextError::Words`], and [`ConsentTextError::Lacks`] where a clause or an act has no words.
    pub(crate) fn parse(
        terms: TermsRef,
        language: Language,
        file: &str,
        outline: &Outline,
    ) -> Result<Self, ConsentTextError> {
        let text = Self { terms, language, outline: outline.clone(), words: Words::parse(language, file)? };
        let lacking = text.messages().find(|id| !text.words.has(id));
        lacking.map_or(Ok(text), |id| Err(ConsentTextError::Lacks { language, id }))
    }

    /// The messages that the outline asks for.
    fn messages(&self) -> impl Iterator<Item = String> {
        let clauses = self.outline.clauses.iter().flat_map(|id| [format!("clause-{id}"), format!("clause-{id}.body")]);
        clauses.chain(self.outline.acts.iter().map(|id| format!("act-{id}")))
    }

    /// The language it is read in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// "Accord pour partager des identifiants bancaires"
    pub fn title(&self) -> String {
        self.line("title")
    }

    /// "Texte n° 1 · clé de novembre 2026"
    pub fn subtitle(&self, epoch: EpochName) -> String {
        self.filled("subtitle", &[("version", self.terms.version.to_string()), ("epoch", self.epoch(epoch))])
    }

    /// The numbered clauses with the answers filled in. `days` is how long
    /// the credentials are kept at most, counted from the signature.
    pub fn clauses(&self, facts: &ConsentFacts, controller: &Controller, epoch: EpochName, days: u16) -> Vec<Clause> {
        let (reference, epoch, days) = (facts.reference.to_string(), self.epoch(epoch), days.to_string());
        let accounts = self.accounts(facts);
        let values = [
            ("name", Variable::Words(&facts.person.name)),
            ("email", Variable::Words(&facts.person.email)),
            ("reference", Variable::Words(&reference)),
            ("bank", Variable::Words(&facts.bank.name)),
            ("accounts", Variable::Words(&accounts)),
            ("count", Variable::Count(facts.accounts.len())),
            ("controller", Variable::Words(&controller.name)),
            ("address", Variable::Words(&controller.address)),
            ("acpr", Variable::Words(&controller.acpr)),
            ("dpo", Variable::Words(&controller.dpo)),
            ("support", Variable::Words(SUPPORT_ADDRESS)),
            ("epoch", Variable::Words(&epoch)),
            ("days", Variable::Words(&days)),
        ];
        self.outline
            .clauses
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
        self.outline.acts.iter().map(|id| Act { id: id.clone(), text: self.line(&format!("act-{id}")) }).collect()
    }

    /// The missing accounts as one phrase: "PEA et Assurance vie".
    pub(super) fn accounts(&self, facts: &ConsentFacts) -> String {
        let names: Vec<String> = facts.accounts.iter().map(|account| account.name.clone()).collect();
        self.words.list("list-and", &names)
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
        self.spans(id, &[(name, Variable::Words(value))])
    }

    /// Reads the emphasis of a message while one character stands for each value, and fills the
    /// values in afterwards: whatever a person typed can neither open nor close emphasis.
    fn spans(&self, id: &str, values: &[(&str, Variable<'_>)]) -> Vec<Span> {
        let stand_in = |at: usize| u32::try_from(at).ok().and_then(|at| char::from_u32(FIRST_STAND_IN + at));
        let fluent: Vec<(&str, FluentValue<'_>)> = values
            .iter()
            .enumerate()
            .map(|(at, (name, value))| match value {
                Variable::Words(_) => (*name, FluentValue::from(stand_in(at).map(String::from).unwrap_or_default())),
                Variable::Count(count) => (*name, FluentValue::from(*count)),
            })
            .collect();
        let fill = |c: char| match values.get((c as u32).wrapping_sub(FIRST_STAND_IN) as usize) {
            Some((_, Variable::Words(words))) => (*words).to_owned(),
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
