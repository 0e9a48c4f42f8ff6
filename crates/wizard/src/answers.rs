//! What a person types about themselves and the problem: parsed at the edge, valid inside.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use pli_format::{CaseReference, consent::pdf, reference::ReferenceError};

use crate::{Problem, ProblemCode};

mod secrets;
#[cfg(test)]
mod tests;

/// The longest name, in characters.
pub const NAME_MAX: usize = 120;
/// The longest "since when", in characters.
pub const SINCE_MAX: usize = 120;
/// The longest description, in characters.
pub const DESCRIPTION_MAX: u16 = 4_000;
/// The longest address (RFC 5321, section 4.5.3.1.3).
const EMAIL_MAX: usize = 254;

/// "Vous et le problème", as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedDetails {
    /// Name.
    pub name: String,
    /// E-mail of the Bankin' account.
    pub email: String,
    /// Case reference from support, or empty.
    pub reference: String,
    /// Since when.
    pub since: String,
    /// Description.
    pub description: String,
}

/// "Vous et le problème", valid: every text is NFC, trimmed, and drawn by the consent PDF's fonts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Name, 1 to [`NAME_MAX`] characters.
    pub name: String,
    /// An address that a mail server could take.
    pub email: String,
    /// The reference that support gave, if it gave one.
    pub reference: Option<CaseReference>,
    /// Since when, 1 to [`SINCE_MAX`] characters.
    pub since: String,
    /// Description, 1 to [`DESCRIPTION_MAX`] characters, without card number or code.
    pub description: String,
}

impl TypedDetails {
    /// Checks every field.
    ///
    /// # Errors
    /// Every problem, at most one a field, in the order of the page.
    pub fn check(&self) -> Result<Details, Vec<Problem>> {
        match (
            name(&self.name),
            email(&self.email),
            reference(&self.reference),
            since(&self.since),
            description(&self.description),
        ) {
            (Ok(name), Ok(email), Ok(reference), Ok(since), Ok(description)) => {
                Ok(Details { name, email, reference, since, description })
            }
            (name, email, reference, since, description) => {
                Err([name.err(), email.err(), reference.err(), since.err(), description.err()]
                    .into_iter()
                    .flatten()
                    .collect())
            }
        }
    }
}

impl From<Details> for TypedDetails {
    fn from(details: Details) -> Self {
        let Details { name, email, reference, since, description } = details;
        Self { name, email, reference: reference.map(String::from).unwrap_or_default(), since, description }
    }
}

/// Whether a typed signature is the name given: letter case, spacing and the two forms of apostrophe
/// do not count.
pub fn same_name(signature: &str, name: &str) -> bool {
    let plain = |text: &str| one_line(text).replace('’', "'").to_lowercase();
    plain(signature) == plain(name)
}

fn name(typed: &str) -> Result<String, Problem> {
    line(
        "name",
        typed,
        NAME_MAX,
        [ProblemCode::NameEmpty, ProblemCode::NameTooLong, ProblemCode::NameControl, ProblemCode::NameUndrawable],
    )
}

fn since(typed: &str) -> Result<String, Problem> {
    line(
        "since",
        typed,
        SINCE_MAX,
        [ProblemCode::SinceEmpty, ProblemCode::SinceTooLong, ProblemCode::SinceControl, ProblemCode::SinceUndrawable],
    )
}

/// One line of text; the codes are those for empty, too long, control character, undrawable.
fn line(
    field: &str,
    typed: &str,
    max: usize,
    [empty, long, control, undrawable]: [ProblemCode; 4],
) -> Result<String, Problem> {
    if typed.trim().chars().any(is_refused) {
        return Err(Problem::new(field, control));
    }
    let text = one_line(typed);
    match text.chars().count() {
        0 => Err(Problem::new(field, empty)),
        count if count > max => Err(Problem::new(field, long).with("max", max)),
        _ => drawable(field, text, undrawable),
    }
}

fn email(typed: &str) -> Result<String, Problem> {
    let problem = |code| Err(Problem::new("email", code));
    let address = typed.trim();
    if address.is_empty() {
        return problem(ProblemCode::EmailEmpty);
    }
    let Some((local, domain)) = address.rsplit_once('@') else {
        return problem(ProblemCode::EmailNoAt);
    };
    let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !local.is_empty() && ending.chars().count() < 2 {
        return problem(ProblemCode::EmailNoEnding);
    }
    let parses = lettre::Address::from_str(address).is_ok();
    if !parses || address.len() > EMAIL_MAX || address.chars().any(is_refused) || !pdf::can_draw(address).is_empty() {
        return problem(ProblemCode::EmailInvalid);
    }
    Ok(address.to_owned())
}

fn reference(typed: &str) -> Result<Option<CaseReference>, Problem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    CaseReference::parse(typed).map(Some).map_err(|error| {
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
    let problem = |code| Problem::new("description", code);
    let text: String = typed.trim().replace("\r\n", "\n").replace(['\r', '\t'], " ").nfc().collect();
    if text.is_empty() {
        return Err(problem(ProblemCode::DescriptionEmpty));
    }
    if text.chars().count() > usize::from(DESCRIPTION_MAX) {
        return Err(problem(ProblemCode::DescriptionTooLong).with("max", DESCRIPTION_MAX));
    }
    if text.chars().any(|c| c != '\n' && is_refused(c)) {
        return Err(problem(ProblemCode::DescriptionControl));
    }
    if secrets::has_card_number(&text) {
        return Err(problem(ProblemCode::DescriptionCardNumber));
    }
    if secrets::has_code(&text) {
        return Err(problem(ProblemCode::DescriptionSecret));
    }
    drawable("description", text, ProblemCode::DescriptionUndrawable)
}

fn drawable(field: &str, text: String, undrawable: ProblemCode) -> Result<String, Problem> {
    let missing: Vec<String> = pdf::can_draw(&text).into_iter().map(String::from).collect();
    if missing.is_empty() {
        Ok(text)
    } else {
        Err(Problem::new(field, undrawable).with("characters", missing.join(" ")))
    }
}

/// NFC, without white space around, with single spaces inside.
fn one_line(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters, line separators, bidi controls (UAX #9), and characters that nobody sees.
fn is_refused(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
