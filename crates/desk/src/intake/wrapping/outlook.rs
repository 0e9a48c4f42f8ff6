//! A mail that Outlook saved (MS-OXMSG): a compound file (MS-CFB), in which each property of the message is a stream
//! that is called by its number (MS-OXPROPS) and its type (MS-OXCDATA).

use std::{
    fmt::Write,
    io::{Cursor, Read},
    path::{Path, PathBuf},
};

use cfb::CompoundFile;

use crate::intake::limits;

/// What every message has (MS-OXMSG, 2.4).
const PROPERTIES: &str = "__properties_version1.0";
/// How streams of properties are called, before number and type.
const PROPERTY: &str = "__substg1.0_";
/// `PidTagTransportMessageHeaders`, `PidTagSubject`, `PidTagBody`, `PidTagHtml`.
const HEADERS: &str = "007D";
const SUBJECT: &str = "0037";
const TEXT: &str = "1000";
const HTML: &str = "10130102";
/// `PidTagSenderSmtpAddress`, `PidTagSentRepresentingSmtpAddress`, `PidTagSenderEmailAddress`.
const SENDERS: [&str; 3] = ["5D01", "5D02", "0C1F"];
/// `PidTagAttachDataBinary`, `PidTagAttachLongFilename`, `PidTagAttachFilename`.
const DATA: &str = "37010102";
const NAMES: [&str; 2] = ["3707", "3704"];

/// A message, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Saved {
    /// Who wrote, about what, and the text, as a mail.
    pub mail: String,
    /// The files that were attached, to messages within it, too: name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether everything was read.
    pub is_whole: bool,
}

/// Reads a message. None where the file is another one of Microsoft's, or cannot be read.
///
/// # Errors
/// When the file is damaged.
pub fn read(bytes: &[u8]) -> std::io::Result<Option<Saved>> {
    let file = CompoundFile::open(Cursor::new(bytes))?;
    if !file.is_stream(Path::new("/").join(PROPERTIES)) {
        return Ok(None);
    }
    let mut message = Message { file, room: limits::MAIL, is_whole: true };
    let mail = message.mail();
    let files = message.files();
    Ok(Some(Saved { mail, files, is_whole: message.is_whole }))
}

struct Message<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// How many bytes may still be read: streams may be said to lie one upon the other.
    room: usize,
    is_whole: bool,
}

impl Message<'_> {
    fn mail(&mut self) -> String {
        let root = Path::new("/");
        let sent = self.text(root, HEADERS).unwrap_or_default();
        let mut mail: String = fields(&sent).filter(|field| !is_of_mime(field)).collect();
        let has = |mail: &str, name: &str| fields(mail).any(|field| is_called(field, name));
        let sender = SENDERS.iter().find_map(|id| self.text(root, id).filter(|address| address.contains('@')));
        for (name, value) in [("From", sender), ("Subject", self.text(root, SUBJECT))] {
            if let Some(value) = value.filter(|_| !has(&mail, name)) {
                // A line of its own each: nothing in it begins another.
                let _ = writeln!(mail, "{name}: {}", value.replace(['\r', '\n'], " "));
            }
        }
        let (kind, text) = match self.text(root, TEXT) {
            Some(text) => ("plain", text),
            None => ("html", self.bytes(&root.join(format!("{PROPERTY}{HTML}"))).map(lossy).unwrap_or_default()),
        };
        mail + &format!("MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n{text}\n")
    }

    fn files(&mut self) -> Vec<(String, Vec<u8>)> {
        let data = format!("{PROPERTY}{DATA}");
        let streams: Vec<PathBuf> =
            self.file.walk().filter(|entry| entry.name() == data).map(|entry| entry.path().to_owned()).collect();
        let mut files = Vec::new();
        for path in streams.iter().take(limits::PARTS) {
            let folder = path.parent().unwrap_or(path);
            let name = NAMES.iter().find_map(|id| self.text(folder, id)).unwrap_or_default();
            files.extend(self.bytes(path).map(|bytes| (name, bytes)));
        }
        files
    }

    /// A property that is a text: in UTF-16, or in an alphabet that only the sender's computer knows.
    fn text(&mut self, folder: &Path, id: &str) -> Option<String> {
        let path = |kind: &str| folder.join(format!("{PROPERTY}{id}{kind}"));
        if let Some(bytes) = self.bytes(&path("001F")) {
            let units: Vec<u16> = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
            return Some(String::from_utf16_lossy(&units));
        }
        self.bytes(&path("001E")).map(lossy)
    }

    fn bytes(&mut self, path: &Path) -> Option<Vec<u8>> {
        let stream = self.file.open_stream(path).ok()?;
        let mut bytes = Vec::new();
        let read = stream.take(self.room as u64 + 1).read_to_end(&mut bytes);
        let is_read = read.is_ok() && bytes.len() <= self.room;
        self.room = self.room.saturating_sub(bytes.len());
        self.is_whole &= is_read;
        is_read.then_some(bytes)
    }
}

