//! What a person types about themselves and the problem: parsed at the edge, valid inside.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use pli_format::{
    CaseReference,
    consent::person::{self, TextError},
    reference::ReferenceError,
    text,
};

use crate::{Problem, ProblemCode};

mod cards;
mod digits;
mod email;
mod innocents;
mod secrets;
#[cfg(test)]
mod tests;

/// The most characters that a reference is looked for in: a mail of support's, with all that it cites.
const REFERENCE_PASTE_MAX: usize = 10_000;

/// "Vous et le problème", as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedDetails {
    pub name: String,
    /// E-mail of the Bankin' account.
    pub email: String,
    /// Case reference from support, or empty.
    pub reference: String,
    pub description: String,
}

/// "Vous et le problème", valid: every text is as it is read ([`text::line`]), and drawn by the consent PDF's fonts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Name, 1 to [`person::NAME_MAX`] characters, without card number or code.
    pub name: String,
    /// An address that a mail server could take.
    pub email: String,
    /// The reference that support gave, if it gave one.
    pub reference: Option<CaseReference>,
    /// Description, 1 to [`person::DESCRIPTION_MAX`] characters, without card number or code.
    pub description: String,
}

impl TypedDetails {
    /// Checks every field. An address that only looks mistyped is asked about, unless it stood in
    /// `earlier`, too: the person has seen the question.
    ///
    /// # Errors
    /// Every problem, at most one a field, in the order of the page.
    pub fn check(&self, earlier: &Self) -> Result<Details, Vec<Problem>> {
        match (
            name(&self.name),
            email::check(&self.email, self.email == earlier.email),
            reference(&self.reference),
            description(&self.description),
        ) {
            (Ok(name), Ok(email), Ok(reference), Ok(description)) => {
                Ok(Details { name, email, reference, description })
            }
            (name, email, reference, description) => {
                Err([name.err(), email.err(), reference.err(), description.err()].into_iter().flatten().collect())
            }
        }
    }
}

impl From<Details> for TypedDetails {
    fn from(details: Details) -> Self {
        let Details { name, email, reference, description } = details;
        Self { name, email, reference: reference.map(String::from).unwrap_or_default(), description }
    }
}

fn name(typed: &str) -> Result<String, Problem> {
    let codes = [ProblemCode::NameEmpty, ProblemCode::NameTooLong, ProblemCode::NameUndrawable];
    within(typed, person::NAME_MAX).map_err(|error| problem("name", error, codes))?;
    without_secret("name", &text::line(typed))?;
    person::name(typed).map_err(|error| problem("name", error, codes))
}

/// Far longer than it may be, with whatever nobody sees: too long before anything is looked for in it, which takes long.
fn within(typed: &str, max: usize) -> Result<(), TextError> {
    if typed.chars().nth(8 * max).is_some() { Err(TextError::TooLong(max)) } else { Ok(()) }
}

/// A secret is told of before anything else, in whatever digits: nobody is to be asked to write it another way.
fn without_secret(field: &str, text: &str) -> Result<(), Problem> {
    if cards::has_card_number(text) {
        return Err(Problem::new(field, ProblemCode::CardNumber));
    }
    if secrets::has_code(text) {
        return Err(Problem::new(field, ProblemCode::Secret));
    }
    Ok(())
}

/// The codes are those for empty, too long, undrawable.
fn problem(field: &str, error: TextError, [empty, long, undrawable]: [ProblemCode; 3]) -> Problem {
    match error {
        TextError::Empty => Problem::new(field, empty),
        TextError::TooLong(max) => Problem::new(field, long).with("max", max),
        TextError::Undrawable(missing) => {
            let missing: Vec<String> = missing.into_iter().map(shown).collect();
            Problem::new(field, undrawable).with("characters", missing.join(" "))
        }
    }
}

/// The character by itself; a mark on what stands for any letter.
fn shown(c: char) -> String {
    if text::is_mark(c) { format!("◌{c}") } else { c.to_string() }
}

fn reference(typed: &str) -> Result<Option<CaseReference>, Problem> {
    if typed.chars().nth(REFERENCE_PASTE_MAX).is_some() {
        return Err(Problem::new("reference", ProblemCode::ReferenceShape));
    }
    if text::line(typed).is_empty() {
        return Ok(None);
    }
    // A link to a mail holds it with its spaces escaped.
    let as_link = percent_decode_str(typed).decode_utf8_lossy();
    CaseReference::parse(typed).or_else(|_| CaseReference::parse(&as_link)).map(Some).map_err(|error| {
        Problem::new(
            "reference",
            match error {
                ReferenceError::Shape => ProblemCode::ReferenceShape,
                ReferenceError::Check => ProblemCode::ReferenceCheck,
            },
        )
    })
}

fn description(typed: &str) -> Result<String, Problem> {
    let codes = [ProblemCode::DescriptionEmpty, ProblemCode::DescriptionTooLong, ProblemCode::DescriptionUndrawable];
    within(typed, person::DESCRIPTION_MAX.into()).map_err(|error| problem("description", error, codes))?;
    without_secret("description", &text::lines(typed))?;
    person::description(typed).map_err(|error| problem("description", error, codes))
}
