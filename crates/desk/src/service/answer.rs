//! An answer: JSON, one object a line, as the command goes on; the last says how it ended.

use std::{
    io::{self, Write},
    os::unix::net::UnixStream,
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use crate::{Exit, Failure, speech::Speech};

/// A line of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// A piece of standard output.
    Out(String),
    /// One that is no text, in Base64.
    OutBase64(String),
    /// A piece of standard error.
    Err(String),
    /// One that is no text, in Base64.
    ErrBase64(String),
    /// The last.
    End(End),
}

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    pub exit: u8,
    /// The code of what went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// A sentence about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Which of the two a piece is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    Out,
    Errors,
}

impl Line {
    /// A piece of an output.
    fn piece(output: Output, bytes: &[u8]) -> Self {
        match (output, std::str::from_utf8(bytes)) {
            (Output::Out, Ok(text)) => Self::Out(text.to_owned()),
            (Output::Out, Err(_)) => Self::OutBase64(STANDARD.encode(bytes)),
            (Output::Errors, Ok(text)) => Self::Err(text.to_owned()),
            (Output::Errors, Err(_)) => Self::ErrBase64(STANDARD.encode(bytes)),
        }
    }

    /// The output that it is a piece of, and its bytes; how the command ended, where it is the last.
    ///
    /// # Errors
    /// What it says instead of Base64.
    pub fn read(self) -> Result<Result<(Output, Vec<u8>), End>, base64::DecodeError> {
        Ok(Ok(match self {
            Self::Out(text) => (Output::Out, text.into_bytes()),
            Self::OutBase64(text) => (Output::Out, STANDARD.decode(text)?),
            Self::Err(text) => (Output::Errors, text.into_bytes()),
            Self::ErrBase64(text) => (Output::Errors, STANDARD.decode(text)?),
            Self::End(end) => return Ok(Err(end)),
        }))
    }

    /// As it is sent.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers always serialise") + "\n"
    }
}

impl End {
    /// Of a command, to who is spoken to so.
    pub fn of(ended: &Result<Exit, Failure>, speech: &Speech) -> Self {
        match ended {
            Ok(exit) => Self { exit: *exit as u8, code: None, text: None },
            Err(failure) => Self {
                exit: failure.exit() as u8,
                code: Some(failure.code().to_owned()),
                text: Some(speech.tell(failure)),
            },
        }
    }
}

/// How long nobody may read an answer. Then its command ends, which others may wait for.
const PATIENCE: Duration = Duration::from_mins(5);

/// The reader's end of an answer, and the command's, which writes for so long and no longer.
pub fn channel() -> io::Result<(UnixStream, UnixStream)> {
    let (theirs, ours) = UnixStream::pair()?;
    ours.set_write_timeout(Some(PATIENCE))?;
    Ok((theirs, ours))
}

/// Writes the pieces of an output as lines of the answer.
pub struct Pieces {
    pub to: UnixStream,
    pub output: Output,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.to.write_all(Line::piece(self.output, bytes).to_json().as_bytes()) {
            Ok(()) => Ok(bytes.len()),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(io::ErrorKind::TimedOut.into()),
            Err(error) => Err(error),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use pli_format::Language;

    use super::*;
    use crate::documented::is_told;

    #[test]
    fn a_piece_comes_back_as_it_was() {
        for (bytes, json) in
            [(&b"caf\xc3\xa9\n"[..], "{\"out\":\"caf\u{e9}\\n\"}\n"), (&b"\xff\x00"[..], "{\"out_base64\":\"/wA=\"}\n")]
        {
            let line = Line::piece(Output::Out, bytes);
            assert_eq!(line.to_json(), json);
            let read: Line = serde_json::from_str(json).unwrap();
            assert_eq!(read.read().unwrap(), Ok((Output::Out, bytes.to_vec())));
        }
    }

    #[test]
    fn an_answer_that_nobody_reads_is_given_up() {
        assert!(is_told("An answer that nobody reads for five minutes ends its command."));
        let (_theirs, ours) = channel().unwrap();
        assert_eq!(ours.write_timeout().unwrap(), Some(Duration::from_mins(5)));
        ours.set_write_timeout(Some(Duration::from_millis(1))).unwrap();
        let mut pieces = Pieces { to: ours, output: Output::Out };
        let full = (0..10_000).find_map(|_| pieces.write(&vec![b'x'; 65_536]).err()).unwrap();
        assert_eq!(full.kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn the_end_says_what_went_wrong() {
        for (language, text) in [
            (Language::En, "there is nothing to decide under 7"),
            (Language::Fr, "rien n’est à décider sous le numéro 7"),
        ] {
            let end = End::of(&Err(Failure::UnknownDecision(7)), &Speech::new(language, TimeZone::UTC));
            assert_eq!(
                Line::End(end).to_json(),
                format!("{{\"end\":{{\"exit\":6,\"code\":\"decision-unknown\",\"text\":\"{text}\"}}}}\n")
            );
        }
    }
}
