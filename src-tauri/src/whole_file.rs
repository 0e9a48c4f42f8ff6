//! A file is written whole or not at all, and only the person may read it.

use std::{fs, io, io::Write as _, path::Path};

/// Puts these bytes at the path, whose folder is made if need be. Until they are on the disk, what was
/// there stays.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidFilename)?;
    fs::create_dir_all(folder)?;
    let mut staged = tempfile::NamedTempFile::new_in(folder)?;
    staged.write_all(bytes)?;
    staged.as_file().sync_all()?;
    staged.persist(path)?;
    sync_folder(folder)
}

/// Makes a rename or removal in this folder last. Windows has no such call, and orders them by itself.
///
/// # Errors
/// When the folder cannot be opened.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}
