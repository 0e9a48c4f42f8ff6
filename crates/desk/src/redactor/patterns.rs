use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::{
    automaton::{Automaton, Graph, MATCH, MATCH_ALONE, START, START_ALONE},
    characters, whole,
};

/// Secrets of fewer characters are blanked only where they stand alone.
pub const SHORT: usize = 4;

/// How often the mask's character stands where a secret stood.
const MASK_LENGTH: usize = 5;

/// Every form of every secret, ready to be looked for. Wiped on drop.
///
/// Takes about 25 kB of memory for each character.
pub struct Patterns {
    automaton: Automaton,
    mask: String,
}

impl Patterns {
    /// The forms of these secrets. An empty one is passed over.
    pub fn of<'a>(secrets: impl IntoIterator<Item = &'a str> + Clone) -> Self {
        let mut graph = Graph::new();
        for secret in secrets.clone().into_iter().filter(|secret| !secret.is_empty()) {
            if secret.chars().count() < SHORT {
                characters::add(&mut graph, START_ALONE, secret, MATCH_ALONE);
            } else {
                characters::add(&mut graph, START, secret, MATCH);
                add_whole(&mut graph, secret);
                for spelling in respelled(secret) {
                    characters::add(&mut graph, START, &spelling, MATCH);
                    add_whole(&mut graph, &spelling);
                }
            }
        }
        Self { automaton: graph.finish(), mask: mask(secrets) }
    }

    /// What stands where a secret stood. No secret holds its character, so that neither the mask
    /// nor what is around it can spell one.
    pub fn mask(&self) -> &str {
        &self.mask
    }

    /// The bytes of the longest form.
    pub fn longest(&self) -> usize {
        self.automaton.longest()
    }

    pub(super) fn automaton(&self) -> &Automaton {
        &self.automaton
    }
}

fn add_whole(graph: &mut Graph, secret: &str) {
    let utf8 = Zeroizing::new(secret.as_bytes().to_vec());
    let latin = latin_1(secret).filter(|latin| *latin != utf8);
    let low_first = utf_16(secret, u16::to_le_bytes);
    let high_first = utf_16(secret, u16::to_be_bytes);
    let escaped = escaped(secret);

    graph.text(START, &low_first, MATCH);
    graph.text(START, &high_first, MATCH);
    for bytes in [Some(&utf8), latin.as_ref(), Some(&low_first), Some(&high_first)].into_iter().flatten() {
        whole::add_hex(graph, bytes);
        whole::add_prefixed_hex(graph, bytes);
        whole::add_decimal(graph, bytes);
        whole::add_octal(graph, bytes);
        whole::add_base64(graph, bytes);
    }
    let mut known = vec![utf8];
    for json in [in_ascii(&escaped, false), in_ascii(&escaped, true), escaped] {
        for json in [slashed(&json), json] {
            if !known.contains(&json) {
                whole::add_base64(graph, &json);
                known.push(json);
            }
        }
    }
}

fn utf_16(secret: &str, order: fn(u16) -> [u8; 2]) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * secret.len()));
    bytes.extend(secret.encode_utf16().flat_map(order));
    bytes
}

fn latin_1(secret: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(secret.len()));
    for character in secret.chars() {
        bytes.push(u8::try_from(character).ok()?);
    }
    Some(bytes)
}

/// As it stands in a JSON text.
fn escaped(secret: &str) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(6 * secret.len() + 2));
    serde_json::to_writer(&mut *bytes, secret).expect("a text always serialises");
    bytes.pop();
    bytes.remove(0);
    bytes
}

/// As programs write JSON that keep to ASCII: `\u00e9`, or `\u00E9`.
fn in_ascii(escaped: &[u8], in_capitals: bool) -> Zeroizing<Vec<u8>> {
    let text = str::from_utf8(escaped).expect("it was a text");
    let mut bytes = Zeroizing::new(Vec::with_capacity(12 * text.len()));
    for character in text.chars() {
        let mut units = [0; 2];
        match u8::try_from(character) {
            Ok(ascii) if ascii.is_ascii() => bytes.push(ascii),
            _ => character.encode_utf16(&mut units).iter().for_each(|unit| {
                let escape = if in_capitals { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
                bytes.extend(Zeroizing::new(escape).bytes());
            }),
        }
    }
    bytes
}

/// As PHP writes JSON: `\/`.
fn slashed(escaped: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * escaped.len()));
    for &byte in escaped {
        if byte == b'/' {
            bytes.push(b'\\');
        }
        bytes.push(byte);
    }
    bytes
}

/// As a system writes it that takes accents apart, or puts them together (Unicode NFD, NFC).
fn respelled(secret: &str) -> Vec<Zeroizing<String>> {
    let spellings = [Zeroizing::new(secret.nfd().collect::<String>()), Zeroizing::new(secret.nfc().collect())];
    spellings.into_iter().filter(|spelling| spelling.as_str() != secret).collect()
}

fn mask<'a>(secrets: impl IntoIterator<Item = &'a str> + Clone) -> String {
    let is_free = |mark: &char| !secrets.clone().into_iter().any(|secret| secret.contains(*mark));
    let mark = ('\u{2588}'..=char::MAX).find(is_free).expect("secrets are finite, and so do not hold every character");
    mark.to_string().repeat(MASK_LENGTH)
}
