//! The package's folder: `Documents/Pli/REF`, visible and lasting, written whole or not at all. It holds the two
//! attachments and, in a folder of its own, the message that carries both, so that nobody takes it for a third.

use std::{
    ffi::OsStr,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use pli_format::{CaseReference, Sha256, receipt, seal, withdrawal};
use pli_wizard::{
    package::{self, File, Package},
    sendings::{Sending, export_name},
};

use crate::{
    folders, path_text,
    whole_file::{self, sync_folder, until_let_go},
};

/// Where every package lies in the Documents folder; the second name where the first is somebody else's, or a file.
const NAMES: [&str; 2] = ["Pli", "Pli 2"];

/// Where the message lies in the folder. Mail programs in a sandbox see no hidden folder.
const MESSAGE: &str = "message";

/// How many packages one case may have; each has a folder of its own.
const FOLDERS_MAX: u32 = 99;

/// How the name of a folder begins that is still being written: hidden, and no name of the person's.
const STAGED: &str = ".pli-en-cours-";

/// How many letters and digits follow.
const STAGED_RANDOM: usize = 6;

/// Where one package lies, and whatever else Pli writes for its case: withdrawal, receipt, export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFolder {
    pub path: PathBuf,
    /// The consent PDF in it.
    pub consent: PathBuf,
    /// The sealed file in it.
    pub sealed: PathBuf,
    /// The message that carries both.
    pub message: PathBuf,
    reference: CaseReference,
}

/// Why a package is not where it was to be.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("the package's folder cannot be written: {0}")]
    Unwritable(#[from] io::Error),
    #[error("a file of the package is gone")]
    Missing,
    #[error("a file of the package was changed")]
    Changed,
}

impl PackageFolder {
    /// The folder at this path, for a case with this reference.
    pub fn new(path: impl Into<PathBuf>, reference: CaseReference) -> Self {
        let path = path.into();
        let [consent, sealed] = package::attachment_names(&reference).map(|name| path.join(name));
        let message = path.join(MESSAGE).join(package::message_name(&reference));
        Self { path, consent, sealed, message, reference }
    }

    /// The folder that this sending's package was written to last.
    pub fn last_of(sending: &Sending) -> Self {
        Self::new(kept_path(&sending.folder), sending.record.facts.reference.clone())
    }

    /// Every folder that this sending's package was written to.
    pub fn of(sending: &Sending) -> impl Iterator<Item = Self> {
        sending.folders().map(|folder| Self::new(kept_path(folder), sending.record.facts.reference.clone()))
    }

    /// Every package's folder below `Documents/Pli`, known to the history or not.
    ///
    /// # Errors
    /// When `pli` is there and cannot be read.
    pub fn all(pli: &Path) -> io::Result<Vec<Self>> {
        let folders = match fs::read_dir(pli) {
            Err(error) if whole_file::is_absent(&error) => return Ok(Vec::new()),
            folders => folders?,
        };
        let mut found = Vec::new();
        for folder in folders {
            let folder = folder?.path();
            let name = folder.file_name().and_then(OsStr::to_str).unwrap_or_default();
            // `K7M4-Q2XD`, and `K7M4-Q2XD-2` for a second package.
            if let Some(Ok(reference)) = name.get(..9).map(|start| CaseReference::try_from(start.to_owned())) {
                found.push(Self::new(folder, reference));
            }
        }
        Ok(found)
    }

    /// Writes the package below the first of these places that takes it. Files appear together, in their final place, or
    /// not at all.
    ///
    /// # Errors
    /// Why the best place refused, [`FolderError::Unwritable`]; nothing is left behind.
    pub fn write(places: &[PathBuf], package: &Package) -> Result<Self, FolderError> {
        let path = write_folder(places, &package.reference.to_string(), package.files())?;
        Ok(Self::new(path, package.reference.clone()))
    }

    /// Checks that the attachments still are the package's. The message, which the person was told nothing of, is
    /// written again where it is not.
    ///
    /// # Errors
    /// [`FolderError::Missing`], [`FolderError::Changed`], and [`FolderError::Unwritable`] for the message.
    pub fn check(&self, package: &Package) -> Result<(), FolderError> {
        self.check_files(package.files())
    }

    fn check_files(&self, [consent, sealed, message]: [&File; 3]) -> Result<(), FolderError> {
        for (path, file) in [(&self.consent, consent), (&self.sealed, sealed)] {
            if !path.is_file() {
                return Err(FolderError::Missing);
            }
            if !holds(path, file) {
                return Err(FolderError::Changed);
            }
        }
        if !holds(&self.message, message) {
            whole_file::write(&self.message, &message.bytes)?;
        }
        Ok(())
    }

