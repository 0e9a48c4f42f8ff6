//! The consent, before and after it is signed, shown by the system's PDF viewer from the cache folder.

use std::{fs, path::PathBuf};

use pli_format::{
    consent::{ConsentRecord, pdf},
    terms::Terms,
};
use pli_wizard::package::File;
use tauri::{AppHandle, Manager};
use tauri_plugin_opener::OpenerExt;

use crate::rejection::FailureCode;

/// Renders the unsigned document and opens it.
///
/// # Errors
/// [`FailureCode::ViewerFailed`] when it cannot be written, or no program opens it.
pub fn show(app: &AppHandle, record: &ConsentRecord) -> Result<(), FailureCode> {
    let bytes = pdf::preview(record, Terms::current()).map_err(|_| FailureCode::Internal)?;
    show_file(app, &File { name: format!("consentement-{}-non-signe.pdf", record.facts.reference), bytes })
}

/// Opens a copy of a document.
///
/// # Errors
/// [`FailureCode::ViewerFailed`] when it cannot be written, or no program opens it.
pub fn show_file(app: &AppHandle, document: &File) -> Result<(), FailureCode> {
    let folder = folder(app).ok_or(FailureCode::ViewerFailed)?;
    let file = folder.join(&document.name);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&file, &document.bytes))
        .map_err(|_| FailureCode::ViewerFailed)?;
    app.opener().open_path(file.to_string_lossy(), None::<&str>).map_err(|_| FailureCode::ViewerFailed)
}

/// Removes what was shown; it names the person.
pub fn sweep(app: &AppHandle) {
    if let Some(folder) = folder(app) {
        // Gone already, or swept at the next start.
        let _ = fs::remove_dir_all(folder);
    }
}

fn folder(app: &AppHandle) -> Option<PathBuf> {
    app.path().app_cache_dir().ok().map(|cache| cache.join("apercu"))
}
