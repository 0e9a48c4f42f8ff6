//! Signs by their names, and letters by a word that begins with each: how a password is said to somebody who writes.

use super::{Word, recognised, words};

/// What stands between a letter and the word that tells it: "S comme Sophie", "S as in Sophie".
const ALPHABETS: &[&str] = &["COMME", "COMME DANS", "POUR", "DE", "D", "FOR", "LIKE", "LIKE IN", "AS IN", "AS FOR"];

/// The names of signs that are no other word of a sentence: between two numbers, they are of none.
const SIGNS: &[&str] = &[
    "AROBASE",
    "AROBAS",
    "AT",
    "TIRET",
    "DASH",
    "HYPHEN",
    "POINT",
    "DOT",
    "VIRGULE",
    "COMMA",
    "ESPACE",
    "SPACE",
    "DIESE",
    "HASH",
    "ETOILE",
    "STAR",
    "UNDERSCORE",
    "SLASH",
    "DOLLAR",
    "PLUS",
    "EGAL",
    "MAJUSCULE",
    "MINUSCULE",
    "CAPITAL",
];

/// The other names of signs and of how letters are written. Sentences have some of these words, too, so that they are
/// left out only where the value is known that is looked for. `?` is any letter.
const NAMES: &[&str] = &[
    "A COMMERCIAL",
    "ACCOLADE",
    "ALL CAPS",
    "AMPERSAND",
    "ANTI SLASH",
    "ANTISLASH",
    "APOSTROPHE",
    "ARROBAS",
    "ARROBASE",
    "ASTERISK",
    "ASTERISQUE",
    "AT SIGN",
    "AVEC MAJUSCULE",
    "AVEC UN ? MAJUSCULE",
    "AVEC UNE MAJUSCULE",
    "BACKSLASH",
    "BARRE",
    "BARRE OBLIQUE",
    "BRACKET",
    "COLON",
    "CROCHET",
    "DEUX POINTS",
    "EGALE",
    "EN MAJUSCULE",
    "EN MINUSCULE",
    "EQUAL",
    "ESPERLUETTE",
    "ET COMMERCIAL",
    "EURO",
    "EXCLAMATION MARK",
    "EXCLAMATION POINT",
    "FERMANTE",
    "FULL STOP",
    "GRAND",
    "GUILLEMET",
    "HASH TAG",
    "HASHTAG",
    "IN CAPITALS",
    "MINUS",
    "MOINS",
    "OUVRANTE",
    "PARENTHESE",
    "PARENTHESIS",
    "PERCENT",
    "PERIOD",
    "PETIT",
    "POINT D EXCLAMATION",
    "POINT D INTERROGATION",
    "POINTS DE SUSPENSION",
    "POUR CENT",
    "POURCENT",
    "POURCENTAGE",
    "QUESTION MARK",
    "QUOTE",
    "SEMICOLON",
    "SIGN",
    "SIGNE",
    "TIRET BAS",
    "TIRET DU 6",
    "TIRET DU 8",
    "TIRET DU BAS",
    "TIRET DU HUIT",
    "TIRET DU SIX",
    "TOUT ATTACHE",
    "TRAIT D UNION",
    "WITH A CAPITAL ?",
];

/// What is said between two parts of a password: "soleil puis 2026".
const JOINTS: &[&str] =
    &["ET", "AND", "PUIS", "THEN", "ENSUITE", "ENFIN", "APRES", "SUIVI DE", "SUIVI DU", "FOLLOWED BY"];

/// Whether the word, as it is recognised, is the name of a sign, or says how a letter is written.
pub(super) fn is_name(word: &str) -> bool {
    SIGNS.contains(&word)
}

/// The text without the names of signs, and without the words that tell a letter.
pub(crate) fn without_names(text: &str) -> String {
    let said = Said::of(text);
    said.without(|place| said.named(place))
}

