//! After the sending: the history, coming back, withdrawal, receipts, erasure.

mod view;
pub mod withdrawing;

use pli_format::{
    CaseReference,
    case_key::CaseKey,
    receipt,
    recipients::{self, Recipients},
    terms::Terms,
};
use pli_wizard::{
    case::{Case, ResumeContext, View},
    draft::Draft,
    history::{Entry, Kept, Reminder, ReminderView, Sending, SendingView, take_receipt},
    package::{File, PackageError},
};
use tauri::{
    AppHandle, State,
    ipc::{InvokeBody, Request},
};

use crate::{
    clock, documents, handoff,
    history::{CaseFolder, ChangeError, ERASING, Erased, Keeper, Listed, Unavailable, history_name},
    preview,
    rejection::{FailureCode, Rejection},
    session::Session,
};

use super::message::remembered_client;

use view::{AskedView, HistoryView, ReceiptOutcome, UnreadableView};

#[tauri::command]
pub async fn history(session: State<'_, Session>) -> Result<HistoryView, Rejection> {
    Ok(list(&session, Keeper::list).await)
}

/// Asks the keyring again, and keeps the case at hand if it answers now.
#[tauri::command]
pub async fn retry_keyring(session: State<'_, Session>) -> Result<HistoryView, Rejection> {
    let ask = |keeper: &mut Keeper| keeper.retry();
    if session.history().ask(ask).await == Ok(Ok(())) {
        session.keep(&session.work());
    }
    Ok(list(&session, Keeper::list).await)
}

/// What waits for the person, at the start. Where nothing was ever kept, the keyring is not asked.
#[tauri::command]
pub async fn reminders(session: State<'_, Session>) -> Result<Vec<ReminderView>, Rejection> {
    let nothing = || Listed { entries: Vec::new(), unreadable: Vec::new() };
    let ask = move |keeper: &mut Keeper| if keeper.is_empty() { Ok(nothing()) } else { keeper.list() };
    Ok(list(&session, ask).await.reminders)
}

#[tauri::command]
pub async fn open_sending(session: State<'_, Session>, id: CaseReference) -> Result<SendingView, Rejection> {
    let entry = read(&session, &id).await?;
    sending_view(&session, entry).await
}

/// The case that the window works on: it can be taken back even when there is no history.
#[tauri::command]
pub async fn sending_at_hand(session: State<'_, Session>) -> Result<SendingView, Rejection> {
    let id = session.work().case.id().clone();
    let entry = read(&session, &id).await?;
    sending_view(&session, entry).await
}

/// Shows the signed consent, drawn again from the record: its files may be gone.
#[tauri::command]
pub async fn open_consent(app: AppHandle, session: State<'_, Session>, id: CaseReference) -> Result<(), Rejection> {
    let entry = read(&session, &id).await?;
    let file = consent(sending(&entry)?)?;
    Ok(preview::show_file(&app, &file)?)
}

/// Takes an unfinished case up where it was left.
#[tauri::command]
pub async fn resume(session: State<'_, Session>, id: CaseReference) -> Result<View, Rejection> {
    let name = id.clone();
    let found = move |keeper: &mut Keeper| {
        let entry = keeper.read(&name)?;
        // Without its key a signed consent would be thrown away: better not now than for good.
        let key = keeper.case_key(&name).map_err(Unavailable::from)?;
        Ok::<_, ChangeError>((entry, key))
    };
    let (entry, key) = session.history().ask(found).await??;
    match entry.kept {
        Kept::Unfinished(progress) => {
            let now = clock::now().instant();
            let bundle = session.bundle().ok();
            let recipients = bundle.as_ref().and_then(|bundle| recipients::current(bundle, now).ok());
            let context = ResumeContext { now, epoch: recipients.as_ref().map(Recipients::epoch), key };
            session.take_up(Case::resume(id, Terms::current(), *progress, context), None)
        }
        Kept::Sending(sending) => {
            let handed_to = sending.handed_to.clone();
            take_up_sending(&session, id, &sending, handed_to)
        }
    }
}

/// "Renvoyer": the same package, by any mail client.
#[tauri::command]
pub async fn hand_off_again(session: State<'_, Session>, id: CaseReference) -> Result<View, Rejection> {
    let entry = read(&session, &id).await?;
    take_up_sending(&session, id, sending(&entry)?, None)
}

fn take_up_sending(
    session: &Session,
    id: CaseReference,
    sending: &Sending,
    handed_to: Option<String>,
) -> Result<View, Rejection> {
    if !sending.is_of_use(clock::now().instant()) {
        return Err(Rejection::OutOfOrder);
    }
    let folder = folder_of(sending);
    let files = folder.package_files();
    let sealed = std::fs::read(&files.age).map_err(|_| FailureCode::SealedFileGone)?;
    let package = sending.package(sealed).map_err(|error| match error {
        PackageError::Pdf(_) | PackageError::Terms(_) => FailureCode::Internal,
        _ => FailureCode::SealedFileGone,
    })?;
    let language = session.work().case.language();
    let case = Case::with_package(id, Terms::current(), language, &sending.record, package, handed_to);
    session.take_up(case, Some(files))
}

