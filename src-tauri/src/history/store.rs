use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs, io,
    io::{Read, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

use age::x25519::Identity;
use pli_format::CaseReference;
use pli_wizard::sendings::{KeptCase, Unreadable};
use zeroize::Zeroizing;

use crate::whole_file::{is_absent, persist, sync_folder};

/// What the files of cases end with.
const EXTENSION: &str = "age";
/// What the names of files that are being written begin with.
const STAGED: &str = "en-cours-";
/// Longer files are none of ours, in bytes.
const LONGEST: u64 = 1 << 20;

/// The cases, one encrypted file each, in a folder that only the person may read.
pub struct Store {
    folder: PathBuf,
    identity: Identity,
    /// Entries whose files were decrypted: a list of a thousand decrypts what has changed since.
    opened: RefCell<BTreeMap<CaseReference, Opened>>,
}

/// A case, and the file that it was read from.
struct Opened {
    file: Stamp,
    kept_case: KeptCase,
}

/// What changes when a file is written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: SystemTime,
}

/// Why a case cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("there is no such case")]
    NotFound,
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

impl Store {
    /// Opens the folder, which is made if need be and closed to others. What a write that was cut short
    /// left is removed, where it can be.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn open(folder: &Path, identity: Identity) -> io::Result<Self> {
        make_private(folder)?;
        for file in fs::read_dir(folder)? {
            let file = file?;
            if file.file_name().to_string_lossy().starts_with(STAGED) && file.file_type()?.is_file() {
                // Another Pli may be writing it, and keeps it open.
                let _ = fs::remove_file(file.path());
            }
        }
        Ok(Self { folder: folder.to_owned(), identity, opened: RefCell::default() })
    }

    /// Writes a case whole, or leaves what was there: on return it is on the disk.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, kept_case: &KeptCase) -> io::Result<()> {
        // Two writes may fall into one tick of the file's clock.
        self.opened.borrow_mut().remove(&kept_case.id);
        let plaintext = Zeroizing::new(kept_case.to_bytes());
        let encrypted = age::encrypt(&self.identity.to_public(), &plaintext).map_err(io::Error::other)?;
        let mut staged = tempfile::Builder::new().prefix(STAGED).tempfile_in(&self.folder)?;
        staged.write_all(&encrypted)?;
        staged.as_file().sync_all()?;
        persist(staged, &file_of(&self.folder, &kept_case.id))?;
        sync_folder(&self.folder)
    }

    /// What is kept of the case with this name.
    pub fn read(&self, id: &CaseReference) -> Result<KeptCase, ReadError> {
        let path = file_of(&self.folder, id);
        let file = match stamp(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(ReadError::NotFound),
            stamp => stamp.map_err(|_| Unreadable::Damaged)?,
        };
        if let Some(opened) = self.opened.borrow().get(id).filter(|opened| opened.file == file) {
            return Ok(opened.kept_case.clone());
        }
        let kept_case = self.decrypt(id, &path)?;
        self.opened.borrow_mut().insert(id.clone(), Opened { file, kept_case: kept_case.clone() });
        Ok(kept_case)
    }

    fn decrypt(&self, id: &CaseReference, path: &Path) -> Result<KeptCase, Unreadable> {
        let encrypted = read_file(path).map_err(|_| Unreadable::Damaged)?;
        let plaintext = Zeroizing::new(age::decrypt(&self.identity, &encrypted).map_err(|error| unreadable(&error))?);
        let kept_case = KeptCase::from_bytes(&plaintext)?;
        // A file under another's name is not what was written there.
        if kept_case.id == *id { Ok(kept_case) } else { Err(Unreadable::Damaged) }
    }

    /// Forgets what was read of a case that was removed.
    pub fn forget(&self, id: &CaseReference) {
        self.opened.borrow_mut().remove(id);
    }

    /// Every case by its name, readable or not.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> io::Result<Vec<(CaseReference, Result<KeptCase, Unreadable>)>> {
        let read = |id: CaseReference| match self.read(&id) {
            Ok(kept_case) => Some((id, Ok(kept_case))),
            Err(ReadError::Unreadable(reason)) => Some((id, Err(reason))),
            Err(ReadError::NotFound) => None,
        };
        Ok(names(&self.folder)?.into_iter().filter_map(read).collect())
    }
}

/// The names of the cases in a folder; none when there is no folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn names(folder: &Path) -> io::Result<Vec<CaseReference>> {
    let files = match fs::read_dir(folder) {
        Err(error) if is_absent(&error) => return Ok(Vec::new()),
        files => files?,
    };
    let mut names = Vec::new();
    for file in files {
        let path = file?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if path.extension().is_some_and(|extension| extension == EXTENSION) {
            names.extend(CaseReference::try_from(stem.to_owned()));
        }
    }
    names.sort();
    Ok(names)
}

/// Removes a case, readable or not, and whatever else stands under its name. One that is not there is no error.
///
/// # Errors
/// When it is there and cannot be removed.
pub fn remove(folder: &Path, id: &CaseReference) -> io::Result<()> {
    let path = file_of(folder, id);
    let removed = match fs::symlink_metadata(&path) {
        Err(error) if is_absent(&error) => return Ok(()),
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        _ => fs::remove_file(path),
    };
    removed.and_then(|()| sync_folder(folder))
}

/// A link, a pipe or a folder under a case's name is none of ours, and a pipe would never end.
fn stamp(path: &Path) -> io::Result<Stamp> {
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(Stamp { length: found.len(), modified: found.modified()? })
}

fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file of a case.
pub fn file_of(folder: &Path, id: &CaseReference) -> PathBuf {
    folder.join(format!("{id}.{EXTENSION}"))
}

fn unreadable(error: &age::DecryptError) -> Unreadable {
    match error {
        age::DecryptError::NoMatchingKeys => Unreadable::KeyLost,
        _ => Unreadable::Damaged,
    }
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    // A folder that was there before may have another mode.
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

#[cfg(test)]
mod tests;
