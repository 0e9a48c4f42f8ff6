use std::{collections::BTreeMap, time::Duration};

use pli_wizard::{
    case::{Case, View},
    package::Package,
    sendings::KeptCase,
};
use serde::{Deserialize, Serialize};
use tauri::Manager;
use tokio::{sync::oneshot, time::timeout};
use ts_rs::TS;

use super::MainWindow;
use crate::{
    folders,
    handoff::{self, Copied, HandOffHow, HandoffError, How, MailClients, RememberedClient},
    history::Remains,
    package_folder::{self, FolderError, PackageFolder},
    rejection::{FailureCode, Rejection},
    sendings,
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
    /// A webmail's page was opened in the browser.
    site_opened: bool,
    /// The message on it has not the whole text.
    shortened: bool,
}

/// What a copy button copies.
#[derive(Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum CopyWhat {
    Address,
    Subject,
    Body,
    /// The two files, as a file manager copies them.
    Files,
}

impl MainWindow<'_> {
    pub async fn mail_clients(&self, tried: Vec<String>) -> Result<MailClients, Rejection> {
        Ok(handoff::mail_clients(self.remembered_client().as_deref(), &tried))
    }

    pub async fn hand_off(&self, client: String) -> Result<HandOffOutcome, Rejection> {
        let session = &self.session;
        if session.work().case.to_hand_over().is_none() {
            return Err(Rejection::OutOfOrder);
        }
        let (files, draft) = (package_files(session).await?, session.work().case.draft());
        let done = handoff::hand_off(&client, &files, &draft, self.window.app_handle()).await?;
        if let Some(remembered) = self.remembered() {
            // Not remembered: asked again next time.
            let _ = remembered.note(&client, done.how);
        }
        let view = match done.how {
            How::Cancelled => session.view(&session.work()),
            How::Opened | How::Compose | How::Webmail | How::Folder => {
                session.change(|case| case.handed_over(&done.via))?
            }
        };
        let HandOffHow { how, reminder, site_opened, shortened, .. } = done;
        Ok(HandOffOutcome { view, how, reminder, site_opened, shortened })
    }

    pub async fn open_webmail(&self, client: String) -> Result<(), Rejection> {
        let (files, draft) = (package_files(&self.session).await?, self.session.work().case.draft());
        Ok(handoff::open_webmail(&client, &files, &draft).await?)
    }

    pub async fn reveal_folder(&self) -> Result<(), Rejection> {
        Ok(handoff::reveal_folder(&package_files(&self.session).await?).await?)
    }

    pub async fn copy(&self, what: CopyWhat) -> Result<(), Rejection> {
        let draft = self.session.work().case.draft();
        let copied = match what {
            CopyWhat::Address => Copied::Text(draft.to().to_owned()),
            CopyWhat::Subject => Copied::Text(draft.subject().to_owned()),
            CopyWhat::Body => Copied::Text(draft.body()),
            CopyWhat::Files => {
                let files = package_files(&self.session).await?;
                Copied::Files(files.attachments())
            }
        };
        Ok(handoff::copy(copied, self.window.app_handle()).await?)
    }

    pub async fn copy_text(&self, text: String) -> Result<(), Rejection> {
        Ok(handoff::copy(Copied::Text(text), self.window.app_handle()).await?)
    }

    pub async fn drag_files(&self) -> Result<(), Rejection> {
        Ok(handoff::drag_files(&package_files(&self.session).await?, &self.window).await?)
    }

    pub async fn open_plain_mail(&self) -> Result<(), Rejection> {
        let draft = self.session.work().case.draft();
        Ok(handoff::open_plain_mail(&draft).await?)
    }

    pub async fn another_way(&self) -> Result<View, Rejection> {
        self.session.change(Case::another_way)
    }

    pub async fn confirm_handed_over(&self) -> Result<View, Rejection> {
        self.session.change(Case::confirm_handed_over)?;
        // The last page says whether the case is kept: the history has to have answered, as far as it does.
        let _ = self.session.history().ask(|_| ()).await;
        Ok(self.session.view(&self.session.work()))
    }

    pub async fn sent_by_hand(&self) -> Result<View, Rejection> {
        self.session.change(Case::sent_by_hand)
    }

    pub async fn erase_files(&self) -> Result<View, Rejection> {
        let id = self.session.work().case.id().clone();
        let kept = self.session.history().ask(move |cases| cases.read(&id)).await.ok().and_then(Result::ok);
        let known = written_by(&self.session.work(), kept.as_ref());
        erase_packages(&known)?;
        self.session.change(Case::files_erased)
    }

    /// The mail client that something was done with last.
    pub fn remembered_client(&self) -> Option<String> {
        self.remembered()?.read()
    }

    fn remembered(&self) -> Option<RememberedClient> {
        folders::settings().map(|folder| RememberedClient::in_folder(&folder))
    }
}

