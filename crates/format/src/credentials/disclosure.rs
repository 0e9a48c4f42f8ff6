//! Whether an answer, which travels unsealed, discloses a credential.
//!
//! Both are compared as a reader knows them again: without what draws nothing, letter cases, accents,
//! compatible characters, the digits of all scripts and capitals that are drawn alike being one, and whatever
//! stands between letters being nothing: spaces and punctuation, and once more symbols, too. Numbers may be said in
//! words, signs by their names, and a code in parts with other words between. A value of fewer than [`SHORTEST`]
//! letters and digits is compared with its punctuation; one that is shorter still stands in any text, and is not
//! looked for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::text;

#[cfg(test)]
mod tests;

/// The fewest characters that are looked for.
const SHORTEST: usize = 4;

/// From here on a value is found anywhere in an answer: by chance it stands in none.
const LONG: usize = 6;

/// The texts of a case, which travel unsealed: none may hold a credential.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Name and address, which nobody can write otherwise: a password may begin with a part of them, and stays unknown.
    pub person: Vec<String>,
    /// The person's own words.
    pub description: String,
}

impl Answers {
    pub(super) fn disclose(&self, value: &str) -> bool {
        self.person.iter().any(|answer| discloses_as_written(answer, value, Much::All))
            || discloses(&self.description, value)
    }
}

/// What is left of a text for a reader: its words, with nothing between.
struct Read {
    characters: Zeroizing<Vec<char>>,
    /// Where a word begins, and the end.
    borders: Vec<usize>,
}

impl Read {
    fn of(text: &str, separates: fn(char) -> bool) -> Self {
        // One compatible character of three bytes makes eighteen at most.
        let mut read = Self { characters: Zeroizing::new(Vec::with_capacity(text.len() * 6)), borders: vec![0] };
        for c in text::recognised(text).map(text::drawn_as_latin) {
            if !separates(c) {
                read.characters.push(c);
            } else if read.borders.last() != Some(&read.characters.len()) {
                read.borders.push(read.characters.len());
            }
        }
        read.borders.push(read.characters.len());
        read
    }

    /// With a digit for every letter of its shape.
    fn in_shapes(mut self) -> Self {
        self.characters.iter_mut().for_each(|c| *c = text::digit_like(*c).unwrap_or(*c));
        self
    }
}

/// How much of a value tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Much {
    All,
    /// Three quarters.
    Most,
}

/// Whether somebody who reads the answer learns the value, or three quarters of it, in whatever way it is said.
fn discloses(answer: &str, value: &str) -> bool {
    ways_to_read(answer).iter().any(|answer| {
        discloses_as_written(answer, value, Much::Most)
            || stands_in_shapes(answer, value)
            || stands_in_groups(answer, value)
    })
}

/// The answer with its signs by their names or without, its numbers in words or in digits, and with or without what is
/// said between the parts of a password.
fn ways_to_read(answer: &str) -> BTreeSet<String> {
    let with_signs = [answer.to_owned(), text::without_names_of_signs(answer)];
    let in_digits = with_signs.iter().flat_map(|answer| text::in_all_digits(answer));
    let ways: BTreeSet<String> = with_signs.iter().cloned().chain(in_digits).collect();
    ways.iter().map(|answer| text::without_joints(answer)).chain(ways.iter().cloned()).collect()
}

fn discloses_as_written(answer: &str, value: &str, much: Much) -> bool {
    let written = Read::of(value, text::separates).characters.len();
    let separate: &[fn(char) -> bool] = match written {
        // Symbols can stand between letters as punctuation does, and belong to a password as letters do.
        SHORTEST.. => &[text::separates, is_sign],
        _ => &[text::is_space],
    };
    separate.iter().any(|separates| {
        let (answer, value) = (Read::of(answer, *separates), Read::of(value, *separates));
        match value.characters.len() {
            0..SHORTEST => false,
            // One that is long with its symbols is no shorter without them.
            SHORTEST..LONG if written < LONG => stands_in_words(&answer, &value.characters),
            _ => {
                stands_in(&answer.characters, &value.characters)
                    || much == Much::Most && discloses_most(&answer, &value.characters)
            }
        }
    })
}

/// Whether the value stands there with letters for digits of their shape, or the other way round; a code with letters is
/// read as one that was scanned.
fn stands_in_shapes(answer: &str, value: &str) -> bool {
    let value = Read::of(value, is_sign);
    value.characters.len() >= LONG
        && !is_number(&value.characters)
        && stands_in(&Read::of(answer, is_sign).in_shapes().characters, &value.in_shapes().characters)
}

/// Whether groups of digits of the answer that follow one another are the code, whatever is said between them: "482 au
/// début, 915 à la fin".
fn stands_in_groups(answer: &str, value: &str) -> bool {
    let code = Read::of(value, is_sign).characters;
    if code.len() < LONG || !is_number(&code) {
        return false;
    }
    let answer = Read::of(answer, |c| !c.is_ascii_digit());
    answer.borders.iter().any(|&start| {
        let end = start + code.len();
        answer.borders.binary_search(&end).is_ok() && answer.characters[start..end] == **code
    })
}

fn is_sign(c: char) -> bool {
    !text::is_letter_or_digit(c)
}

fn stands_in(text: &[char], value: &[char]) -> bool {
    text.windows(value.len()).any(|window| window == value)
}

/// Whether the value is one word, several together, or a part of one; a number may also begin or end
/// inside a longer one.
fn stands_in_words(answer: &Read, value: &[char]) -> bool {
    let is_number = is_number(value);
    let begins = |at: usize| answer.borders.contains(&at);
    answer.characters.windows(value.len()).enumerate().filter(|(_, window)| *window == value).any(|(at, window)| {
        let end = at + window.len();
        let inside_one_word = !answer.borders.iter().any(|border| (at + 1..end).contains(border));
        inside_one_word || is_number || (begins(at) && begins(end))
    })
}

fn is_number(value: &[char]) -> bool {
    value.iter().all(char::is_ascii_digit)
}

/// Whether words of the answer, together, are three quarters of the value or more. A word of fewer than [`LONG`]
/// letters may be any; five digits of a code are none by chance.
fn discloses_most(answer: &Read, value: &[char]) -> bool {
    let most = (value.len() * 3).div_ceil(4);
    let shortest = if is_number(value) { most } else { LONG.max(most) };
    answer.borders.iter().enumerate().any(|(place, &start)| {
        let lengths = answer.borders[place..].iter().map(|end| end - start);
        lengths.into_iter().find(|length| *length >= shortest).is_some_and(|length| {
            (0..=value.len() - most)
                .any(|skipped| value[skipped..].starts_with(&answer.characters[start..start + length]))
        })
    })
}