    /// Where it is, as a person finds it: `Documents > Pli > K7M4-Q2XD`, each folder by its own name.
    pub fn place(&self) -> String {
        as_found(&self.path, &folders::documents(), dirs::home_dir().as_deref())
    }

    /// Consent PDF and sealed file.
    pub fn attachments(&self) -> [PathBuf; 2] {
        [self.consent.clone(), self.sealed.clone()]
    }

    /// Whether consent PDF and sealed file are there: the consent can be drawn again, the sealed file is the one that
    /// was sealed or none.
    pub fn present(&self, sealed: Sha256) -> [bool; 2] {
        let is_it = whole_file::read(&self.sealed, seal::MAX_LENGTH).is_ok_and(|bytes| Sha256::of(&bytes) == sealed);
        [self.consent.is_file(), is_it]
    }

    /// Whether it is a folder of this case, by its name.
    pub fn is_of(&self, reference: &CaseReference) -> bool {
        self.reference == *reference
    }

    /// Puts one more of the case's files beside the package, whole or not at all; the folder may have to be made again.
    ///
    /// # Errors
    /// [`FolderError::Unwritable`]
    pub fn add(&self, file: &File) -> Result<(), FolderError> {
        Ok(whole_file::write(&self.path.join(&file.name), &file.bytes)?)
    }

    /// Every file that Pli writes for a case, at the sending and after it.
    fn files(&self) -> Vec<PathBuf> {
        let reference = &self.reference;
        let later = [withdrawal::file_name(reference), receipt::file_name(reference), export_name(reference)];
        let package = [&self.consent, &self.sealed, &self.message].into_iter().cloned();
        package.chain(later.into_iter().map(|name| self.path.join(name))).collect()
    }

    /// Removes the files of the package, and the folder once it is empty. What is still there afterwards: files that
    /// were gone already are no matter.
    #[must_use = "what is still there is to be told"]
    pub fn erase_package(&self) -> Vec<PathBuf> {
        self.remove(vec![self.consent.clone(), self.sealed.clone(), self.message.clone()])
    }

    /// Removes every file that Pli wrote for the case, and the folder once it is empty. A file of the
    /// person's own stays. What is still there afterwards, as of [`erase_package`](Self::erase_package).
    #[must_use = "what is still there is to be told"]
    pub fn erase(&self) -> Vec<PathBuf> {
        self.remove(self.files())
    }

    fn remove(&self, files: Vec<PathBuf>) -> Vec<PathBuf> {
        for file in &files {
            // Looked at below, gone or not.
            let _ = fs::remove_file(file);
        }
        let folders = [self.path.join(MESSAGE), self.path.clone()];
        let folders = folders.into_iter().filter(|folder| remove_empty(folder).is_err()).collect();
        let files: Vec<PathBuf> = files.into_iter().filter(|file| !is_gone(file)).collect();
        // The files of a folder that stays say more than the folder.
        if files.is_empty() { folders } else { files }
    }
}

fn holds(path: &Path, file: &File) -> bool {
    whole_file::read(path, file.bytes.len()).is_ok_and(|bytes| bytes == file.bytes)
}

/// Whether nothing is there any more. What cannot be looked at is.
fn is_gone(file: &Path) -> bool {
    fs::symlink_metadata(file).is_err_and(|error| whole_file::is_absent(&error))
}

/// What file managers put into a folder that they show, and hide there.
const OF_FILE_MANAGERS: [&str; 4] = [".DS_Store", ".directory", "Thumbs.db", "desktop.ini"];

/// What is not empty stays: something of the person's own is in it, or it is a link of theirs.
fn remove_empty(folder: &Path) -> io::Result<()> {
    if holds_nothing(folder) {
        for name in OF_FILE_MANAGERS {
            // The folder says whether it went.
            let _ = fs::remove_file(folder.join(name));
        }
    }
    match fs::remove_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty || whole_file::is_absent(&error) => Ok(()),
        removed => removed,
    }
}

/// Whether there is nothing in the folder but what is a file manager's. The folder itself, and no link to another.
fn holds_nothing(folder: &Path) -> bool {
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir());
    let is_of_file_manager = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| OF_FILE_MANAGERS.iter().any(|name| entry.file_name() == *name))
    };
    is_folder && fs::read_dir(folder).is_ok_and(|mut entries| entries.all(is_of_file_manager))
}

/// The path that was kept. What none was made of names no folder.
fn kept_path(text: &str) -> PathBuf {
    path_text::parse(text).unwrap_or_default()
}

