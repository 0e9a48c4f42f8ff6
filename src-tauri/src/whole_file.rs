//! A file is written whole or not at all, and only the person may read it.

use std::{
    fs, io,
    io::{Read as _, Write as _},
    path::Path,
};

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

/// What is in the file. Nothing else than a file is waited for, and nothing longer is read.
///
/// # Errors
/// When it cannot be read, is longer than this, or is no file.
pub fn read(path: &Path, longest: usize) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(longest as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > longest { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Makes a rename or removal in this folder last. Windows has no such call, and orders them by itself.
///
/// # Errors
/// When the folder cannot be opened.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Whether nothing is there: no file, or something else than the folder it would be in.
pub fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_a_file_is_read_and_only_so_far() {
        let folder = tempfile::tempdir().unwrap();
        let (file, pipe) = (folder.path().join("file"), folder.path().join("pipe"));
        fs::write(&file, b"1234").unwrap();
        assert_eq!(read(&file, 4).unwrap(), b"1234");
        assert_eq!(read(&file, 3).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for nothing in [&*pipe, folder.path(), Path::new("/dev/zero")] {
            assert!(read(nothing, 4).is_err(), "{}", nothing.display());
        }
    }

    /// Another name for what was there keeps seeing it: it is replaced, not written into.
    #[test]
    fn what_was_there_is_replaced_whole_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("new").join("file"), folder.path().join("other"));
        write(&path, b"before").unwrap();
        fs::hard_link(&path, &other).unwrap();
        write(&path, b"after").unwrap();
        assert_eq!((fs::read(&path).unwrap(), fs::read(&other).unwrap()), (b"after".to_vec(), b"before".to_vec()));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1, "nothing else is left");
    }
}
