//! Numbers as a telephone or a computer writes them that is dictated to, in words, French or English.

use super::{Word, is_dash, is_space, scanned, separates, words};
use number::{Number, Part};

mod number;

/// The fewest digits that are a code: fewer, spelled in words, are what sentences are full of.
const SHORTEST: usize = 4;

/// Numbers one after the other, with nothing between them but what separates, or what is said between two.
#[derive(Default)]
struct Run {
    numbers: Vec<String>,
    /// How many words they are.
    words: usize,
    /// How many of these are numbers in words.
    spelled: usize,
    /// How many stand between two numbers, and are of neither.
    joints: usize,
    /// The last part of a number.
    last: Option<Part>,
}

impl Run {
    /// The one that the first of these words begins.
    fn at(text: &str, words: &[Word], reading: Reading) -> Self {
        let mut run = Self::default();
        let mut number = Number::NONE;
        while let Some(part) = run.next(text, words, reading) {
            let is_stopped = reading.stops && stops(text, words, run.words);
            number = match part {
                Part::And | Part::Joint => {
                    let Some(after) = run.after_joint(text, words) else { break };
                    match number.and(after).filter(|_| part == Part::And) {
                        Some(longer) => run.take(2, after, longer),
                        None => run.join(number),
                    }
                }
                Part::Times(times) => {
                    let Some(digit) = run.after_times(text, words) else { break };
                    run.push(number, digit.repeat(times));
                    run.take(2, part, Number::NONE)
                }
                Part::Digits => {
                    let digits = &text[words[run.words].0..words[run.words].1];
                    let own = Number::of(digits).filter(|_| reading.all);
                    let longer = own.and_then(|own| number.ending(own)).filter(|_| !is_stopped);
                    if longer.is_none() {
                        run.end(number);
                    }
                    if own.is_none() {
                        run.numbers.push(digits.to_owned());
                    }
                    run.take(1, part, longer.or(own).unwrap_or(Number::NONE))
                }
                _ => {
                    let longer = number.and(part).filter(|_| !is_stopped);
                    if longer.is_none() {
                        run.end(number);
                    }
                    let number = longer.or_else(|| Number::NONE.and(part)).unwrap_or(Number::NONE);
                    run.take(if part == Part::QuatreVingt { 2 } else { 1 }, part, number)
                }
            };
        }
        run.end(number);
        run
    }

    /// Goes on after so many words, with the number as it is then.
    fn take(&mut self, words: usize, last: Part, number: Number) -> Number {
        self.words += words;
        self.spelled += if last == Part::Digits { 0 } else { words };
        self.last = Some(last);
        number
    }

    fn join(&mut self, number: Number) -> Number {
        self.end(number);
        self.words += 1;
        self.joints += 1;
        Number::NONE
    }

    fn push(&mut self, before: Number, digits: String) {
        self.end(before);
        self.numbers.push(digits);
    }

    fn end(&mut self, number: Number) {
        if !number.is_nothing() {
            self.numbers.push(number.digits());
        }
    }

    fn next(&self, text: &str, words: &[Word], reading: Reading) -> Option<Part> {
        match part(text, words, self.words)? {
            Part::Oh if self.words == 0 => None,
            // "code 503, un message"
            Part::Unit(1) if self.last == Some(Part::Digits) && !reading.all => None,
            Part::Unit(4) if is_quatre_vingt(text, words, self.words, reading) => Some(Part::QuatreVingt),
            part => Some(part),
        }
    }

    /// The number after what joins it to another that is written alike: "503 et un message" are not two.
    fn after_joint(&self, text: &str, words: &[Word]) -> Option<Part> {
        let (before, after) = (self.last?, part(text, words, self.words + 1)?);
        let is_alike = (before == Part::Digits) == (after == Part::Digits);
        (is_alike && !matches!(after, Part::And | Part::Joint)).then_some(after)
    }

    /// The digit that is said twice, or three times.
    fn after_times(&self, text: &str, words: &[Word]) -> Option<String> {
        match part(text, words, self.words + 1)? {
            Part::Zero | Part::Oh => Some("0".to_owned()),
            Part::Unit(unit) => Some(unit.to_string()),
            Part::Digits => {
                words.get(self.words + 1).map(|word| text[word.0..word.1].to_owned()).filter(|d| d.len() == 1)
            }
            _ => None,
        }
    }

    /// Whether it is no "les 12 et 15", and, but in a reading of all, more than a word or two of a sentence and no
    /// "403, 404 et 1009".
    fn is_dictated(&self, reading: Reading) -> bool {
        let is_joined = self.joints + 1 == self.numbers.len() || reading.all && self.joints > 0;
        let is_long = (self.numbers.len() > 1 || self.words > 2)
            && self.numbers.iter().map(String::len).sum::<usize>() >= SHORTEST;
        (self.spelled > 0 || self.numbers.len() > 2 && is_joined) && (reading.all || is_long)
    }
}

