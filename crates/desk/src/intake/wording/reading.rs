//! A text as its words are looked at: in plain letters, one blank between them, with marks where sentences and clauses
//! end, without what it quotes, and with what several words say together put into one.

use std::sync::LazyLock;

use super::{
    super::plain::plain,
    words::{
        PHRASES,
        Role::{Asks, Idle, Is, It, Other, Person, Small},
        role,
    },
};

/// The longest quotation, in bytes.
const QUOTED: usize = 300;

/// The words of a text, with `.` or `?` after each sentence and `,` after each clause.
pub fn read(text: &str) -> String {
    said(&marked(&unquoted(text)))
}

/// The text without what it puts between quotation marks.
fn unquoted(text: &str) -> String {
    let mut rest = text;
    let mut own = String::with_capacity(text.len());
    while let Some(begin) = rest.find(['«', '“', '"']) {
        let (before, quoted) = rest.split_at(begin);
        own.push_str(before);
        let mark = quoted.chars().next().unwrap_or_default();
        let inner = &quoted[mark.len_utf8()..];
        let end = inner.find(['»', '”', '"']).filter(|end| *end < QUOTED && !inner[..*end].contains("\n\n"));
        rest = match end {
            Some(end) => {
                own.push_str(" … ");
                &inner[end + inner[end..].chars().next().map_or(0, char::len_utf8)..]
            }
            None => inner,
        };
    }
    own + rest
}

fn marked(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() + 8);
    for sentence in text.split_inclusive(['.', '!', '?', ';', ':']).flat_map(paragraphs) {
        let plain = plain(sentence).replace(" - ", ",").replace(" – ", ",");
        for clause in plain.split_inclusive([',', '(', ')']) {
            for word in clause.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                let (elided, rest) = elided(word);
                marked.push(' ');
                marked.push_str(elided);
                marked.push_str(if elided.is_empty() { "" } else { " " });
                marked.push_str(rest);
            }
            if clause.ends_with([',', '(', ')']) {
                marked.push_str(" ,");
            }
        }
        marked.push_str(if sentence.trim_end().ends_with('?') { " ? " } else { " . " });
    }
    marked
}

/// What an empty line ends, or a line after which one begins with a capital: a point was forgotten.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut paragraphs = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices('\n') {
        let next = text[at + 1..].trim_start_matches([' ', '\t', '\r']);
        if next.starts_with(|c: char| c == '\n' || c.is_uppercase()) {
            paragraphs.push(&text[begin..at]);
            begin = at + 1;
        }
    }
    paragraphs.push(&text[begin..]);
    paragraphs
}

/// « jannule » is « j'annule ».
fn elided(word: &str) -> (&str, &str) {
    let is_elided = |rest: &str| {
        rest.starts_with(['a', 'e', 'i', 'o', 'u'])
            && role(word) == Other
            && !matches!(role(rest), Other | Small | Idle | It | Is | Person | Asks)
    };
    match word.split_at_checked(1) {
        Some((letter @ ("d" | "j" | "l" | "n"), rest)) if is_elided(rest) => (letter, rest),
        _ => ("", word),
    }
}

/// With what several words say together put into one.
fn said(marked: &str) -> String {
    static SAID: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
        let phrases = PHRASES.iter().flat_map(|(meant, phrases)| phrases.split('|').map(move |phrase| (phrase, meant)));
        phrases.map(|(phrase, meant)| (format!(" {phrase} "), format!(" {meant} "))).collect()
    });
    SAID.iter().fold(
        marked.to_owned(),
        |text, (phrase, meant)| {
            if text.contains(phrase) { text.replace(phrase, meant) } else { text }
        },
    )
}
