use pli_format::Language;
use pli_wizard::case::{Answer, Page, View};
use tauri::{State, WebviewWindow};

use crate::{
    rejection::{FailureCode, Rejection},
    session::Session,
};

#[tauri::command]
pub async fn view(session: State<'_, Session>) -> Result<View, Rejection> {
    Ok(session.view(&session.work()))
}

#[tauri::command]
pub async fn answer(session: State<'_, Session>, answer: Answer) -> Result<View, Rejection> {
    session.change(|case| case.answer(answer))
}

/// Keeps what stands on the page and is not answered yet.
#[tauri::command]
pub async fn note(session: State<'_, Session>, answer: Answer) -> Result<(), Rejection> {
    Ok(session.note(answer)?)
}

#[tauri::command]
pub async fn back(session: State<'_, Session>) -> Result<View, Rejection> {
    session.change(|case| {
        case.back();
        Ok(())
    })
}

#[tauri::command]
pub async fn modify(session: State<'_, Session>, page: Page) -> Result<View, Rejection> {
    session.change(|case| case.modify(page))
}

#[tauri::command]
pub async fn set_language(session: State<'_, Session>, language: Language) -> Result<View, Rejection> {
    Ok(session.speak(language))
}

/// Closes the window: whether that was meant has been asked.
#[tauri::command]
pub async fn close(window: WebviewWindow) -> Result<(), Rejection> {
    window.destroy().map_err(|_| FailureCode::Internal.into())
}