/// What the word at this place is in a run that it does not begin, or begins. A sentence may end between two numbers in
/// words, as a telephone writes them, and between no others.
fn part(text: &str, words: &[Word], place: usize) -> Option<Part> {
    let of = |word: &Word| Part::of(&text[word.0..word.1]);
    let word = words.get(place)?;
    let part = of(word)?;
    let Some(before) = place.checked_sub(1).and_then(|before| words.get(before)) else { return Some(part) };
    let between = &text[before.1..word.0];
    let goes_on = |c| is_space(c) || is_dash(c) || c == ',';
    let joined = between.chars().all(goes_on)
        || between.chars().all(separates) && part.is_spelled() && of(before).is_some_and(Part::is_spelled);
    joined.then_some(part)
}

/// How words are read that can be read two ways.
#[derive(Clone, Copy)]
struct Reading {
    /// "quarante quatre vingt deux" is 40 82, and not 44 22.
    eighty: bool,
    /// A comma ends a number: "vingt, quatre" is 20 4, and not 24.
    stops: bool,
    /// What sentences are full of is read, too: "un", "neuf", "deux mille 26".
    all: bool,
}

impl Reading {
    const FOUR: Self = Self { eighty: false, stops: false, all: false };
    const EIGHTY: Self = Self { eighty: true, ..Self::FOUR };
}

/// Whether punctuation stands before the word at this place.
fn stops(text: &str, words: &[Word], place: usize) -> bool {
    place > 0 && text[words[place - 1].1..words[place].0].contains(|c| !is_space(c) && !is_dash(c))
}

/// Whether the "quatre" at this place begins an eighty: a hyphen on one side of it tells, otherwise it may be either.
fn is_quatre_vingt(text: &str, words: &[Word], place: usize, reading: Reading) -> bool {
    if part(text, words, place + 1) != Some(Part::Vingt) || reading.stops && stops(text, words, place + 1) {
        return false;
    }
    let hyphen = |place: usize| place > 0 && text[words[place - 1].1..words[place].0].contains(is_dash);
    match (hyphen(place), hyphen(place + 1)) {
        (true, false) => false,
        (false, true) => true,
        _ => reading.eighty,
    }
}

/// The text with the numbers in digits that were dictated, a space between them, in either way that they can be read, and
/// those that a scan has letters in. What may be a word of a sentence, as `un`, `deux mille` or `neuf`, stays; four
/// digits and more, said one after the other, are a code, a date or an amount.
pub fn in_digits(text: &str) -> [String; 2] {
    let text = scanned::in_digits(text);
    [Reading::FOUR, Reading::EIGHTY].map(|reading| read(&text, reading))
}

/// The same with each word of a number in digits, however short it is: for whoever knows the value that is looked for.
pub fn in_all_digits(text: &str) -> [String; 3] {
    let text = scanned::in_digits(text);
    let stopped = Reading { stops: true, ..Reading::EIGHTY };
    [Reading::FOUR, Reading::EIGHTY, stopped].map(|reading| read(&text, Reading { all: true, ..reading }))
}

