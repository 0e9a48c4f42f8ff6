//! Emoji sequences (UTS #51, "possible emoji"): what draws nothing by itself belongs to the picture.

use icu_properties::{
    CodePointSetData, CodePointSetDataBorrowed,
    props::{EmojiModifier, ExtendedPictographic},
};

const PICTURE: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<ExtendedPictographic>();
const MODIFIER: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<EmojiModifier>();

const JOINER: char = '\u{200d}';
const EMOJI_STYLE: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';
const TAGS: std::ops::RangeInclusive<char> = '\u{e0020}'..='\u{e007e}';
const TAGS_END: char = '\u{e007f}';

/// How many characters of `text`, from its first, are one emoji with all that belongs to it; 0 when
/// it begins with none.
pub fn sequence(text: &[char]) -> usize {
    let mut length = match text {
        ['0'..='9' | '#' | '*', EMOJI_STYLE, KEYCAP, ..] => return 3,
        _ => element(text),
    };
    while length > 0 && text.get(length) == Some(&JOINER) {
        match element(&text[length + 1..]) {
            0 => break,
            next => length += 1 + next,
        }
    }
    length
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
        _ if tags > 0 && after.get(tags) == Some(&TAGS_END) => tags + 2,
        _ => 1,
    }
}
