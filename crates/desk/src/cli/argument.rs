use std::time::Duration;

use jiff::SignedDuration;
use pli_format::{CaseReference, Language, consent::person, reference::ReferenceError, rules::Bank, terms::Terms};
use unicode_normalization::UnicodeNormalization;

use crate::{
    registry::State,
    sentence::{Sentence, Worded},
};

/// The longest name or reason, in characters.
const LONGEST: usize = 1_000;

/// Why an argument is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArgumentError {
    #[error("it is fr or en")]
    Language,
    #[error("it is one of received, contested, in-charge, used, closed")]
    State,
    /// A name or a reason without a letter.
    #[error("it is empty")]
    Empty,
    /// One that is more than the log has room for.
    #[error("it is longer than {LONGEST} characters")]
    Long,
    /// What acts on the terminal of whoever reads it.
    #[error("it holds a control character")]
    Control,
    #[error("it is a time such as 90s, 30m or 1h")]
    Time,
    #[error("it is a SHA-256, or at least eight digits of one")]
    Digits,
    #[error("it is no e-mail address")]
    Address,
    #[error("it is one of {0}")]
    Bank(String),
    #[error("a connector runs for at most a day")]
    Day,
}

impl Worded for ArgumentError {
    fn sentence(&self) -> Sentence {
        Sentence::new(match self {
            Self::Language => "argument-language",
            Self::State => "argument-state",
            Self::Empty => "argument-empty",
            Self::Long => return Sentence::new("argument-long").with("most", LONGEST),
            Self::Control => "argument-control",
            Self::Digits => "argument-digits",
            Self::Time => "argument-time",
            Self::Day => "argument-day",
            Self::Address => "argument-address",
            Self::Bank(banks) => return Sentence::new("argument-bank").text("banks", banks),
        })
    }
}

/// A case reference as people type it.
pub fn reference(typed: &str) -> Result<CaseReference, ReferenceError> {
    CaseReference::parse(typed)
}

/// A language by its name (ISO 639-1).
pub fn language(typed: &str) -> Result<Language, ArgumentError> {
    Language::ALL.into_iter().find(|language| language.code() == typed).ok_or(ArgumentError::Language)
}

/// An address that a mail can be sent to.
pub fn email(typed: &str) -> Result<String, ArgumentError> {
    person::email(typed).map_err(|_| ArgumentError::Address)
}

/// A bank by its identifier or its name, in capitals or not, of those whose accounts Pli is for.
pub fn bank(typed: &str) -> Result<&'static Bank, ArgumentError> {
    let banks = Terms::current().rules().banks();
    let folded = |text: &str| text.trim().nfc().flat_map(char::to_lowercase).collect::<String>();
    let is_it = |bank: &&Bank| [bank.id(), bank.name()].iter().any(|name| folded(name) == folded(typed));
    banks.iter().find(is_it).ok_or_else(|| {
        let banks: Vec<&str> = banks.iter().map(Bank::id).collect();
        ArgumentError::Bank(banks.join(", "))
    })
}

/// A state by its name.
pub fn state(typed: &str) -> Result<State, ArgumentError> {
    State::named(typed).ok_or(ArgumentError::State)
}

/// A name or a reason, of which something is to be seen.
pub fn text(typed: &str) -> Result<String, ArgumentError> {
    match typed.chars().count() {
        _ if typed.chars().any(char::is_control) => Err(ArgumentError::Control),
        0..=LONGEST if crate::person::name(typed).is_empty() => Err(ArgumentError::Empty),
        0..=LONGEST => Ok(typed.to_owned()),
        _ => Err(ArgumentError::Long),
    }
}

/// A SHA-256, or how one begins.
pub fn digits(typed: &str) -> Result<String, ArgumentError> {
    let is_hash = (8..=64).contains(&typed.len()) && typed.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_hash { Ok(typed.to_ascii_lowercase()) } else { Err(ArgumentError::Digits) }
}

/// A time limit as people type it: `30m`, `90s`, `1h 30m`; more than nothing, at most a day.
pub fn limit(typed: &str) -> Result<Duration, ArgumentError> {
    let limit: SignedDuration = typed.parse().map_err(|_| ArgumentError::Time)?;
    let allowed = limit.is_positive() && limit <= SignedDuration::from_hours(24);
    Duration::try_from(limit).ok().filter(|_| allowed).ok_or(ArgumentError::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bank_is_known_by_its_identifier_and_by_its_name() {
        let known = |typed: &str| bank(typed).map(Bank::id);
        for typed in ["lcl", "LCL", " Lcl "] {
            assert_eq!(known(typed), Ok("lcl"), "{typed}");
        }
        for typed in ["credit-mutuel", "Crédit Mutuel", "CRÉDIT MUTUEL", "cre\u{301}dit mutuel"] {
            assert_eq!(known(typed), Ok("credit-mutuel"), "{typed}");
        }
        for typed in ["", "crédit", "bnp"] {
            assert_eq!(known(typed), Err(ArgumentError::Bank("lcl, credit-mutuel".to_owned())), "{typed}");
        }
    }

    #[test]
    fn supports_page_has_every_bank_with_its_word() {
        let page = include_str!("../../../../docs/SUPPORT.md");
        for bank in Terms::current().rules().banks() {
            let row = format!("\n| {} | `{}` | ", bank.name(), bank.id());
            assert!(page.contains(&row), "{row}");
        }
    }
}
