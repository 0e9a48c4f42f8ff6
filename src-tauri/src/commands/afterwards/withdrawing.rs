use jiff::Timestamp;
use pli_core::{
    CaseReference,
    case_key::CaseKey,
    history::{Entry, WithdrawalPackage},
};
use tauri::{AppHandle, State};

use super::{entry_at_hand, folder_of, key_at_hand, remembered_client, sending, sending_view, view::WithdrawalView};
use crate::{
    clock, handoff,
    history::Keeper,
    rejection::{FailureCode, Rejection},
    session::Session,
};

/// "Retirer mon accord": works offline, when the package's files are gone, and for the case that the
/// window works on when there is no history either.
#[tauri::command]
pub async fn withdraw(
    app: AppHandle,
    session: State<'_, Session>,
    id: CaseReference,
) -> Result<WithdrawalView, Rejection> {
    let now = clock::now().instant();
    let (entry, withdrawn) = match withdraw_kept(&session, &id, now).await {
        Some(kept) => kept,
        None => withdraw_at_hand(&session, &id, now).ok_or(FailureCode::HistoryUnavailable)?,
    };
    let WithdrawalPackage { file, draft } = withdrawn.ok_or(Rejection::OutOfOrder)?;
    let folder = folder_of(sending(&entry)?);
    // The mail holds the withdrawal, too: a folder that cannot be written keeps nobody from it.
    let saved = file.as_ref().filter(|file| folder.write(file).is_ok()).map(|file| file.name.clone());
    let opened = handoff::open_where_remembered(&draft, remembered_client(&app).as_deref()).await.is_ok();
    let sending = sending_view(&session, entry).await?;
    Ok(WithdrawalView { sending, signed: file.is_some(), saved, mail: draft.into(), opened })
}

type Withdrawn = (Entry, Option<WithdrawalPackage>);

async fn withdraw_kept(session: &Session, id: &CaseReference, now: Timestamp) -> Option<Withdrawn> {
    let (id, at_hand) = (id.clone(), key_at_hand(session, id));
    let withdraw = move |keeper: &mut Keeper| {
        let key = keeper.case_key(&id).or(at_hand);
        let mut withdrawn = None;
        let entry = keeper.change(&id, |entry| withdrawn = take_back(entry, key.as_ref(), now)).ok()?;
        Some((entry, withdrawn))
    };
    session.history().ask(withdraw).await.ok()?
}

fn withdraw_at_hand(session: &Session, id: &CaseReference, now: Timestamp) -> Option<Withdrawn> {
    let mut entry = entry_at_hand(session, id)?;
    let withdrawn = take_back(&mut entry, key_at_hand(session, id).as_ref(), now);
    Some((entry, withdrawn))
}

fn take_back(entry: &mut Entry, key: Option<&CaseKey>, now: Timestamp) -> Option<WithdrawalPackage> {
    entry.sending_mut().map(|sending| sending.withdraw(key, now))
}
