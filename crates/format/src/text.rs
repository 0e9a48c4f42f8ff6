//! Text as people paste it: what a reader sees of it, by Unicode property (RFC 8264, RFC 8265).
//!
//! A paste brings along what nobody sees: zero-width and soft-hyphen characters, direction marks, the
//! spaces of a web page. Everything that compares or keeps what a person wrote goes through here.

use std::{ops::RangeInclusive, sync::LazyLock};

use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
    props::{Dash, DefaultIgnorableCodePoint, GeneralCategory, PrependedConcatenationMark, WhiteSpace, WordBreak},
};
use unicode_normalization::UnicodeNormalization as _;

pub use dictated::in_digits;

mod dictated;
pub(crate) mod emoji;
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

/// One line as it is read: NFC, nothing invisible, single spaces inside and none around.
pub fn line(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !draws_nothing(*c)).nfc().collect();
    visible.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Lines as they are read: NFC, nothing invisible, every space U+0020, every line's end U+000A, no
/// space around.
pub fn lines(text: &str) -> String {
    let plain = |c| match c {
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if is_space(c) => ' ',
        c => c,
    };
    let text: String = text.replace("\r\n", "\n").chars().filter(|c| !draws_nothing(*c)).map(plain).nfc().collect();
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
