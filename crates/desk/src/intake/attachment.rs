use std::ops::Range;

/// How an age file begins (age v1, "Header"), and its armored form (age v1, "ASCII armor").
const AGE: [&[u8]; 2] = [b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----"];

/// Where a PDF may begin (ISO 32000-2, 7.5.2 and annex I: within the first 1,024 bytes).
const PDF_BEGINS: Range<usize> = 0..1024;

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
    /// An age file, binary or armored.
    Age,
    /// A PDF.
    Pdf,
    /// Anything else.
    Other,
}

impl Kind {
    /// What these bytes are, whatever their name.
    pub fn of(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(PDF_BEGINS.end)];
        if AGE.iter().any(|intro| bytes.starts_with(intro)) {
            Self::Age
        } else if head.windows(5).any(|window| window == b"%PDF-") {
            Self::Pdf
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        assert_eq!(Kind::of(b"age-encryption.org/v1\n-> X25519"), Kind::Age);
        assert_eq!(Kind::of(b"-----BEGIN AGE ENCRYPTED FILE-----\n"), Kind::Age);
        assert_eq!(Kind::of(b"\xef\xbb\xbf%PDF-1.7\n"), Kind::Pdf);
        assert_eq!(Kind::of(b"PK\x03\x04 zipped %PDX"), Kind::Other);
        assert_eq!(Kind::of(b""), Kind::Other);
    }

    #[test]
    fn a_pdf_may_not_begin_after_its_first_kilobyte() {
        let mut late = vec![b' '; 1024];
        late.extend_from_slice(b"%PDF-1.7");
        assert_eq!(Kind::of(&late), Kind::Other);
    }
}
