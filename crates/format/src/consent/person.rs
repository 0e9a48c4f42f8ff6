//! What a person types about themselves and the problem, in the one form that a record holds it in:
//! as it is read ([`text::line`], [`text::lines`]), within bounds, drawn by the consent PDF's faces. Each function gives back what is in
//! that form already, so that whoever reads a record can tell.

use std::str::FromStr;

use crate::{text, typeface};

/// The longest name, in characters.
pub const NAME_MAX: usize = 120;
/// The longest description, in characters.
pub const DESCRIPTION_MAX: u16 = 4_000;
/// The longest address, in bytes (RFC 5321, section 4.5.3.1.3).
pub const EMAIL_MAX: usize = 254;

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextError {
    /// Nothing is there, or no letter where a name is.
    Empty,
    /// It has more characters than this.
    TooLong(usize),
    /// No face draws these characters.
    Undrawable(Vec<char>),
}

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailError {
    /// Nothing is there.
    Empty,
    /// There is no `@`.
    NoAt,
    /// The domain holds a comma or a semicolon.
    Comma,
    /// The domain has no ending of two letters or more.
    NoEnding,
    /// No mail server could take it.
    Invalid,
}

/// A person's name: one line of 1 to [`NAME_MAX`] characters, a letter in a word among them, so that it can be
/// signed ([`text::same_name`]).
pub fn name(typed: &str) -> Result<String, TextError> {
    let name = bounded(text::line(typed), NAME_MAX)?;
    if text::has_letter(&name) { Ok(name) } else { Err(TextError::Empty) }
}

/// The description: 1 to [`DESCRIPTION_MAX`] characters, line feeds among them.
pub fn description(typed: &str) -> Result<String, TextError> {
    bounded(text::lines(typed), DESCRIPTION_MAX.into())
}

/// The e-mail of the Bankin' account: an address that a mail server could take, of at most
/// [`EMAIL_MAX`] bytes.
pub fn email(typed: &str) -> Result<String, EmailError> {
    let address = text::line(typed);
    if address.is_empty() {
        return Err(EmailError::Empty);
    }
    let (local, domain) = address.rsplit_once('@').ok_or(EmailError::NoAt)?;
    if !local.is_empty() && domain.contains([',', ';']) {
        return Err(EmailError::Comma);
    }
    let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !local.is_empty() && ending.chars().count() < 2 {
        return Err(EmailError::NoEnding);
    }
    let holds = address.len() <= EMAIL_MAX
        && is_host(domain)
        && may_end(ending)
        && lettre::Address::from_str(&address).is_ok()
        && typeface::undrawable(&address).is_empty();
    if holds { Ok(address) } else { Err(EmailError::Invalid) }
}

/// Whether it has no digit, as no ending of a domain has but one that is written with Punycode (RFC 3696, section 2).
fn may_end(label: &str) -> bool {
    let is_encoded = label.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--"));
    is_encoded || !label.contains(char::is_numeric)
}

/// Whether its labels hold letters, digits, their marks and inner dashes alone (RFC 5321, 4.1.2; RFC 6531, 3.3).
/// In a domain, lettre takes all signs of a local part, every symbol that has a Punycode, and a machine's number in brackets.
fn is_host(domain: &str) -> bool {
    domain.split('.').all(|label| {
        let is_inside = |c: char| c.is_alphanumeric() || c == '-' || text::is_mark(c);
        label.chars().all(is_inside)
            && !label.starts_with(text::is_mark)
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

fn bounded(text: String, max: usize) -> Result<String, TextError> {
    match text.chars().count() {
        0 => return Err(TextError::Empty),
        count if count > max => return Err(TextError::TooLong(max)),
        _ => {}
    }
    // Last: it takes long for a long text.
    let missing = typeface::undrawable(&text);
    if missing.is_empty() { Ok(text) } else { Err(TextError::Undrawable(missing)) }
}
