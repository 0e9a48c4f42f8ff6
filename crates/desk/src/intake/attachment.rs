use std::ops::Range;

/// How an age file begins (age v1, "Header").
pub const AGE: &[u8] = b"age-encryption.org/v1\n";
/// The same, after something took it for a text with other ends of lines.
const AGE_AS_TEXT: &[u8] = b"age-encryption.org/v1\r";
/// The armored form (age v1, "ASCII armor").
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// Where a PDF may begin (ISO 32000-2, 7.5.2 and annex I: within the first 1,024 bytes).
const PDF_BEGINS: Range<usize> = 0..1024;

/// Base64 of how an age file, a PDF and a zip archive begin.
const ENCODED: [&[u8]; 3] = [b"YWdlLWVuY3J5cHRpb24ub3Jn", b"JVBERi0", b"UEsDB"];

/// How pictures begin: PNG, JPEG, GIF, TIFF (two orders of bytes), BMP.
const PICTURES: [&[u8]; 6] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM"];
/// How archives begin that are not opened: RAR, 7-Zip, xz, bzip2, Zstandard.
const ARCHIVES: [&[u8]; 5] = [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd"];
/// Where a tar archive says what it is (POSIX, pax).
const TAR: (Range<usize>, &[u8]) = (257..262, b"ustar");

/// A file that came with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The name that the mail gives it, or an empty text. Never a path of ours.
    pub name: String,
    /// The content, decoded.
    pub bytes: Vec<u8>,
}

/// What a file is by how it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An age file, or what changed ends of lines left of one.
    Age,
    /// An age file in ASCII armor.
    Armored,
    Pdf,
    /// A zip archive (APPNOTE, 4.3.7).
    Zip,
    /// Compressed with gzip (RFC 1952, 2.3.1).
    Gzip,
    /// One of these, once more in base64.
    Encoded,
    /// A cryptographic message (RFC 5652): DER or BER of its content type.
    Cms,
    /// Encrypted for somebody's PGP key.
    Pgp,
    /// Outlook's own format (MS-OXTNEF).
    Tnef,
    /// A compound file, such as a mail that Outlook saved (MS-CFB).
    Compound,
    /// An archive of a kind that is not opened.
    Archive,
    Picture,
    Other,
}

impl Kind {
    /// What these bytes are, whatever their name.
    pub fn of(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(PDF_BEGINS.end)];
        let begins = |starts: &[&[u8]]| starts.iter().any(|start| bytes.starts_with(start));
        let text = head.trim_ascii_start();
        match () {
            () if begins(&[AGE, AGE_AS_TEXT]) => Self::Age,
            () if text.starts_with(ARMOR) => Self::Armored,
            () if begins(&[b"PK\x03\x04", b"PK\x05\x06"]) => Self::Zip,
            () if begins(&[b"\x1f\x8b\x08"]) => Self::Gzip,
            () if begins(&[b"\x78\x9f\x3e\x22"]) => Self::Tnef,
            () if begins(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) => Self::Compound,
            () if begins(&ARCHIVES) || head.get(TAR.0) == Some(TAR.1) => Self::Archive,
            () if begins(&PICTURES) || is_contained_picture(head) => Self::Picture,
            () if ENCODED.iter().any(|start| text.starts_with(start)) => Self::Encoded,
            () if text.starts_with(b"-----BEGIN PGP MESSAGE-----") => Self::Pgp,
            () if bytes.first() == Some(&0x30) && contains(&head[..head.len().min(32)], CMS) => Self::Cms,
            () if contains(head, b"%PDF-") => Self::Pdf,
            () => Self::Other,
        }
    }
}

/// `1.2.840.113549.1.7`, under which the content types of RFC 5652 stand, in DER.
const CMS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];

/// Of a container that says what it holds: HEIF, WebP.
fn is_contained_picture(head: &[u8]) -> bool {
    head.get(4..12).is_some_and(|brand| [&b"ftypheic"[..], b"ftypheix", b"ftypmif1", b"ftypavif"].contains(&brand))
        || (head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"))
}

/// Whether these bytes stand anywhere in others.
pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        for (bytes, kind) in [
            (&b"age-encryption.org/v1\n-> X25519"[..], Kind::Age),
            (b"age-encryption.org/v1\r\n-> X25519", Kind::Age),
            (b"\r\n-----BEGIN AGE ENCRYPTED FILE-----\n", Kind::Armored),
            (b"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+", Kind::Encoded),
            (b"\xef\xbb\xbf%PDF-1.7\n", Kind::Pdf),
            (b"PK\x03\x04 zipped %PDF-", Kind::Zip),
            (b"\x1f\x8b\x08\0", Kind::Gzip),
            (b"\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", Kind::Cms),
            (b"\0\0\0\x18ftypheic", Kind::Picture),
            (b"RIFF\0\0\0\0WEBPVP8 ", Kind::Picture),
            (b"RIFF\0\0\0\0WAVE", Kind::Other),
            (b"{\"format\"", Kind::Other),
            (b"\x28\xb5\x2f\xfd", Kind::Archive),
            ([&[b'a'; 257][..], b"ustar\x0000"].concat().as_slice(), Kind::Archive),
            (b"", Kind::Other),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{bytes:?}");
        }
    }

    #[test]
    fn a_pdf_may_not_begin_after_its_first_kilobyte() {
        let mut late = vec![b' '; 1024];
        late.extend_from_slice(b"%PDF-1.7");
        assert_eq!(Kind::of(&late), Kind::Other);
    }
}
