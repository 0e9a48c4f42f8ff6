//! What came by mail, made harmless for a terminal.

use std::fmt::{self, Display, Formatter, Write};

use serde_json::Value;

/// A text from outside, shown without its control characters.
///
/// C0, C1 and DEL (ECMA-48: colours, titles, clipboard, cursor), bidi controls (UAX #9) and line
/// separators become `\u{1b}` and the like; a backslash is doubled, so that no text can look escaped.
#[derive(Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '\\' => f.write_str("\\\\"),
            c if acts_on_a_terminal(c) => write!(f, "{}", c.escape_unicode()),
            c => f.write_char(c),
        })
    }
}

/// JSON on one line, whose texts from outside are escaped as JSON allows: a program reads what came,
/// a terminal shows what it is.
#[derive(Clone, Copy)]
pub struct Json<'a>(pub &'a Value);

impl Display for Json<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.to_string().chars().try_for_each(|c| {
            if acts_on_a_terminal(c) {
                c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(f, "\\u{unit:04x}"))
            } else {
                f.write_char(c)
            }
        })
    }
}

fn acts_on_a_terminal(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_sequence_is_shown_and_not_obeyed() {
        assert_eq!(Escaped("a\u{1b}]0;b\u{7}\r\n\u{9b}2J").to_string(), r"a\u{1b}]0;b\u{7}\u{d}\u{a}\u{9b}2J");
    }

    #[test]
    fn a_name_written_backwards_stays_in_order() {
        assert_eq!(Escaped("fdp.\u{202e}ega").to_string(), r"fdp.\u{202e}ega");
    }

    #[test]
    fn json_is_shown_and_not_obeyed_and_read_as_it_was() {
        let value = serde_json::json!({"name": "a\u{7f}\u{9b}2J\u{202e}\u{e0041}\n\"é"});
        let shown = Json(&value).to_string();
        assert_eq!(shown, r#"{"name":"a\u007f\u009b2J\u202e\udb40\udc41\n\"é"}"#);
        assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), value);
    }

    #[test]
    fn ordinary_french_is_left_alone() {
        assert_eq!(Escaped("Hélène Marchand « été »").to_string(), "Hélène Marchand « été »");
    }

    #[test]
    fn a_text_cannot_pretend_to_be_escaped() {
        assert_eq!(Escaped(r"\u{1b}").to_string(), r"\\u{1b}");
    }
}
