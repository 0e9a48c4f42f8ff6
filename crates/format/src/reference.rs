//! Case references, as support gives them and people type them.

use std::{collections::BTreeSet, ops::Range};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::{Entropy, text};

/// A case reference: seven letters or digits and a check character, shown as `K7M4-Q2XD`.
///
/// The check character is ISO/IEC 7064 MOD 37-2; it catches every single wrong character and
/// every transposition of two neighbours. References whose check would be `*` do not exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(as = "String", export))]
#[serde(try_from = "String", into = "String")]
pub struct CaseReference([u8; 8]);

/// Why a text is not a case reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// Not eight letters and digits.
    #[error("a case reference has eight letters and digits")]
    Shape,
    /// The last character does not follow from the others.
    #[error("the check character of the case reference is wrong")]
    Check,
}

/// Without the letters and digits that are taken for one another (0 O, 1 I L, U V).
const DRAWN_FROM: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTWXYZ";

impl CaseReference {
    /// Reads a reference as people type and paste it: any case, spaces and dashes anywhere, or with
    /// something around, as in `Demande K7M4-Q2XD`. Letters alone, digits alone, or four of each are words and dates
    /// unless one dash stands between the halves; letters alone also where they are capitals and all that was typed.
    ///
    /// # Errors
    /// [`ReferenceError::Shape`] also for two different references, [`ReferenceError::Check`]
    pub fn parse(typed: &str) -> Result<Self, ReferenceError> {
        let alone: Vec<char> = readable(typed).filter(|c| !text::is_space(*c) && !text::is_dash(*c)).collect();
        match Self::of(&alone) {
            Err(ReferenceError::Shape) => {}
            read if has_mixed_half(&alone) || alone.iter().all(char::is_ascii_uppercase) => return read,
            _ => {}
        }
        let unmistakable = candidates(typed, Shape::Unmistakable);
        let likely = candidates(typed, Shape::Likely);
        let good = |found: &[Result<Self, ReferenceError>]| found.iter().flatten().cloned().collect::<BTreeSet<_>>();
        let mut good = Some(good(&unmistakable)).filter(|good| !good.is_empty()).unwrap_or_else(|| good(&likely));
        match (good.pop_first(), good.is_empty()) {
            (Some(reference), true) => Ok(reference),
            (None, _) if !unmistakable.is_empty() => Err(ReferenceError::Check),
            _ => Err(ReferenceError::Shape),
        }
    }

    /// The references that stand in a text, a subject or a file's name as words of their own, in their
    /// order: four and four characters with a dash or `_` between them, or, when each half, or the
    /// whole, has a letter and a digit, with another sign, spaces or nothing between. Never a part of a longer word.
    pub fn find_in(text: &str) -> Vec<Self> {
        candidates(text, Shape::Unmistakable).into_iter().flatten().collect()
    }

    fn of(characters: &[char]) -> Result<Self, ReferenceError> {
        let reference =
            characters.iter().map(|c| u8::try_from(*c).unwrap_or(0).to_ascii_uppercase()).collect::<Vec<_>>();
        let reference: [u8; 8] = reference.try_into().map_err(|_| ReferenceError::Shape)?;
        if !reference.iter().all(u8::is_ascii_alphanumeric) {
            return Err(ReferenceError::Shape);
        }
        let (body, check) = reference.split_at(7);
        if check_character(body) == Some(check[0]) { Ok(Self(reference)) } else { Err(ReferenceError::Check) }
    }

    /// A new reference, for a person whom support gave none.
    pub fn generate(entropy: &mut impl Entropy) -> Self {
        loop {
            let mut random = [0; 7];
            entropy.fill(&mut random);
            let body = random.map(|byte| DRAWN_FROM[usize::from(byte) % DRAWN_FROM.len()]);
            if let Some(check) = check_character(&body) {
                let mut reference = [check; 8];
                reference[..7].copy_from_slice(&body);
                return Self(reference);
            }
        }
    }
}

/// Without what draws nothing, wide letters, those drawn as Latin capitals and the digits of any script as those of
/// ASCII. The sign of `nº` and `№` is no letter of what follows.
fn readable(text: &str) -> impl Iterator<Item = char> {
    let text = text.chars().map(|c| if matches!(c, 'º' | '№') { ' ' } else { c });
    text.nfkc().filter(|c| !text::draws_nothing(*c)).map(text::ascii_digit).map(text::drawn_as_latin)
}

