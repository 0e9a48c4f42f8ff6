//! A file is written whole or not at all, and only the person may read it.

use std::{
    fs, io,
    io::{
        ErrorKind::{InvalidInput, PermissionDenied, Unsupported},
        Read as _, Write as _,
    },
    path::Path,
    thread,
    time::Duration,
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
    persist(staged, path)?;
    sync_folder(folder)
}

/// Gives a staged file its name, in the place of what had it.
///
/// # Errors
/// When the folder cannot be written.
pub fn persist(staged: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    let mut staged = Some(staged.into_temp_path());
    until_let_go(|| {
        let persisted = staged.take().map_or(Ok(()), |staged| staged.persist(path));
        persisted.map_err(|refused| {
            staged = Some(refused.path);
            refused.error
        })
    })
}

/// How often, and how far apart, something is moved that another program may hold.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// How Windows refuses it: `ERROR_ACCESS_DENIED`, `ERROR_SHARING_VIOLATION`.
const HELD: [i32; 2] = [5, 32];

/// Moves something, on Windows again for a while: what scans or indexes a file that was just written lets go of it some
/// time after.
///
/// # Errors
/// Why it cannot be moved.
pub fn until_let_go(mut attempt: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let is_held = |error: &io::Error| cfg!(windows) && error.raw_os_error().is_some_and(|code| HELD.contains(&code));
    for _ in 1..TRIES {
        match attempt() {
            Err(error) if is_held(&error) => thread::sleep(PAUSE),
            done => return done,
        }
    }
    attempt()
}

/// What is in the file. Nothing else than a file is waited for, and nothing longer is read.
///
/// # Errors
/// When it cannot be read, is longer than this, or is no file.
pub fn read(path: &Path, longest: usize) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(InvalidInput.into());
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(longest as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > longest { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Makes a rename or removal in this folder last. Windows has no such call, and orders them by itself.
///
/// # Errors
/// When the disk fails.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        // A share that does not do it for folders, or a folder that may be written and not read: it was renamed all
        // the same.
        Err(error) if matches!(error.kind(), InvalidInput | Unsupported | PermissionDenied) => Ok(()),
        synced => synced,
    }
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

    /// As a share does, whose names are changed all the same.
    #[test]
    fn a_folder_that_the_system_does_not_synchronise_is_no_failure() {
        let refused = fs::File::open("/proc").unwrap().sync_all().unwrap_err();
        assert_eq!(refused.kind(), InvalidInput);
        sync_folder(Path::new("/proc")).unwrap();
        assert_eq!(sync_folder(Path::new("/nowhere")).unwrap_err().kind(), io::ErrorKind::NotFound);
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
