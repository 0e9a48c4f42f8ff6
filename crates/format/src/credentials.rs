//! Credentials: what a person types to log in to their bank. They exist in the process that seals
//! them, between the keyboard and the payload, and nowhere else.

use std::collections::BTreeMap;

use crate::rules::CredentialField;

mod body;
mod disclosure;
mod meant;
mod said;
#[cfg(test)]
mod tests;

pub(crate) use body::Fields;
pub use disclosure::Answers;
pub use said::{NothingSaid, Said, Word};

use meant::Meant;

/// The longest credential, in characters.
pub const MAX_CHARACTERS: usize = 256;

/// Bank login fields, by the identifiers of the rules. Wiped on drop.
///
/// It cannot be printed, copied or serialised:
///
/// ```compile_fail,E0277
/// fn print(credentials: &pli_format::credentials::Credentials) { println!("{credentials:?}") }
/// ```
/// ```compile_fail,E0277
/// fn print(credentials: &pli_format::credentials::Credentials) { println!("{credentials}") }
/// ```
/// ```compile_fail,E0277
/// fn copy<T: Clone>() {}
/// copy::<pli_format::credentials::Credentials>();
/// ```
/// ```compile_fail,E0277
/// fn serialise(credentials: &pli_format::credentials::Credentials) { serde_json::to_string(credentials); }
/// ```
/// ```compile_fail,E0277
/// fn deserialise() -> pli_format::credentials::Credentials { serde_json::from_str("{}").unwrap() }
/// ```
pub struct Credentials {
    values: BTreeMap<String, Meant>,
    said: Said,
}

/// The body is not a JSON object with exactly the fields of the bank, each a text. Says nothing of
/// what it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the credential fields of this bank")]
pub struct MalformedBody;

/// What is wrong with a credential. Says nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialError {
    /// Nothing, or spaces alone.
    Empty,
    /// More than [`MAX_CHARACTERS`].
    TooLong,
    /// It also stands in the answers of the case, which are not sealed.
    InAnswers,
    /// A space stands at its start or end, as a paste adds one: to be kept or removed.
    Space(Edge),
    /// Invisible characters came with it and were taken away; can be confirmed.
    Unseen,
    /// It does not look as this bank's usually do; can be confirmed.
    Unusual,
}

/// Where a space stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Before the first other character.
    Start,
    /// After the last.
    End,
    /// At both ends.
    Both,
}

/// A field to correct, by its identifier in the rules, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialProblem {
    /// As `[[bank.credential]]` of the rules has it.
    pub field: String,
    /// The first that holds, in the order of [`CredentialError`].
    pub error: CredentialError,
}

impl Credentials {
    /// Reads `{fieldId: value}`, UTF-8 JSON, as the seal window sends it, and takes each value as it was
    /// meant, whatever came along with it in a paste; `said` is what the person was asked and said of
    /// these very values. `body` stays as it is, with whoever holds it: it is not wiped before their
    /// process ends.
    ///
    /// # Errors
    /// [`MalformedBody`] unless there is exactly one text for each of the fields.
    pub fn parse(body: &[u8], fields: &[CredentialField], said: Said) -> Result<Self, MalformedBody> {
        let typed = body::parse(body)?;
        let meant = |field: &CredentialField| {
            let value = typed.get(&field.id).ok_or(MalformedBody)?;
            Ok((field.id.clone(), Meant::of(value, field, said.space(&field.id))))
        };
        let values = fields.iter().map(meant).collect::<Result<BTreeMap<_, _>, _>>()?;
        if values.len() == typed.len() { Ok(Self { values, said }) } else { Err(MalformedBody) }
    }

    /// What is to be corrected, or asked, in the order of the fields; at most one for each.
    pub fn problems(&self, fields: &[CredentialField], answers: &Answers) -> Vec<CredentialProblem> {
        let wrong = |field: &CredentialField| {
            let error = self.error(field, self.values.get(&field.id)?, answers)?;
            Some(CredentialProblem { field: field.id.clone(), error })
        };
        fields.iter().filter_map(wrong).collect()
    }

    fn error(&self, field: &CredentialField, meant: &Meant, answers: &Answers) -> Option<CredentialError> {
        let value = meant.value.as_str();
        let to_ask = |word| !self.said.has(&field.id, word);
        if value.trim_matches(' ').is_empty() {
            Some(CredentialError::Empty)
        } else if value.chars().count() > MAX_CHARACTERS {
            Some(CredentialError::TooLong)
        } else if answers.disclose(value) {
            Some(CredentialError::InAnswers)
        } else if let Some(edge) = meant.space_to_ask_about() {
            Some(CredentialError::Space(edge))
        } else if meant.unseen && to_ask(Word::Unseen) {
            Some(CredentialError::Unseen)
        } else if !field.is_usual(value) && to_ask(Word::Unusual) {
            Some(CredentialError::Unusual)
        } else {
            None
        }
    }

    /// Field and value, by field. For the payload, the one place where plaintext is formed.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(id, meant)| (id.as_str(), meant.value.as_str()))
    }
}

/// Whether a value is what no sealing lets through, whatever the bank: not 1 to [`MAX_CHARACTERS`]
/// characters, or one of them a control character. Whoever opens a payload holds its values to it.
pub(crate) fn out_of_bounds(value: &str) -> bool {
    let count = value.chars().count();
    count == 0 || count > MAX_CHARACTERS || value.chars().any(char::is_control)
}
