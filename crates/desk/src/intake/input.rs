//! Where mail comes from: standard input, files, mboxes, Maildirs, directories.

use std::{
    collections::VecDeque,
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{
    Attachment, Delivery, InputError, MailError, Source,
    files::{self, HashesOf},
    limits, mail,
    mbox::Mbox,
};

/// How deep directories are followed.
const DIRECTORIES: usize = 16;

/// What to receive from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input: one mail, or an mbox.
    Stdin,
    /// A mail, an mbox, a Maildir, a directory, or files of a package.
    Path(PathBuf),
}

/// What arrived, before it is parsed.
#[derive(Debug)]
pub struct Arrival {
    pub source: Source,
    pub content: Result<Content, InputError>,
}

/// The bytes of an arrival.
#[derive(Debug)]
pub enum Content {
    Mail(Vec<u8>),
    /// Files that belong together by their names.
    Files(Vec<Attachment>),
}

impl Arrival {
    /// How much memory it takes, in bytes.
    pub fn weight(&self) -> usize {
        match &self.content {
            Ok(Content::Mail(bytes)) => bytes.len(),
            Ok(Content::Files(files)) => files.iter().map(|file| file.bytes.len()).sum(),
            Err(_) => 0,
        }
    }

    /// Tells arrivals apart by their bytes: 24 hexadecimal digits.
    pub fn mark(&self) -> String {
        let mut hash = Sha256::new();
        match &self.content {
            Ok(Content::Mail(bytes)) => hash.update(bytes),
            Ok(Content::Files(files)) => files.iter().for_each(|file| hash.update(Sha256::digest(&file.bytes))),
            Err(_) => {}
        }
        hex::encode(&hash.finalize()[..12])
    }

    /// Takes it apart.
    pub fn open(self) -> Result<Delivery, InputError> {
        match self.content? {
            // What stands between the mails of an mbox and is none was never one.
            Content::Mail(bytes) if self.source.number.is_some() => match mail::read(self.source.clone(), &bytes) {
                Err(MailError::NotMail) => Ok(Delivery::of(self.source)),
                read => Ok(read?),
            },
            Content::Mail(bytes) => Ok(mail::read(self.source, &bytes)?),
            Content::Files(attachments) => Ok(files::read(self.source, attachments)?),
        }
    }
}

/// Everything that arrived, in order, read as it is asked for.
pub struct Deliveries {
    waiting: VecDeque<Waiting>,
    mbox: Option<OpenMbox>,
    hashes_of: HashesOf,
}

/// Its name, how many mails came out of it, and what is left.
type OpenMbox = (String, u64, Mbox<Box<dyn BufRead>>);

enum Waiting {
    Stdin,
    File(PathBuf),
    Directory(PathBuf, usize),
    Files(Vec<PathBuf>),
}

impl Deliveries {
    /// From these inputs, in this order; standard input when there are none. Files are put together by
    /// the hashes that `hashes_of` finds.
    pub fn from(inputs: &[Input], hashes_of: HashesOf) -> Self {
        let mut loose = Vec::new();
        let mut waiting = VecDeque::new();
        for input in inputs {
            match input {
                Input::Stdin => waiting.push_back(Waiting::Stdin),
                Input::Path(path) if path.is_dir() => waiting.push_back(Waiting::Directory(path.clone(), 0)),
                Input::Path(path) if files::is_loose(path) => loose.push(path.clone()),
                Input::Path(path) => waiting.push_back(Waiting::File(path.clone())),
            }
        }
        waiting.extend(files::together(loose, hashes_of).into_iter().map(Waiting::Files));
        if inputs.is_empty() {
            waiting.push_back(Waiting::Stdin);
        }
        Self { waiting, mbox: None, hashes_of }
    }

    fn open(&mut self, path: String, file: io::Result<Box<dyn Read>>) -> Option<Arrival> {
        match file.and_then(|file| self.one_mail(&path, file)) {
            Ok(None) => None,
            Ok(Some(content)) => {
                Some(Arrival { source: Source { path, number: None }, content: content.map_err(Into::into) })
            }
            Err(error) => Some(Arrival { source: Source { path, number: None }, content: Err(error.into()) }),
        }
    }

