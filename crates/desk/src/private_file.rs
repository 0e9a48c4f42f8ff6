//! Files and folders of the desk: for their owner only, and on the disk when a call returns.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{
        self,
        ErrorKind::{InvalidInput, PermissionDenied, Unsupported},
        Read, Write,
    },
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// Mode of files: their owner reads and writes.
const MODE: u32 = 0o600;
/// Mode of folders that a group shares.
const SHARED: u32 = 0o2030;

/// Opens a file to read and add to, made if there is none, and waits until no other process holds it
/// (`flock`). It is held until it is dropped.
pub fn lock(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().read(true).append(true).create(true).mode(MODE).open(path)?;
    file.lock()?;
    Ok(file)
}

/// How often it is tried again to hold a file.
const EVERY: Duration = Duration::from_millis(20);

/// Opens and holds a file as [`lock`] does; none where another process holds it for all of this time.
pub fn lock_within(path: &Path, patience: Duration) -> io::Result<Option<File>> {
    let begun = Instant::now();
    loop {
        let held = try_lock(path)?;
        if held.is_some() || begun.elapsed() >= patience {
            return Ok(held);
        }
        thread::sleep(EVERY);
    }
}

/// Opens and holds a file as [`lock`] does; none where another process holds it.
pub fn try_lock(path: &Path) -> io::Result<Option<File>> {
    let file = OpenOptions::new().read(true).append(true).create(true).mode(MODE).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// Whether only its owner may read a file.
pub fn is_private(path: &Path) -> io::Result<bool> {
    let others = fs::metadata(path)?.permissions().mode() & 0o077;
    Ok(others == 0)
}

/// Removes what a process that was killed left half written in the desk's own folder (`desk.key.1234`):
/// of nobody who is still writing.
pub fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let pid = path.extension().and_then(|extension| extension.to_str()?.parse::<u32>().ok());
        let is_left = pid.is_some_and(|pid| !Path::new(&format!("/proc/{pid}")).exists());
        if is_left && path.is_file() && Path::new("/proc/self").exists() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Makes a folder, mode 0700, and those above it. One that is there stays as it is.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Writes a file which did not exist.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create(path, bytes, MODE)?;
    sync_folder_of(path)
}

fn create(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(MODE).open(path)?;
    file.write_all(bytes)?;
    // Of the open file, whatever umask there is: in a folder that others write to, its name may be another's by now.
    file.set_permissions(fs::Permissions::from_mode(mode))?;
    file.sync_all()
}

/// Writes a file whole, or leaves what was there. Of several processes that do, the last one's stays.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(path, bytes, &format!(".{}", std::process::id()), MODE)
}

/// Writes a file whole, or leaves what was there: `.new` beside it, which a process that was killed
/// may have left. For one process at a time.
pub fn write_whole_alone(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(path, bytes, ".new", MODE)
}

/// The same, for the group of this folder, too, where it is one that its group shares (setgid, and written to by the
/// group).
pub fn write_whole_shared(path: &Path, bytes: &[u8], folder: &Path) -> io::Result<()> {
    let is_shared = fs::metadata(folder)?.permissions().mode() & SHARED == SHARED;
    replace(path, bytes, ".new", if is_shared { MODE | 0o060 } else { MODE })
}

fn replace(path: &Path, bytes: &[u8], suffix: &str, mode: u32) -> io::Result<()> {
    let mut half = path.as_os_str().to_owned();
    half.push(suffix);
    let half = PathBuf::from(half);
    remove_if_there(&half)?;
    create(&half, bytes, mode).and_then(|()| rename(&half, path)).inspect_err(|_| drop(fs::remove_file(&half)))
}

/// Gives a file its name.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder_of(to)
}

/// What came of a file; none where there is no such file.
pub fn if_there<T>(done: io::Result<T>) -> io::Result<Option<T>> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        done => done.map(Some),
    }
}

/// Removes a file, which may be gone already.
pub fn remove_if_there(path: &Path) -> io::Result<()> {
    if_there(fs::remove_file(path)).map(|_| ())
}

/// Reads a file that somebody named, of so many bytes at most: what they named may have no end.
pub fn read_at_most(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Overwrites a file with zeros, where it stands, then removes it. One that is gone is done.
pub fn wipe(path: &Path) -> io::Result<()> {
    let Some(mut file) = if_there(OpenOptions::new().write(true).open(path))? else { return Ok(()) };
    let length = file.metadata()?.len();
    io::copy(&mut io::repeat(0).take(length), &mut file)?;
    file.sync_all()?;
    fs::remove_file(path)?;
    sync_folder_of(path)
}

/// Removes a folder with all that is in it, which may be gone already.
pub fn remove_folder_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => remove_if_there(path),
        other => other,
    }
}

/// Makes a removal or a new name last.
pub fn sync_folder_of(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // A share that does not do it for folders, or a folder that may be written and not read: it was renamed all
        // the same.
        Err(error) if matches!(error.kind(), InvalidInput | Unsupported | PermissionDenied) => Ok(()),
        synced => synced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a share does, whose names are changed all the same.
    #[test]
    fn a_folder_that_the_system_does_not_synchronise_is_no_failure() {
        assert_eq!(File::open("/proc").unwrap().sync_all().unwrap_err().kind(), InvalidInput);
        sync_folder_of(Path::new("/proc/file")).unwrap();
        assert_eq!(sync_folder_of(Path::new("/nowhere/file")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_file_without_an_end_is_not_read_to_it() {
        let most = |most| read_at_most(Path::new("/dev/zero"), most).unwrap_err().kind();
        assert_eq!([0, 100_000].map(most), [io::ErrorKind::FileTooLarge; 2]);
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(&file, b"four").unwrap();
        assert_eq!(read_at_most(file.path(), 4).unwrap(), b"four");
        assert!(read_at_most(file.path(), 3).is_err());
    }

    #[test]
    fn a_file_that_another_holds_is_not_waited_for_without_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("drafts.lock");
        let held = lock_within(&path, Duration::ZERO).unwrap();
        assert!(held.is_some());
        assert!(lock_within(&path, Duration::from_millis(1)).unwrap().is_none());
        drop(held);
        assert!(lock_within(&path, Duration::ZERO).unwrap().is_some());
    }
}
