//! Text as people paste it: what a reader sees of it, by Unicode property (RFC 8264, RFC 8265).
//!
//! A paste brings along what nobody sees: zero-width and soft-hyphen characters, direction marks, the
//! spaces of a web page. Everything that compares or keeps what a person wrote goes through here.

use std::{ops::RangeInclusive, sync::LazyLock};

use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
    props::{
        Dash, DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup, PrependedConcatenationMark, WhiteSpace,
        WordBreak,
    },
};
use unicode_normalization::UnicodeNormalization as _;

pub use dictated::{in_all_digits, in_digits};
pub(crate) use signs::{without_joints, without_names as without_names_of_signs};

mod dictated;
pub(crate) mod emoji;
mod scanned;
mod signs;
#[cfg(test)]
mod tests;

const IGNORABLE: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<DefaultIgnorableCodePoint>();
const WHITE_SPACE: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<WhiteSpace>();
const DASH: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<Dash>();
/// The format characters that are drawn: Arabic signs that stand before a number.
const DRAWN_FORMAT: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<PrependedConcatenationMark>();
const CATEGORY: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::new();
const WORD_BREAK: CodePointMapDataBorrowed<'static, WordBreak> = CodePointMapData::new();

/// A pattern of no dots: a symbol by its category, blank to every reader.
const BRAILLE_BLANK: char = '\u{2800}';

/// Where an object stood that a paste left behind: a symbol by its category, which web engines do not draw.
const OBJECT: char = '\u{fffc}';

/// Every run of decimal digits. Unicode encodes each script's ten in one row from zero (stability
/// policy, `Numeric_Type=Decimal`), so that a run is one or several whole rows.
static DIGIT_RUNS: LazyLock<Vec<RangeInclusive<u32>>> =
    LazyLock::new(|| CATEGORY.iter_ranges_for_value(GeneralCategory::DecimalNumber).collect());

/// Whether it takes up room and draws nothing.
pub fn is_space(c: char) -> bool {
    WHITE_SPACE.contains(c) || c == BRAILLE_BLANK
}

/// Whether nobody sees it: it draws nothing and takes up no room.
pub fn draws_nothing(c: char) -> bool {
    // Most of most texts: told without looking it up.
    !c.is_ascii_graphic()
        && !is_space(c)
        && (IGNORABLE.contains(c)
            || c == OBJECT
            || match CATEGORY.get(c) {
                GeneralCategory::Control => true,
                GeneralCategory::Format => !DRAWN_FORMAT.contains(c),
                _ => false,
            })
}

/// Whether it is a dash, hyphen or minus.
pub fn is_dash(c: char) -> bool {
    DASH.contains(c)
}

/// Whether it is punctuation that stands inside a number or a word (UAX #29, "Word boundaries").
pub(crate) fn is_inside_numbers(c: char) -> bool {
    matches!(
        WORD_BREAK.get(c),
        WordBreak::MidNum
            | WordBreak::MidNumLet
            | WordBreak::MidLetter
            | WordBreak::SingleQuote
            | WordBreak::ExtendNumLet
    )
}

/// The digit of any script as one of ASCII; anything else as it is.
pub fn ascii_digit(c: char) -> char {
    if c.is_ascii() || CATEGORY.get(c) != GeneralCategory::DecimalNumber {
        return c;
    }
    let of_run = |run: &RangeInclusive<u32>| char::from_digit((u32::from(c) - run.start()) % 10, 10);
    DIGIT_RUNS.iter().find(|run| run.contains(&u32::from(c))).and_then(of_run).unwrap_or(c)
}

/// What is seen of a text, with the joiners that its letters are written with.
fn visible(text: &str) -> String {
    let written: Vec<char> = text.chars().filter(|c| is_joiner(*c) || !draws_nothing(*c)).collect();
    let joins = |at: usize| at > 0 && is_joined(written[at - 1]) && written.get(at + 1).is_some_and(|c| is_joined(*c));
    let stays = |(at, c): (usize, &char)| (!is_joiner(*c) || joins(at)).then_some(*c);
    written.iter().enumerate().filter_map(stays).collect()
}

/// Zero-width non-joiner and joiner: Persian and the scripts of India write with them.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether it may be joined to the next: a letter or mark of the Arabic script or of those of India, by their blocks.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{d7f}')
        && GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Mark).contains(CATEGORY.get(c))
}

