//! What mail clients and people wrap files in: archives, mails in files, signatures, text. Unwrapped
//! within limits that no nest of them passes.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use flate2::read::MultiGzDecoder;
use mail_parser::Encoding;

use super::{
    Attachment, Clue, Delivery, Kind, MailError, decoding, limits,
    mbox::{self, Mbox},
    plain::plain,
};

mod archive;
mod cms;
mod outlook;
mod tnef;
mod uuencode;

/// The longest file that is looked at as one of a package, in bytes. A consent PDF has about 60,000,
/// a sealed file less.
const FILE: usize = 2_000_000;
/// The longest file that is read whatever it is, in bytes: a withdrawal has a few hundred.
const SMALL: usize = 64_000;
/// How much of a file tells what it is.
const HEAD: u64 = 1024;
/// How deep wrappings may hold wrappings.
const DEPTH: usize = 6;

/// Reads a mail that is met in a file into the delivery that it is a part of.
pub type ReadMail = fn(&mut Unwrapping<'_>, &[u8]) -> Result<(), MailError>;

/// Sorts the files of one delivery, and counts what they take.
pub struct Unwrapping<'a> {
    delivery: &'a mut Delivery,
    read_mail: ReadMail,
    /// How many bytes may still be inflated.
    room: usize,
    /// How many files and parts of mails there were.
    parts: usize,
    /// How many wrappings there are around what is looked at.
    depth: usize,
}

/// A file as it is met.
pub struct Met<'a> {
    /// As the mail calls it.
    pub name: String,
    /// The content, decoded.
    pub bytes: Cow<'a, [u8]>,
    /// What it says to a reader, where it is the text of a mail or a file of text.
    pub text: Option<Cow<'a, str>>,
    /// Whether it is shown as a part of the mail's own text.
    pub is_body: bool,
}

impl<'a> Unwrapping<'a> {
    pub fn of(delivery: &'a mut Delivery, read_mail: ReadMail) -> Self {
        Self { delivery, read_mail, room: limits::UNWRAPPED, parts: 0, depth: 0 }
    }

    /// The delivery that is filled.
    pub fn delivery(&mut self) -> &mut Delivery {
        self.delivery
    }

    /// Counts parts of a mail.
    pub fn count(&mut self, parts: usize) -> Result<(), MailError> {
        self.parts += parts;
        if self.parts > limits::PARTS { Err(MailError::TooManyParts) } else { Ok(()) }
    }

    /// Puts a file where it belongs; what it wraps, too. What is none of ours is passed over.
    pub fn sort(&mut self, file: Met<'_>) -> Result<(), MailError> {
        self.delivery.signs.read_name(&file.name);
        self.delivery.named.extend(super::reference::references_in(&file.name));
        match Kind::of(&file.bytes) {
            Kind::Age => self.delivery.sealed.push(Attachment { name: file.name, bytes: file.bytes.into_owned() }),
            Kind::Pdf => self.delivery.consents.push(Attachment { name: file.name, bytes: file.bytes.into_owned() }),
            Kind::Armored => self.unwrap(file, |bytes| {
                let mut dearmored = Vec::new();
                age::armor::ArmoredReader::new(bytes).read_to_end(&mut dearmored).ok().map(|_| dearmored)
            })?,
            Kind::Encoded => self.unwrap(file, |bytes| decoding::decode(bytes, Encoding::Base64))?,
            Kind::Gzip => self.inflate(file)?,
            Kind::Cms => match cms::content(&file.bytes) {
                cms::Content::Signed(content) => self.inner(unwrapped(file.name, content))?,
                cms::Content::Enveloped => self.delivery.remark(Clue::Encrypted),
                cms::Content::Other => {}
            },
            Kind::Zip => archive::open(self, &file)?,
            Kind::Pgp => self.delivery.remark(Clue::Encrypted),
            Kind::Tnef => self.winmail(&file.bytes)?,
            Kind::Compound => self.outlook(file)?,
            Kind::Archive => self.delivery.remark(unopened(file.name)),
            Kind::Picture => self.delivery.remark(Clue::Picture(file.name)),
            Kind::Other => self.other(file)?,
        }
        Ok(())
    }

    /// A mail in a file, a text with files in it, or what a name makes believe.
    fn other(&mut self, file: Met<'_>) -> Result<(), MailError> {
        if !file.is_body && looks_like_a_mail(&file.name, &file.bytes) {
            return self.nested_mail(&file.bytes);
        }
        if !file.is_body && is_mbox(&file.bytes) {
            self.mbox(file);
            return Ok(());
        }
        let text = file.text.as_deref().or_else(|| str::from_utf8(&file.bytes).ok()).unwrap_or_default();
        self.delivery.read_text(text, file.is_body);
        for (name, bytes) in uuencode::files_in(text) {
            self.inner(unwrapped(name, bytes))?;
        }
        if let Some(clue) = remark(file.name, file.bytes.is_empty()) {
            self.delivery.remark(clue);
        }
        Ok(())
    }

    /// What Outlook wrapped. A message in which nothing is attached hides nothing.
    fn winmail(&mut self, message: &[u8]) -> Result<(), MailError> {
        let tnef::Attached { files, is_whole } = tnef::attached(message);
        if !is_whole {
            self.delivery.remark(Clue::Winmail);
        }
        files.into_iter().try_for_each(|(name, bytes)| self.inner(unwrapped(name, bytes)))
    }

