//! The mbox format (RFC 4155; `>From ` quoted as in mboxrd), read a line at a time.

use std::io::{self, BufRead, Read};

use super::{MailError, limits};

/// The mails of an mbox. At most one is in memory.
pub struct Mbox<R> {
    lines: R,
    line: Vec<u8>,
    /// What was read beyond the end of the last mail.
    next: Next,
}

/// Where reading goes on.
#[derive(PartialEq, Eq)]
enum Next {
    /// Before the first separator.
    Separator,
    /// The line in hand is the first of a mail.
    Mail,
    End,
}

impl<R: BufRead> Mbox<R> {
    /// Whether a file that begins like this is an mbox.
    pub fn begins(head: &[u8]) -> bool {
        head.starts_with(b"From ")
    }

    pub fn new(lines: R) -> Self {
        Self { lines, line: Vec::new(), next: Next::Separator }
    }

    /// The next mail, or the reason why it was passed over; none at the end.
    pub fn next_mail(&mut self) -> io::Result<Option<Result<Vec<u8>, MailError>>> {
        if self.next == Next::Separator {
            self.next = if self.skip_to_separator()? && self.read_line()? > 0 { Next::Mail } else { Next::End };
        }
        if self.next == Next::End {
            return Ok(None);
        }
        let mut mail = Mail::default();
        let mut after_blank = true;
        loop {
            // A line in the text that only begins like a separator is followed by more text.
            while after_blank && !mail.is_empty() && is_separator(&self.line) {
                let separator = std::mem::take(&mut self.line);
                if self.read_line()? > 0 && is_header(&self.line) {
                    return Ok(Some(mail.ended()));
                }
                mail.add(&separator);
                after_blank = false;
            }
            mail.add(&self.line);
            after_blank = self.line.trim_ascii().is_empty();
            if self.read_line()? == 0 {
                self.next = Next::End;
                return Ok(Some(mail.ended()));
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

/// A mail while it is read.
#[derive(Default)]
struct Mail {
    bytes: Vec<u8>,
    is_too_long: bool,
}

impl Mail {
    fn is_empty(&self) -> bool {
        self.bytes.is_empty() && !self.is_too_long
    }

    fn add(&mut self, line: &[u8]) {
        self.is_too_long |= self.bytes.len() + line.len() > limits::MAIL;
        if self.is_too_long {
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(unquoted(line));
        }
    }

    fn ended(self) -> Result<Vec<u8>, MailError> {
        if self.is_too_long { Err(MailError::TooLong) } else { Ok(self.bytes) }
    }
}

/// `From `, an address, and a date that begins with the day of the week (RFC 4155, appendix A).
fn is_separator(line: &[u8]) -> bool {
    const DAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
    let is_day = |word: &[u8]| DAYS.iter().any(|day| word.strip_suffix(b",").unwrap_or(word) == *day);
    line.starts_with(b"From ") && line.split(u8::is_ascii_whitespace).skip(2).take(4).any(is_day)
}

/// Whether a line is one of a header (RFC 5322, 2.2).
pub fn is_header(line: &[u8]) -> bool {
    let name = line.iter().take_while(|c| c.is_ascii_graphic() && **c != b':').count();
    name > 0 && line.get(name) == Some(&b':')
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
    fn a_line_of_text_that_begins_as_a_separator_divides_nothing() {
        let mbox =
            b"From a Mon\nA: 1\n\nFrom now on\nit is done.\n\nFrom b Mon\nis no header\n\nFrom c Mon Nov 23\nB: 2\n\n";
        let [first, second] = mails(mbox).try_into().unwrap();
        assert_eq!(first.unwrap(), b"A: 1\n\nFrom now on\nit is done.\n\nFrom b Mon\nis no header\n\n");
        assert_eq!(second.unwrap(), b"B: 2\n\n");
    }

    #[test]
    fn separators_without_mails_between_them_are_text() {
        let mbox = b"From a@exemple.fr Mon Nov 23\n\n".repeat(10_000);
        let [only] = mails(&mbox).try_into().unwrap();
        assert_eq!(only.unwrap().len(), mbox.len() - 29);
    }

    #[test]
    fn an_empty_file_has_no_mail() {
        assert_eq!(mails(b""), []);
    }
}
