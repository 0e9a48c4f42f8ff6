//! Withdrawals in mails: their subject, and what mail clients leave of their text.

use super::UncheckedWithdrawal;
use crate::{CaseReference, Language, mail};

/// Longer than any withdrawal's JSON, which takes about 160 bytes.
const LONGEST_JSON: usize = 512;
/// The digits of a signature.
const SIGNATURE: usize = 128;

/// The first withdrawals in a mail's text, each once, in the order of the text, and no more than `most`.
///
/// A withdrawal has no white space but its two line feeds, so whatever a mail client put into it can
/// be taken out again: folds, trailing and non-breaking spaces, marks of quotation. What is left must
/// be a withdrawal to the byte ([`super::parse`]).
pub fn find_in(text: &str, most: usize) -> Vec<UncheckedWithdrawal> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('{') {
        if found.len() == most {
            break;
        }
        if let Some(withdrawal) = read(&text[start..])
            && !found.contains(&withdrawal)
        {
            found.push(withdrawal);
        }
    }
    found
}

/// The subject of a mail that takes the consent of this case back.
pub fn subject(reference: &CaseReference, language: Language) -> String {
    mail::words(language).text("mail-withdrawal-subject", &[("reference", reference.to_string().into())])
}

/// The withdrawal that begins with this text. No second brace is passed, so that a text is read
/// twice at most, whatever it holds.
fn read(text: &str) -> Option<UncheckedWithdrawal> {
    let mut characters = significant(text);
    let mut file = String::with_capacity(LONGEST_JSON);
    file.push(characters.next()?);
    while !file.ends_with('}') {
        let next = characters.next().filter(|&c| c != '{' && file.len() < LONGEST_JSON)?;
        file.push(next);
    }
    file.push('\n');
    for _ in 0..SIGNATURE {
        file.push(characters.next().filter(char::is_ascii_hexdigit)?);
    }
    file.push('\n');
    super::parse(file.as_bytes()).ok()
}

/// What is neither blank nor a mark of quotation at the beginning of a line.
fn significant(text: &str) -> impl Iterator<Item = char> {
    let mut line_begins = false;
    text.chars().filter(move |&c| match c {
        '\r' | '\n' => {
            line_begins = true;
            false
        }
        '>' | '|' if line_begins => false,
        _ if is_blank(c) => false,
        _ => {
            line_begins = false;
            true
        }
    })
}

/// White space of Unicode, the non-breaking among it, and what has no width.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