/// Puts what proves the case beside its files: the consent PDF, the receipt, and what Pli keeps of it.
#[tauri::command]
pub async fn export_sending(session: State<'_, Session>, id: CaseReference) -> Result<(), Rejection> {
    let entry = read(&session, &id).await?;
    let sending = sending(&entry)?;
    let reference = entry.reference();
    let mut files = vec![consent(sending)?, File { name: history_name(&reference), bytes: entry.to_bytes() }];
    if let Some(kept) = &sending.receipt {
        files.push(File { name: receipt::file_name(&reference), bytes: kept.text.clone().into_bytes() });
    }
    let folder = folder_of(sending);
    for file in &files {
        folder.write(file).map_err(|error| documents::failure(&error))?;
    }
    let shown = files.iter().map(|file| folder.path().join(&file.name)).collect();
    Ok(handoff::reveal(folder.path(), shown).await?)
}

/// "Supprimer de cet ordinateur"
#[tauri::command]
pub async fn delete_sending(session: State<'_, Session>, id: CaseReference) -> Result<HistoryView, Rejection> {
    let at_hand = {
        let work = session.work();
        let at_hand = work.case.id() == &id;
        if at_hand && work.sealing {
            return Err(Rejection::OutOfOrder);
        }
        at_hand
    };
    let others = folders_of(&session, &id);
    let erased = session.history().ask_within(ERASING, move |keeper| keeper.erase(&id, others)).await?;
    gone(erased)?;
    if at_hand {
        session.begin_anew()?;
    }
    Ok(list(&session, Keeper::list).await)
}

/// The folders of a case that its entry may not name: the case at hand may have none, and one that cannot
/// be read tells nothing but its reference.
fn folders_of(session: &Session, id: &CaseReference) -> Vec<CaseFolder> {
    let entry = entry_at_hand(session, id);
    let at_hand = entry.as_ref().and_then(Entry::sending).into_iter().flat_map(CaseFolder::of);
    let named = documents::folder().and_then(|documents| CaseFolder::all(&documents.join("Pli")).ok());
    at_hand.chain(named.into_iter().flatten().filter(|folder| folder.is_of(id))).collect()
}

/// What there is to keep of the case that the window works on: it is there even when the history is not.
fn entry_at_hand(session: &Session, id: &CaseReference) -> Option<Entry> {
    let work = session.work();
    let folder = work.written.as_ref().map(|files| files.folder.to_string_lossy().into_owned());
    let trace = Some(work.case.trace()).filter(|trace| trace.id == *id)?;
    let mut entry = Entry::of(trace, folder.as_deref(), None, clock::now().instant())?;
    if let Some(sending) = entry.sending_mut() {
        sending.withdrawn_at = work.withdrawn_at;
    }
    Some(entry)
}

/// The key of the case that the window works on: it is there even when the keyring is not.
fn key_at_hand(session: &Session, id: &CaseReference) -> Option<CaseKey> {
    let work = session.work();
    let key = work.case.case_key().filter(|_| work.case.id() == id)?;
    Some(CaseKey::from_secret(&key.secret()))
}

/// Opens a receipt: the body is the file.
#[tauri::command]
pub async fn open_receipt(session: State<'_, Session>, request: Request<'_>) -> Result<ReceiptOutcome, Rejection> {
    let InvokeBody::Raw(file) = request.body() else { return Err(FailureCode::Internal.into()) };
    let (file, key) = (file.clone(), session.bundle()?.receipt_key().to_owned());
    let taken = move |keeper: &mut Keeper| {
        let mut entries = keeper.list()?.entries;
        let taken = take_receipt(&mut entries, &file, &key).map(|entry| entry.clone());
        if let Ok(entry) = &taken {
            keeper.write(entry)?;
        }
        Ok::<_, Unavailable>(taken)
    };
    let taken = session.history().ask(taken).await.and_then(|taken| taken)?;
    Ok(match taken {
        Ok(entry) => ReceiptOutcome::Genuine { sending: Box::new(sending_view(&session, entry).await?) },
        Err(error) => ReceiptOutcome::from(error),
    })
}

/// Opens a mail that asks support for the receipt.
#[tauri::command]
pub async fn ask_for_receipt(
    app: AppHandle,
    session: State<'_, Session>,
    id: CaseReference,
) -> Result<AskedView, Rejection> {
    let entry = read(&session, &id).await?;
    let draft = Draft::ask_for_receipt(&sending(&entry)?.record);
    let shown = handoff::open_where_remembered(&draft, remembered_client(&app).as_deref()).await;
    Ok(AskedView { mail: draft.into(), shown })
}

