use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{Edge, said::Word};
use crate::{
    rules::CredentialField,
    text::{self, emoji},
};

/// A value as the person meant it, whatever came along with it in a paste. Wiped on drop.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct Meant {
    pub value: Zeroizing<String>,
    /// Something that nobody sees was taken away.
    pub unseen: bool,
    /// Whether a space at an end was to be kept or removed.
    #[zeroize(skip)]
    space: Option<Word>,
}

impl Meant {
    /// Digits alone, in ASCII, where the bank's field usually has nothing else and this value has
    /// neither. Elsewhere NFC (RFC 8265, `OpaqueString`), every space U+0020, nothing invisible; an
    /// emoji stays whole. `space` is what the person said of a space at an end.
    pub fn of(typed: &str, field: &CredentialField, space: Option<Word>) -> Self {
        let visible = Visible::of(typed);
        let digits = field.usual_digits.and_then(|_| digits(&visible.text));
        let of_digits = digits.is_some();
        let mut value = digits.unwrap_or_else(|| wiped(visible.text.nfc(), typed.len()));
        if space == Some(Word::SpaceRemoved) {
            value = Zeroizing::new(value.trim_matches(' ').to_owned());
        }
        // In a field of digits nothing else was meant: nothing is to be told.
        Self { value, unseen: visible.removed && !of_digits, space }
    }

    /// Where a space stands that the person has not spoken of.
    pub fn space_to_ask_about(&self) -> Option<Edge> {
        let (start, end) = (self.value.starts_with(' '), self.value.ends_with(' '));
        match (start, end) {
            _ if self.space.is_some() => None,
            (true, true) => Some(Edge::Both),
            (true, false) => Some(Edge::Start),
            (false, true) => Some(Edge::End),
            (false, false) => None,
        }
    }
}

/// What is seen of a text, with every space as U+0020.
struct Visible {
    text: Zeroizing<String>,
    removed: bool,
}

impl Visible {
    fn of(typed: &str) -> Self {
        let characters = characters(typed);
        let mut text = Zeroizing::new(String::with_capacity(typed.len()));
        let mut removed = false;
        let mut at = 0;
        while let Some(&c) = characters.get(at) {
            let emoji = emoji::sequence(&characters[at..]);
            if emoji > 0 {
                text.extend(&characters[at..at + emoji]);
            } else if text::draws_nothing(c) {
                removed = true;
            } else {
                text.push(if text::is_space(c) { ' ' } else { c });
            }
            at += emoji.max(1);
        }
        Self { text, removed }
    }
}

pub(super) fn characters(typed: &str) -> Zeroizing<Vec<char>> {
    let mut characters = Zeroizing::new(Vec::with_capacity(typed.len()));
    characters.extend(typed.chars());
    characters
}

/// The digits of a text that holds nothing else but what is put between them: spaces, dashes, and such
/// punctuation as stands inside numbers.
fn digits(text: &str) -> Option<Zeroizing<String>> {
    let is_digit = |c: char| text::ascii_digit(c).is_ascii_digit();
    let grouped = text.trim_matches(|c| text::is_space(c) || text::is_dash(c));
    let within = |c: char| is_digit(c) || text::is_space(c) || text::is_dash(c) || text::is_inside_numbers(c);
    let only_digits = grouped.starts_with(is_digit) && grouped.ends_with(is_digit) && grouped.chars().all(within);
    only_digits.then(|| wiped(grouped.chars().map(text::ascii_digit).filter(char::is_ascii_digit), text.len()))
}

/// Collects into memory that does not move, so that no copy is left unwiped. NFC makes three bytes of
/// one at most (UAX #15, "Stream-Safe Text Format").
fn wiped(characters: impl Iterator<Item = char>, length: usize) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(length * 3));
    text.extend(characters);
    text
}
