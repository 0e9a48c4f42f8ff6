//! One number in words.

use crate::text::{recognised, signs};

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
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
    pub fn of(word: &str) -> Option<Self> {
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
    pub fn is_spelled(self) -> bool {
        !matches!(self, Self::And | Self::Joint | Self::Times(_) | Self::Digits)
    }
}

/// A number as far as it was said.
#[derive(Clone, Copy)]
pub(super) struct Number {
    thousands: Option<u32>,
    /// Below a thousand, or two of "dix-neuf cent".
    value: u32,
    /// What is said next is less than this, if it is of the same number.
    room: u32,
    last: Part,
}

impl Number {
    /// Nothing of it is said yet.
    pub const NONE: Self = Self { thousands: None, value: 0, room: 1000, last: Part::And };

    /// This number and one part more; none when the part begins another.
    pub fn and(self, part: Part) -> Option<Self> {
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
            Part::Hundred if self.counts_hundreds() => (self.value * 100, 100),
            Part::Hundred if self.room == 1000 => (100, 100),
            Part::Thousand if self.thousands.is_none() && (self.value > 0 || self.is_nothing()) => {
                return Some(Self { thousands: Some(self.value.max(1)), value: 0, room: 1000, last: part });
            }
            _ => return None,
        };
        Some(Self { value, room, last: part, ..self })
    }

    /// Below a thousand, in digits.
    pub fn of(digits: &str) -> Option<Self> {
        let value = digits.parse().ok().filter(|_| digits.len() < 4 && !digits.starts_with('0'))?;
        Some(Self { value, room: 0, last: Part::Digits, ..Self::NONE })
    }

    /// "deux mille 26": this number and the end of it.
    pub fn ending(self, end: Self) -> Option<Self> {
        let goes_on = matches!(self.last, Part::Hundred | Part::Thousand) && end.value < self.room;
        goes_on.then_some(Self { value: self.value + end.value, thousands: self.thousands, ..end })
    }

    /// "neuf cent", "dix-neuf cent", and "9 cent".
    fn counts_hundreds(self) -> bool {
        let is_said = matches!(self.last, Part::Unit(_) | Part::Teen(_) | Part::Digits);
        is_said && (self.value < 10 || self.thousands.is_none() && (11..20).contains(&self.value))
    }

    pub fn is_nothing(self) -> bool {
        self.last == Part::And
    }

    pub fn digits(self) -> String {
        (self.thousands.unwrap_or(0) * 1000 + self.value).to_string()
    }
}
