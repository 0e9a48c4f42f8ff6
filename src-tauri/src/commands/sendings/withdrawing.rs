use jiff::Timestamp;
use pli_format::{CaseReference, case_key::CaseKey};
use pli_wizard::sendings::{KeptCase, WithdrawalPackage};
use tauri::{AppHandle, State};

use super::{folder_of, kept_at_hand, key_at_hand, remembered_client, sending, sending_view, view::WithdrawalView};
use crate::{
    clock, handoff,
    history::{ChangeError, KeptCases},
    keyring::KeyringError,
    rejection::{FailureCode, Rejection},
    session::Session,
};

/// "Retirer mon accord": works offline, when the package's files are gone, and for the case that the
/// window works on when there is no history either. `unsigned`: though the keyring may hold the key.
#[tauri::command]
pub async fn withdraw(
    app: AppHandle,
    session: State<'_, Session>,
    id: CaseReference,
    unsigned: bool,
) -> Result<WithdrawalView, Rejection> {
    let now = clock::now().instant();
    let key = match case_key(&session, &id).await {
        Err(_) if unsigned => None,
        key => key?,
    };
    let (kept_case, withdrawn) = match withdraw_kept(&session, &id, key, now).await {
        Ok(kept) => kept,
        Err(error) => withdraw_at_hand(&session, &id, now).ok_or(error)?,
    };
    let WithdrawalPackage { file, draft } = withdrawn.ok_or(Rejection::OutOfOrder)?;
    let folder = folder_of(sending(&kept_case)?);
    // The mail holds the withdrawal, too: a folder that cannot be written keeps nobody from it.
    let saved = file.as_ref().filter(|file| folder.write(file).is_ok()).map(|file| file.name.clone());
    let shown = handoff::open_where_remembered(&draft, remembered_client(&app).as_deref()).await;
    let sending = sending_view(&session, kept_case).await?;
    Ok(WithdrawalView { sending, signed: file.is_some(), saved, mail: draft.into(), shown })
}

type Withdrawn = (KeptCase, Option<WithdrawalPackage>);

/// The case key, none when it is lost. Without history only a case at hand can have one.
async fn case_key(session: &Session, id: &CaseReference) -> Result<Option<CaseKey>, Rejection> {
    if let Some(key) = key_at_hand(session, id) {
        return Ok(Some(key));
    }
    let name = id.clone();
    match session.history().ask(move |cases| cases.case_key(&name)).await {
        Ok(Ok(key)) => Ok(key),
        Ok(Err(KeyringError::Absent)) => Ok(None),
        Ok(Err(_)) | Err(_) => Err(FailureCode::CaseKeyUnreachable.into()),
    }
}

async fn withdraw_kept(
    session: &Session,
    id: &CaseReference,
    key: Option<CaseKey>,
    now: Timestamp,
) -> Result<Withdrawn, Rejection> {
    let id = id.clone();
    let withdraw = move |cases: &mut KeptCases| {
        let mut withdrawn = None;
        let kept_case = cases.change(&id, |kept_case| withdrawn = take_back(kept_case, key.as_ref(), now))?;
        Ok::<_, ChangeError>((kept_case, withdrawn))
    };
    Ok(session.history().ask(withdraw).await??)
}

/// What there is no history for now is noted in it once there is one.
fn withdraw_at_hand(session: &Session, id: &CaseReference, now: Timestamp) -> Option<Withdrawn> {
    let mut kept_case = kept_at_hand(session, id)?;
    let withdrawn = take_back(&mut kept_case, key_at_hand(session, id).as_ref(), now);
    session.work().withdrawn_at = kept_case.sending().and_then(|sending| sending.withdrawn_at);
    Some((kept_case, withdrawn))
}

fn take_back(kept_case: &mut KeptCase, key: Option<&CaseKey>, now: Timestamp) -> Option<WithdrawalPackage> {
    kept_case.sending_mut().map(|sending| sending.withdraw(key, now))
}
