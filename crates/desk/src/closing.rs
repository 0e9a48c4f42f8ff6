//! Closing a case: its sealed file is deleted, and a receipt says so.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use pli_format::{
    CaseReference, Sha256, consent,
    receipt::{self, Reason, Receipt},
};

use crate::{
    Desk, Exit, Failure, Policy,
    audit::Act,
    private_file,
    receipt::ReceiptKey,
    registry::{CaseRow, Registry, RegistryError},
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

/// A sealed file that is deleted, for good.
#[must_use]
pub struct Deleted {
    /// The mail to the person, with the receipt.
    pub draft: PathBuf,
    /// What could not be done yet after the deletion; the next [`finish`] does it.
    pub left: Vec<Failure>,
}

/// Deletes the sealed file of a case, signs the receipt, and drafts the mail to the person with it.
///
/// Deletion and receipt are one change. Before it, the draft is on the disk under another name, and
/// so is the note that the registry is to be rewritten; killed in between, [`finish`] does the rest.
/// One process of the desk closes at a time: no other takes this draft for one left behind.
///
/// # Errors
/// [`Failure`]; nothing is deleted then. [`Failure::Closed`] if somebody else was first.
pub async fn close(
    desk: &Desk,
    registry: &mut Registry,
    reference: &CaseReference,
    reason: Reason,
    key: &ReceiptKey,
) -> Result<Deleted, Failure> {
    let only_one = desk.lock(LOCK)?;
    let (case, sealed) = held(registry, reference).await?;
    let receipt = key.sign(&receipt(desk, registry, &case, &sealed, reason).await?)?;
    let drafts = desk.home.join("drafts");
    let unfinished = drafts.join(format!("{reference}{UNFINISHED}"));
    let finished = drafts.join(format!("{reference}{FINISHED}"));
    let mail = draft(&case, desk.now, word(reason), &receipt);
    Desk::write(&unfinished, &mail)?;
    Desk::write(&desk.home.join(TO_REWRITE), b"")?;
    desk.log(&[act(desk, reference, reason, "deleting")])?;
    if let Err(failure) = delete(desk, registry, reference, reason, &receipt).await {
        // Somebody else's receipt is in the registry, and the mail about it is theirs.
        if matches!(failure, Failure::Closed(_)) {
            remove(&unfinished)?;
        }
        return Err(failure);
    }
    let mut left = Vec::new();
    left.extend(desk.log(&[act(desk, reference, reason, "deleted")]).err());
    left.extend(name(&unfinished, &finished, &mail).err());
    left.extend(rewrite(desk, registry).await.err());
    drop(only_one);
    Ok(Deleted { draft: finished, left })
}

/// What the log says of a deletion, before it and after it.
fn act(desk: &Desk, reference: &CaseReference, reason: Reason, result: &str) -> Act {
    let command = match reason {
        Reason::Closed => "close",
        Reason::Expired => "expire",
        Reason::Withdrawn => "withdraw",
    };
    Act {
        command: command.to_owned(),
        who: desk.operator.clone(),
        case: Some(reference.to_string()),
        result: result.to_owned(),
        details: Some(word(reason).to_owned()),
    }
}

/// A case that is open, and its sealed file.
async fn held(registry: &mut Registry, reference: &CaseReference) -> Result<(CaseRow, Vec<u8>), Failure> {
    // In this order: closed by another desk in between, a case is closed, not damaged.
    let sealed = registry.sealed(reference).await?;
    let case = registry.case(reference).await?.ok_or_else(|| Failure::UnknownCase(reference.clone()))?;
    match sealed {
        _ if case.closed_at.is_some() => Err(Failure::Closed(reference.clone())),
        Some(sealed) => Ok((case, sealed)),
        None => Err(RegistryError::Damaged("sealed_files").into()),
    }
}

async fn receipt(
    desk: &Desk,
    registry: &mut Registry,
    case: &CaseRow,
    sealed: &[u8],
    reason: Reason,
) -> Result<Receipt, Failure> {
    let consent = registry.consent(&case.reference).await?.unwrap_or_default();
    let record = consent::open(&consent).ok().map(|signed| signed.record);
    Ok(Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: case.reference.clone(),
        sealed_sha256: Sha256::of(sealed),
        record_sha256: record.map(|record| record.sha256()),
        deleted_at: desk.now,
        by: desk.operator.clone(),
        epoch: case.epoch.clone(),
        reason,
    })
}

