use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::How;
use crate::whole_file;

/// The client that something was done with last: its identifier, in a file of its own.
#[derive(Clone, Debug)]
pub struct RememberedClient {
    file: PathBuf,
}

/// Longer contents are not an identifier.
const LONGEST: u64 = 64;

impl RememberedClient {
    /// In the app's configuration folder.
    pub fn in_folder(configuration: &Path) -> Self {
        Self { file: configuration.join("mail-client") }
    }

    /// The identifier, if there is one to be read.
    pub fn read(&self) -> Option<String> {
        let small = fs::metadata(&self.file).is_ok_and(|metadata| metadata.len() <= LONGEST);
        let text = small.then(|| fs::read_to_string(&self.file).ok()).flatten()?;
        Some(text.trim().to_owned()).filter(|id| !id.is_empty())
    }

    /// Remembers this one, atomically, unless the person thought better of it.
    ///
    /// # Errors
    /// When the folder cannot be written; the choice is then asked again next time.
    pub fn note(&self, id: &str, done: How) -> io::Result<()> {
        if done == How::Cancelled { Ok(()) } else { whole_file::write(&self.file, format!("{id}\n").as_bytes()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_choice_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let remembered = RememberedClient::in_folder(&folder.path().join("pli"));
        assert_eq!(remembered.read(), None);
        remembered.note("thunderbird", How::Opened).unwrap();
        remembered.note("orange", How::Webmail).unwrap();
        assert_eq!(remembered.read().as_deref(), Some("orange"));
        assert_eq!(fs::read_dir(folder.path().join("pli")).unwrap().count(), 1);
    }

    #[test]
    fn a_hand_off_that_was_cancelled_is_no_choice() {
        let folder = tempfile::tempdir().unwrap();
        let remembered = RememberedClient::in_folder(folder.path());
        remembered.note("evolution", How::Cancelled).unwrap();
        assert_eq!(remembered.read(), None);
        remembered.note("orange", How::Folder).unwrap();
        remembered.note("evolution", How::Cancelled).unwrap();
        assert_eq!(remembered.read().as_deref(), Some("orange"));
    }

    #[test]
    fn what_is_not_an_identifier_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let remembered = RememberedClient::in_folder(folder.path());
        for content in ["".as_bytes(), b"\n", &[0xff], &[b'a'; 65]] {
            fs::write(&remembered.file, content).unwrap();
            assert_eq!(remembered.read(), None);
        }
    }
}
