//! Case references in names, subjects and texts: whole tokens only.

use pli_format::{CaseReference, text};
use unicode_normalization::UnicodeNormalization;

/// The most references that one text is read for.
pub const MOST: usize = 16;

/// The references in a text, each once. Where two share characters (`scan-K7M4-Q2XD`, when
/// `SCAN-K7M4` happens to be one too), the one with more digits stands first.
pub fn references_in(text: &str) -> Vec<CaseReference> {
    let text = &readable(text);
    let words = words(text);
    let whole = words.iter().filter(|word| has_digit(word.text)).map(|word| (word.at, word.text.to_owned()));
    let halves = words.windows(2).filter_map(|pair| {
        let between = &text[pair[0].at + pair[0].text.len()..pair[1].at];
        let is_pair = pair.iter().all(|half| half.text.len() == 4) && joins(between, pair);
        is_pair.then(|| (pair[0].at, [pair[0].text, pair[1].text].concat()))
    });
    let mut candidates: Vec<(usize, CaseReference)> = whole
        .chain(halves)
        .filter(|(_, characters)| characters.len() == 8)
        .filter_map(|(at, characters)| Some((at, CaseReference::parse(&characters).ok()?)))
        .collect();
    candidates.sort_by_key(|(at, _)| *at);
    let mut found: Vec<CaseReference> = Vec::new();
    for overlapping in candidates.chunk_by(|(one, _), (next, _)| next - one < 9) {
        let mut overlapping: Vec<&CaseReference> = overlapping.iter().map(|(_, reference)| reference).collect();
        overlapping.sort_by_key(|reference| std::cmp::Reverse(digits(&reference.to_string())));
        for reference in overlapping {
            if found.len() < MOST && !found.contains(reference) {
                found.push(reference.clone());
            }
        }
    }
    found
}

/// As its reader sees it: without what clients put in to break lines, wide letters and foreign digits as ASCII.
fn readable(text: &str) -> String {
    text.nfkc().filter(|c| !text::draws_nothing(*c)).map(text::ascii_digit).collect()
}

/// A run of letters and digits, ASCII only: a reference has no other.
struct Word<'a> {
    at: usize,
    text: &'a str,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = 0;
    for run in text.split(|c: char| !c.is_alphanumeric()) {
        if matches!(run.len(), 4 | 8) && run.bytes().all(|c| c.is_ascii_alphanumeric()) {
            words.push(Word { at: rest, text: run });
        }
        rest += run.len();
        rest += text[rest..].chars().next().map_or(0, char::len_utf8);
    }
    words
}

/// Whether two words are written as one reference: with a dash; or with a blank, or blanks around a dash, where digits
/// show that they are no words of a sentence.
fn joins(between: &str, pair: &[Word<'_>]) -> bool {
    let is_dash = |c: char| text::is_dash(c) || c == '_';
    let has_digit = || pair.iter().any(|half| has_digit(half.text));
    match between.chars().collect::<Vec<_>>()[..] {
        [c] if is_dash(c) => true,
        [c] => text::is_space(c) && has_digit(),
        [a, b] => ((is_dash(a) && text::is_space(b)) || (text::is_space(a) && is_dash(b))) && has_digit(),
        [a, b, c] => text::is_space(a) && is_dash(b) && text::is_space(c) && has_digit(),
        _ => false,
    }
}

fn has_digit(word: &str) -> bool {
    digits(word) > 0
}

fn digits(word: &str) -> usize {
    word.bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        references_in(text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_reference_is_a_whole_token() {
        assert_eq!(found("consentement-55HR-MWQ3.pdf"), ["55HR-MWQ3"]);
        assert_eq!(found("identifiants-K7M4-Q2XD (1).age"), ["K7M4-Q2XD"]);
        assert_eq!(found("été-K7M4-Q2XD-é.age"), ["K7M4-Q2XD"]);
        for same in [
            "K7M4 - Q2XD",
            "K7M4 \u{2013} Q2XD",
            "K7M4-\nQ2XD",
            "K7M4\u{ad}-\u{200b}Q2XD",
            "\u{200f}K7M4-Q2XD\u{202c}",
            "Ｋ７Ｍ４－Ｑ２ＸＤ",
            "K7\u{2060}M4_Q2XD",
        ] {
            assert_eq!(found(same), ["K7M4-Q2XD"], "{same:?}");
        }
        assert_eq!(found("K7M4Q2XD, k7m4 q2xd et K7M4\u{2011}Q2XD_2"), ["K7M4-Q2XD"]);
        for none in [
            "identifiants-K7M4-Q2XE.age",
            "xK7M4-Q2XD",
            "K7M4-Q2XDx",
            "éK7M4-Q2XD",
            "K7M4--Q2XD",
            "MENT-55HR1",
            "",
            "К7М4-Q2XD",
        ] {
            assert_eq!(found(none), [""; 0], "{none}");
        }
    }

    #[test]
    fn a_sentence_without_digits_names_none() {
        assert_eq!(found("avec vous pour tous ceux dont elle voit bien leur nom"), [""; 0]);
    }

    #[test]
    fn every_reference_is_found_whatever_word_stands_beside_it() {
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                *byte = state.to_le_bytes()[3];
            }
        };
        for _ in 0..1000 {
            let reference = CaseReference::generate(&mut random);
            for name in
                ["consentement-REF.pdf", "identifiants-REF.age", "retrait-REF.retrait", "Demande REF : x", "REF"]
            {
                assert_eq!(
                    references_in(&name.replace("REF", &reference.to_string())),
                    std::slice::from_ref(&reference),
                    "{name}"
                );
            }
            for name in ["scan-REF.pdf", "REF-scan.pdf", "test_REF_2026.age"] {
                assert!(references_in(&name.replace("REF", &reference.to_string())).contains(&reference), "{name}");
            }
        }
    }
}
