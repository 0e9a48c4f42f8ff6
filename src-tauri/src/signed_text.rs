//! The files that Bridge signs, as people save them.

use std::borrow::Cow;

/// The text before a mail client or an editor saved it, which may have put a byte order mark at its start, and
/// carriage returns at its lines' ends. No file that Bridge signs holds any (docs/FORMAT.md, 0.1 and 0.8).
pub fn as_signed(file: &[u8]) -> Cow<'_, [u8]> {
    let text = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    if text.windows(2).any(|pair| pair == b"\r\n") {
        let is_added = |(place, c): &(usize, &u8)| **c == b'\r' && text.get(place + 1) == Some(&b'\n');
        Cow::Owned(text.iter().enumerate().filter(|c| !is_added(c)).map(|(_, c)| *c).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::as_signed;

    #[test]
    fn a_signed_text_is_read_as_it_was_before_it_was_saved() {
        let signed: &[u8] = include_bytes!("../../tests/demo/DEMO-ONLY-bundle-2.plikeys");
        let text = std::str::from_utf8(signed).unwrap();
        for saved in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            assert_eq!(as_signed(saved.as_bytes()), signed);
        }
        for other in [&b"\r"[..], b"a\rb\n", b"\xff\xfe\n\0", b""] {
            assert_eq!(as_signed(other), other, "nothing else is changed");
        }
    }
}
