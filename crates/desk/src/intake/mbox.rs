//! The mbox format (RFC 4155; `>From ` quoted as in mboxrd), read a line at a time.

use std::io::{self, BufRead, Read};

use super::{MailError, limits};

/// The mails of an mbox. At most one is in memory.
pub struct Mbox<R> {
    lines: R,
    line: Vec<u8>,
    at_separator: bool,
}

impl<R: BufRead> Mbox<R> {
    /// Whether a file that begins like this is an mbox.
    pub fn begins(head: &[u8]) -> bool {
        head.starts_with(b"From ")
    }

    pub fn new(lines: R) -> Self {
        Self { lines, line: Vec::new(), at_separator: false }
    }

    /// The next mail, or the reason why it was passed over; none at the end.
    pub fn next_mail(&mut self) -> io::Result<Option<Result<Vec<u8>, MailError>>> {
        if !self.at_separator && !self.skip_to_separator()? {
            return Ok(None);
        }
        let mut mail = Vec::new();
        let mut too_long = false;
        let mut after_blank = false;
        loop {
            let ended = self.read_line()? == 0;
            self.at_separator = !ended && after_blank && self.line.starts_with(b"From ");
            if ended || self.at_separator {
                return Ok(Some(if too_long { Err(MailError::TooLong) } else { Ok(mail) }));
            }
            after_blank = self.line.trim_ascii().is_empty();
            too_long |= mail.len() + self.line.len() > limits::MAIL;
            if too_long {
                mail = Vec::new();
            } else {
                mail.extend_from_slice(unquoted(&self.line));
            }
        }
    }

    fn skip_to_separator(&mut self) -> io::Result<bool> {
        while self.read_line()? > 0 {
            if self.line.starts_with(b"From ") {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads a line, or a piece of a line that is longer than a whole mail may be.
    fn read_line(&mut self) -> io::Result<usize> {
        self.line.clear();
        self.lines.by_ref().take(limits::MAIL as u64 + 1).read_until(b'\n', &mut self.line)
    }
}

/// `>From ` was `From ` once, `>>From ` was `>From `.
fn unquoted(line: &[u8]) -> &[u8] {
    let quotes = line.iter().take_while(|&&c| c == b'>').count();
    if quotes > 0 && line[quotes..].starts_with(b"From ") { &line[1..] } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mails(mbox: &[u8]) -> Vec<Result<Vec<u8>, MailError>> {
        let mut mbox = Mbox::new(mbox);
        std::iter::from_fn(|| mbox.next_mail().unwrap()).collect()
    }

    #[test]
    fn mails_begin_at_a_from_line_after_a_blank_one() {
        let mbox = b"From a@exemple.fr Mon Nov 23\nA: 1\nFrom here on\n\nFrom b@exemple.fr Mon Nov 23\nB: 2\n\nb\n";
        let [first, second] = mails(mbox).try_into().unwrap();
        assert_eq!(first.unwrap(), b"A: 1\nFrom here on\n\n");
        assert_eq!(second.unwrap(), b"B: 2\n\nb\n");
    }

    #[test]
    fn quoted_from_lines_are_restored() {
        let mbox = b"From a Mon\nA: 1\n\n>From you\n>>From me\n> From nobody\n";
        assert_eq!(mails(mbox), [Ok(b"A: 1\n\nFrom you\n>From me\n> From nobody\n".to_vec())]);
    }

    #[test]
    fn a_mail_that_is_too_long_does_not_hide_the_next_one() {
        let mut mbox = b"From a Mon\nA: 1\n\n".to_vec();
        mbox.resize(limits::MAIL + 100, b'x');
        mbox.extend_from_slice(b"\n\nFrom b Mon\nB: 2\n\nb\n");
        assert_eq!(mails(&mbox), [Err(MailError::TooLong), Ok(b"B: 2\n\nb\n".to_vec())]);
    }

    #[test]
    fn an_empty_file_has_no_mail() {
        assert_eq!(mails(b""), []);
    }
}
