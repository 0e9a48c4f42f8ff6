//! What a person types about themselves and the problem, in the one form that a record holds it in:
//! NFC, trimmed, within bounds, drawn by the consent PDF's faces. Each function gives back what is in
//! that form already, so that whoever reads a record can tell.

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::typeface;

/// The longest name, in characters.
pub const NAME_MAX: usize = 120;
/// The longest "since when", in characters.
pub const SINCE_MAX: usize = 120;
/// The longest description, in characters.
pub const DESCRIPTION_MAX: u16 = 4_000;
/// The longest address, in bytes (RFC 5321, section 4.5.3.1.3).
pub const EMAIL_MAX: usize = 254;

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// Nothing is there.
    Empty,
    /// It has more characters than this.
    TooLong(usize),
    /// It holds a control character, or one that nobody sees.
    Control,
    /// No face draws these characters.
    Undrawable(Vec<char>),
}

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailFault {
    /// Nothing is there.
    Empty,
    /// There is no `@`.
    NoAt,
    /// The domain has no ending of two letters or more.
    NoEnding,
    /// No mail server could take it.
    Invalid,
}

/// A person's name: one line of 1 to [`NAME_MAX`] characters.
///
/// # Errors
/// [`TextFault`]
pub fn name(typed: &str) -> Result<String, TextFault> {
    line(typed, NAME_MAX)
}

/// Since when: one line of 1 to [`SINCE_MAX`] characters.
///
/// # Errors
/// [`TextFault`]
pub fn since(typed: &str) -> Result<String, TextFault> {
    line(typed, SINCE_MAX)
}

/// The description: 1 to [`DESCRIPTION_MAX`] characters, line feeds among them.
///
/// # Errors
/// [`TextFault`]
pub fn description(typed: &str) -> Result<String, TextFault> {
    let text: String = typed.trim().replace("\r\n", "\n").replace(['\r', '\t'], " ").nfc().collect();
    if text.chars().any(|c| c != '\n' && is_refused(c)) {
        return Err(TextFault::Control);
    }
    bounded(text.trim().to_owned(), DESCRIPTION_MAX.into())
}

/// The e-mail of the Bankin' account: an address that a mail server could take, of at most
/// [`EMAIL_MAX`] bytes.
///
/// # Errors
/// [`EmailFault`]
pub fn email(typed: &str) -> Result<String, EmailFault> {
    let address = typed.trim();
    if address.is_empty() {
        return Err(EmailFault::Empty);
    }
    let (local, domain) = address.rsplit_once('@').ok_or(EmailFault::NoAt)?;
    let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !local.is_empty() && ending.chars().count() < 2 {
        return Err(EmailFault::NoEnding);
    }
    let holds = lettre::Address::from_str(address).is_ok()
        && address.len() <= EMAIL_MAX
        && !address.chars().any(is_refused)
        && typeface::undrawable(address).is_empty();
    if holds { Ok(address.to_owned()) } else { Err(EmailFault::Invalid) }
}

/// Whether a typed signature is the name given: letter case, spacing and the two forms of apostrophe
/// do not count.
pub fn same_name(signature: &str, name: &str) -> bool {
    let plain = |text: &str| one_line(text).replace('’', "'").to_lowercase();
    plain(signature) == plain(name)
}

fn line(typed: &str, max: usize) -> Result<String, TextFault> {
    if typed.trim().chars().any(is_refused) {
        return Err(TextFault::Control);
    }
    bounded(one_line(typed), max)
}

fn bounded(text: String, max: usize) -> Result<String, TextFault> {
    let undrawable = || typeface::undrawable(&text);
    match text.chars().count() {
        0 => Err(TextFault::Empty),
        count if count > max => Err(TextFault::TooLong(max)),
        _ => match undrawable() {
            missing if missing.is_empty() => Ok(text),
            missing => Err(TextFault::Undrawable(missing)),
        },
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
