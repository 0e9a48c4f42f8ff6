//! Numbers as a telephone or a computer writes them that is dictated to, in words, French or English, and as a scan does,
//! with letters for digits.

use super::{is_dash, is_letter_or_digit, is_space, recognised};

/// The fewest digits that are a code: fewer, spelled in words, are what sentences are full of.
const SHORTEST: usize = 4;

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Zero,
    /// "oh", a zero within an English number.
    Oh,
    /// One to nine.
    Unit(u32),
    /// Ten to nineteen.
    Teen(u32),
    /// Twenty to ninety.
    Tens(u32),
    /// "vingt", which also makes eighty of four.
    Vingt,
    /// "quatre-vingt", two words of which neither is of the tens before.
    QuatreVingt,
    Hundred,
    Thousand,
    /// "et", "and": of a number only between two parts of it.
    And,
    /// Digits already.
    Digits,
}

impl Part {
    fn of(word: &str) -> Option<Self> {
        let word: String = recognised(word).collect();
        Some(match word.as_str() {
            "ZERO" => Self::Zero,
            "OH" | "O" => Self::Oh,
            "UN" | "UNE" | "ONE" => Self::Unit(1),
            "DEUX" | "TWO" => Self::Unit(2),
            "TROIS" | "THREE" => Self::Unit(3),
            "QUATRE" | "FOUR" => Self::Unit(4),
            "CINQ" | "FIVE" => Self::Unit(5),
            "SIX" => Self::Unit(6),
            "SEPT" | "SEVEN" => Self::Unit(7),
            "HUIT" | "EIGHT" => Self::Unit(8),
            "NEUF" | "NINE" => Self::Unit(9),
            "DIX" | "TEN" => Self::Teen(10),
            "ONZE" | "ELEVEN" => Self::Teen(11),
            "DOUZE" | "TWELVE" => Self::Teen(12),
            "TREIZE" | "THIRTEEN" => Self::Teen(13),
            "QUATORZE" | "FOURTEEN" => Self::Teen(14),
            "QUINZE" | "FIFTEEN" => Self::Teen(15),
            "SEIZE" | "SIXTEEN" => Self::Teen(16),
            "SEVENTEEN" => Self::Teen(17),
            "EIGHTEEN" => Self::Teen(18),
            "NINETEEN" => Self::Teen(19),
            "VINGT" | "VINGTS" => Self::Vingt,
            "TWENTY" => Self::Tens(20),
            "TRENTE" | "THIRTY" => Self::Tens(30),
            "QUARANTE" | "FORTY" => Self::Tens(40),
            "CINQUANTE" | "FIFTY" => Self::Tens(50),
            "SOIXANTE" | "SIXTY" => Self::Tens(60),
            "SEPTANTE" | "SEVENTY" => Self::Tens(70),
            "HUITANTE" | "OCTANTE" | "EIGHTY" => Self::Tens(80),
            "NONANTE" | "NINETY" => Self::Tens(90),
            "CENT" | "CENTS" | "HUNDRED" => Self::Hundred,
            "MILLE" | "THOUSAND" => Self::Thousand,
            "ET" | "AND" => Self::And,
            _ if word.bytes().all(|c| c.is_ascii_digit()) => Self::Digits,
            _ => return None,
        })
    }
}

/// A number as far as it was said.
#[derive(Clone, Copy)]
struct Number {
    thousands: Option<u32>,
    /// Below a thousand.
    value: u32,
    /// What is said next is less than this, if it is of the same number.
    room: u32,
    last: Part,
}

impl Number {
    /// Nothing of it is said yet.
    const NONE: Self = Self { thousands: None, value: 0, room: 1000, last: Part::And };

    /// This number and one part more; none when the part begins another.
    fn and(self, part: Part) -> Option<Self> {
        let unit = matches!(self.last, Part::Unit(_)).then_some(self.value);
        let (value, room) = match part {
            Part::Zero | Part::Oh if self.is_nothing() => (0, 0),
            Part::Unit(unit @ 7..) if self.last == Part::Teen(10) => (self.value + unit, 0),
            Part::Unit(unit) if self.room > unit => (self.value + unit, 0),
            Part::Teen(teen) if self.room >= 20 => (self.value + teen, 0),
            Part::Vingt if unit.is_some_and(|unit| unit % 100 == 4) => (self.value - 4 + 80, 20),
            Part::Vingt if self.room >= 100 => (self.value + 20, 10),
            Part::QuatreVingt if self.room >= 100 => (self.value + 80, 20),
            Part::Tens(tens) if self.room >= 100 => (self.value + tens, if tens == 60 { 20 } else { 10 }),
            Part::Hundred if unit.is_some_and(|unit| unit < 10) => (self.value * 100, 100),
            Part::Hundred if self.room == 1000 => (100, 100),
            Part::Thousand if self.thousands.is_none() && (self.value > 0 || self.is_nothing()) => {
                return Some(Self { thousands: Some(self.value.max(1)), value: 0, room: 1000, last: part });
            }
            _ => return None,
        };
        Some(Self { value, room, last: part, ..self })
    }

    fn is_nothing(self) -> bool {
        self.last == Part::And
    }

    fn digits(self) -> String {
        (self.thousands.unwrap_or(0) * 1000 + self.value).to_string()
    }
}

/// Numbers one after the other, with nothing between them but what separates.
#[derive(Default)]
struct Run {
    numbers: Vec<String>,
    /// How many words they are.
    words: usize,
    /// How many of these are no digits.
    spelled: usize,
}

