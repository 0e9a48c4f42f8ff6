//! What a connector prints, made harmless for a terminal.

use std::io::{self, Write};

/// Passes text on without what acts on a terminal: control characters but line feeds and tabs, and the
/// C1 controls in UTF-8 (ECMA-48), each shown as a question mark.
pub struct Harmless<W> {
    inner: W,
    /// The first byte of a C1 control may be the last one that came.
    pending: bool,
}

/// The first byte in UTF-8 of U+0080 to U+00BF.
const LEAD: u8 = 0xc2;

impl<W: Write> Harmless<W> {
    pub fn new(inner: W) -> Self {
        Self { inner, pending: false }
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut shown = Vec::with_capacity(bytes.len() + 1);
        for &byte in bytes {
            if std::mem::take(&mut self.pending) {
                if matches!(byte, 0x80..=0x9f) {
                    shown.push(b'?');
                    continue;
                }
                shown.push(LEAD);
            }
            match byte {
                LEAD => self.pending = true,
                b'\n' | b'\t' => shown.push(byte),
                0..=0x1f | 0x7f => shown.push(b'?'),
                _ => shown.push(byte),
            }
        }
        self.inner.write_all(&shown)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut harmless = Harmless::new(&mut out);
        for piece in pieces {
            harmless.write_all(piece).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_sequence_is_shown_and_not_obeyed() {
        assert_eq!(shown(&[b"a\x1b]0;b\x07\r\n\tc\x7f"]), "a?]0;b??\n\tc?");
    }

    #[test]
    fn a_control_in_two_bytes_is_found_in_two_pieces() {
        assert_eq!(shown(&[b"a\xc2", b"\x9b2J", "é « ».\n".as_bytes()]), "a?2Jé « ».\n");
    }
}
