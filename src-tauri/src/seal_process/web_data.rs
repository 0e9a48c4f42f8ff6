use std::{
    fs::{self, File, TryLockError},
    io,
    path::Path,
    thread,
    time::Duration,
};

use tempfile::TempDir;

use crate::folders;

/// The folders inside, by the environment variable that names each.
pub const FOLDERS: [(&str, &str); 4] =
    [("TMPDIR", "tmp"), ("XDG_CACHE_HOME", "cache"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")];

const PREFIX: &str = "pli-seal-";

/// How often, and how far apart, deleting is tried: on Windows the web engine lets go of its files
/// some time after it ended.
const TRIES: u32 = 30;
const PAUSE: Duration = Duration::from_millis(100);

/// The folder where the web engine of one seal window keeps its data: made for it, for this user
/// alone, and deleted after it by the parent. (What the child deletes itself stays when it is killed.)
pub struct WebDataFolder {
    folder: TempDir,
    /// Locked as long as its process lives, so that no other one sweeps it. Windows opens no folder so.
    _held: Option<File>,
}

impl WebDataFolder {
    /// Makes it in memory (the user's runtime folder) where the system has that, else among the caches, else
    /// where everybody may.
    pub fn make() -> io::Result<Self> {
        let place = folders::first_usable(folders::passing()).ok_or(io::ErrorKind::NotFound)?;
        Self::make_in(&place)
    }

    fn make_in(place: &Path) -> io::Result<Self> {
        fs::create_dir_all(place)?;
        let folder = private_folder().tempdir_in(place)?;
        for (_, inner) in FOLDERS {
            fs::create_dir(folder.path().join(inner))?;
        }
        let held = File::open(folder.path()).ok().filter(|file| file.try_lock().is_ok());
        Ok(Self { folder, _held: held })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Deletes it, in spite of a web engine that is slow to let go. What is left after that, the
    /// next start sweeps.
    pub fn delete(self) {
        delete(&self.folder.keep());
    }
}

/// Deletes what earlier seal windows left because their parent was killed.
pub fn sweep() {
    folders::passing().for_each(|place| sweep_in(&place, person()));
}

fn sweep_in(place: &Path, person: u32) {
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    for left in entries.filter(|entry| is_ours(entry, person)) {
        if !is_held(&left.path()) {
            // Swept at the next start, if not now.
            let _ = fs::remove_dir_all(left.path());
        }
    }
}

/// Only what [`WebDataFolder::make`] makes: a folder, no link to one, of this person. Where everybody may write, a
/// pipe of such a name would be waited for.
fn is_ours(entry: &fs::DirEntry, person: u32) -> bool {
    let is_named = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
    is_named && fs::symlink_metadata(entry.path()).is_ok_and(|found| found.is_dir() && is_of(&found, person))
}

/// Who runs this.
#[cfg(unix)]
fn person() -> u32 {
    rustix::process::geteuid().as_raw()
}

#[cfg(unix)]
fn is_of(found: &fs::Metadata, person: u32) -> bool {
    std::os::unix::fs::MetadataExt::uid(found) == person
}

/// Windows gives each person places of their own.
#[cfg(not(unix))]
fn person() -> u32 {
    0
}

#[cfg(not(unix))]
fn is_of(_found: &fs::Metadata, _person: u32) -> bool {
    true
}

/// Whether a seal window of another Pli is open: on another display, say.
fn is_held(folder: &Path) -> bool {
    File::open(folder).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

fn private_folder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder
}

fn delete(folder: &Path) {
    for _ in 0..TRIES {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => thread::sleep(PAUSE),
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{FOLDERS, WebDataFolder, person, private_folder, sweep_in};

    #[test]
    fn it_is_for_this_user_alone_and_goes_with_all_it_holds() {
        let place = tempfile::tempdir().unwrap();
        let folder = WebDataFolder::make_in(place.path()).unwrap();
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(folder.path()).unwrap().permissions()) & 0o777,
            0o700
        );
        for (_, inner) in FOLDERS {
            fs::write(folder.path().join(inner).join("kept"), "").unwrap();
        }
        folder.delete();
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_sweep_takes_the_leftovers_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        // Never held: a lock let go of outlives its file in a program that another test is starting.
        let left = private_folder().tempdir_in(place.path()).unwrap().keep();
        fs::write(left.join("cookies"), "").unwrap();
        fs::write(place.path().join("window-state.json"), "").unwrap();
        sweep_in(place.path(), person());
        let kept: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(kept, ["window-state.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_somebody_else_made_is_neither_swept_nor_waited_for() {
        let place = tempfile::tempdir().unwrap();
        let named = |name: &str| place.path().join(name);
        fs::create_dir(named("theirs")).unwrap();
        fs::write(named("theirs/cookies"), "").unwrap();
        std::os::unix::fs::symlink(named("theirs"), named("pli-seal-link")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(named("pli-seal-pipe")).status().unwrap().success());
        fs::write(named("pli-seal-file"), "").unwrap();
        sweep_in(place.path(), person());
        fs::create_dir(named("pli-seal-folder")).unwrap();
        sweep_in(place.path(), person() + 1);
        for left in ["theirs/cookies", "pli-seal-link", "pli-seal-pipe", "pli-seal-file", "pli-seal-folder"] {
            assert!(fs::symlink_metadata(named(left)).is_ok(), "{left}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_sweep_leaves_the_folder_of_an_open_window() {
        let place = tempfile::tempdir().unwrap();
        let open = WebDataFolder::make_in(place.path()).unwrap();
        sweep_in(place.path(), person());
        assert!(open.path().exists());
        open.delete();
    }
}