/// One line as it is read: NFC, nothing invisible but joiners, single spaces inside and none around.
pub fn line(text: &str) -> String {
    let visible: String = visible(text).nfc().collect();
    visible.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Lines as they are read: NFC, nothing invisible but joiners, every space U+0020, every line's end U+000A, no
/// space around. What a word processor takes from its fonts of signs is a bullet, the commonest of them.
pub fn lines(text: &str) -> String {
    let plain = |c| match c {
        '\u{f000}'..='\u{f0ff}' => '•',
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if is_space(c) => ' ',
        c => c,
    };
    let text: String = visible(&text.replace("\r\n", "\n")).chars().map(plain).nfc().collect();
    text.trim().to_owned()
}

/// Whether two names are one: letter case, accents, spacing and punctuation do not count.
pub fn same_name(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let letters: String = recognised(name).collect();
        letters.split(|c: char| !is_letter_or_digit(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (one, other): (Vec<String>, Vec<String>) = (words(one), words(other));
    !one.is_empty() && one == other
}

/// Whether a word of a name has a letter in it.
pub(crate) fn has_letter(name: &str) -> bool {
    recognised(name).any(|c| c.is_alphabetic() && is_letter_or_digit(c))
}

/// The text as a reader knows it again, however it is spelled: without what draws nothing, compatible
/// characters, letter cases, accents and the digits of all scripts being one.
///
/// Upper case of lower case makes one of all that case folding does, and of the dotless i, too.
pub(crate) fn recognised(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !draws_nothing(*c))
        .nfkd()
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .nfkd()
        .filter(|c| !draws_nothing(*c) && !is_mark(*c))
        .map(ascii_digit)
        .flat_map(plain_letters)
}

/// The letters that people write for a capital that joins two, or is stroked: Unicode decomposes neither.
fn plain_letters(capital: char) -> impl Iterator<Item = char> {
    let (one, other) = match capital {
        'Œ' => ('O', Some('E')),
        'Æ' => ('A', Some('E')),
        'Ø' => ('O', None),
        'Đ' | 'Ð' => ('D', None),
        'Ł' => ('L', None),
        'Ħ' => ('H', None),
        _ => (capital, None),
    };
    std::iter::once(one).chain(other)
}

/// Whether it is read as a letter or a digit. A modifier letter, such as the apostrophe of `Cʼhoarzh`, is a sign.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    c.is_alphanumeric() && CATEGORY.get(c) != GeneralCategory::ModifierLetter
}

/// Where a word begins and ends.
type Word = (usize, usize);

/// The runs of letters and digits.
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

/// The Latin capital that one of another script is drawn like, of those that the consent PDF's faces have (Unicode's
/// confusables.txt); any other character as it is.
pub(crate) fn drawn_as_latin(capital: char) -> char {
    match capital {
        '\u{391}' | '\u{410}' => 'A',
        '\u{392}' | '\u{412}' => 'B',
        '\u{421}' => 'C',
        '\u{395}' | '\u{415}' => 'E',
        '\u{397}' | '\u{41d}' => 'H',
        '\u{399}' | '\u{406}' => 'I',
        '\u{408}' => 'J',
        '\u{39a}' | '\u{41a}' => 'K',
        '\u{39c}' | '\u{41c}' => 'M',
        '\u{39d}' => 'N',
        '\u{39f}' | '\u{41e}' | '\u{555}' => 'O',
        '\u{3a1}' | '\u{420}' => 'P',
        '\u{51a}' => 'Q',
        '\u{405}' | '\u{54f}' => 'S',
        '\u{3a4}' | '\u{422}' => 'T',
        '\u{54d}' => 'U',
        '\u{474}' => 'V',
        '\u{51c}' => 'W',
        '\u{3a7}' | '\u{425}' => 'X',
        '\u{3a5}' | '\u{423}' | '\u{4ae}' => 'Y',
        '\u{396}' => 'Z',
        other => other,
    }
}

/// The digit that a capital has the shape of.
pub(crate) fn digit_like(capital: char) -> Option<char> {
    match capital {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        'Z' => Some('2'),
        'S' => Some('5'),
        'B' => Some('8'),
        _ => None,
    }
}

/// Whether it is drawn on the character before it.
pub fn is_mark(c: char) -> bool {
    matches!(CATEGORY.get(c), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark)
}

/// Whether it only stands between what is read: a space, a dash, punctuation.
pub(crate) fn separates(c: char) -> bool {
    is_space(c)
        || is_dash(c)
        || matches!(
            CATEGORY.get(c),
            GeneralCategory::ConnectorPunctuation
                | GeneralCategory::DashPunctuation
                | GeneralCategory::OpenPunctuation
                | GeneralCategory::ClosePunctuation
                | GeneralCategory::InitialPunctuation
                | GeneralCategory::FinalPunctuation
                | GeneralCategory::OtherPunctuation
        )
}
