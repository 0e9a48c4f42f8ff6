//! Emoji sequences (UTS #51, "possible emoji"): what draws nothing by itself belongs to the picture.

use icu_properties::{
    CodePointSetData, CodePointSetDataBorrowed,
    props::{EmojiModifier, EmojiPresentation, ExtendedPictographic},
};

const PICTURE: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<ExtendedPictographic>();
/// Those that are pictures without a style: `©` is a letter's companion until it is given one.
const PRESENTED: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<EmojiPresentation>();
const MODIFIER: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<EmojiModifier>();

const JOINER: char = '\u{200d}';
const EMOJI_STYLE: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';
/// The one picture whose tags make another.
const BLACK_FLAG: char = '\u{1f3f4}';
const TAGS: std::ops::RangeInclusive<char> = '\u{e0020}'..='\u{e007e}';
const TAGS_END: char = '\u{e007f}';

/// How many characters of `text`, from its first, are one emoji with all that belongs to it; 0 when
/// it begins with none.
pub fn sequence(text: &[char]) -> usize {
    let mut length = match text {
        ['0'..='9' | '#' | '*', EMOJI_STYLE, KEYCAP, ..] => return 3,
        _ => element(text),
    };
    let mut last = &text[..length];
    while is_picture(last) && text.get(length) == Some(&JOINER) {
        let after = &text[length + 1..];
        last = &after[..element(after)];
        if is_picture(last) {
            length += 1 + last.len();
        }
    }
    length
}

/// Whether it is drawn as a picture by itself, or by what follows it.
fn is_picture(element: &[char]) -> bool {
    element.len() > 1 || element.first().is_some_and(|c| PRESENTED.contains(*c))
}

/// A picture, then its skin tone, its style, or the tags of a flag.
fn element(text: &[char]) -> usize {
    if !text.first().is_some_and(|c| PICTURE.contains(*c)) {
        return 0;
    }
    let after = &text[1..];
    let tags = after.iter().take_while(|c| TAGS.contains(*c)).count();
    match after.first().copied() {
        Some(EMOJI_STYLE) => 2,
        Some(c) if MODIFIER.contains(c) => 2,
        _ if text[0] == BLACK_FLAG && tags > 0 && after.get(tags) == Some(&TAGS_END) => tags + 2,
        _ => 1,
    }
}
