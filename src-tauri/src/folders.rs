//! The folders that the environment names, tried before they are used: each may be missing, somebody
//! else's, full or read-only, whatever the environment says.

use std::{
    env, fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

#[cfg(all(test, target_os = "linux"))]
mod tests;

/// The name of Pli's own folder in each.
pub const IDENTIFIER: &str = "com.bankin.pli";

/// What must find room where Pli writes: as much as a package, a page or a case takes, in bytes.
const ROOM: usize = 1 << 16;

/// A place that no system has.
const NOWHERE: &str = if cfg!(windows) { r"\\.\NUL" } else { "/dev/null" };

/// Whether something can be written there; the folder is made if need be.
pub fn is_usable(folder: &Path) -> bool {
    folder.is_absolute() && is_written_to(folder).is_ok()
}

fn is_written_to(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut attempt = tempfile::Builder::new().prefix(".pli-").tempfile_in(folder)?;
    attempt.write_all(&vec![0; ROOM])?;
    attempt.close()
}

/// The first that can be used.
pub fn first_usable(folders: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    folders.into_iter().find(|folder| is_usable(folder))
}

/// Where Pli keeps what lasts. There is no other place: what would be kept elsewhere would not be found
/// again. Where the system names none it is a folder that cannot be.
pub fn data() -> PathBuf {
    absolute(dirs::data_local_dir()).unwrap_or_else(|| NOWHERE.into()).join(IDENTIFIER)
}

/// Where the settings of the window are, which nothing depends on.
pub fn settings() -> Option<PathBuf> {
    absolute(dirs::config_dir()).map(|folder| folder.join(IDENTIFIER))
}

/// Where a copy to be looked at may stand, the best first: in memory where it can be.
pub fn caches() -> impl Iterator<Item = PathBuf> {
    own([dirs::cache_dir(), dirs::runtime_dir()])
}

/// Where a process may keep what goes with it, the best first: in memory, among the caches, and then where
/// everybody may.
pub fn passing() -> impl Iterator<Item = PathBuf> {
    own([dirs::runtime_dir(), dirs::cache_dir()]).chain(temporary())
}

/// Where the person looks for documents, the best first: where the system says, then below the home.
pub fn documents() -> Vec<PathBuf> {
    let below_the_home = dirs::home_dir().map(|home| home.join("Documents"));
    let mut places: Vec<PathBuf> = [dirs::document_dir(), below_the_home].into_iter().filter_map(absolute).collect();
    places.dedup();
    places
}

fn own(folders: [Option<PathBuf>; 2]) -> impl Iterator<Item = PathBuf> {
    folders.into_iter().filter_map(absolute).map(|folder| folder.join(IDENTIFIER))
}

fn temporary() -> impl Iterator<Item = PathBuf> {
    let everybody = if cfg!(unix) { vec![PathBuf::from("/tmp"), PathBuf::from("/var/tmp")] } else { Vec::new() };
    absolute(Some(env::temp_dir())).into_iter().chain(everybody)
}

/// A folder that depends on where the program was started is none.
fn absolute(folder: Option<PathBuf>) -> Option<PathBuf> {
    folder.filter(|folder| folder.is_absolute())
}