/// The text without what is said between two parts of a password; between two numbers it stays.
pub(crate) fn without_joints(text: &str) -> String {
    let said = Said::of(text);
    said.without(|place| {
        let joint = said.longest(JOINTS, place);
        let is_number =
            |place: usize| said.words.get(place).is_some_and(|word| word.bytes().all(|c| c.is_ascii_digit()));
        let joins_numbers = place > 0 && is_number(place - 1) && is_number(place + joint);
        if joins_numbers { 0 } else { joint }
    })
}

/// The words of a text, as they are recognised, and where each stands.
struct Said<'a> {
    text: &'a str,
    places: Vec<Word>,
    words: Vec<String>,
}

impl<'a> Said<'a> {
    fn of(text: &'a str) -> Self {
        let places = words(text);
        let words = places.iter().map(|(start, end)| recognised(&text[*start..*end]).collect()).collect();
        Self { text, places, words }
    }

    /// The text without as many words from each place on as are told.
    fn without(&self, told: impl Fn(usize) -> usize) -> String {
        let mut written = String::with_capacity(self.text.len());
        let (mut place, mut copied) = (0, 0);
        while place < self.words.len() {
            let told = told(place);
            if told > 0 {
                written += &self.text[copied..self.places[place].0];
                copied = self.places[place + told - 1].1;
            }
            place += told.max(1);
        }
        written + &self.text[copied..]
    }

    /// How many words from this place on name a sign, or tell the letter before them.
    fn named(&self, place: usize) -> usize {
        let alphabet = self.longest(ALPHABETS, place);
        let tells = |word: &String| word.chars().nth(1).is_some();
        match self.longest(NAMES, place) {
            0 if self.longest(SIGNS, place) > 0 => 1,
            0 if self.is_letter(place) && self.is_bracketed(place) => 1,
            0 if alphabet > 0 && self.is_letter(place) && self.words.get(place + alphabet).is_some_and(tells) => {
                alphabet + 1
            }
            named => named,
        }
    }

    /// Whether one letter stands before this place.
    fn is_letter(&self, place: usize) -> bool {
        place > 0 && self.words[place - 1].chars().count() == 1
    }

    /// Whether it is a word in brackets that begins with what stands before them: "S (Sophie)".
    fn is_bracketed(&self, place: usize) -> bool {
        let between = &self.text[self.places[place - 1].1..self.places[place].0];
        between.ends_with('(') && self.words[place].starts_with(&self.words[place - 1])
    }

    /// How many words the longest of these has that is said from this place on, in the singular or plural.
    fn longest(&self, phrases: &[&str], place: usize) -> usize {
        let is = |said: &str, word: &String| match said {
            "?" => word.chars().count() == 1,
            said => word == said || word.strip_suffix('S') == Some(said),
        };
        let stands = |phrase: &&&str| {
            let mut words = self.words[place..].iter();
            phrase.split(' ').all(|said| words.next().is_some_and(|word| is(said, word)))
        };
        phrases.iter().filter(stands).map(|phrase| phrase.split(' ').count()).max().unwrap_or(0)
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
            ("soleil tiret du bas 2026 point d’exclamation", "soleil  2026 "),
            ("soleil deux-points mer, guillemets", "soleil  mer, "),
            ("Soleil avec un S majuscule, et 2026", "Soleil , et 2026"),
            ("S pour Sophie, E d’Émile, L (Louis)", "S , E , L ()"),
            ("c d e, L (Sophie)", "c d e, L (Sophie)"),
        ] {
            assert_eq!(without_names(said), written, "{said}");
        }
    }

    #[test]
    fn what_joins_two_parts_is_not_written_but_between_numbers() {
        for (said, written) in [
            ("soleil et 2026", "soleil  2026"),
            ("soleil suivi de mer, puis 26", "soleil  mer,  26"),
            ("les 48 et 29", "les 48 et 29"),
        ] {
            assert_eq!(without_joints(said), written, "{said}");
        }
    }
}
