//! The forms that write a secret character by character, each in its own way.

use entities::ENTITIES;
use zeroize::Zeroizing;

use super::automaton::{Graph, hex_digit};

/// How many backslashes may stand before an escape: three layers of JSON.
const BACKSLASHES: usize = 7;
/// How often an ampersand may itself be a reference, `&amp;amp;#233;`.
const AMPERSANDS: usize = 3;
/// How many zeros may stand before a number.
const ZEROS: usize = 6;

/// Every way from `from` to `to` that reads the secret.
pub fn add(graph: &mut Graph, from: u32, secret: &str, to: u32) {
    // The node before each byte; inside a character only its own bytes lead from one to the next.
    let mut nodes: Vec<u32> = (1..secret.len()).map(|_| graph.node()).collect();
    nodes.insert(0, from);
    nodes.push(to);
    for (at, character) in secret.char_indices() {
        let end = at + character.len_utf8();
        for (byte, pair) in secret.as_bytes()[at..end].iter().zip(nodes[at..=end].windows(2)) {
            add_byte(graph, pair[0], *byte, pair[1]);
        }
        add_character(graph, nodes[at], character, nodes[end]);
        for (name, length) in references(&secret[at..]) {
            add_reference(graph, &[nodes[at]], name, nodes[at + length]);
        }
        add_escaped_references(graph, nodes[at], character, nodes[end]);
    }
}

/// `\&quot;`, `\&#34;`, `&#92;&#34;`: JSON within HTML.
fn add_escaped_references(graph: &mut Graph, from: u32, character: char, to: u32) {
    if !matches!(character, '"' | '\'' | '&' | '<' | '>' | '/' | '\\') {
        return;
    }
    let mut slashes = add_backslashes(graph, from);
    let slash = graph.node();
    add_numbers(graph, &[from], '\\', slash);
    slashes.push(slash);
    let mut buffer = [0; 4];
    for (name, _) in references(character.encode_utf8(&mut buffer)) {
        add_reference(graph, &slashes, name, to);
    }
    add_numbers(graph, &slashes, character, to);
    if let Some(short) = short(character) {
        graph.syntax(slash, short, to);
    }
}

fn add_byte(graph: &mut Graph, from: u32, byte: u8, to: u32) {
    graph.syntax(from, byte, to);
    // `=E9`: quoted-printable, as a mail that is printed has it (RFC 2045, 6.7).
    let quoted = graph.node();
    graph.byte(from, b'=', quoted);
    graph.hex(quoted, byte, to);
    if byte == b' ' {
        graph.syntax(from, b'+', to);
    }
}

fn add_character(graph: &mut Graph, from: u32, character: char, to: u32) {
    add_escapes(graph, from, character, to);
    add_numbers(graph, &[from], character, to);
    add_octal(graph, from, character, to);
    if let (Ok(latin), false) = (u8::try_from(character), character.is_ascii()) {
        add_byte(graph, from, latin, to);
    }
}

/// `\"`, `\x22`, `\u0022`, `\u{22}`, `\U00000022`
fn add_escapes(graph: &mut Graph, from: u32, character: char, to: u32) {
    let slashes = add_backslashes(graph, from);
    let [x, u, brace, long] = [(); 4].map(|()| graph.node());
    for &slash in &slashes {
        if let Some(short) = short(character) {
            graph.syntax(slash, short, to);
        }
        graph.byte(slash, b'x', x);
        graph.byte(slash, b'u', u);
        graph.byte(slash, b'U', long);
    }
    add_bytes_after_x(graph, x, character, to);
    add_units(graph, u, character, to);
    add_digits(graph, long, &hexadecimal(character, 8), to);

    let close = graph.node();
    graph.syntax(u, b'{', brace);
    add_padded(graph, brace, &hexadecimal(character, 1), close);
    graph.syntax(close, b'}', to);
}

fn add_backslashes(graph: &mut Graph, from: u32) -> Vec<u32> {
    let mut at = from;
    let mut after = || {
        let next = graph.node();
        graph.syntax(at, b'\\', next);
        at = next;
        next
    };
    (0..BACKSLASHES).map(|_| after()).collect()
}

/// What may stand after a backslash for this character (RFC 8259, 7; and `\'`, `\$` in shells).
fn short(character: char) -> Option<u8> {
    match character {
        '\n' => Some(b'n'),
        '\r' => Some(b'r'),
        '\t' => Some(b't'),
        '\u{8}' => Some(b'b'),
        '\u{c}' => Some(b'f'),
        sign if sign.is_ascii_punctuation() || sign == ' ' => u8::try_from(sign).ok(),
        _ => None,
    }
}

