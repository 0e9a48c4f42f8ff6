//! Digits and words as people write them, for the patterns of what must not stand there and of what may.

use pli_format::text;
use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;

pub(super) const WORD: &str = r"[\p{Alphabetic}’']+";

/// Four digits and more, whatever people put between them; a comma only between single ones.
pub(super) const FOUR: &str = r"\d(?:(?:[ .·•/_|\p{Pd}]{0,3}\d){3}|(?: ?, ?\d\b){3})";

/// One digit more.
pub(super) const FIFTH: &str = r"[ .,·•/_|\p{Pd}]{0,3}\d";

/// What a telephone puts around a digit to make a key of it.
const KEYCAP: char = '\u{20e3}';

/// Every digit as one of ASCII: those of all scripts, wide and small ones, too.
pub(super) fn in_ascii(text: &str) -> String {
    text.nfkc().filter(|c| *c != KEYCAP).map(text::ascii_digit).collect()
}

pub(super) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a literal pattern, compiled in every test run")
}
