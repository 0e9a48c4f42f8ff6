//! The consent, before and after it is signed, shown by the system's PDF viewer from the cache folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use pli_format::{
    consent::{ConsentRecord, pdf},
    terms::Terms,
};
use pli_wizard::package::File;

use crate::{folders, handoff, rejection::FailureCode};

/// Renders the unsigned document and opens it.
///
/// # Errors
/// [`FailureCode::NoFolder`] when it cannot be written, [`FailureCode::ViewerFailed`] when no program opens it.
pub async fn show(record: &ConsentRecord) -> Result<(), FailureCode> {
    let bytes = pdf::preview(record, Terms::current()).map_err(|_| FailureCode::Internal)?;
    show_file(&File { name: format!("consentement-{}-non-signe.pdf", record.facts.reference), bytes }).await
}

/// Opens a copy of a document.
///
/// # Errors
/// [`FailureCode::NoFolder`] or [`FailureCode::DiskFull`] when it cannot be written, [`FailureCode::ViewerFailed`] when no
/// program opens it.
pub async fn show_file(document: &File) -> Result<(), FailureCode> {
    let place = folders::first_usable(places()).ok_or(FailureCode::NoFolder)?;
    let file = write(&place, document).map_err(|error| unwritten(&error))?;
    handoff::open_document(file).await.map_err(|_| FailureCode::ViewerFailed)
}

fn unwritten(error: &io::Error) -> FailureCode {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FailureCode::DiskFull,
        _ => FailureCode::NoFolder,
    }
}

/// In a folder of its own: a viewer may hold the copy that was shown before.
fn write(place: &Path, document: &File) -> io::Result<PathBuf> {
    let file = tempfile::tempdir_in(place)?.keep().join(&document.name);
    fs::write(&file, &document.bytes)?;
    Ok(file)
}

/// Removes what was shown, which names the person; what is still there.
pub fn erase() -> Vec<PathBuf> {
    let is_there = |folder: &PathBuf| fs::remove_dir_all(folder).is_err() && folder.exists();
    places().filter(is_there).collect()
}

/// As [`erase`], at the start and the end.
pub fn sweep() {
    // Swept at the next start, if not now.
    let _ = erase();
}

fn places() -> impl Iterator<Item = PathBuf> {
    folders::caches().map(|cache| cache.join("apercu"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_that_a_viewer_holds_keeps_nobody_from_the_next() {
        let place = tempfile::tempdir().unwrap();
        let document = |bytes: &[u8]| File { name: "consentement-K7M4-Q2XD.pdf".to_owned(), bytes: bytes.to_owned() };
        let [before, after] = [b"before", b"after "].map(|bytes| write(place.path(), &document(bytes)).unwrap());
        assert_eq!((fs::read(&before).unwrap(), fs::read(&after).unwrap()), (b"before".to_vec(), b"after ".to_vec()));
        assert_eq!(before.file_name(), after.file_name());
    }

    #[test]
    fn a_copy_that_cannot_be_written_is_no_fault_of_a_viewer() {
        for (error, code) in [
            (io::ErrorKind::StorageFull, FailureCode::DiskFull),
            (io::ErrorKind::QuotaExceeded, FailureCode::DiskFull),
            (io::ErrorKind::PermissionDenied, FailureCode::NoFolder),
            (io::ErrorKind::NotFound, FailureCode::NoFolder),
        ] {
            assert_eq!(unwritten(&error.into()), code, "{error}");
        }
    }
}