/// The package's files. What is handed over is what was sealed: files that were moved or changed are
/// told once, and written anew when they are asked for again.
async fn package_files(session: &Session) -> Result<PackageFolder, Rejection> {
    let (package, known) = {
        let work = session.work();
        let Some(package) = work.case.to_hand_over() else { return written(&work) };
        (package.clone(), work.written.clone())
    };
    let files = match known {
        Some(files) => files,
        None => write(&package).await?,
    };
    let (looked_at, sealed) = (files.clone(), package.clone());
    let checked = on_their_disk(move || looked_at.check(&sealed), drop).await?;
    let mut work = session.work();
    if work.case.to_hand_over().is_none_or(|now| now.reference != package.reference) {
        return Err(Rejection::OutOfOrder);
    }
    if checked.is_ok() {
        work.case.moved(&files.place());
        work.written = Some(files.clone());
    } else {
        work.written = None;
        work.written_before.push(files.clone());
    }
    checked?;
    Ok(files)
}

/// Everywhere the package of the case was written, as far as it is known.
fn written_by(work: &Work, kept: Option<&KeptCase>) -> Vec<PackageFolder> {
    let folders = kept.and_then(KeptCase::sending).into_iter().flat_map(PackageFolder::of);
    work.written_before.iter().chain(&work.written).cloned().chain(folders).collect()
}

/// Removes the package's files from each of these folders.
pub(super) fn erase_packages<'f>(folders: impl IntoIterator<Item = &'f PackageFolder>) -> Result<(), Rejection> {
    sendings::gone(Remains::of_files(folders.into_iter().flat_map(PackageFolder::erase_package)))
}

/// Writes the package below the first of the person's Documents folders that takes it. What is written when nobody
/// waits for it any more goes again: nobody was told of it.
pub(super) async fn write(package: &Package) -> Result<PackageFolder, Rejection> {
    let package = package.clone();
    let write = move || PackageFolder::write(&package_folder::places(), &package);
    let erase = |late: Result<PackageFolder, FolderError>| drop(late.map(|files| files.erase_package()));
    Ok(on_their_disk(write, erase).await??)
}

/// How long the disk of the documents has: it may be another computer's, which is away.
const LIMIT: Duration = Duration::from_secs(20);

async fn on_their_disk<T: Send + 'static>(
    job: impl FnOnce() -> T + Send + 'static,
    undo: impl FnOnce(T) + Send + 'static,
) -> Result<T, FailureCode> {
    done_within(LIMIT, job, undo).await.ok_or(FailureCode::DocumentsUnwritable)
}

/// What a job came to. What it comes to when nobody waits for it any more is undone.
async fn done_within<T: Send + 'static>(
    limit: Duration,
    job: impl FnOnce() -> T + Send + 'static,
    undo: impl FnOnce(T) + Send + 'static,
) -> Option<T> {
    let (done, answer) = oneshot::channel();
    tauri::async_runtime::spawn_blocking(move || done.send(job()).err().map(undo));
    timeout(limit, answer).await.ok()?.ok()
}

fn written(work: &Work) -> Result<PackageFolder, Rejection> {
    Ok(work.written.clone().ok_or(FailureCode::FilesMissing)?)
}

impl From<HandoffError> for Rejection {
    fn from(error: HandoffError) -> Self {
        let values: BTreeMap<String, String> = error.values();
        Self::Failed { code: error.code(), values }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::documented::hand_off_says;

    #[test]
    fn a_disk_has_as_long_as_the_document_says() {
        assert_eq!(LIMIT.as_secs(), 20);
        assert!(hand_off_says("A disk that does not take the package within twenty seconds is told of"));
    }

    #[tokio::test]
    async fn a_disk_that_does_not_answer_is_not_waited_for_and_what_it_takes_later_is_undone() {
        assert_eq!(done_within(LIMIT, || 1, |_| panic!("it was waited for")).await, Some(1));
        let ((answer, disk), (undo, undone)) = (mpsc::channel(), mpsc::channel());
        let late = done_within(Duration::ZERO, move || disk.recv(), move |written| undo.send(written).unwrap()).await;
        assert_eq!(late, None);
        answer.send("K7M4-Q2XD").unwrap();
        assert_eq!(undone.recv().unwrap(), Ok("K7M4-Q2XD"));
    }
}
