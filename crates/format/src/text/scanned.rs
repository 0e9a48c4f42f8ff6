//! Numbers as a scan writes them, with letters for digits.

use super::{digit_like, words};

/// Shorter words with a `B`, an `S` or a `Z` are names of things.
const SHORTEST: usize = 4;

/// The text with the digits that a scan took for letters.
pub(super) fn in_digits(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut copied = 0;
    for (start, end) in words(text) {
        if is_scanned(&text[start..end]) {
            written += &text[copied..start];
            written.extend(text[start..end].chars().map(|c| digit_of_shape(c).unwrap_or(c)));
            copied = end;
        }
    }
    written + &text[copied..]
}

/// Whether it is a number, a few digits of which are letters of their shape.
fn is_scanned(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let look_alikes = word.chars().filter(|c| digit_of_shape(*c).is_some()).count();
    // `Z02` ends an account's number, `S22` is a telephone.
    let is_name = word.len() < SHORTEST && word.contains(['B', 'S', 'Z']);
    digits >= 2 && digits > look_alikes && digits + look_alikes == word.len() && !is_name
}

/// The digit that a scan takes for this letter.
fn digit_of_shape(letter: char) -> Option<char> {
    match letter {
        'o' => Some('0'),
        'l' => Some('1'),
        capital => digit_like(capital).filter(|_| capital != 'L'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_a_scan_took_for_digits_are_digits() {
        for (scanned, written) in [
            ("je tape 48O9l5.", "je tape 480915."),
            ("I2o4", "I2o4"),
            ("12Io4", "12104"),
            ("l’an 2O26", "l’an 2026"),
            ("48Z915, 4B2915, 48291S", "482915, 482915, 482915"),
            ("48L5, 4s8, Z02, S22", "48L5, 4s8, Z02, S22"),
        ] {
            assert_eq!(in_digits(scanned), written);
        }
    }
}