/// "Le message est parti", when the files are gone and nothing can be handed over any more.
#[tauri::command]
pub async fn confirm_sending(session: State<'_, Session>, id: CaseReference) -> Result<SendingView, Rejection> {
    let now = clock::now().instant();
    let confirm = move |sending: &mut Sending| {
        sending.confirmed_at.get_or_insert(now);
    };
    let entry = session.history().ask(move |keeper| keeper.change_sending(&id, confirm)).await??;
    sending_view(&session, entry).await
}

#[tauri::command]
pub async fn tick_password_changed(
    session: State<'_, Session>,
    id: CaseReference,
    changed: bool,
) -> Result<SendingView, Rejection> {
    let now = clock::now().instant();
    let tick = move |sending: &mut Sending| sending.password_changed_at = changed.then_some(now);
    let entry = session.history().ask(move |keeper| keeper.change_sending(&id, tick)).await??;
    sending_view(&session, entry).await
}

/// Does not remind of this again.
#[tauri::command]
pub async fn dismiss(
    session: State<'_, Session>,
    id: CaseReference,
    reminder: Reminder,
) -> Result<Vec<ReminderView>, Rejection> {
    let change = move |keeper: &mut Keeper| {
        keeper.change(&id, |entry| {
            entry.dismissed.insert(reminder);
        })
    };
    session.history().ask(change).await??;
    Ok(list(&session, Keeper::list).await.reminders)
}

/// "Tout effacer": every case, every key, every file; what only the open window holds goes with it.
#[tauri::command]
pub async fn erase_everything(session: State<'_, Session>) -> Result<View, Rejection> {
    let pli = documents::folder().ok_or(FailureCode::DocumentsUnwritable)?.join("Pli");
    if session.work().sealing {
        return Err(Rejection::OutOfOrder);
    }
    let erase = move |keeper: &mut Keeper| keeper.erase_everything(&pli);
    gone(session.history().ask_within(ERASING, erase).await?)?;
    let view = session.begin_anew()?;
    session.work().erased = true;
    Ok(view)
}

async fn list(
    session: &Session,
    ask: impl FnOnce(&mut Keeper) -> Result<Listed, Unavailable> + Send + 'static,
) -> HistoryView {
    let now = clock::now().instant();
    match session.history().ask(ask).await.and_then(|listed| listed) {
        Ok(Listed { entries, unreadable }) => HistoryView {
            unavailable: None,
            reminders: entries.iter().flat_map(|entry| entry.reminder_views(now)).collect(),
            entries: entries.iter().map(|entry| entry.view(now)).collect(),
            unreadable: unreadable.into_iter().map(UnreadableView::from).collect(),
        },
        Err(reason) => HistoryView { unavailable: Some(reason), ..HistoryView::default() },
    }
}

async fn read(session: &Session, id: &CaseReference) -> Result<Entry, Rejection> {
    let name = id.clone();
    let kept = session.history().ask(move |keeper| keeper.read(&name)).await;
    match (kept, entry_at_hand(session, id)) {
        (Ok(Ok(entry)), _) | (_, Some(entry)) => Ok(entry),
        (kept, None) => Ok(kept??),
    }
}

async fn sending_view(session: &Session, entry: Entry) -> Result<SendingView, Rejection> {
    let present = folder_of(sending(&entry)?).present();
    let (id, at_hand) = (entry.id.clone(), key_at_hand(session, &entry.id).is_some());
    let lost = session.history().ask(move |keeper| matches!(keeper.case_key(&id), Ok(None))).await;
    let signs = at_hand || lost != Ok(true);
    let language = session.work().case.language();
    entry.sending_view(language, clock::now().instant(), present, signs).ok_or(Rejection::OutOfOrder)
}

fn sending(entry: &Entry) -> Result<&Sending, Rejection> {
    entry.sending().ok_or(Rejection::OutOfOrder)
}

fn folder_of(sending: &Sending) -> CaseFolder {
    CaseFolder::new(&sending.folder, sending.record.facts.reference.clone())
}

fn consent(sending: &Sending) -> Result<File, FailureCode> {
    let bytes = sending.consent_pdf().map_err(|_| FailureCode::Internal)?;
    let [name, _] = sending.file_names();
    Ok(File { name, bytes })
}

fn gone(erased: Erased) -> Result<(), Rejection> {
    match erased {
        Erased::Everything => Ok(()),
        Erased::FilesRemain => Err(FailureCode::FilesNotErased.into()),
        Erased::KeysRemain => Err(FailureCode::KeysNotErased.into()),
    }
}

impl From<ChangeError> for Rejection {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Unavailable(reason) => reason.into(),
            ChangeError::Read(_) => FailureCode::EntryUnreadable.into(),
        }
    }
}