fn read(text: &str, reading: Reading) -> String {
    let words = words(text);
    let mut written = String::with_capacity(text.len());
    let (mut place, mut copied) = (0, 0);
    while place < words.len() {
        let run = Run::at(text, &words[place..], reading);
        if run.is_dictated(reading) {
            written += &text[copied..words[place].0];
            written += &run.numbers.join(" ");
            copied = words[place + run.words - 1].1;
        }
        place += run.words.max(1);
    }
    written + &text[copied..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_dictated_is_written_in_digits() {
        for (said, written) in [
            ("un deux trois quatre cinq six", "1 2 3 4 5 6"),
            ("Un, deux, trois, quatre.", "1 2 3 4."),
            ("quatre cent quatre-vingt-deux neuf cent quinze", "482 915"),
            ("quatre cent quatre-vingt-deux mille neuf cent quinze", "482915"),
            ("quarante-huit, vingt-neuf, quinze", "48 29 15"),
            ("zéro quatre quatre-vingt-un cinquante et un soixante-deux", "0 4 81 51 62"),
            ("soixante et onze quatre-vingt-dix-sept dix-huit vingt et un", "71 97 18 21"),
            ("septante-deux nonante-neuf", "72 99"),
            ("douze quinze", "12 15"),
            ("deux mille vingt-six", "2026"),
            ("à deux cent mille euros", "à 200000 euros"),
            ("mille neuf cent quatre-vingt-quatre", "1984"),
            ("dix deux dix sept", "10 2 17"),
            ("quatre 82 neuf 15", "4 82 9 15"),
            ("ZÉRO zéro zero un", "0 0 0 1"),
            ("four eight two nine one five", "4 8 2 9 1 5"),
            ("four hundred and eighty-two nine hundred fifteen", "482 915"),
            ("one four twenty nine", "1 4 29"),
            ("mon code est un deux trois quatre et voilà", "mon code est 1 2 3 4 et voilà"),
            ("four oh eight two one five", "4 0 8 2 1 5"),
            ("Four o eight oh.", "4 0 8 0."),
            ("quarante quatre-vingt-deux quinze", "40 82 15"),
            ("quarante-quatre vingt-deux quinze", "44 22 15"),
            ("vingt quatre-vingts trente quatre-vingt-dix-neuf", "20 80 30 99"),
            ("quatre-vingts quatre-vingt-un", "80 81"),
            ("cent quatre-vingts mille quatre-vingt-dix", "180090"),
            ("48 puis 29 puis 15", "48 29 15"),
            ("48, ensuite 29, ensuite 15", "48 29 15"),
            ("48 et 29 et 15", "48 29 15"),
            ("4 virgule 8 virgule 2 virgule 9", "4 8 2 9"),
            ("un, deux, trois et quatre", "1 2 3 4"),
            ("quatre puis quatre-vingt-deux et vingt et un", "4 82 21"),
            ("quatre. huit. deux. neuf.", "4 8 2 9."),
            ("quatre / huit ; deux… neuf", "4 8 2 9"),
            ("« quatre » « huit » « deux » « neuf »", "« 4 8 2 9 »"),
            ("quatre_huit_deux_neuf", "4 8 2 9"),
            ("four double two nine one five", "4 22 9 1 5"),
            ("double four triple 8 nought", "44 888 0"),
            ("deux milles vingt six quinze", "2026 15"),
        ] {
            assert_eq!(in_digits(said), [written, written], "{said}");
        }
    }

    #[test]
    fn what_can_be_read_two_ways_is() {
        for (said, four, eighty) in [
            ("quarante quatre vingt deux quinze", "44 22 15", "40 82 15"),
            ("quarante-quatre-vingt-deux-quinze", "44 22 15", "40 82 15"),
            ("vingt quatre vingt quatre vingt", "24 24 20", "20 80 80"),
        ] {
            assert_eq!(in_digits(said), [four, eighty], "{said}");
        }
    }

    #[test]
    fn whoever_knows_the_value_reads_every_number() {
        for (said, four, eighty, stopped) in [
            ("azerty un deux trois", "azerty 1 2 3", "azerty 1 2 3", "azerty 1 2 3"),
            ("chat neuf et lune cent vingt-trois", "chat 9 et lune 123", "chat 9 et lune 123", "chat 9 et lune 123"),
            ("48 29 un cinq", "48 29 1 5", "48 29 1 5", "48 29 1 5"),
            ("4 8, 2 et 9", "4 8 2 9", "4 8 2 9", "4 8 2 9"),
            ("vingt, quatre, douze, trois", "24 12 3", "24 12 3", "20 4 12 3"),
            ("quatre, vingt et un", "81", "81", "4 21"),
            ("Soixante. Dix-huit. Douze.", "78 12.", "78 12.", "60 18 12."),
            ("quatre-vingt-deux", "82", "82", "82"),
            ("deux mille 26", "2026", "2026", "2026"),
            ("2 mille 26 et 4 cent 82", "2026 482", "2026 482", "2026 482"),
            ("mille neuf cents 85", "1985", "1985", "1985"),
            ("19 cent 85, deux mille 026", "1985 2000 026", "1985 2000 026", "1985 2000 026"),
            ("dix-neuf cent quatre-vingt-cinq", "1985", "1985", "1985"),
            ("dix cent vingt", "10 120", "10 120", "10 120"),
            ("les 48 et 29", "les 48 et 29", "les 48 et 29", "les 48 et 29"),
        ] {
            assert_eq!(in_all_digits(said), [four, eighty, stopped], "{said}");
        }
    }

    #[test]
    fn what_sentences_are_full_of_stays() {
        for said in [
            "",
            "un compte et deux livrets",
            "J’ai essayé deux ou trois fois, une en mars et six en avril.",
            "mon neuf pièces à cent mille euros",
            "dix-huit mois",
            "cent quatre-vingt-dix-neuf",
            "Mille mercis",
            "quatre, et cinq",
            "le 12/03/2025 et le 06 12 34 56 78",
            "FR76 3000 2005",
            "et et et et et",
            "Oh, un compte, ô joie, et 4 livrets",
            "Il y a 4G, B2B et H2O à Oloron",
            "les 12 et 15 novembre",
            "codes 403, 404 et 1009",
            "le code 503 et un autre",
            "Code 503, un message s’affiche.",
            "le 12/03/2025. Un conseiller",
            "trois comptes en double. Deux livrets, puis mille questions",
            "J’ai un compte, puis deux, puis trois",
            "48 euros, puis 2915",
        ] {
            assert_eq!(in_digits(said), [said, said]);
        }
    }
}
