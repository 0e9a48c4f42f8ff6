use std::collections::BTreeMap;

use pli_format::credentials::{CredentialError, CredentialProblem, Edge, MAX_CHARACTERS};
use serde::Serialize;
use ts_rs::TS;

/// What can be wrong with what a person answered. Each code has its words in every catalogue
/// under `problem-CODE`; the interface's table over these codes is total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ProblemCode {
    /// No account was ticked.
    ChooseAccounts,
    /// "Another account" was ticked beside one that can be shared.
    AccountsMixed,
    /// Accounts of two banks were ticked.
    BanksMixed,
    /// The name is empty, or holds no letter.
    NameEmpty,
    /// The name has more than 120 characters (`max`).
    NameTooLong,
    /// The consent PDF's fonts cannot draw these characters (`characters`).
    NameUndrawable,
    /// The address is empty.
    EmailEmpty,
    /// The address has no `@`.
    EmailNoAt,
    /// The address has nothing after the last dot of its domain.
    EmailNoEnding,
    /// The address has a comma where a dot should be.
    EmailComma,
    /// The address ends almost as a usual one (`meant`); a warning, the same answer confirms it.
    EmailMistyped,
    /// The address does not parse for another reason.
    EmailInvalid,
    /// The reference does not have eight letters and digits.
    ReferenceShape,
    /// The reference's last character does not match the others.
    ReferenceCheck,
    DescriptionEmpty,
    /// The description has more than 4,000 characters (`max`).
    DescriptionTooLong,
    /// The consent PDF's fonts cannot draw these characters of the description (`characters`).
    DescriptionUndrawable,
    /// The name or the description holds what looks like a card number (Luhn).
    CardNumber,
    /// The name or the description holds what looks like a password, a code or an identifier.
    Secret,
    /// An act of consent was not ticked.
    ActMissing,
    /// Nothing was typed as signature.
    SignatureEmpty,
    /// The signature is not the name given (`name`).
    SignatureOther,
    CredentialEmpty,
    /// A credential has more than `max` characters.
    CredentialTooLong,
    /// A credential also stands in the answers of the case, which are not sealed.
    CredentialInAnswers,
    /// A credential has a space at an end (`place`: `start`, `end`, `both`), to be kept or removed.
    CredentialSpace,
    /// Invisible characters of a credential were taken away; can be confirmed.
    CredentialUnseen,
    /// A credential does not look as this bank's usually do; a warning, it can be confirmed.
    CredentialUnusual,
    /// A hidden credential has no form that could be checked, and nobody looked at it; it can be confirmed. The
    /// seal window asks, once.
    CredentialUnchecked,
}

/// One thing to correct: where, what, and the values its words need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Problem {
    /// The form field's identifier, as the interface names it.
    pub field: String,
    /// What is wrong.
    pub code: ProblemCode,
    /// Values for the message, by Fluent variable name.
    pub values: BTreeMap<String, String>,
}

impl Problem {
    /// A problem whose words need no value.
    pub fn new(field: impl Into<String>, code: ProblemCode) -> Self {
        Self { field: field.into(), code, values: BTreeMap::new() }
    }

    /// The same problem, with one value for its words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.values.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<CredentialProblem> for Problem {
    fn from(CredentialProblem { field, error }: CredentialProblem) -> Self {
        let problem = |code| Self::new(field, code);
        match error {
            CredentialError::Empty => problem(ProblemCode::CredentialEmpty),
            CredentialError::TooLong => problem(ProblemCode::CredentialTooLong).with("max", MAX_CHARACTERS),
            CredentialError::InAnswers => problem(ProblemCode::CredentialInAnswers),
            CredentialError::Space(edge) => problem(ProblemCode::CredentialSpace).with("place", place(edge)),
            CredentialError::Unseen => problem(ProblemCode::CredentialUnseen),
            CredentialError::Unusual => problem(ProblemCode::CredentialUnusual),
        }
    }
}

fn place(edge: Edge) -> &'static str {
    match edge {
        Edge::Start => "start",
        Edge::End => "end",
        Edge::Both => "both",
    }
}

/// Why the wizard did not take an answer. The case is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[ts(export)]
pub enum Refusal {
    /// Some fields are to be corrected, in the order they stand on the page.
    #[error("{} field(s) to correct", problems.len())]
    Correct {
        /// Never empty.
        problems: Vec<Problem>,
    },
    /// The answer belongs to another page than the one the case is at.
    #[error("this answer is out of order")]
    OutOfOrder,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Correct { problems: vec![problem] }
    }
}
