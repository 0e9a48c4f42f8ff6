//! Files in a text, as old mail programs attach them (POSIX, uuencode).

/// The most that are looked for in one text.
const MOST: usize = 20;

/// Every whole file that a text holds: its name and its bytes.
pub fn files_in(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut lines = text.lines();
    let mut files = Vec::new();
    while let Some(line) = lines.next() {
        if files.len() < MOST
            && let Some(name) = name_in(line)
            && let Some(bytes) = content(&mut lines)
        {
            files.push((name.to_owned(), bytes));
        }
    }
    files
}

/// `begin 644 identifiants.age`
fn name_in(line: &str) -> Option<&str> {
    let (mode, name) = line.strip_prefix("begin ")?.split_once(' ')?;
    (matches!(mode.len(), 3 | 4) && mode.bytes().all(|c| matches!(c, b'0'..=b'7'))).then_some(name.trim())
}

/// The lines up to `end`; none where one is no line of such a file.
fn content<'a>(lines: &mut impl Iterator<Item = &'a str>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for line in lines {
        match line.trim_end() {
            "end" => return Some(bytes),
            "" | "`" => {}
            line => decode(line.as_bytes(), &mut bytes)?,
        }
    }
    None
}

/// One line: how many bytes it holds, then four characters for every three. A client may have
/// trimmed the blanks that stand for zeros.
fn decode(line: &[u8], bytes: &mut Vec<u8>) -> Option<()> {
    let (&length, digits) = line.split_first()?;
    let length = usize::from(value(length)?);
    let end = bytes.len() + length;
    for group in digits.chunks(4) {
        let mut bits = 0;
        for place in 0..4 {
            bits = bits << 6 | u32::from(value(group.get(place).copied().unwrap_or(b' '))?);
        }
        bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
    }
    (bytes.len() + 3 > end).then_some(())?;
    bytes.resize(end, 0);
    Some(())
}

fn value(c: u8) -> Option<u8> {
    matches!(c, b' '..=b'`').then(|| (c - b' ') & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By Python's `binascii.b2a_uu`.
    const FILE: &str = "Bonjour\r\nbegin 644 a.age\r\n886=E+65N8W)Y<'1I;VXN;W)G+W8Q\"@#_\r\n`\r\nend\r\nMerci\r\n";

    #[test]
    fn a_file_in_a_text_is_found() {
        assert_eq!(files_in(FILE), [("a.age".to_owned(), b"age-encryption.org/v1\n\0\xff".to_vec())]);
    }

    #[test]
    fn a_sentence_or_half_a_file_is_none() {
        for text in [
            "begin 644 a.age\n8867E",
            "begin to read\nend",
            "begin 999 a\nend",
            "begin 644 a\né\nend",
            &FILE.replace("end", "ende"),
        ] {
            assert_eq!(files_in(text), [], "{text}");
        }
    }
}
