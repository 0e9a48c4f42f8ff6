//! The package's folder: `Documents/Pli/REF`, visible and lasting, written whole or not at all.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use pli_core::package::{File, Package};

use crate::{handoff::PackageFiles, rejection::FailureCode};

/// How many packages one case may have; each has a folder of its own.
const FOLDERS_MAX: u32 = 99;

/// Writes the package below `documents`. Files appear together, in their final place, or not at all.
///
/// # Errors
/// [`FailureCode`] for a folder that cannot be written or a disk that is full; nothing is left behind.
pub fn write(documents: &Path, package: &Package) -> Result<PackageFiles, FailureCode> {
    let pli = documents.join("Pli");
    fs::create_dir_all(&pli).map_err(|error| failure(&error))?;
    let staged = tempfile::Builder::new().prefix("en-cours-").tempdir_in(&pli).map_err(|error| failure(&error))?;
    for file in package.files() {
        write_file(staged.path(), file).map_err(|error| failure(&error))?;
    }
    let folder = put_in_place(staged, &pli, &package.reference.to_string()).map_err(|error| failure(&error))?;
    Ok(PackageFiles {
        pdf: folder.join(&package.consent.name),
        age: folder.join(&package.sealed.name),
        eml: folder.join(&package.eml.name),
        folder,
    })
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
        return Ok(folder);
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Removes the package's files and their folder, which may hold nothing else.
///
/// # Errors
/// When a file is there but cannot be removed. Files that are gone already are no error.
pub fn erase(written: &PackageFiles) -> io::Result<()> {
    for file in [&written.pdf, &written.age, &written.eml] {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    match fs::remove_dir(&written.folder) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty) => Err(error),
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