/// UTF-8, or else one byte a character: the names of files of Pli's are ASCII.
fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| error.as_bytes().iter().map(|&byte| char::from(byte)).collect())
}

/// The fields of a header, each with the lines that continue it (RFC 5322, 2.2.3).
fn fields(header: &str) -> impl Iterator<Item = &str> {
    let mut rest = header.trim_start();
    std::iter::from_fn(move || {
        let ends = rest.match_indices('\n').map(|(at, _)| at + 1);
        let end = ends.into_iter().find(|&end| !rest[end..].starts_with([' ', '\t']))?;
        let (field, after) = rest.split_at(end);
        rest = after;
        Some(field)
    })
    .take_while(|field| !field.trim().is_empty())
}

fn is_called(field: &str, name: &str) -> bool {
    field.split_once(':').is_some_and(|(called, _)| called.trim_end().eq_ignore_ascii_case(name))
}

/// Whether a field is about parts that are not here as they were.
fn is_of_mime(field: &str) -> bool {
    let name = field.split(':').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("content-") || name == "mime-version"
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn message(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (path, bytes) in streams {
            let path = Path::new(path);
            file.create_storage_all(path.parent().unwrap()).unwrap();
            file.create_stream(path).unwrap().write_all(bytes).unwrap();
        }
        file.into_inner().into_inner()
    }

    fn sample() -> Vec<u8> {
        let attached = "/__attach_version1.0_#00000000";
        let inner = "/__attach_version1.0_#00000001/__substg1.0_3701000D/__attach_version1.0_#00000000";
        message(&[
            ("/__properties_version1.0", vec![0; 32]),
            ("/__substg1.0_0037001F", utf16("Demande\r\nBcc: x")),
            ("/__substg1.0_0C1F001F", utf16("/O=EXCHANGE/CN=HELENE")),
            ("/__substg1.0_5D01001F", utf16("helene.marchand@exemple.fr")),
            ("/__substg1.0_1000001F", utf16("Voici Été")),
            (&format!("{attached}/__substg1.0_37010102"), vec![7; 9_000]),
            (&format!("{attached}/__substg1.0_3704001F"), utf16("IDENTI~1.AGE")),
            (&format!("{attached}/__substg1.0_3707001F"), utf16("identifiants.age")),
            (&format!("{inner}/__substg1.0_37010102"), b"%PDF-".to_vec()),
            (&format!("{inner}/__substg1.0_3704001E"), b"c.pdf".to_vec()),
        ])
    }

    #[test]
    fn text_and_files_of_a_saved_mail_are_found() {
        let saved = read(&sample()).unwrap().unwrap();
        let mail = "From: helene.marchand@exemple.fr\nSubject: Demande  Bcc: x\nMIME-Version: 1.0\n\
            Content-Type: text/plain; charset=utf-8\n\nVoici Été\n";
        assert_eq!(saved.mail, mail);
        let files = vec![("identifiants.age".to_owned(), vec![7; 9_000]), ("c.pdf".to_owned(), b"%PDF-".to_vec())];
        assert_eq!((saved.files, saved.is_whole), (files, true));
    }

    #[test]
    fn the_headers_of_a_mail_that_came_are_kept_but_for_its_parts() {
        let sent = "From: a@b.fr\r\nAuto-Submitted: auto-replied\r\nContent-Type: multipart/mixed;\r\n boundary=b\r\n\
            References: <a>\r\n <b>\r\n\r\n";
        let streams = [("/__properties_version1.0", vec![0]), ("/__substg1.0_007D001F", utf16(sent))];
        let mail = read(&message(&streams)).unwrap().unwrap().mail;
        let kept = "From: a@b.fr\r\nAuto-Submitted: auto-replied\r\nReferences: <a>\r\n <b>\r\n";
        assert_eq!(mail.split_once("MIME-Version").unwrap().0, kept);
    }

    #[test]
    fn another_compound_file_is_no_mail() {
        assert_eq!(read(&message(&[("/WordDocument", vec![1; 100])])).unwrap(), None);
    }

    /// Whatever byte is changed or missing, it ends, and gives no more than there was.
    #[test]
    fn a_damaged_file_ends_and_gives_no_more_than_there_was() {
        let sample = sample();
        for at in (0..sample.len()).step_by(7) {
            for byte in [0, 1, 0xfe, 0xff] {
                let mut damaged = sample.clone();
                damaged[at] = byte;
                let files = read(&damaged).ok().flatten().map(|saved| saved.files).unwrap_or_default();
                assert!(files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() <= 2 * sample.len(), "{at}");
            }
            let _ = read(&sample[..at]);
        }
    }
}
