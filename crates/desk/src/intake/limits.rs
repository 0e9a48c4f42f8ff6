//! What a mail may weigh, checked before it is parsed: a parsed mail takes up to a hundred times
//! the room of its text, a nest of mails as much stack as it is deep.

use std::{borrow::Cow, ops::Range};

use super::{MailError, attachment::contains};

/// The longest mail, in bytes. A package is about 100 kB as a mail.
pub const MAIL: usize = 25_000_000;
/// The most parts of a mail, those of forwarded mails included.
pub const PARTS: usize = 200;
/// The most header lines, counted as all lines with a colon.
pub const HEADERS: usize = 100_000;
/// How much is kept of a field of a header that is decoded, in bytes: encoded words take up to ten times their room.
const DECODED_FIELD: usize = 16_000;
/// How much is kept of all of them.
const DECODED_FIELDS: usize = 1_000_000;
/// The most that is inflated of the compressed files of one delivery, in bytes.
pub const UNWRAPPED: usize = 10_000_000;
/// The most withdrawals that are read of a delivery: each is looked for, and kept for the consent that may come. An
/// app writes one.
pub const WITHDRAWALS: usize = 16;
/// How deep mails may hold mails.
pub const DEPTH: usize = 10;

/// The longest mail that holds another in base64 or quoted-printable, which RFC 2046, 5.2.1 forbids
/// and which cannot be weighed without decoding it.
const ENCODED: usize = 2_000_000;
/// The most pairs of dashes in a mail: every boundary needs one (RFC 2046, 5.1.1).
const DASHES: usize = 20_000;

/// Weighs a mail as it came.
///
/// # Errors
/// The first limit that it passes.
pub fn weigh(mail: &[u8]) -> Result<(), MailError> {
    if mail.len() > MAIL {
        return Err(MailError::TooLong);
    }
    if dashes(mail) > DASHES {
        return Err(MailError::TooManyParts);
    }
    let mut headers = 0;
    let mut typed = 0;
    let mut block = Block::default();
    for line in mail.split(|&byte| byte == b'\n') {
        if line.trim_ascii().is_empty() {
            block = Block::default();
        } else if line.contains(&b':') || line[0].is_ascii_whitespace() {
            headers += usize::from(line.contains(&b':'));
            let line = line[..line.len().min(200)].to_ascii_lowercase();
            typed += usize::from(contains(&line, b"content-type"));
            block.encoded |= contains(&line, b"base64") || contains(&line, b"quoted-printable");
            block.message |= contains(&line, b"rfc822") || contains(&line, b"message/global");
        }
        if block.encoded && block.message && mail.len() > ENCODED {
            return Err(MailError::TooLong);
        }
    }
    match (headers > HEADERS, typed > 2 * PARTS) {
        (true, _) => Err(MailError::TooManyHeaders),
        (_, true) => Err(MailError::TooManyParts),
        _ => Ok(()),
    }
}

/// How the fields begin that are decoded, wherever in a mail they stand.
const DECODED: [&str; 3] = ["subject:", "message-id:", "content-"];

/// A mail whose fields are no longer than [`DECODED_FIELD`] where they are decoded, and all of them than [`DECODED_FIELDS`]: what is
/// beyond is cut off before anything decodes it.
pub fn shortened(mail: &[u8]) -> Cow<'_, [u8]> {
    let excess = excess(mail);
    if excess.is_empty() {
        return Cow::Borrowed(mail);
    }
    let mut kept = Vec::with_capacity(mail.len());
    let mut at = 0;
    for cut in excess {
        kept.extend_from_slice(&mail[at..cut.start]);
        at = cut.end;
    }
    kept.extend_from_slice(&mail[at..]);
    Cow::Owned(kept)
}

/// What is too much, in order.
fn excess(mail: &[u8]) -> Vec<Range<usize>> {
    let mut excess = Vec::new();
    // How much of the field may be kept, where one is being read.
    let (mut left, mut room, mut at) = (None, DECODED_FIELDS, 0);
    for line in mail.split_inclusive(|&byte| byte == b'\n') {
        let end = at + line.trim_ascii_end().len();
        if !line[0].is_ascii_whitespace() {
            left = begins_decoded(line).then_some(DECODED_FIELD.min(room));
        } else if end == at {
            left = None;
        }
        if let Some(left) = &mut left {
            let kept = (end - at).min(*left);
            *left -= kept;
            room -= kept.min(room);
            if at + kept < end {
                excess.push(at + kept..end);
            }
        }
        at += line.len();
    }
    excess
}

fn begins_decoded(line: &[u8]) -> bool {
    DECODED.iter().any(|name| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes())))
}

/// What the lines since the last blank one said.
#[derive(Default)]
struct Block {
    encoded: bool,
    message: bool,
}

fn dashes(mail: &[u8]) -> usize {
    mail.windows(2).filter(|pair| pair == b"--").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "=?utf-8?q?a?= ";

    #[test]
    fn an_ordinary_mail_stays_as_it_is() {
        let mail = format!("Subject: {}\n {WORDS}\nContent-Type: text/plain\n\nSubject: x\n", WORDS.repeat(70));
        assert!(matches!(shortened(mail.as_bytes()), Cow::Borrowed(_)));
        let long = format!("X-Other: {}\n\n{}", "x".repeat(2 * DECODED_FIELDS), "y".repeat(2 * DECODED_FIELDS));
        assert!(matches!(shortened(long.as_bytes()), Cow::Borrowed(_)), "what is not decoded, and what is no header");
    }

    /// Sixteen megabytes that took nine times as much: in one line or in many, in one field or in a thousand.
    #[test]
    fn no_more_is_decoded_than_the_limits_say() {
        let words = WORDS.repeat(16_000_000 / WORDS.len());
        let folded = words.replace(" =", "\n =");
        let many: String = (0..1_000).map(|_| format!("Subject: {}\n", WORDS.repeat(1_000))).collect();
        for (header, most) in [
            (format!("Subject: {words}\n"), DECODED_FIELD),
            (format!("SUBJECT: {folded}\n"), DECODED_FIELD),
            (format!("Content-Description: {words}\n"), DECODED_FIELD),
            (format!("Content-Type: text/plain; name=\"{words}\"\n"), DECODED_FIELD),
            (many, DECODED_FIELDS),
        ] {
            let mail = format!("From: a@b.fr\n{header}X-Next: 1\n\nBonjour\n");
            let shortened = shortened(mail.as_bytes());
            let text = str::from_utf8(&shortened).unwrap();
            assert!(text.split_whitespace().map(str::len).sum::<usize>() < most + 20_000, "{}", text.len());
            assert!(text.starts_with("From: a@b.fr\n") && text.ends_with("\nX-Next: 1\n\nBonjour\n"));
        }
    }
}
