use pli_wizard::case::{Signing, View};
use tauri::{AppHandle, State};

use crate::{
    preview,
    rejection::Rejection,
    session::{self, Session},
};

#[tauri::command]
pub async fn sign(session: State<'_, Session>, signing: Signing) -> Result<View, Rejection> {
    session.signing(|context| session.change(|case| case.sign(&signing, context, &mut session::fill)))
}

/// Shows the consent as it would be signed, in the system's PDF viewer.
#[tauri::command]
pub async fn preview_consent(app: AppHandle, session: State<'_, Session>) -> Result<(), Rejection> {
    let record = session.signing(|context| Ok(session.work().case.preview(context)?))?;
    Ok(preview::show(&app, &record)?)
}