async fn delete(
    desk: &Desk,
    registry: &mut Registry,
    reference: &CaseReference,
    reason: Reason,
    receipt: &str,
) -> Result<(), Failure> {
    let mut change = registry.change().await?;
    if !change.delete(reference, word(reason), receipt, desk.now).await? {
        return Err(Failure::Closed(reference.clone()));
    }
    Ok(change.commit().await?)
}

/// Finishes the closings that were interrupted after the deletion: the mail to the person gets its
/// name, and the registry is rewritten. Those that were interrupted before have not happened.
///
/// What cannot be done now is returned, and stops nothing.
///
/// # Errors
/// [`Failure`] when it cannot be known what is to be finished.
pub async fn finish(desk: &Desk, registry: &mut Registry) -> Result<Vec<Failure>, Failure> {
    let only_one = desk.lock(LOCK)?;
    let mut left = Vec::new();
    for path in files(&desk.home.join("drafts"))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(reference) = name.strip_suffix(UNFINISHED).and_then(|text| CaseReference::parse(text).ok()) {
            left.extend(finish_one(desk, registry, &reference, &path).await.err());
        }
    }
    left.extend(rewrite(desk, registry).await.err());
    drop(only_one);
    Ok(left)
}

async fn finish_one(
    desk: &Desk,
    registry: &mut Registry,
    reference: &CaseReference,
    unfinished: &Path,
) -> Result<(), Failure> {
    let case = registry.case(reference).await?;
    let Some((case, receipt)) = case.zip(registry.receipt(reference).await?) else {
        return remove(unfinished);
    };
    let (at, reason) = (case.closed_at.unwrap_or(desk.now), case.reason.clone().unwrap_or_default());
    let finished = unfinished.with_file_name(format!("{reference}{FINISHED}"));
    Desk::write(&finished, &draft(&case, at, &reason, &receipt))?;
    remove(unfinished)
}

/// Rewrites the registry, if a sealed file may have been deleted since that was done last.
async fn rewrite(desk: &Desk, registry: &mut Registry) -> Result<(), Failure> {
    let note = desk.home.join(TO_REWRITE);
    if !note.exists() {
        return Ok(());
    }
    registry.vacuum().await.map_err(|error| RegistryError::NotRewritten(error.code()))?;
    remove(&note)
}

/// As a command that closes ends: with the gravest of what could not be done.
///
/// # Errors
/// That one.
pub fn ended(failures: Vec<Failure>) -> Result<Exit, Failure> {
    failures.into_iter().max_by_key(Failure::exit).map_or(Ok(Exit::Done), Err)
}

/// Held while a case is closed, in the desk's directory.
const LOCK: &str = "closing.lock";

/// There as long as the registry is to be rewritten, in the desk's directory.
const TO_REWRITE: &str = "registry.to-rewrite";

/// What follows the reference in the name of the draft, before and after the deletion.
const UNFINISHED: &str = "-closed.eml.new";
const FINISHED: &str = "-closed.eml";

fn draft(case: &CaseRow, closed_at: Timestamp, reason: &str, receipt: &str) -> Vec<u8> {
    let attachment = (receipt::file_name(&case.reference), receipt.as_bytes().to_vec());
    Reply::closed(case, closed_at, reason, vec![attachment]).to_eml()
}

/// Gives the draft its name; whoever removed it meanwhile, the mail is not lost.
fn name(unfinished: &Path, finished: &Path, mail: &[u8]) -> Result<(), Failure> {
    private_file::rename(unfinished, finished).or_else(|_| Desk::write(finished, mail))
}

fn remove(path: &Path) -> Result<(), Failure> {
    private_file::remove_if_there(path).map_err(|error| Failure::Unwritable { path: path.to_owned(), error })
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
