//! Signs by their names, and letters by a word that begins with each: how a password is said to somebody who writes.

use super::{recognised, words};

/// What stands between a letter and the word that tells it: "S comme Sophie", "S as in Sophie".
const ALPHABETS: [&[&str]; 4] = [&["COMME"], &["FOR"], &["LIKE"], &["AS", "IN"]];

/// Whether the word, as it is recognised, is the name of a sign, or says how a letter is written.
pub(super) fn is_name(word: &str) -> bool {
    matches!(
        word,
        "AROBASE"
            | "AROBAS"
            | "AT"
            | "TIRET"
            | "DASH"
            | "HYPHEN"
            | "POINT"
            | "DOT"
            | "VIRGULE"
            | "COMMA"
            | "ESPACE"
            | "SPACE"
            | "DIESE"
            | "HASH"
            | "ETOILE"
            | "STAR"
            | "UNDERSCORE"
            | "SLASH"
            | "DOLLAR"
            | "PLUS"
            | "EGAL"
            | "MAJUSCULE"
            | "MINUSCULE"
            | "CAPITAL"
    )
}

/// The text without the names of signs, and without the words that tell a letter.
pub(crate) fn without_names(text: &str) -> String {
    let places = words(text);
    let words: Vec<String> = places.iter().map(|(start, end)| recognised(&text[*start..*end]).collect()).collect();
    let mut written = String::with_capacity(text.len());
    let (mut place, mut copied) = (0, 0);
    while place < words.len() {
        let named = named(&words, place);
        if named > 0 {
            written += &text[copied..places[place].0];
            copied = places[place + named - 1].1;
        }
        place += named.max(1);
    }
    written + &text[copied..]
}

/// How many words from this place on name a sign, or tell the letter before them.
fn named(words: &[String], place: usize) -> usize {
    let rest = || words[place..].iter().map(String::as_str);
    let after_letter = place > 0 && words[place - 1].chars().count() == 1;
    let tells = |said: &&&[&str]| after_letter && said.iter().copied().eq(rest().take(said.len()));
    match ALPHABETS.iter().find(tells) {
        _ if is_name(&words[place]) => 1,
        Some(said) if place + said.len() < words.len() => said.len() + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_or_a_letter_is_written_however_it_is_told() {
        for (said, written) in [
            ("soleil arobase 2026", "soleil  2026"),
            ("Tiret, étoile", ", "),
            ("S comme Sophie, O comme Olivier", "S , O "),
            ("s as in Sophie o for Olivier", "s  o "),
            ("C’est comme hier, un L comme", "C’est comme hier, un L comme"),
        ] {
            assert_eq!(without_names(said), written, "{said}");
        }
    }
}