    /// The only mail of a file; none where the file is an mbox, which is opened.
    fn one_mail(&mut self, path: &str, file: Box<dyn Read>) -> io::Result<Option<Result<Content, MailError>>> {
        let mut file: Box<dyn BufRead> = Box::new(BufReader::with_capacity(1 << 16, file));
        if Mbox::<Box<dyn BufRead>>::begins(file.fill_buf()?) {
            self.mbox = Some((path.to_owned(), 0, Mbox::new(file)));
            return Ok(None);
        }
        let mut bytes = Vec::new();
        file.take(limits::MAIL as u64 + 1).read_to_end(&mut bytes)?;
        Ok(Some(match bytes.len() {
            length if length > limits::MAIL => Err(MailError::TooLong),
            _ if files::is_attachment(&bytes) => Ok(Content::Files(vec![Attachment { name: path.to_owned(), bytes }])),
            _ => Ok(Content::Mail(bytes)),
        }))
    }

    /// Puts what a directory holds before everything else that waits.
    fn list(&mut self, directory: &Path, depth: usize) -> io::Result<()> {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        paths.retain(|path| !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")));
        paths.sort();
        // Besides the folders with mails, a Maildir holds its servers' own files.
        if ["cur", "new", "tmp"].iter().all(|name| directory.join(name).is_dir()) {
            paths = vec![directory.join("cur"), directory.join("new")];
        }
        let mut found = VecDeque::new();
        let mut loose = Vec::new();
        for path in paths {
            let is_directory = path.is_dir() && !path.is_symlink();
            if is_directory && depth < DIRECTORIES {
                found.push_back(Waiting::Directory(path, depth + 1));
            } else if !path.is_file() {
                // A pipe or a device would be waited for, and a link may lead in a circle.
            } else if files::is_loose(&path) {
                loose.push(path);
            } else {
                found.push_back(Waiting::File(path));
            }
        }
        found.extend(files::together(loose, self.hashes_of).into_iter().map(Waiting::Files));
        found.append(&mut self.waiting);
        self.waiting = found;
        Ok(())
    }

    fn next_of_mbox(&mut self) -> Option<Arrival> {
        let (path, number, mbox) = self.mbox.as_mut()?;
        *number += 1;
        let source = Source { path: path.clone(), number: Some(*number) };
        match mbox.next_mail() {
            Ok(Some(mail)) => Some(Arrival { source, content: mail.map(Content::Mail).map_err(Into::into) }),
            Ok(None) => {
                self.mbox = None;
                None
            }
            Err(error) => {
                self.mbox = None;
                Some(Arrival { source, content: Err(error.into()) })
            }
        }
    }
}

impl Iterator for Deliveries {
    type Item = Arrival;

    fn next(&mut self) -> Option<Arrival> {
        loop {
            if let Some(arrival) = self.next_of_mbox() {
                return Some(arrival);
            }
            let arrival = match self.waiting.pop_front()? {
                Waiting::Stdin => self.open("-".to_owned(), Ok(Box::new(io::stdin()))),
                Waiting::File(path) => self.open(shown(&path), open(&path)),
                Waiting::Files(paths) => Some(load(&paths)),
                Waiting::Directory(path, depth) => self.list(&path, depth).err().map(|error| Arrival {
                    source: Source { path: shown(&path), number: None },
                    content: Err(error.into()),
                }),
            };
            if arrival.is_some() {
                return arrival;
            }
        }
    }
}

/// Reads the files of a group.
fn load(paths: &[PathBuf]) -> Arrival {
    let path = match paths {
        [only] => only,
        paths => paths.first().and_then(|first| first.parent()).unwrap_or(Path::new(".")),
    };
    Arrival { source: Source { path: shown(path), number: None }, content: files::load(paths).map(Content::Files) }
}

fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    File::open(path).map(|file| Box::new(file) as Box<dyn Read>)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
