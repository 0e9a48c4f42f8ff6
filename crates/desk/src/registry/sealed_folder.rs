use std::{
    fs, io,
    path::{Path, PathBuf},
};

use pli_format::Sha256;

use crate::private_file::{self, if_there};

/// The sealed files of a registry that is one file: a folder beside it, a file each, named after its
/// hash. So deleting one costs the same however many there are, and leaves its bytes nowhere else.
#[derive(Clone, Debug)]
pub struct SealedFolder(PathBuf);

impl SealedFolder {
    pub fn beside(registry: &Path) -> Self {
        let mut name = registry.as_os_str().to_owned();
        name.push(".sealed");
        Self(name.into())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> io::Result<bool> {
        Ok(if_there(fs::read_dir(&self.0))?.is_none_or(|mut entries| entries.next().is_none()))
    }

    /// Keeps a file, which is on the disk when this returns.
    pub fn keep(&self, hash: Sha256, bytes: &[u8]) -> io::Result<()> {
        private_file::make_folder(&self.0)?;
        private_file::write_whole_alone(&self.path(hash), bytes)
    }

    /// The file, unless it is wiped.
    pub fn read(&self, hash: Sha256) -> io::Result<Option<Vec<u8>>> {
        if_there(fs::read(self.path(hash)))
    }

    /// Overwrites a file with zeros, where it stands, then removes it. One that is gone is done.
    pub fn wipe(&self, hash: Sha256) -> io::Result<()> {
        private_file::wipe(&self.path(hash))
    }

    /// Wipes what a process that was killed left half written. Nobody else may write meanwhile.
    pub fn sweep(&self) -> io::Result<()> {
        let Some(entries) = if_there(fs::read_dir(&self.0))? else { return Ok(()) };
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "new") {
                private_file::wipe(&path)?;
            }
        }
        Ok(())
    }

    fn path(&self, hash: Sha256) -> PathBuf {
        self.0.join(hash.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Another name for the file's place on the disk keeps seeing what is there.
    #[test]
    fn a_wiped_file_is_zeros_where_it_stood() {
        let directory = tempfile::tempdir().unwrap();
        let folder = SealedFolder::beside(&directory.path().join("desk.db"));
        let bytes = vec![7; 70_000];
        let hash = Sha256::of(&bytes);
        folder.keep(hash, &bytes).unwrap();
        let other = directory.path().join("other");
        fs::hard_link(folder.path(hash), &other).unwrap();
        folder.wipe(hash).unwrap();
        assert_eq!(folder.read(hash).unwrap(), None);
        assert_eq!(fs::read(other).unwrap(), vec![0; 70_000]);
        folder.wipe(hash).unwrap();
    }

    #[test]
    fn what_was_half_written_is_wiped() {
        let directory = tempfile::tempdir().unwrap();
        let folder = SealedFolder::beside(&directory.path().join("desk.db"));
        folder.keep(Sha256::of(b"whole"), b"whole").unwrap();
        let half = folder.path(Sha256::of(b"half")).with_extension("new");
        fs::write(&half, b"ha").unwrap();
        folder.sweep().unwrap();
        assert!(!half.exists());
        assert_eq!(folder.read(Sha256::of(b"whole")).unwrap(), Some(b"whole".to_vec()));
    }
}