/// `e9` of ISO 8859-1, or `c3\xa9` of UTF-8.
fn add_bytes_after_x(graph: &mut Graph, x: u32, character: char, to: u32) {
    if let Ok(latin) = u8::try_from(character) {
        graph.hex(x, latin, to);
    }
    let mut buffer = [0; 4];
    let Some((last, body)) = character.encode_utf8(&mut buffer).as_bytes().split_last() else { return };
    let mut at = x;
    for &byte in body {
        let end = graph.node();
        graph.hex(at, byte, end);
        at = graph.node();
        for slash in add_backslashes(graph, end) {
            graph.byte(slash, b'x', at);
        }
    }
    graph.hex(at, *last, to);
}

/// `00e9`, or `d83d\ude00` of a surrogate pair.
fn add_units(graph: &mut Graph, u: u32, character: char, to: u32) {
    let mut buffer = [0; 2];
    let [high, low] = *character.encode_utf16(&mut buffer) else {
        return add_digits(graph, u, &hexadecimal(character, 4), to);
    };
    let [end, second] = [graph.node(), graph.node()];
    add_digits(graph, u, &hexadecimal(high, 4), end);
    for slash in add_backslashes(graph, end) {
        graph.byte(slash, b'u', second);
    }
    add_digits(graph, second, &hexadecimal(low, 4), to);
}

/// `\303\251` of UTF-8, byte by byte, or `\351` of ISO 8859-1.
fn add_octal(graph: &mut Graph, from: u32, character: char, to: u32) {
    if let (Ok(latin), false) = (u8::try_from(character), character.is_ascii()) {
        for slash in add_backslashes(graph, from) {
            add_digits(graph, slash, &Zeroizing::new(format!("{latin:03o}")), to);
        }
    }
    let mut buffer = [0; 4];
    let bytes = character.encode_utf8(&mut buffer).as_bytes();
    let mut at = from;
    for (index, byte) in bytes.iter().enumerate() {
        let next = if index + 1 == bytes.len() { to } else { graph.node() };
        for slash in add_backslashes(graph, at) {
            add_digits(graph, slash, &Zeroizing::new(format!("{byte:03o}")), next);
        }
        at = next;
    }
}

/// `&#233;`, `&#xE9;`
fn add_numbers(graph: &mut Graph, from: &[u32], character: char, to: u32) {
    let [number, x, end] = [(); 3].map(|()| graph.node());
    for ampersand in add_ampersands(graph, from) {
        graph.syntax(ampersand, b'#', number);
    }
    graph.either_case(number, b'x', x);
    let decimal = Zeroizing::new(u32::from(character).to_string());
    for (radix, digits) in [(number, decimal), (x, hexadecimal(character, 1))] {
        add_padded(graph, radix, &digits, to);
        add_padded(graph, radix, &digits, end);
    }
    graph.syntax(end, b';', to);
}

fn add_ampersands(graph: &mut Graph, from: &[u32]) -> [u32; AMPERSANDS] {
    let mut at = graph.node();
    for &from in from {
        graph.syntax(from, b'&', at);
    }
    std::array::from_fn(|index| {
        if index > 0 {
            let [amp, next] = [graph.node(), graph.node()];
            graph.text(at, b"amp", amp);
            graph.syntax(amp, b';', next);
            at = next;
        }
        at
    })
}

/// The named references to the beginning of a text: each name without `&`, and how many bytes of
/// the text it stands for.
fn references(text: &str) -> impl Iterator<Item = (&'static str, usize)> {
    ENTITIES
        .iter()
        .filter(move |entity| text.starts_with(entity.characters))
        .map(|entity| (entity.entity.trim_start_matches('&'), entity.characters.len()))
}

/// `eacute;`
fn add_reference(graph: &mut Graph, from: &[u32], name: &str, to: u32) {
    let letters = name.trim_end_matches(';').as_bytes();
    let end = graph.node();
    for ampersand in add_ampersands(graph, from) {
        if !name.ends_with(';') {
            graph.text(ampersand, letters, to);
        }
        graph.text(ampersand, letters, end);
    }
    graph.syntax(end, b';', to);
}

/// At least this many digits, in lower case.
fn hexadecimal(number: impl Into<u32>, width: usize) -> Zeroizing<String> {
    let number = number.into();
    Zeroizing::new(format!("{number:0width$x}"))
}

/// Digits after any number of zeros, up to [`ZEROS`].
fn add_padded(graph: &mut Graph, from: u32, digits: &str, to: u32) {
    let mut at = from;
    for _ in 0..ZEROS {
        add_digits(graph, at, digits, to);
        let next = graph.node();
        graph.byte(at, hex_digit(0), next);
        at = next;
    }
    add_digits(graph, at, digits, to);
}

/// Digits of any radix, letters in either case.
fn add_digits(graph: &mut Graph, from: u32, digits: &str, to: u32) {
    let mut at = from;
    for (index, &digit) in digits.as_bytes().iter().enumerate() {
        let next = if index + 1 == digits.len() { to } else { graph.node() };
        graph.either_case(at, digit, next);
        at = next;
    }
}
