//! Credentials: what a person types to log in to their bank. They exist in the process that seals
//! them, between the keyboard and the payload, and nowhere else.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::rules::CredentialField;

mod body;
#[cfg(test)]
mod tests;

pub(crate) use body::Fields;

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
pub struct Credentials(BTreeMap<String, Zeroizing<String>>);

/// The body is not a JSON object with exactly the fields of the bank, each a text. Says nothing of
/// what it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the credential fields of this bank")]
pub struct MalformedBody;

/// What is wrong with a credential. Says nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialFault {
    /// Empty.
    Empty,
    /// More than [`MAX_CHARACTERS`].
    TooLong,
    /// It holds a control character.
    Control,
    /// It also stands in the answers of the case, which are not sealed.
    InAnswers,
    /// It does not look as this bank's usually do; can be confirmed.
    Unusual,
}

/// A field to correct, by its identifier in the rules, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongCredential {
    /// The field.
    pub field: String,
    /// What is wrong.
    pub fault: CredentialFault,
}

/// Whether the person said that a value that looks unusual is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusual {
    /// Not yet: an unusual value is a fault, which offers to confirm it.
    Ask,
    /// "C’est bien ça"
    Confirmed,
}

impl Credentials {
    /// Reads `{fieldId: value}`, UTF-8 JSON, as the seal window sends it. `body` stays as it is, with
    /// whoever holds it: it is not wiped before their process ends.
    ///
    /// # Errors
    /// [`MalformedBody`] unless there is exactly one text for each of the fields.
    pub fn parse(body: &[u8], fields: &[CredentialField]) -> Result<Self, MalformedBody> {
        let credentials = Self(body::parse(body)?);
        let every_field_is_there = fields.iter().all(|field| credentials.0.contains_key(&field.id));
        if every_field_is_there && credentials.0.len() == fields.len() { Ok(credentials) } else { Err(MalformedBody) }
    }

    /// What is to be corrected, in the order of the fields; at most one fault for each.
    ///
    /// `answers` are the texts of the case, which travel unsealed: none may hold a credential.
    pub fn faults(&self, fields: &[CredentialField], answers: &[String], unusual: Unusual) -> Vec<WrongCredential> {
        let fault = |field: &CredentialField| {
            let value = self.0.get(&field.id).map_or("", |value| value.as_str());
            let unusual_here = unusual == Unusual::Ask && !field.is_usual(value);
            fault(value, answers).or(unusual_here.then_some(CredentialFault::Unusual))
        };
        fields
            .iter()
            .filter_map(|field| Some(WrongCredential { field: field.id.clone(), fault: fault(field)? }))
            .collect()
    }

    /// Field and value, by field. For the payload, the one place where plaintext is formed.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(id, value)| (id.as_str(), value.as_str()))
    }
}

/// What no value may be, whatever the bank: 1 to [`MAX_CHARACTERS`] characters, none of them a
/// control character. Whoever opens a payload holds its values to it, too.
pub(crate) fn out_of_bounds(value: &str) -> Option<CredentialFault> {
    if value.is_empty() {
        Some(CredentialFault::Empty)
    } else if value.chars().count() > MAX_CHARACTERS {
        Some(CredentialFault::TooLong)
    } else if value.chars().any(char::is_control) {
        Some(CredentialFault::Control)
    } else {
        None
    }
}

fn fault(value: &str, answers: &[String]) -> Option<CredentialFault> {
    out_of_bounds(value)
        .or_else(|| answers.iter().any(|answer| holds(answer, value)).then_some(CredentialFault::InAnswers))
}

/// Whether the value stands in the answer. Both are compared in NFC: what looks the same is the same.
fn holds(answer: &str, value: &str) -> bool {
    let [answer, value] = [answer, value].map(|text| Zeroizing::new(text.nfc().collect::<String>()));
    answer.contains(value.as_str()) || holds_digits(&answer, &value)
}

/// Whether the answer spells out these digits with anything but letters and digits between them,
/// as in `123 456` or `12-34-56`.
fn holds_digits(answer: &str, value: &str) -> bool {
    let all_digits = value.bytes().all(|c| c.is_ascii_digit());
    all_digits
        && answer.split(char::is_alphabetic).any(|run| {
            let digits: Zeroizing<String> = Zeroizing::new(run.chars().filter(char::is_ascii_digit).collect());
            digits.contains(value)
        })
}
