// No secret survives, in any mixture of forms and for any chunking.

use std::sync::Arc;

use pli_desk::redactor::{Patterns, Redactor, SHORT};

/// A secret, how it is written, and what stands around it.
pub struct Input {
    pub secret: String,
    /// How each character of the secret is written.
    pub ways: Vec<u8>,
    pub before: Vec<u8>,
    pub after: Vec<u8>,
    /// The size of the pieces.
    pub piece: u8,
}

pub fn run(input: Input) {
    let length = input.secret.chars().count();
    // Forms of control characters are not promised, nor is a limit on what a package may hold.
    if !(SHORT..=32).contains(&length) || input.secret.chars().any(char::is_control) {
        return;
    }
    let ways = input.ways.iter().chain(std::iter::repeat(&0));
    let form: String = input.secret.chars().zip(ways).map(|(character, &way)| write(character, way)).collect();
    // A line feed is in no secret and in no form of one: the surroundings cannot be a part of it.
    let text = [&input.before, b"\n\n".as_slice(), form.as_bytes(), b"\n\n", &input.after].concat();

    let patterns = Arc::new(Patterns::of([input.secret.as_str()]));
    let mut redactor = Redactor::new(Arc::clone(&patterns));
    let mut whole = Vec::new();
    redactor.push(&text, &mut whole);
    redactor.finish(&mut whole);

    let mut pieces = Vec::new();
    for piece in text.chunks(usize::from(input.piece).max(1)) {
        redactor.push(piece, &mut pieces);
        assert!(redactor.held_back() <= patterns.longest());
    }
    redactor.finish(&mut pieces);

    assert!(whole == pieces, "the output depends on the pieces");
    assert!(!contains(&whole, input.secret.as_bytes()), "the secret survived");
    assert!(!contains(&whole, format!("\n\n{form}\n\n").as_bytes()), "a form of the secret survived");
}

fn write(character: char, way: u8) -> String {
    let number = u32::from(character);
    let mut buffer = [0; 4];
    let bytes = character.encode_utf8(&mut buffer).as_bytes();
    match way % 8 {
        0 => character.to_string(),
        1 => bytes.iter().map(|byte| format!("%{byte:02X}")).collect(),
        2 => bytes.iter().map(|byte| format!("%25{byte:02x}")).collect(),
        3 => character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
        4 => format!("\\u{{{number:x}}}"),
        5 => format!("&#{number};"),
        6 => format!("&#x{number:X};"),
        _ => bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect(),
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
