//! Whether a PDF can be read in about the room that it takes itself.
//!
//! A compressed stream may unfold to a thousand times its length, and one within another to a
//! million times. What the renderer writes needs none unfolded to find its way: a classic
//! cross-reference table (ISO 32000-2, 7.5.4), no object stream (7.5.7), no cross-reference stream
//! (7.5.8). A document that was saved anew with those is not the one that was signed.

/// The longest document that is looked at, in bytes; a consent has about 60,000.
const LONGEST: usize = 2_000_000;
/// The longest associated file, decompressed, in bytes; a consent record has about 10,000, and no
/// more than 40,000 with the longest answers. What is drawn of it is bounded with it.
const LONGEST_FILE: usize = 65_536;

/// Whether reading its objects decompresses nothing.
pub(super) fn is_plain(document: &[u8]) -> bool {
    let table = table(document);
    document.len() <= LONGEST
        && !has_object_streams(document)
        && table.is_some_and(|table| {
            // From the table on there is only text; an escaped name would hide one of these.
            !(table.contains(&b'#') || contains(table, b"/Prev") || contains(table, b"/XRefStm"))
        })
}

/// The content of a stream with no filter or `FlateDecode` (7.4.4), the only ones that the renderer
/// uses; none if it is longer than an associated file may be.
pub(super) fn content(raw: &[u8], is_deflated: bool) -> Option<Vec<u8>> {
    if is_deflated {
        miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(raw, LONGEST_FILE).ok()
    } else {
        (raw.len() <= LONGEST_FILE).then(|| raw.to_vec())
    }
}

/// What begins with the cross-reference table that the last `startxref` points to.
fn table(document: &[u8]) -> Option<&[u8]> {
    const KEYWORD: &[u8] = b"startxref\n";
    let at = document.windows(KEYWORD.len()).rposition(|window| window == KEYWORD)? + KEYWORD.len();
    let digits = document[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let offset: usize = std::str::from_utf8(&document[at..at + digits]).ok()?.parse().ok()?;
    // A later one that is written in another way is the one that counts.
    let is_last = !contains(&document[at..], b"startxref");
    document.get(offset..).filter(|table| is_last && table.starts_with(b"xref\n"))
}

/// Whether `/ObjStm` stands anywhere, written with escapes (7.3.5) or without.
fn has_object_streams(document: &[u8]) -> bool {
    let mut rest = document;
    while let Some(slash) = rest.iter().position(|&byte| byte == b'/') {
        rest = &rest[slash + 1..];
        if unescaped(rest).take(6).eq(*b"ObjStm") {
            return true;
        }
    }
    false
}

/// The bytes of a name, `#6d` for an `m` allowed.
fn unescaped(name: &[u8]) -> impl Iterator<Item = u8> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let (&first, after) = rest.split_first()?;
        let escaped = after.get(..2).filter(|_| first == b'#').and_then(|digits| hex::decode(digits).ok());
        rest = if escaped.is_some() { &after[2..] } else { after };
        Some(escaped.map_or(first, |byte| byte[0]))
    })
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n9\n%%EOF";

    #[test]
    fn a_classic_table_without_object_streams_is_plain() {
        assert!(is_plain(PLAIN.as_bytes()));
        assert!(is_plain(format!("{PLAIN}\n% appended").as_bytes()));
    }

    #[test]
    fn what_would_be_decompressed_on_the_way_is_not_plain() {
        for (from, to) in [
            ("startxref\n9", "startxref\n14"),
            ("startxref\n9", "startxref 9"),
            ("/Size 1", "/Prev 9"),
            ("/Size 1", "/XRefStm 9"),
            ("/Size 1", "/XRef#53tm 9"),
            ("%PDF-1.7", "/ObjStm "),
            ("%PDF-1.7\n", "/Obj#53tm"),
            ("%PDF-1.7\n", "/#4FbjStm"),
            ("%%EOF", "startxref 1"),
        ] {
            assert!(!is_plain(PLAIN.replace(from, to).as_bytes()), "{to}");
        }
        assert!(!is_plain(&[PLAIN.as_bytes(), &vec![b' '; LONGEST]].concat()));
    }

    #[test]
    fn a_file_that_unfolds_without_end_is_none() {
        let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; LONGEST_FILE + 1], 9);
        assert_eq!(content(&bomb, true), None);
        let file = miniz_oxide::deflate::compress_to_vec_zlib(b"a record", 9);
        assert_eq!(content(&file, true).as_deref(), Some(&b"a record"[..]));
        assert_eq!(content(b"a record", false).as_deref(), Some(&b"a record"[..]));
        assert_eq!(content(&vec![0; LONGEST_FILE], false).map(|file| file.len()), Some(LONGEST_FILE));
        assert_eq!(content(&vec![0; LONGEST_FILE + 1], false), None);
    }
}
