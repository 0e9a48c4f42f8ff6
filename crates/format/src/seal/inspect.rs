//! What a sealed file tells whoever holds no key (`docs/FORMAT.md`, 5.7): it is age by its
//! specification, for one or two recipients of one kind, and as long as Pli makes them. That one of
//! those recipients is a stranger cannot be seen of an X25519 stanza.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use jiff::Timestamp;

use super::{INTRODUCTION, TAG_LENGTH, room};
use crate::{bundle::Bundle, payload::LENGTHS, recipients::RecipientKind};

/// Why a sealed file is none that Pli makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealedFileError {
    /// Its header is not age's.
    #[error("the sealed file is no age file")]
    Damaged,
    /// Not one or two recipients of one known kind and one stanza of grease, or not as many as the
    /// bundle has.
    #[error("the sealed file is for other recipients than the bundle's")]
    Recipients,
    /// Its length is none of those of its kind.
    #[error("the sealed file has a length that Pli makes none of")]
    Length,
}

impl SealedFileError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Damaged => "sealed-file-damaged",
            Self::Recipients => "sealed-file-recipients",
            Self::Length => "sealed-file-length",
        }
    }
}

/// A sealed file as it looks from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    pub(super) kind: RecipientKind,
    pub(super) recipients: usize,
    /// The length of the payload that it is padded for, one of [`LENGTHS`].
    pub(super) padded: usize,
}

/// Looks at a sealed file without any key.
///
/// # Errors
/// [`SealedFileError`], in that order.
pub fn inspect(sealed: &[u8]) -> Result<Inspected, SealedFileError> {
    let (stanzas, header_length) = read_header(sealed).ok_or(SealedFileError::Damaged)?;
    let kinds: Vec<Option<RecipientKind>> =
        stanzas.iter().filter(|stanza| !stanza.is_grease()).map(Stanza::kind).collect();
    let kind = kinds.first().copied().flatten().ok_or(SealedFileError::Recipients)?;
    let is_for_some = kinds.len() <= 2 && kinds.iter().all(|other| *other == Some(kind));
    if !is_for_some || stanzas.len() - kinds.len() != 1 {
        return Err(SealedFileError::Recipients);
    }
    let padded = LENGTHS.into_iter().find(|length| length + room(kind) == sealed.len());
    let fits = header_length + NONCE_LENGTH + TAG_LENGTH <= room(kind);
    let padded = padded.filter(|_| fits).ok_or(SealedFileError::Length)?;
    Ok(Inspected { kind, recipients: kinds.len(), padded })
}

impl Inspected {
    /// Checks that it is for as many recipients, and of the kind, that Pli seals to from the signature
    /// on, for as long as the consent holds.
    ///
    /// # Errors
    /// [`SealedFileError::Recipients`]
    pub fn check(&self, bundle: &Bundle, signed_at: Timestamp, expires_at: Timestamp) -> Result<(), SealedFileError> {
        let first = bundle.recipients(signed_at).map_err(|_| SealedFileError::Recipients)?;
        let last_instant = first.epoch().not_after().min(expires_at).max(signed_at);
        let last = bundle.recipients(last_instant).map_err(|_| SealedFileError::Recipients)?;
        let is_possible = (first.iter().count()..=last.iter().count()).contains(&self.recipients);
        if is_possible && first.kind() == self.kind { Ok(()) } else { Err(SealedFileError::Recipients) }
    }
}

/// What precedes the chunks of the ciphertext, in bytes (age v1, "Payload").
const NONCE_LENGTH: usize = 16;
/// A line of a stanza's body, but for the last, in characters of base64 (age v1, "Recipient stanza").
const LINE_LENGTH: usize = 64;
/// A MAC, a share of X25519, and a sealed file key, in bytes.
const KEY_LENGTH: usize = 32;
/// What a `tag` or `tagpq` stanza says of its recipient, in bytes.
const HINT_LENGTH: usize = 4;
/// An encapsulated key of P-256, and one of ML-KEM-768 with it, in bytes.
const ENCAPSULATED: [usize; 2] = [65, 1088 + 65];

struct Stanza<'a> {
    /// The name first, then the arguments.
    words: Vec<&'a str>,
    body: Vec<u8>,
}

impl Stanza<'_> {
    fn kind(&self) -> Option<RecipientKind> {
        let holds = |word: &str, length| decoded(word).is_some_and(|bytes| bytes.len() == length);
        let kind = match self.words[..] {
            ["X25519", share] if holds(share, KEY_LENGTH) => RecipientKind::X25519,
            ["p256tag", hint, key] if holds(hint, HINT_LENGTH) && holds(key, ENCAPSULATED[0]) => RecipientKind::Tag,
            ["mlkem768p256tag", hint, key] if holds(hint, HINT_LENGTH) && holds(key, ENCAPSULATED[1]) => {
                RecipientKind::TagPq
            }
            _ => return None,
        };
        (self.body.len() == KEY_LENGTH).then_some(kind)
    }

    /// A stanza of nobody, which keeps readers honest.
    fn is_grease(&self) -> bool {
        self.words[0].ends_with("-grease")
    }
}

/// The stanzas of an age header, and how long the header is (age v1, "Header").
fn read_header(sealed: &[u8]) -> Option<(Vec<Stanza<'_>>, usize)> {
    let mut rest = sealed.strip_prefix(INTRODUCTION)?;
    let mut stanzas = Vec::new();
    loop {
        let line = line(&mut rest)?;
        if let Some(mac) = line.strip_prefix("--- ") {
            let is_mac = decoded(mac).is_some_and(|bytes| bytes.len() == KEY_LENGTH);
            return is_mac.then_some((stanzas, sealed.len() - rest.len()));
        }
        let words: Vec<&str> = line.strip_prefix("-> ")?.split(' ').collect();
        if words.iter().any(|word| word.is_empty() || !word.bytes().all(|c| c.is_ascii_graphic())) {
            return None;
        }
        stanzas.push(Stanza { words, body: read_body(&mut rest)? });
    }
}

fn read_body(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let mut body = String::new();
    loop {
        let line = line(rest)?;
        body += line;
        if line.len() < LINE_LENGTH {
            return decoded(&body);
        }
        if line.len() > LINE_LENGTH {
            return None;
        }
    }
}

fn line<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let end = rest.iter().position(|&byte| byte == b'\n')?;
    let line = std::str::from_utf8(&rest[..end]).ok()?;
    *rest = &rest[end + 1..];
    Some(line)
}

/// Canonical base64 without padding (RFC 4648).
fn decoded(text: &str) -> Option<Vec<u8>> {
    STANDARD_NO_PAD.decode(text).ok()
}
