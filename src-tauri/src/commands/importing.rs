use pli_core::case::View;
use tauri::{
    State,
    ipc::{InvokeBody, Request},
};

use crate::{
    clock,
    rejection::{FailureCode, Rejection},
    session::Session,
};

/// Takes a bundle file that Bridge gave, when no key is in force: the body is the file.
#[tauri::command]
pub async fn import_bundle(session: State<'_, Session>, request: Request<'_>) -> Result<View, Rejection> {
    let InvokeBody::Raw(file) = request.body() else { return Err(FailureCode::Internal.into()) };
    session.adopt(session.bundles().import(file, clock::now().instant())?);
    Ok(session.view(&session.work()))
}