impl Run {
    /// The one that the first of these words begins.
    fn at(text: &str, words: &[Word], reading: Reading) -> Self {
        let mut run = Self::default();
        let mut number = Number::NONE;
        while let Some(part) = run.next(text, words, reading) {
            let after = if part == Part::And { run.after_and(text, words) } else { Some(part) };
            let Some(after) = after else { break };
            let longer = number.and(after);
            if part == Part::And && (number.is_nothing() || longer.is_none()) {
                break;
            }
            if longer.is_none() || after == Part::Digits {
                run.end(number);
                number = Number::NONE;
            }
            if after == Part::Digits {
                run.numbers.push(text[words[run.words].0..words[run.words].1].to_owned());
            } else {
                number = longer.or_else(|| Number::NONE.and(after)).unwrap_or(Number::NONE);
            }
            let taken = 1 + usize::from(matches!(part, Part::And | Part::QuatreVingt));
            run.words += taken;
            run.spelled += if after == Part::Digits { 0 } else { taken };
        }
        run.end(number);
        run
    }

    fn end(&mut self, number: Number) {
        if !number.is_nothing() {
            self.numbers.push(number.digits());
        }
    }

    fn next(&self, text: &str, words: &[Word], reading: Reading) -> Option<Part> {
        match part(text, words, self.words)? {
            Part::Oh if self.words == 0 => None,
            Part::Unit(4) if is_quatre_vingt(text, words, self.words, reading) => Some(Part::QuatreVingt),
            part => Some(part),
        }
    }

    fn after_and(&self, text: &str, words: &[Word]) -> Option<Part> {
        part(text, words, self.words + 1).filter(|part| !matches!(part, Part::And | Part::Digits))
    }

    /// Whether it is more than a word or two of a sentence.
    fn is_dictated(&self) -> bool {
        self.spelled > 0
            && (self.numbers.len() > 1 || self.words > 2)
            && self.numbers.iter().map(String::len).sum::<usize>() >= SHORTEST
    }
}

/// Where a word begins and ends.
type Word = (usize, usize);

/// What the word at this place is in a run that it does not begin, or begins.
fn part(text: &str, words: &[Word], place: usize) -> Option<Part> {
    let (start, end) = *words.get(place)?;
    let joined = place == 0 || text[words[place - 1].1..start].chars().all(|c| is_space(c) || is_dash(c) || c == ',');
    joined.then(|| Part::of(&text[start..end])).flatten()
}

/// How "quarante quatre vingt deux" is read: as 44 22, or as 40 82.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Four,
    Eighty,
}

/// Whether the "quatre" at this place begins an eighty: a hyphen on one side of it tells, otherwise it may be either.
fn is_quatre_vingt(text: &str, words: &[Word], place: usize, reading: Reading) -> bool {
    if part(text, words, place + 1) != Some(Part::Vingt) {
        return false;
    }
    let hyphen = |place: usize| place > 0 && text[words[place - 1].1..words[place].0].contains(is_dash);
    match (hyphen(place), hyphen(place + 1)) {
        (true, false) => false,
        (false, true) => true,
        _ => reading == Reading::Eighty,
    }
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_letter_or_digit(*c)) {
        match words.last_mut().filter(|word| word.1 == at) {
            Some(word) => word.1 += c.len_utf8(),
            None => words.push((at, at + c.len_utf8())),
        }
    }
    words
}

/// The text with the numbers in digits that were dictated, a space between them, in either way that they can be read, and
/// those that a scan has letters in. What may be a word of a sentence, as `un`, `deux mille` or `neuf`, stays; four
/// digits and more, said one after the other, are a code, a date or an amount.
pub fn in_digits(text: &str) -> [String; 2] {
    let text = rescanned(text);
    [Reading::Four, Reading::Eighty].map(|reading| read(&text, reading))
}

fn read(text: &str, reading: Reading) -> String {
    let words = words(text);
    let mut written = String::with_capacity(text.len());
    let (mut place, mut copied) = (0, 0);
    while place < words.len() {
        let run = Run::at(text, &words[place..], reading);
        if run.is_dictated() {
            written += &text[copied..words[place].0];
            written += &run.numbers.join(" ");
            copied = words[place + run.words - 1].1;
        }
        place += run.words.max(1);
    }
    written + &text[copied..]
}

/// The text with the digits that a scan took for letters.
fn rescanned(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut copied = 0;
    for (start, end) in words(text) {
        if is_scanned(&text[start..end]) {
            written += &text[copied..start];
            written += &text[start..end].replace(['O', 'o'], "0").replace(['I', 'l'], "1");
            copied = end;
        }
    }
    written + &text[copied..]
}

/// Whether it is a number, a few digits of which are letters of their shape.
fn is_scanned(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let look_alikes = word.bytes().filter(|c| matches!(c, b'O' | b'o' | b'I' | b'l')).count();
    digits >= 2 && digits > look_alikes && digits + look_alikes == word.len()
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
    fn letters_that_a_scan_took_for_digits_are_digits() {
        for (scanned, written) in
            [("je tape 48O9l5.", "je tape 480915."), ("I2o4", "I2o4"), ("12Io4", "12104"), ("l’an 2O26", "l’an 2026")]
        {
            assert_eq!(in_digits(scanned), [written, written], "{scanned}");
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
        ] {
            assert_eq!(in_digits(said), [said, said]);
        }
    }
}
