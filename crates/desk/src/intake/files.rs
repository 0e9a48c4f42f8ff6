//! Files of a package that somebody saved from a mail.

use std::{
    borrow::Cow,
    collections::HashMap,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use pli_format::Sha256;

use super::{
    Attachment, Delivery, InputError, Kind, MailError, Source, limits, mail,
    mbox::{self, Mbox},
    reference::references_in,
    wrapping::{Met, Unwrapping},
};

/// Finds the hashes of the sealed files that a delivery holds, or that its consents were signed with.
pub type HashesOf = fn(Delivery) -> Vec<Sha256>;

/// The most files of a group.
const GROUP: usize = 64;
/// How much of a file tells a mail from an attachment.
const HEAD: u64 = 1024;

/// Whether a file is an attachment saved from a mail, by how it begins; where that says nothing, by
/// its name. A pipe is not looked into: it can be read only once.
pub fn is_loose(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = path.is_file() && File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).is_ok();
    let is_named = path
        .extension()
        .is_some_and(|ending| ["age", "pdf", "retrait"].iter().any(|known| ending.eq_ignore_ascii_case(known)));
    is_attachment(&head) || (is_named && !begins_as_a_mail(&head) && (read || !path.exists()))
}

/// Whether bytes are certainly no mail, but what may come with one.
pub fn is_attachment(head: &[u8]) -> bool {
    !begins_as_a_mail(head) && (Kind::of(head) != Kind::Other || head.starts_with(b"{"))
}

/// An mbox, or a line of a header (RFC 5322, 2.2).
fn begins_as_a_mail(head: &[u8]) -> bool {
    Mbox::<&[u8]>::begins(head) || (head.first().is_some_and(u8::is_ascii_alphabetic) && mbox::is_header(head))
}

/// Puts files together that belong together: by the hash of a sealed file that was signed, whatever
/// they are called. Those that go with no other by that go with files of the same reference in their
/// names, and the rest in groups of their own.
pub fn together(paths: Vec<PathBuf>, hashes_of: HashesOf) -> Vec<Vec<PathBuf>> {
    let mut groups = Groups::default();
    let mut alone = Vec::new();
    for path in paths {
        match hashes(&path, hashes_of).as_slice() {
            [] => alone.push(path),
            found => groups.add(path, found.iter().map(|Sha256(hash)| Key::Sealed(*hash)).collect()),
        }
    }
    for lonely in groups.lonely() {
        alone.push(lonely);
    }
    alone.sort();
    for path in alone {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let references = references_in(&name).into_iter().take(1).map(|reference| Key::Named(reference.to_string()));
        let keys: Vec<Key> = references.collect();
        groups.add(path, if keys.is_empty() { vec![Key::Rest] } else { keys });
    }
    groups.files.into_iter().filter(|files| !files.is_empty()).collect()
}

/// What files have in common.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Sealed([u8; 32]),
    Named(String),
    Rest,
}

/// Files, and where those with a key are.
#[derive(Default)]
struct Groups {
    files: Vec<Vec<PathBuf>>,
    places: HashMap<Key, usize>,
    weights: Vec<u64>,
}

impl Groups {
    /// Adds a file to the first group that it has a key in common with, while there is room.
    fn add(&mut self, path: PathBuf, keys: Vec<Key>) {
        let weight = fs::metadata(&path).map_or(0, |file| file.len());
        let has_room = |at: &usize| self.files[*at].len() < GROUP && self.weights[*at] + weight <= limits::MAIL as u64;
        let at = keys.iter().find_map(|key| self.places.get(key).copied().filter(has_room)).unwrap_or_else(|| {
            self.files.push(Vec::new());
            self.weights.push(0);
            self.files.len() - 1
        });
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.files[at].push(path);
        self.weights[at] += weight;
        for key in
            keys.into_iter().chain(references_in(&name).into_iter().map(|reference| Key::Named(reference.to_string())))
        {
            self.places.insert(key, at);
        }
    }

    /// Takes out the files that are alone.
    fn lonely(&mut self) -> Vec<PathBuf> {
        let is_alone: Vec<bool> = self.files.iter().map(|files| files.len() == 1).collect();
        self.places.retain(|_, at| !is_alone[*at]);
        self.files.iter_mut().filter(|files| files.len() == 1).flat_map(std::mem::take).collect()
    }
}

/// The hashes of the sealed files that a file is, holds, or was signed with.
fn hashes(path: &Path, hashes_of: HashesOf) -> Vec<Sha256> {
    let Ok(files) = load(std::slice::from_ref(&path.to_owned())) else { return Vec::new() };
    read(Source::default(), files).map(hashes_of).unwrap_or_default()
}

/// Reads the files of a group, together no longer than a mail.
///
/// # Errors
/// [`InputError`], of the first file that cannot be read, or is too long.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Attachment>, InputError> {
    let mut room = limits::MAIL;
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let mut bytes = Vec::new();
        File::open(path)?.take(room as u64 + 1).read_to_end(&mut bytes)?;
        room = room.checked_sub(bytes.len()).ok_or(MailError::TooLong)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push(Attachment { name, bytes });
    }
    Ok(files)
}

/// Sorts the files of a group.
///
/// # Errors
/// [`MailError`], of a mail in a file.
pub fn read(source: Source, files: Vec<Attachment>) -> Result<Delivery, MailError> {
    let mut delivery = Delivery::of(source);
    let mut unwrapping = Unwrapping::of(&mut delivery, mail::read_into);
    for Attachment { name, bytes } in files {
        unwrapping.sort(Met { name, bytes: Cow::Owned(bytes), text: None, is_body: false })?;
    }
    delivery.settle();
    Ok(delivery)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(names: &[&str]) -> Vec<Vec<String>> {
        together(names.iter().map(PathBuf::from).collect(), |_| Vec::new())
            .into_iter()
            .map(|group| group.iter().map(|path| path.display().to_string()).collect())
            .collect()
    }

    #[test]
    fn files_that_nothing_else_joins_go_together_by_the_reference_in_their_names() {
        assert_eq!(
            groups(&["identifiants-K7M4-Q2XD (1).age", "b.pdf", "consentement-K7M4-Q2XD.pdf", "a.age"]),
            [vec!["a.age", "b.pdf"], vec!["consentement-K7M4-Q2XD.pdf", "identifiants-K7M4-Q2XD (1).age"]]
        );
    }

    #[test]
    fn mails_and_attachments_are_told_apart_by_how_they_begin() {
        for head in [&b"%PDF-1.7\n"[..], b"age-encryption.org/v1\n", b"PK\x03\x04", b"{\"at\":\"x: y\""] {
            assert!(is_attachment(head), "{head:?}");
        }
        for head in [&b"Subject: x\n\n%PDF-"[..], b"From a Mon\n", b"X-Unsent: 1\r\n", b"Bonjour\n", b""] {
            assert!(!is_attachment(head), "{head:?}");
        }
    }
}
