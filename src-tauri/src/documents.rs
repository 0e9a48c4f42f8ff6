//! The package's folder: `Documents/Pli/REF`, visible and lasting, written whole or not at all.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use pli_wizard::package::{File, Package};

use crate::{handoff::PackageFiles, rejection::FailureCode, whole_file::sync_folder};

/// How many packages one case may have; each has a folder of its own.
const FOLDERS_MAX: u32 = 99;

/// How the name of a folder begins that is still being written: hidden, and no name of the person's.
const STAGED: &str = ".pli-en-cours-";

/// How many letters and digits follow.
const STAGED_RANDOM: usize = 6;

/// Writes the package below the person's Documents folder.
///
/// # Errors
/// As [`write`]; [`FailureCode::DocumentsUnwritable`] too when there is no such folder.
pub fn write_to_documents(package: &Package) -> Result<PackageFiles, FailureCode> {
    write(&folder().ok_or(FailureCode::DocumentsUnwritable)?, package)
}

/// Writes the package below `documents`. Files appear together, in their final place, or not at all.
///
/// # Errors
/// [`FailureCode`] for a folder that cannot be written or a disk that is full; nothing is left behind.
pub fn write(documents: &Path, package: &Package) -> Result<PackageFiles, FailureCode> {
    let reference = package.reference.to_string();
    let folder = write_folder(documents, &reference, package.files()).map_err(|error| failure(&error))?;
    Ok(PackageFiles {
        pdf: folder.join(&package.consent.name),
        age: folder.join(&package.sealed.name),
        eml: folder.join(&package.eml.name),
        folder,
    })
}

fn write_folder(documents: &Path, reference: &str, files: [&File; 3]) -> io::Result<PathBuf> {
    let pli = documents.join("Pli");
    fs::create_dir_all(&pli)?;
    let staged = tempfile::Builder::new().prefix(STAGED).rand_bytes(STAGED_RANDOM).tempdir_in(&pli)?;
    for file in files {
        write_file(staged.path(), file)?;
    }
    put_in_place(staged, &pli, reference)
}

/// Removes what was being written when the app was killed.
pub fn sweep(documents: &Path) {
    let entries = fs::read_dir(documents.join("Pli")).into_iter().flatten().flatten();
    for staged in entries.filter(is_staged) {
        // Swept at the next start, if not now.
        let _ = fs::remove_dir_all(staged.path());
    }
}

/// Only what `write_folder` makes: a folder, no link to one, of exactly such a name.
fn is_staged(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let random = name.to_str().and_then(|name| name.strip_prefix(STAGED));
    let is_name = |random: &str| random.len() == STAGED_RANDOM && random.bytes().all(|c| c.is_ascii_alphanumeric());
    random.is_some_and(is_name) && entry.file_type().is_ok_and(|kind| kind.is_dir())
}

/// Checks that the files still hold the package.
///
/// # Errors
/// [`FailureCode::FilesMissing`], [`FailureCode::FilesChanged`].
pub fn check(written: &PackageFiles, package: &Package) -> Result<(), FailureCode> {
    let held = [(&written.pdf, &package.consent), (&written.age, &package.sealed), (&written.eml, &package.eml)];
    for (path, file) in held {
        let bytes = fs::read(path).map_err(|_| FailureCode::FilesMissing)?;
        if bytes != file.bytes {
            return Err(FailureCode::FilesChanged);
        }
    }
    Ok(())
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
        if folder.exists() {
            continue;
        }
        fs::rename(staged.path(), &folder)?;
        // The folder moved: there is nothing left to remove.
        let _ = staged.keep();
        sync_folder(pli)?;
        return Ok(folder);
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Removes files, and their folder once it is empty. A file of the person's own stays.
///
/// # Errors
/// When a file is there but cannot be removed. Files that are gone already are no error.
pub fn erase(files: &[PathBuf], folder: &Path) -> io::Result<()> {
    for file in files {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    match fs::remove_dir(folder) {
        // Something of the person's own is in it, or it is a link of theirs.
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotADirectory
            ) =>
        {
            Err(error)
        }
        _ => Ok(()),
    }
}

/// What an error of the package's folder is called.
pub fn failure(error: &io::Error) -> FailureCode {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FailureCode::DiskFull,
        io::ErrorKind::InvalidFilename => FailureCode::PathTooLong,
        _ => FailureCode::DocumentsUnwritable,
    }
}

/// The person's Documents folder.
pub fn folder() -> Option<PathBuf> {
    dirs::document_dir().or_else(|| dirs::home_dir().map(|home| home.join("Documents")))
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
