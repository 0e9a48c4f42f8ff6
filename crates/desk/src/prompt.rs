//! Where passphrases are typed: the terminal, or a file descriptor for programs.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
};

use zeroize::{Zeroize, Zeroizing};

use crate::{escape::Escaped, passphrase::Ask, speech::Speech};

/// The longest passphrase, in bytes.
const LONGEST: usize = 1024;

/// The controlling terminal, whatever standard input is; nothing is echoed.
pub struct Terminal(pub Speech);

impl Ask for Terminal {
    fn ask(&mut self, what: &str, attempt: u8) -> io::Result<Zeroizing<String>> {
        let id = if attempt > 1 { "passphrase-again" } else { "passphrase" };
        let question = self.0.say(id, &[("what", what.to_owned().into())]);
        rpassword::prompt_password(format!("{question} ")).map(Zeroizing::new)
    }
}

/// An open file descriptor, one passphrase a line: neither arguments nor the environment are private.
pub struct Descriptor(BufReader<File>);

impl Descriptor {
    /// Takes descriptor `number`, as `/dev/fd` has it.
    ///
    /// # Errors
    /// When it is not open for reading.
    pub fn open(number: u32) -> io::Result<Self> {
        File::open(format!("/dev/fd/{number}")).map(|file| Self(BufReader::with_capacity(1, file)))
    }
}

impl Ask for Descriptor {
    fn ask(&mut self, _what: &str, _attempt: u8) -> io::Result<Zeroizing<String>> {
        let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
        let read = io::Read::take(&mut self.0, LONGEST as u64).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        let text = String::from_utf8(std::mem::take(&mut *line)).map_err(|error| {
            error.into_bytes().zeroize();
            io::Error::from(io::ErrorKind::InvalidData)
        })?;
        Ok(Zeroizing::new(text))
    }
}

/// Speaks for a hardware key's plugin: shows what it says, asks for its PIN.
#[derive(Clone, Copy)]
pub struct Plugin;

impl age::Callbacks for Plugin {
    #[allow(clippy::print_stderr, reason = "a plugin asks for a touch")]
    fn display_message(&self, message: &str) {
        eprintln!("{}", Escaped(message));
    }

    fn confirm(&self, _message: &str, _yes: &str, _no: Option<&str>) -> Option<bool> {
        None
    }

    fn request_public_string(&self, _description: &str) -> Option<String> {
        None
    }

    fn request_passphrase(&self, description: &str) -> Option<age::secrecy::SecretString> {
        let description = Escaped(description).to_string();
        rpassword::prompt_password(format!("{description}: ")).ok().map(age::secrecy::SecretString::from)
    }
}
