//! What a signed message (`smime.p7m`) holds, without checking its signature: RFC 5652, 5.1 and 5.2,
//! in the encoding of X.690, definite or indefinite, whole or in pieces.

/// What a cryptographic message is.
#[derive(Debug, PartialEq, Eq)]
pub enum Content {
    /// Signed, and readable: the mail in it.
    Signed(Vec<u8>),
    /// Encrypted for somebody's key.
    Enveloped,
    /// Neither, or damaged.
    Other,
}

const SIGNED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// `id-envelopedData` 1.2.840.113549.1.7.3, `id-encryptedData` 7.6, `id-ct-authEnvelopedData` 9.16.1.23.
const ENVELOPED: [&[u8]; 3] = [
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x03],
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06],
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17],
];

const OBJECT_IDENTIFIER: u8 = 0x06;
const OCTETS: u8 = 0x04;
const OCTETS_IN_PIECES: u8 = 0x24;
const SEQUENCE: u8 = 0x30;
const EXPLICIT: u8 = 0xa0;

/// Reads a `ContentInfo`.
pub fn content(message: &[u8]) -> Content {
    let Some((kind, rest)) = content_info(message) else { return Content::Other };
    if ENVELOPED.contains(&kind) {
        return Content::Enveloped;
    }
    let signed = (kind == SIGNED).then(|| signed(rest)).flatten();
    signed.map_or(Content::Other, Content::Signed)
}

/// The type, and what follows it.
fn content_info(message: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut fields = Fields(inside(message, SEQUENCE)?);
    let kind = fields.next()?;
    (kind.tag == OBJECT_IDENTIFIER).then_some((kind.content, fields.0))
}

/// `SignedData.encapContentInfo.eContent`
fn signed(rest: &[u8]) -> Option<Vec<u8>> {
    let fields = Fields(inside(inside(rest, EXPLICIT)?, SEQUENCE)?);
    let encapsulated = fields.filter(|field| field.tag == SEQUENCE).map(|field| field.content).next()?;
    let mut fields = Fields(encapsulated);
    fields.next().filter(|kind| kind.tag == OBJECT_IDENTIFIER)?;
    let wrapped = fields.next().filter(|field| field.tag == EXPLICIT)?;
    let octets = Fields(wrapped.content).next()?;
    match octets.tag {
        OCTETS => Some(octets.content.to_vec()),
        OCTETS_IN_PIECES => Some(
            Fields(octets.content)
                .filter(|piece| piece.tag == OCTETS)
                .flat_map(|piece| piece.content)
                .copied()
                .collect(),
        ),
        _ => None,
    }
}

fn inside(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    Fields(bytes).next().filter(|field| field.tag == tag).map(|field| field.content)
}

/// One after the other.
struct Fields<'a>(&'a [u8]);

struct Field<'a> {
    tag: u8,
    content: &'a [u8],
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        let (&tag, rest) = self.0.split_first()?;
        let (&first, rest) = rest.split_first()?;
        let (content, after) = match first {
            0..=0x7f => rest.split_at_checked(usize::from(first))?,
            0x80 => indefinite(rest)?,
            0x81..=0x84 => {
                let (digits, rest) = rest.split_at_checked(usize::from(first - 0x80))?;
                let length = digits.iter().fold(0_usize, |length, &digit| length << 8 | usize::from(digit));
                // A message that was cut holds as much of its content as there is.
                rest.split_at_checked(length).unwrap_or((rest, &[]))
            }
            _ => return None,
        };
        self.0 = after;
        (tag != 0).then_some(Field { tag, content })
    }
}

/// What stands before the two zeros that end an indefinite length, and what comes after them.
///
/// How deep it is nested is counted, not followed: an attacker's nest takes no stack.
fn indefinite(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (mut at, mut open) = (0, 1);
    while open > 0 {
        let (&tag, &first) = (bytes.get(at)?, bytes.get(at + 1)?);
        at += 2;
        match first {
            0 if tag == 0 => open -= 1,
            0..=0x7f => at += usize::from(first),
            0x80 => open += 1,
            0x81..=0x84 => {
                let digits = bytes.get(at..at + usize::from(first - 0x80))?;
                at += digits.len() + digits.iter().fold(0_usize, |length, &digit| length << 8 | usize::from(digit));
            }
            _ => return None,
        }
    }
    Some((bytes.get(..at.checked_sub(2)?)?, bytes.get(at..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[tag, 0x82, length[0], length[1]], content].concat()
    }

    fn open(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, 0x80], content, &[0, 0]].concat()
    }

    fn message(wrap: fn(u8, &[u8]) -> Vec<u8>, octets: &[u8]) -> Vec<u8> {
        let data = field(OBJECT_IDENTIFIER, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01]);
        let encapsulated = wrap(SEQUENCE, &[data, wrap(EXPLICIT, octets)].concat());
        let version = vec![2, 1, 1];
        let digests = field(0x31, &[]);
        let signed = wrap(SEQUENCE, &[version, digests, encapsulated].concat());
        wrap(SEQUENCE, &[field(OBJECT_IDENTIFIER, SIGNED), wrap(EXPLICIT, &signed)].concat())
    }

    #[test]
    fn what_is_signed_is_read_in_every_encoding() {
        let whole = field(OCTETS, b"From: a");
        let pieces = [field(OCTETS, b"Fro"), field(OCTETS, b"m: a")].concat();
        for bytes in [
            message(field, &whole),
            message(open, &whole),
            message(field, &field(OCTETS_IN_PIECES, &pieces)),
            message(open, &open(OCTETS_IN_PIECES, &pieces)),
        ] {
            assert_eq!(content(&bytes), Content::Signed(b"From: a".to_vec()));
        }
    }

    #[test]
    fn what_is_encrypted_or_damaged_is_said_to_be() {
        for kind in ENVELOPED {
            assert_eq!(content(&field(SEQUENCE, &field(OBJECT_IDENTIFIER, kind))), Content::Enveloped);
        }
        let whole = message(field, &field(OCTETS, b"From: a"));
        for end in 0..whole.len() - 8 {
            assert_eq!(content(&whole[..end]), Content::Other, "{end}");
        }
        assert_eq!(content(&[SEQUENCE, 0x80].repeat(100_000)), Content::Other);
        assert_eq!(content(&[SEQUENCE, 0x84, 0xff, 0xff, 0xff, 0xff]), Content::Other);
    }
}