/// Every `Documents/Pli` that a package may have been written to, the best first.
pub fn places() -> Vec<PathBuf> {
    folders::documents().into_iter().flat_map(|documents| NAMES.map(|name| documents.join(name))).collect()
}

/// Where the packages are, as a person finds it, before there is one.
pub fn place_of_all() -> String {
    places().first().map(|pli| last_names(pli, 2)).unwrap_or_default()
}

/// Other Documents than the system's are found from the home on: a file manager shows the system's under that name.
fn as_found(path: &Path, documents: &[PathBuf], home: Option<&Path>) -> String {
    let is_in_documents = documents.first().is_none_or(|documents| path.starts_with(documents));
    let inside = home.filter(|_| !is_in_documents).and_then(|home| path.strip_prefix(home).ok());
    last_names(path, inside.map_or(3, |inside| inside.iter().count() + 1))
}

fn last_names(path: &Path, count: usize) -> String {
    let mut names: Vec<_> = path.iter().rev().take(count).map(OsStr::to_string_lossy).collect();
    names.reverse();
    // No line begins with the sign.
    names.join("\u{a0}> ")
}

/// Whether this process writes a package, or has.
static HAS_WRITTEN: AtomicBool = AtomicBool::new(false);

/// Removes what was being written when the app was killed, on a thread of its own: the disk of the documents may not
/// answer, or the system ask the person first. It ends where this process writes.
pub fn sweep_at_start() {
    thread::spawn(|| places().iter().for_each(|pli| sweep(pli, || !HAS_WRITTEN.load(Ordering::SeqCst))));
}

fn sweep(pli: &Path, goes_on: impl Fn() -> bool) {
    let entries = fs::read_dir(pli).into_iter().flatten().flatten();
    // Asked after the entry was seen: what is seen before anything is written is not being written.
    for staged in entries.filter(is_staged).take_while(|_| goes_on()) {
        // Swept at the next start, if not now.
        let _ = fs::remove_dir_all(staged.path());
    }
}

/// Only what `write_below` makes: a folder, no link to one, of exactly such a name.
fn is_staged(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let random = name.to_str().and_then(|name| name.strip_prefix(STAGED));
    let is_name = |random: &str| random.len() == STAGED_RANDOM && random.bytes().all(|c| c.is_ascii_alphanumeric());
    random.is_some_and(is_name) && entry.file_type().is_ok_and(|kind| kind.is_dir())
}

fn write_folder(places: &[PathBuf], reference: &str, files: [&File; 3]) -> io::Result<PathBuf> {
    let mut refused = None;
    for pli in places {
        match write_below(pli, reference, files) {
            Ok(folder) => return Ok(folder),
            Err(error) => {
                // It is only removed when nothing is in it.
                let _ = fs::remove_dir(pli);
                refused.get_or_insert(error);
            }
        }
    }
    Err(refused.unwrap_or(io::ErrorKind::NotFound.into()))
}

fn write_below(pli: &Path, reference: &str, [consent, sealed, message]: [&File; 3]) -> io::Result<PathBuf> {
    HAS_WRITTEN.store(true, Ordering::SeqCst);
    fs::create_dir_all(pli)?;
    let staged = tempfile::Builder::new().prefix(STAGED).rand_bytes(STAGED_RANDOM).tempdir_in(pli)?;
    write_file(staged.path(), consent)?;
    write_file(staged.path(), sealed)?;
    let of_the_message = staged.path().join(MESSAGE);
    fs::create_dir(&of_the_message)?;
    write_file(&of_the_message, message)?;
    put_in_place(staged, pli, reference)
}

/// Only the person may read it, where the system has modes.
fn write_file(folder: &Path, file: &File) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut written = options.open(folder.join(&file.name))?;
    written.write_all(&file.bytes)?;
    written.sync_all()
}

/// Moves the staged folder to the first free name: `REF`, `REF-2`, ….
fn put_in_place(staged: tempfile::TempDir, pli: &Path, reference: &str) -> io::Result<PathBuf> {
    for count in 1..=FOLDERS_MAX {
        let name = if count == 1 { reference.to_owned() } else { format!("{reference}-{count}") };
        let folder = pli.join(name);
        // A link that leads nowhere is something, too.
        if !is_gone(&folder) {
            continue;
        }
        until_let_go(|| fs::rename(staged.path(), &folder))?;
        // The folder moved: there is nothing left to remove.
        let _ = staged.keep();
        // Whatever the disk says: it is there, and has to be found to be erased.
        let _ = sync_folder(pli);
        return Ok(folder);
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
