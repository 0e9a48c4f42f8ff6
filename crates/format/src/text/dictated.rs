//! Numbers as a telephone or a computer writes them that is dictated to, in words, French or English, and as a scan does,
//! with letters for digits.

use super::{Word, digit_like, is_dash, is_space, recognised, separates, signs, words};

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
    /// "et", "and": of a number between two parts of it, and of none between two numbers.
    And,
    /// "puis", "virgule": between two numbers.
    Joint,
    /// "double", "triple": the digit that follows, so many times.
    Times(usize),
    /// Digits already.
    Digits,
}

impl Part {
    fn of(word: &str) -> Option<Self> {
        let word: String = recognised(word).collect();
        // "milles", "quatres"
        let singular = || Self::named(word.strip_suffix('S')?);
        let digits = || word.bytes().all(|c| c.is_ascii_digit()).then_some(Self::Digits);
        Self::named(&word).or_else(singular).or_else(digits)
    }

    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "ZERO" | "NOUGHT" => Self::Zero,
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
            "VINGT" => Self::Vingt,
            "TWENTY" => Self::Tens(20),
            "TRENTE" | "THIRTY" => Self::Tens(30),
            "QUARANTE" | "FORTY" => Self::Tens(40),
            "CINQUANTE" | "FIFTY" => Self::Tens(50),
            "SOIXANTE" | "SIXTY" => Self::Tens(60),
            "SEPTANTE" | "SEVENTY" => Self::Tens(70),
            "HUITANTE" | "OCTANTE" | "EIGHTY" => Self::Tens(80),
            "NONANTE" | "NINETY" => Self::Tens(90),
            "CENT" | "HUNDRED" => Self::Hundred,
            "MILLE" | "THOUSAND" => Self::Thousand,
            "ET" | "AND" => Self::And,
            "PUIS" | "ENSUITE" | "THEN" => Self::Joint,
            "DOUBLE" => Self::Times(2),
            "TRIPLE" => Self::Times(3),
            _ if signs::is_name(word) => Self::Joint,
            _ => return None,
        })
    }

    /// Whether it is a number in words, or a part of one.
    fn is_spelled(self) -> bool {
        !matches!(self, Self::And | Self::Joint | Self::Times(_) | Self::Digits)
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
                    run.push(number, text[words[run.words].0..words[run.words].1].to_owned());
                    run.take(1, part, Number::NONE)
                }
                _ => {
                    let longer = number.and(part);
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
            Part::Unit(1) if self.last == Some(Part::Digits) => None,
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

    /// Whether it is more than a word or two of a sentence, and no "les 12 et 15" or "403, 404 et 1009".
    fn is_dictated(&self) -> bool {
        (self.spelled > 0 || self.numbers.len() > 2 && self.joints + 1 == self.numbers.len())
            && (self.numbers.len() > 1 || self.words > 2)
            && self.numbers.iter().map(String::len).sum::<usize>() >= SHORTEST
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
    fn letters_that_a_scan_took_for_digits_are_digits() {
        for (scanned, written) in [
            ("je tape 48O9l5.", "je tape 480915."),
            ("I2o4", "I2o4"),
            ("12Io4", "12104"),
            ("l’an 2O26", "l’an 2026"),
            ("48Z915, 4B2915, 48291S", "482915, 482915, 482915"),
            ("48L5, 4s8, Z02, S22", "48L5, 4s8, Z02, S22"),
        ] {
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