    /// A mail that Outlook saved; another document of Microsoft's is none of ours.
    fn outlook(&mut self, file: Met<'_>) -> Result<(), MailError> {
        match outlook::read(&file.bytes) {
            Ok(Some(outlook::Saved { mail, files, is_whole })) => {
                if !is_whole {
                    self.delivery.remark(Clue::OutlookFile(file.name));
                }
                self.nested_mail(mail.as_bytes())?;
                files.into_iter().try_for_each(|(name, bytes)| self.inner(unwrapped(name, bytes)))
            }
            Ok(None) => {
                if let Some(clue) = remark(file.name, false) {
                    self.delivery.remark(clue);
                }
                Ok(())
            }
            Err(_) => {
                self.delivery.remark(Clue::OutlookFile(file.name));
                Ok(())
            }
        }
    }

    /// A mailbox that somebody exported: as much of it as a mail may hold.
    fn mbox(&mut self, file: Met<'_>) {
        let mut mails = Mbox::new(&*file.bytes);
        while let Ok(Some(mail)) = mails.next_mail() {
            if mail.and_then(|mail| self.nested_mail(&mail)).is_err() {
                self.delivery.remark(unopened(file.name));
                return;
            }
        }
    }

    fn nested_mail(&mut self, bytes: &[u8]) -> Result<(), MailError> {
        if self.depth >= DEPTH {
            return Err(MailError::TooDeep);
        }
        self.depth += 1;
        let read = (self.read_mail)(self, bytes);
        self.depth -= 1;
        // What only looks like a mail is a file like any other.
        if read == Err(MailError::NotMail) { Ok(()) } else { read }
    }

    /// Takes a wrapping off that makes nothing larger.
    fn unwrap(&mut self, file: Met<'_>, take_off: impl FnOnce(&[u8]) -> Option<Vec<u8>>) -> Result<(), MailError> {
        if let Some(bytes) = take_off(&file.bytes) {
            return self.inner(unwrapped(file.name, bytes));
        }
        self.delivery.remark(unopened(file.name));
        Ok(())
    }

    fn inflate(&mut self, file: Met<'_>) -> Result<(), MailError> {
        let name = file.name.strip_suffix(".gz").unwrap_or(&file.name).to_owned();
        match self.read(&name, &mut MultiGzDecoder::new(&*file.bytes)) {
            Ok(Some(bytes)) => self.inner(unwrapped(name, bytes)),
            Ok(None) => Ok(()),
            Err(_) => {
                self.delivery.remark(unopened(file.name));
                Ok(())
            }
        }
    }

    /// Reads a compressed file as far as it is worth it: of what cannot be of a package the head alone
    /// (that of a picture still tells what it is), and nothing of what is too long.
    fn read(&mut self, name: &str, file: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        file.take(HEAD).read_to_end(&mut bytes)?;
        let longest = match Kind::of(&bytes) {
            Kind::Zip | Kind::Gzip | Kind::Cms | Kind::Tnef | Kind::Compound => self.room,
            Kind::Other if looks_like_a_mail(name, &bytes) => self.room,
            Kind::Age | Kind::Armored | Kind::Encoded | Kind::Pdf => FILE.min(self.room),
            Kind::Other => SMALL.min(self.room),
            Kind::Pgp | Kind::Archive | Kind::Picture => return Ok(Some(bytes)),
        };
        file.take(longest as u64).read_to_end(&mut bytes)?;
        self.room = self.room.saturating_sub(bytes.len());
        Ok((bytes.len() <= longest).then_some(bytes))
    }

    /// Sorts what came out of a wrapping.
    fn inner(&mut self, file: Met<'_>) -> Result<(), MailError> {
        self.count(1)?;
        if self.depth >= DEPTH {
            self.delivery.remark(Clue::Unopened(file.name));
            return Ok(());
        }
        self.depth += 1;
        let sorted = self.sort(file);
        self.depth -= 1;
        sorted
    }
}

fn unwrapped(name: String, bytes: Vec<u8>) -> Met<'static> {
    Met { name, bytes: Cow::Owned(bytes), text: None, is_body: false }
}

/// Whether a file is an mbox: a text may begin so, and no header follows.
fn is_mbox(bytes: &[u8]) -> bool {
    let second = bytes.iter().position(|&byte| byte == b'\n').map(|end| &bytes[end + 1..]);
    Mbox::<&[u8]>::begins(bytes) && second.is_some_and(mbox::is_header)
}

/// Whether a file is a mail: by its name, or by the headers that it begins with.
fn looks_like_a_mail(name: &str, bytes: &[u8]) -> bool {
    const HEADERS: [&str; 9] = [
        "return-path:",
        "received:",
        "delivered-to:",
        "from:",
        "message-id:",
        "mime-version:",
        "content-type:",
        "x-unsent:",
        "x-mozilla-status:",
    ];
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    let is_named = name.to_ascii_lowercase().ends_with(".eml");
    (is_named && head.contains(':')) || HEADERS.iter().any(|header| head.starts_with(header))
}

/// Whether a file has this ending, as its reader sees it.
fn is_called(name: &str, ending: &str) -> bool {
    plain(name).trim_end_matches('.').ends_with(ending)
}

/// A wrapping that stays shut: of a file that is called as a sealed file, that it is none.
fn unopened(name: String) -> Clue {
    if is_called(&name, ".age") { Clue::NotAge(name) } else { Clue::Unopened(name) }
}

/// What may be wrong with a file that is none of ours.
fn remark(name: String, is_empty: bool) -> Option<Clue> {
    let called = |ending: &str| is_called(&name, ending);
    match (called(".age"), called(".pdf")) {
        _ if called("winmail.dat") => Some(Clue::Winmail),
        (false, false) => None,
        _ if is_empty => Some(Clue::Empty(name)),
        (true, _) => Some(Clue::NotAge(name)),
        (_, true) => Some(Clue::NotPdf(name)),
    }
}
