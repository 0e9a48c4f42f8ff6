//! Closing a case: its sealed file is deleted, and a receipt says so.

use std::path::PathBuf;

use pli_core::{
    Sha256,
    policy::Policy,
    receipt::{self, Reason, Receipt},
};

use crate::{
    Desk, Failure,
    examination::{self, Rendering},
    receipt::ReceiptKey,
    registry::{CaseRow, Registry},
    reply::Reply,
};

/// Why an open case is to be closed now, by the policy.
pub fn overdue(case: &CaseRow, policy: &Policy, now: jiff::Timestamp) -> Option<Overdue> {
    let unopened = now > last_unopened(case, policy) && case.opened_at.is_none();
    match (now > case.expires_at, unopened) {
        (true, _) => Some(Overdue::Expired),
        (_, true) => Some(Overdue::NeverOpened),
        _ => None,
    }
}

/// The last instant the policy lets a case wait: for good, or to be opened.
pub fn last_instant(case: &CaseRow, policy: &Policy) -> jiff::Timestamp {
    if case.opened_at.is_some() { case.expires_at } else { case.expires_at.min(last_unopened(case, policy)) }
}

fn last_unopened(case: &CaseRow, policy: &Policy) -> jiff::Timestamp {
    let waits = jiff::SignedDuration::from_hours(24 * i64::from(policy.unopened_days));
    case.received_at.checked_add(waits).unwrap_or(jiff::Timestamp::MAX)
}

/// What of the policy is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overdue {
    /// The time that the consent gives is over.
    Expired,
    /// Nobody opened it in time.
    NeverOpened,
}

/// Deletes the sealed file of a case, signs the receipt, and drafts the mail to the person with it.
///
/// Deletion and receipt are one change; the draft can be written again from the registry.
///
/// # Errors
/// [`Failure`]; nothing is deleted then, unless only the draft failed.
pub async fn close(
    desk: &Desk,
    registry: &mut Registry,
    case: &CaseRow,
    reason: Reason,
    key: &ReceiptKey,
) -> Result<PathBuf, Failure> {
    let sealed = registry.sealed(&case.reference).await?.ok_or_else(|| Failure::Closed(case.reference.clone()))?;
    let consent = registry.consent(&case.reference).await?.unwrap_or_default();
    let bundle = desk.bundle()?;
    let record = examination::examine(&consent, &sealed, &bundle, desk.now, Rendering::Skipped).record;
    let file = key.sign(&Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: case.reference.clone(),
        sealed_sha256: Sha256::of(&sealed),
        record_sha256: record.map(|record| Sha256(record.sha256())),
        deleted_at: desk.now,
        by: desk.operator.clone(),
        epoch: case.epoch.clone(),
        reason,
    })?;
    let mut change = registry.change().await?;
    if !change.delete(&case.reference, word(reason), &file, desk.now).await? {
        return Err(Failure::Closed(case.reference.clone()));
    }
    change.commit().await?;
    registry.vacuum().await?;
    let attachment = (receipt::file_name(&case.reference), file.into_bytes());
    let draft = desk.home.join("drafts").join(format!("{}-closed.eml", case.reference));
    Desk::write(&draft, &Reply::closed(case, desk.now, word(reason), vec![attachment]).to_eml())?;
    Ok(draft)
}

/// As the registry has it, and the catalogue.
fn word(reason: Reason) -> &'static str {
    match reason {
        Reason::Closed => "closed",
        Reason::Expired => "expired",
        Reason::Withdrawn => "withdrawn",
    }
}
