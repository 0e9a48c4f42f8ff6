//! The folders that the environment names, tried before they are used: each may be missing, somebody
//! else's, full or read-only, whatever the environment says.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The name of Pli's own folder in each.
pub const IDENTIFIER: &str = "com.bankin.pli";

/// Whether a file can be written there; the folder is made if need be.
pub fn is_usable(folder: &Path) -> bool {
    fs::create_dir_all(folder).is_ok() && tempfile::Builder::new().prefix(".pli-").tempfile_in(folder).is_ok()
}

/// The first that can be used.
pub fn first_usable(folders: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    folders.into_iter().find(|folder| is_usable(folder))
}

/// Where Pli keeps what lasts. There is no other place: what would be kept elsewhere would not be found
/// again.
pub fn data() -> Option<PathBuf> {
    dirs::data_local_dir().map(|folder| folder.join(IDENTIFIER))
}

/// Where a copy to be looked at may stand, the best first: in memory where it can be.
pub fn caches() -> impl Iterator<Item = PathBuf> {
    [dirs::cache_dir(), dirs::runtime_dir()].into_iter().flatten().map(|folder| folder.join(IDENTIFIER))
}

/// Where a process may keep what goes with it, the best first: in memory, among the caches, and then where
/// everybody may.
pub fn passing() -> impl Iterator<Item = PathBuf> {
    let own = [dirs::runtime_dir(), dirs::cache_dir()].into_iter().flatten().map(|folder| folder.join(IDENTIFIER));
    own.chain(temporary())
}

fn temporary() -> impl Iterator<Item = PathBuf> {
    let everybody = if cfg!(unix) { vec![PathBuf::from("/tmp"), PathBuf::from("/var/tmp")] } else { Vec::new() };
    [env::temp_dir()].into_iter().chain(everybody)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_tried_and_not_believed() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        fs::write(&file, "a file where a folder would be").unwrap();
        let good = home.path().join("deep/within");
        let candidates = [PathBuf::from("/proc/nowhere/0"), file.join("below"), good.clone(), home.path().to_owned()];
        assert_eq!(first_usable(candidates), Some(good.clone()));
        assert_eq!(fs::read_dir(&good).unwrap().count(), 0, "the attempt leaves nothing");
        assert_eq!(first_usable([PathBuf::from("/proc/nowhere/0")]), None);
    }
}
