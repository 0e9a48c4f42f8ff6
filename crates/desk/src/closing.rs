//! Closing a case: its sealed file is deleted, and a receipt says so.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use pli_core::{
    CaseReference, Sha256,
    consent::verify,
    policy::Policy,
    receipt::{self, Reason, Receipt},
};

use crate::{
    Desk, Failure, private_file,
    receipt::ReceiptKey,
    registry::{CaseRow, Registry},
    reply::Reply,
};

/// Why an open case is to be closed now, by the policy.
pub fn overdue(case: &CaseRow, policy: &Policy, now: Timestamp) -> Option<Overdue> {
    let unopened = now > last_unopened(case, policy) && case.opened_at.is_none();
    match (now > case.expires_at, unopened) {
        (true, _) => Some(Overdue::Expired),
        (_, true) => Some(Overdue::NeverOpened),
        _ => None,
    }
}

/// The last instant the policy lets a case wait: for good, or to be opened.
pub fn last_instant(case: &CaseRow, policy: &Policy) -> Timestamp {
    if case.opened_at.is_some() { case.expires_at } else { case.expires_at.min(last_unopened(case, policy)) }
}

fn last_unopened(case: &CaseRow, policy: &Policy) -> Timestamp {
    let waits = jiff::SignedDuration::from_hours(24 * i64::from(policy.unopened_days));
    case.received_at.checked_add(waits).unwrap_or(Timestamp::MAX)
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
/// Deletion and receipt are one change. The draft is on the disk before it, under another name;
/// killed in between, [`finish`] gives it its own.
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
    let record = verify::verify_with(&consent, &sealed, |_, _, _| Ok(consent.clone())).record;
    let receipt = key.sign(&Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: case.reference.clone(),
        sealed_sha256: Sha256::of(&sealed),
        record_sha256: record.map(|record| Sha256(record.sha256())),
        deleted_at: desk.now,
        by: desk.operator.clone(),
        epoch: case.epoch.clone(),
        reason,
    })?;
    let drafts = desk.home.join("drafts");
    let unfinished = drafts.join(format!("{}{UNFINISHED}", case.reference));
    Desk::write(&unfinished, &draft(case, desk.now, word(reason), &receipt))?;
    let mut change = registry.change().await?;
    if !change.delete(&case.reference, word(reason), &receipt, desk.now).await? {
        return Err(Failure::Closed(case.reference.clone()));
    }
    change.commit().await?;
    registry.vacuum().await?;
    let finished = drafts.join(format!("{}{FINISHED}", case.reference));
    rename(&unfinished, &finished)?;
    Ok(finished)
}

/// Finishes the closings that were interrupted after the deletion: the registry's file is rewritten
/// and the mail to the person drafted. Those that were interrupted before have not happened.
///
/// # Errors
/// [`Failure`]
pub async fn finish(desk: &Desk, registry: &mut Registry) -> Result<(), Failure> {
    let drafts = desk.home.join("drafts");
    for path in files(&drafts)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(reference) = name.strip_suffix(UNFINISHED).and_then(|text| CaseReference::parse(text).ok()) else {
            continue;
        };
        let case = registry.case(&reference).await?;
        let receipt = registry.receipt(&reference).await?;
        if let Some((case, receipt)) = case.zip(receipt) {
            registry.vacuum().await?;
            let (at, reason) = (case.closed_at.unwrap_or(desk.now), case.reason.clone().unwrap_or_default());
            Desk::write(&path, &draft(&case, at, &reason, &receipt))?;
            rename(&path, &drafts.join(format!("{reference}{FINISHED}")))?;
        } else {
            fs::remove_file(&path).map_err(|error| Failure::Unwritable { path, error })?;
        }
    }
    Ok(())
}

/// What follows the reference in the name of the draft, before and after the deletion.
const UNFINISHED: &str = "-closed.eml.new";
const FINISHED: &str = "-closed.eml";

fn draft(case: &CaseRow, closed_at: Timestamp, reason: &str, receipt: &str) -> Vec<u8> {
    let attachment = (receipt::file_name(&case.reference), receipt.as_bytes().to_vec());
    Reply::closed(case, closed_at, reason, vec![attachment]).to_eml()
}

fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    private_file::rename(from, to).map_err(|error| Failure::Unwritable { path: to.to_owned(), error })
}

fn files(directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error| Failure::Unreadable { path: directory.to_owned(), error };
    if !directory.exists() {
        return Ok(Vec::new());
    }
    fs::read_dir(directory).map_err(unreadable)?.map(|entry| Ok(entry.map_err(unreadable)?.path())).collect()
}

/// As the registry has it, and the catalogue.
fn word(reason: Reason) -> &'static str {
    match reason {
        Reason::Closed => "closed",
        Reason::Expired => "expired",
        Reason::Withdrawn => "withdrawn",
    }
}
