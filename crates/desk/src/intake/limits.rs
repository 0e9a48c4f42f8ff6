//! What a mail may weigh, checked before it is parsed: a parsed mail takes up to a hundred times
//! the room of its text, a nest of mails as much stack as it is deep.

use super::{MailError, attachment::contains};

/// The longest mail, in bytes. A package is about 100 kB as a mail.
pub const MAIL: usize = 25_000_000;
/// The most parts of a mail, those of forwarded mails included.
pub const PARTS: usize = 200;
/// The most header lines, counted as all lines with a colon.
pub const HEADERS: usize = 100_000;
/// The most that is inflated of the compressed files of one delivery, in bytes.
pub const UNWRAPPED: usize = 10_000_000;
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

/// What the lines since the last blank one said.
#[derive(Default)]
struct Block {
    encoded: bool,
    message: bool,
}

fn dashes(mail: &[u8]) -> usize {
    mail.windows(2).filter(|pair| pair == b"--").count()
}
