//! The consent, before and after it is signed, shown by the system's PDF viewer from the cache folder.

use std::{fs, path::PathBuf};

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
/// [`FailureCode::NoFolder`] when it cannot be written, [`FailureCode::ViewerFailed`] when no program opens it.
pub async fn show_file(document: &File) -> Result<(), FailureCode> {
    let folder = folders::first_usable(places()).ok_or(FailureCode::NoFolder)?;
    let file = folder.join(&document.name);
    fs::write(&file, &document.bytes).map_err(|_| FailureCode::NoFolder)?;
    handoff::open_document(file).await.map_err(|_| FailureCode::ViewerFailed)
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