/// Which words may be a reference where no dash says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Those with letters and digits.
    Unmistakable,
    /// Those of which a half has letters and digits.
    Likely,
}

/// Whatever in the text has the shape of a reference, and whether it is one.
fn candidates(text: &str, which: Shape) -> Vec<Result<CaseReference, ReferenceError>> {
    let text: Vec<char> = readable(text).collect();
    let words: Vec<Range<usize>> = words(&text);
    let is_mixed = |word: &Range<usize>| is_mixed(&text[word.clone()]);
    let are_plausible = |one, other| match which {
        Shape::Unmistakable => is_mixed(one) && is_mixed(other),
        Shape::Likely => is_mixed(one) || is_mixed(other),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let pair = words.get(at + 1).filter(|next| word.len() == 4 && next.len() == 4);
        let joined = pair.is_some_and(|next| match &text[word.end..next.start] {
            [c] if text::is_dash(*c) || *c == '_' => true,
            between => joins(between) && are_plausible(word, next),
        });
        let characters = match pair {
            Some(next) if joined => [&text[word.clone()], &text[next.clone()]].concat(),
            _ if word.len() == 8 && is_mixed(word) => text[word.clone()].to_vec(),
            _ => Vec::new(),
        };
        match CaseReference::of(&characters) {
            Err(ReferenceError::Shape) => at += 1,
            // A wrong first half may be the end of something else: `2026-K7M4-Q2XD`.
            Err(ReferenceError::Check) => {
                found.push(Err(ReferenceError::Check));
                at += 1;
            }
            Ok(reference) => {
                found.push(Ok(reference));
                at += if joined { 2 } else { 1 };
            }
        }
    }
    found
}

/// Whether people write it between two halves: one sign and a few spaces, or these alone.
fn joins(between: &[char]) -> bool {
    let mut signs = between.iter().filter(|c| !text::is_space(**c));
    let is_one = signs.next().is_none_or(|c| text::is_dash(*c) || matches!(c, '_' | '.' | '/'));
    between.len() <= 3 && is_one && signs.next().is_none()
}

/// The runs of letters and digits.
fn words(text: &[char]) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (place, _) in text.iter().enumerate().filter(|(_, c)| c.is_alphanumeric()) {
        match words.last_mut() {
            Some(word) if word.end == place => word.end = place + 1,
            _ => words.push(place..place + 1),
        }
    }
    words
}

/// Whether it has a letter and a digit, as no word or year has.
fn is_mixed(word: &[char]) -> bool {
    word.iter().any(char::is_ascii_digit) && word.iter().any(char::is_ascii_alphabetic)
}

/// Whether a half has a letter and a digit, as no word and no year beside one has.
fn has_mixed_half(characters: &[char]) -> bool {
    characters.chunks(4).any(is_mixed)
}

/// The check character of ISO/IEC 7064 MOD 37-2, or none where it would be `*`.
fn check_character(body: &[u8]) -> Option<u8> {
    let sum = body.iter().fold(0, |sum, &c| (sum + value(c)) * 2 % 37);
    match (38 - sum) % 37 {
        digit @ 0..=9 => Some(b'0' + digit),
        letter @ 10..=35 => Some(b'A' + letter - 10),
        _ => None,
    }
}

fn value(c: u8) -> u8 {
    if c.is_ascii_digit() { c - b'0' } else { c - b'A' + 10 }
}

impl std::fmt::Display for CaseReference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = std::str::from_utf8(&self.0).map_err(|_| std::fmt::Error)?;
        write!(f, "{}-{}", &text[..4], &text[4..])
    }
}

impl From<CaseReference> for String {
    fn from(reference: CaseReference) -> Self {
        reference.to_string()
    }
}

impl TryFrom<String> for CaseReference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, ReferenceError> {
        let reference = Self::parse(&text)?;
        if reference.to_string() == text { Ok(reference) } else { Err(ReferenceError::Shape) }
    }
}

#[cfg(test)]
mod tests;
