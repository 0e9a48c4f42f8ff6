//! A file that the person opened with Pli, from the file manager: a proof of deletion, or a file of keys.

use std::{
    ffi::OsStr,
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use pli_format::bundle;
use serde::Serialize;
use tauri::Url;
use ts_rs::TS;

use crate::{
    rejection::{FailureCode, Rejection},
    sendings::ReceiptOutcome,
    session::Session,
    signed_text,
};

/// The event that tells the page that there is one.
pub const EVENT: &str = "file-opened";

/// The one that the page has not taken yet; a later one takes its place.
#[derive(Default)]
pub struct OpenedFile(Mutex<Option<PathBuf>>);

/// What became of it.
#[derive(Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[ts(export)]
pub enum Opened {
    /// No file was opened.
    Nothing,
    /// It was to be a receipt.
    Receipt {
        /// What became of that.
        outcome: ReceiptOutcome,
    },
    /// Its keys are in force now.
    Keys,
}

impl OpenedFile {
    /// Keeps it for the page.
    pub fn put(&self, file: PathBuf) {
        *self.held() = Some(file);
    }

    /// Reads it as what its name says that it is, once.
    ///
    /// # Errors
    /// [`FailureCode::FileUnreadable`], or why what is in it cannot be taken; a receipt that is refused is no error.
    pub async fn take(&self, session: &Session) -> Result<Opened, Rejection> {
        let Some(file) = self.held().take() else { return Ok(Opened::Nothing) };
        let bytes = read(&file).map_err(|_| FailureCode::FileUnreadable)?;
        let bytes = signed_text::as_signed(&bytes).into_owned();
        if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("plikeys")) {
            session.import_bundle(&bytes)?;
            return Ok(Opened::Keys);
        }
        Ok(Opened::Receipt { outcome: session.open_receipt(bytes).await?.into() })
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Option<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file that another Pli was asked to open: the first argument after its name, as a path from its
/// working directory or as a `file:` URL.
pub fn of_arguments(arguments: &[String], folder: &str) -> Option<PathBuf> {
    let named = arguments.get(1).filter(|named| !named.starts_with('-'))?;
    match named.strip_prefix("file:") {
        Some(_) => of_url(&named.parse().ok()?),
        None => Some(Path::new(folder).join(named)),
    }
}

/// The file that a URL names.
pub fn of_url(url: &Url) -> Option<PathBuf> {
    url.to_file_path().ok()
}

/// The URL that names a file, whatever its name is made of. None for a path that nothing is below.
pub fn url_of(file: &OsStr) -> Option<Url> {
    Url::from_file_path(std::path::absolute(file).ok()?).ok()
}

/// As much as the longest of such files has, and one byte: what is longer is refused as it is.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    if !file.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(bundle::FILE_MAX_LENGTH as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(named: &str) -> Vec<String> {
        vec!["pli".to_owned(), named.to_owned()]
    }

    #[test]
    fn a_file_is_named_by_a_path_or_by_a_url() {
        let file = |named: &str| of_arguments(&arguments(named), "/home/a");
        assert_eq!(file("preuve.receipt"), Some("/home/a/preuve.receipt".into()));
        assert_eq!(file("/tmp/preuve.receipt"), Some("/tmp/preuve.receipt".into()));
        #[cfg(unix)]
        assert_eq!(file("file:///tmp/a%20b.receipt"), Some("/tmp/a b.receipt".into()));
        assert_eq!(file("https://exemple.fr/preuve.receipt"), Some("/home/a/https://exemple.fr/preuve.receipt".into()));
        assert_eq!(file("--version"), None);
        assert_eq!(of_arguments(&["pli".to_owned()], "/home/a"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_url_holds_a_name_that_is_no_text() {
        use std::os::unix::ffi::OsStrExt as _;

        let name = OsStr::from_bytes(b"/home/Jos\xe9/preuve.receipt");
        let url = url_of(name).unwrap();
        assert!(url.as_str().is_ascii());
        assert_eq!(of_arguments(&arguments(url.as_str()), "/").unwrap(), Path::new(name));
    }

    #[test]
    fn it_is_read_once_and_not_without_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("endless.receipt");
        std::fs::write(&file, vec![b'a'; bundle::FILE_MAX_LENGTH + 10]).unwrap();
        assert_eq!(read(&file).unwrap().len(), bundle::FILE_MAX_LENGTH + 1);
        assert!(read(folder.path()).is_err(), "a folder is no file");
    }
}
