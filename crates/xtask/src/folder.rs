//! Folders, and what is in them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::Failure;

/// What is in a folder, by name.
///
/// # Errors
/// When it cannot be read.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries =
        fs::read_dir(folder).and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let mut paths: Vec<PathBuf> = entries.map_err(Failure::file(folder))?;
    paths.sort();
    Ok(paths)
}

/// Removes a folder with what is in it, if it is there.
///
/// # Errors
/// When it cannot be removed.
pub fn remove(folder: &Path) -> Result<(), Failure> {
    if folder.exists() { fs::remove_dir_all(folder).map_err(Failure::file(folder)) } else { Ok(()) }
}
