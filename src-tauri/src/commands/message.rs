use std::collections::BTreeMap;

use pli_wizard::{
    case::{Case, View},
    sendings::KeptCase,
};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager, State, WebviewWindow};
use ts_rs::TS;

use crate::{
    documents,
    handoff::{self, Copied, HandoffError, How, MailClients, PackageFiles, RememberedClient},
    history::CaseFolder,
    rejection::{FailureCode, Rejection},
    session::{Session, Work},
};

/// What a hand-off came to, and the page that follows.
#[derive(Serialize, TS)]
#[ts(export)]
pub struct HandOffOutcome {
    /// The page now.
    view: View,
    /// What was done.
    how: How,
    /// The client may show nothing: ask after ten seconds whether it did.
    reminder: bool,
}

/// What a copy button copies.
#[derive(Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum CopyWhat {
    /// The addressee.
    Address,
    /// The subject.
    Subject,
    /// The text.
    Body,
    /// The two files, as a file manager copies them.
    Files,
}

#[tauri::command]
pub async fn mail_clients(app: AppHandle, tried: Vec<String>) -> Result<MailClients, Rejection> {
    Ok(handoff::mail_clients(remembered_client(&app).as_deref(), &tried))
}

#[tauri::command]
pub async fn hand_off(
    app: AppHandle,
    session: State<'_, Session>,
    client: String,
) -> Result<HandOffOutcome, Rejection> {
    if session.work().case.to_hand_over().is_none() {
        return Err(Rejection::OutOfOrder);
    }
    let (files, draft) = (package_files(&session)?, session.work().case.draft());
    let done = handoff::hand_off(&client, &files, &draft, &app).await?;
    if let Some(remembered) = remembered(&app) {
        // Not remembered: asked again next time.
        let _ = remembered.write(&client);
    }
    let view = match done.how {
        How::Cancelled => session.view(&session.work()),
        How::Opened | How::Compose | How::Webmail | How::Folder => {
            session.change(|case| case.handed_over(&done.via))?
        }
    };
    Ok(HandOffOutcome { view, how: done.how, reminder: done.reminder })
}

#[tauri::command]
pub async fn open_webmail(session: State<'_, Session>, client: String) -> Result<(), Rejection> {
    let (files, draft) = (package_files(&session)?, session.work().case.draft());
    Ok(handoff::open_webmail(&client, &files, &draft).await?)
}

#[tauri::command]
pub async fn reveal_folder(session: State<'_, Session>) -> Result<(), Rejection> {
    Ok(handoff::reveal_folder(&package_files(&session)?).await?)
}

#[tauri::command]
pub async fn copy(app: AppHandle, session: State<'_, Session>, what: CopyWhat) -> Result<(), Rejection> {
    let draft = session.work().case.draft();
    let copied = match what {
        CopyWhat::Address => Copied::Text(draft.to().to_owned()),
        CopyWhat::Subject => Copied::Text(draft.subject().to_owned()),
        CopyWhat::Body => Copied::Text(draft.body()),
        CopyWhat::Files => {
            let files = package_files(&session)?;
            Copied::Files([files.pdf, files.age])
        }
    };
    Ok(handoff::copy(copied, &app).await?)
}

/// A line of a mail that is not the draft of the case at hand.
#[tauri::command]
pub async fn copy_text(app: AppHandle, text: String) -> Result<(), Rejection> {
    Ok(handoff::copy(Copied::Text(text), &app).await?)
}

#[tauri::command]
pub async fn drag_files(window: WebviewWindow, session: State<'_, Session>) -> Result<(), Rejection> {
    Ok(handoff::drag_files(&package_files(&session)?, &window).await?)
}

#[tauri::command]
pub async fn open_plain_mail(session: State<'_, Session>) -> Result<(), Rejection> {
    let draft = session.work().case.draft();
    Ok(handoff::open_plain_mail(&draft).await?)
}

#[tauri::command]
pub async fn another_way(session: State<'_, Session>) -> Result<View, Rejection> {
    session.change(Case::another_way)
}

#[tauri::command]
pub async fn confirm_handed_over(session: State<'_, Session>) -> Result<View, Rejection> {
    session.change(Case::confirm_handed_over)
}

#[tauri::command]
pub async fn erase_files(session: State<'_, Session>) -> Result<View, Rejection> {
    let id = session.work().case.id().clone();
    let kept = session.history().ask(move |cases| cases.read(&id)).await.ok().and_then(Result::ok);
    let known = written_by(&session.work(), kept.as_ref());
    for files in known {
        documents::erase(&[files.pdf, files.age, files.eml], &files.folder).map_err(|_| FailureCode::FilesNotErased)?;
    }
    session.change(Case::files_erased)
}

/// The package's files. What is handed over is what was sealed: files that were moved or changed are
/// told once, and written anew when they are asked for again.
fn package_files(session: &Session) -> Result<PackageFiles, Rejection> {
    let mut work = session.work();
    let Some(package) = work.case.to_hand_over() else { return written(&work) };
    let files = match &work.written {
        Some(files) => files.clone(),
        None => documents::write_to_documents(package)?,
    };
    let checked = documents::check(&files, package);
    if checked.is_ok() {
        work.case.moved(&files.folder_name());
        work.written = Some(files.clone());
    } else {
        work.written = None;
        work.written_before.push(files.clone());
    }
    checked?;
    Ok(files)
}

/// Everywhere the package of the case was written, as far as it is known.
fn written_by(work: &Work, kept: Option<&KeptCase>) -> Vec<PackageFiles> {
    let folders = kept.and_then(KeptCase::sending).into_iter().flat_map(CaseFolder::of);
    let kept = folders.map(|folder| folder.package_files());
    work.written_before.iter().chain(&work.written).cloned().chain(kept).collect()
}

fn written(work: &Work) -> Result<PackageFiles, Rejection> {
    Ok(work.written.clone().ok_or(FailureCode::FilesMissing)?)
}

/// The mail client that was chosen last time.
pub fn remembered_client(app: &AppHandle) -> Option<String> {
    remembered(app)?.read()
}

fn remembered(app: &AppHandle) -> Option<RememberedClient> {
    app.path().app_config_dir().ok().map(|folder| RememberedClient::in_folder(&folder))
}

impl From<HandoffError> for Rejection {
    fn from(error: HandoffError) -> Self {
        let values: BTreeMap<String, String> = error.values();
        Self::Failed { code: error.code(), values }
    }
}
