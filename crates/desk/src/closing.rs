//! Closing a sending: its sealed file is deleted, and a receipt says so.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use pli_format::receipt::{self, Reason, Receipt};

use crate::{
    Desk, Exit, Failure, Policy,
    audit::Act,
    drafts,
    epoch::EpochError,
    receipt::ReceiptSigner,
    registry::{Change, Registry, RegistryError, Sending},
    reply::Reply,
};

/// Why an open case is to be closed now, by the policy.
pub fn overdue(sending: &Sending, policy: &Policy, now: Timestamp) -> Option<Overdue> {
    let unopened = now > last_unopened(sending, policy) && sending.opened_at.is_none();
    match (now > sending.expires_at, unopened) {
        (true, _) => Some(Overdue::Expired),
        (_, true) => Some(Overdue::NeverOpened),
        _ => None,
    }
}

/// The last instant the policy lets a case wait: for good, or to be opened.
pub fn last_instant(sending: &Sending, policy: &Policy) -> Timestamp {
    if sending.opened_at.is_some() {
        sending.expires_at
    } else {
        sending.expires_at.min(last_unopened(sending, policy))
    }
}

fn last_unopened(sending: &Sending, policy: &Policy) -> Timestamp {
    let waits = SignedDuration::from_hours(24 * i64::from(policy.unopened_days));
    sending.received_at.checked_add(waits).unwrap_or(Timestamp::MAX)
}

/// What of the policy is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overdue {
    /// The time that the consent gives is over.
    Expired,
    /// Nobody opened it in time.
    NeverOpened,
}

/// The instant before which a case that nobody opened was received too long ago.
pub fn unopened_since(policy: &Policy, now: Timestamp) -> Timestamp {
    let waits = SignedDuration::from_hours(24 * i64::from(policy.unopened_days));
    now.checked_sub(waits).unwrap_or(Timestamp::MIN)
}

/// A sending that is closed, for good.
#[must_use]
pub struct Deleted {
    /// The mail to the person, with the receipt; none where another open sending holds the sealed file.
    pub draft: Option<PathBuf>,
    /// What could not be done yet after the deletion; the next command that closes does it.
    pub left: Vec<Failure>,
}

/// Closes a sending: deletes its sealed file, signs the receipt, and drafts the mail to the person
/// with it. [`drafts::LOCK`] is held, and [`wipe`] is to follow, once a run.
///
/// Deletion, receipt and draft are one change. Killed after it, the next command writes the draft and
/// wipes what was deleted. Another open sending may hold the same sealed file, as when somebody put
/// it under a consent of their own: then nothing is deleted, and no receipt says so.
///
/// # Errors
/// [`Failure`]; nothing is deleted then. [`Failure::Closed`] if somebody else was first.
pub async fn close(
    desk: &Desk,
    registry: &mut Registry,
    sending: &Sending,
    reason: Reason,
    key: &ReceiptSigner,
) -> Result<Deleted, Failure> {
    if !sending.is_open() {
        return Err(Failure::Closed(sending.reference.clone()));
    }
    check_sealed(registry, sending).await?;
    desk.log(&[act(desk, sending, reason, "deleting")])?;
    let mut change = registry.change().await?;
    let draft = delete(desk, &mut change, sending, reason, key).await?;
    change.commit().await?;
    let mut left = Vec::new();
    left.extend(desk.log(&[act(desk, sending, reason, "deleted")]).err());
    let draft = match draft {
        Some(name) => drafts::write(desk, registry, &name).await.unwrap_or_else(|failure| {
            left.push(failure);
            None
        }),
        None => None,
    };
    Ok(Deleted { draft, left })
}

/// What the log says of a deletion, before it and after it.
fn act(desk: &Desk, sending: &Sending, reason: Reason, result: &str) -> Act {
    let command = match reason {
        Reason::Closed => "close",
        Reason::Expired => "expire",
        Reason::Withdrawn => "withdraw",
        Reason::Replaced => "choose",
    };
    let details = format!("{} {}", word(reason), sending.short());
    Act::new(command, &desk.operator, Some(&sending.reference), result).with(details)
}

/// What is to be deleted is there: a receipt does not say so of what somebody else removed.
async fn check_sealed(registry: &mut Registry, sending: &Sending) -> Result<(), Failure> {
    if registry.sealed(sending.sealed).await?.is_some() {
        return Ok(());
    }
    // Closed by another desk in between, it is closed, not damaged.
    match registry.sending(sending.package).await? {
        Some(sending) if sending.is_open() => Err(RegistryError::Damaged("sealed_files").into()),
        _ => Err(Failure::Closed(sending.reference.clone())),
    }
}

/// Deletes, in a change; the name of the draft to the person.
async fn delete(
    desk: &Desk,
    change: &mut Change<'_>,
    sending: &Sending,
    reason: Reason,
    key: &ReceiptSigner,
) -> Result<Option<String>, Failure> {
    let receipt = match change.sharing(sending).await?.as_slice() {
        [] => Some(key.sign(&receipt(desk, sending, reason)?)?),
        _ => None,
    };
    if !change.delete(sending, word(reason), receipt.as_deref(), desk.now).await? {
        return Err(Failure::Closed(sending.reference.clone()));
    }
    let Some(receipt) = receipt else { return Ok(None) };
    let attachment = (receipt::file_name(&sending.reference), receipt.into_bytes());
    let reply = Reply::closed(sending, desk.now, word(reason), vec![attachment]);
    drafts::note(desk, change, &reply, Some(&sending.reference)).await?;
    Ok(Some(reply.name))
}

fn receipt(desk: &Desk, sending: &Sending, reason: Reason) -> Result<Receipt, Failure> {
    Ok(Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: sending.reference.clone(),
        sealed_sha256: sending.sealed,
        record_sha256: Some(sending.record),
        deleted_at: desk.now,
        by: desk.operator.clone(),
        epoch: sending.epoch.parse().map_err(|_| EpochError::Malformed(sending.epoch.clone()))?,
        reason,
    })
}

/// Finishes the closings that were interrupted after the deletion: the mail to the person is written,
/// and what was deleted is wiped. Those that were interrupted before have not happened.
///
/// What cannot be done now is returned, and stops nothing.
pub async fn finish(desk: &Desk, registry: &mut Registry) -> Vec<Failure> {
    let mut left = Vec::new();
    left.extend(drafts::write_left_behind(desk, registry).await.err());
    left.extend(wipe(registry).await.err());
    left
}

/// Leaves no byte of what was deleted.
///
/// # Errors
/// [`RegistryError::NotRewritten`]
pub async fn wipe(registry: &mut Registry) -> Result<(), Failure> {
    Ok(registry.wipe().await.map_err(|error| RegistryError::NotRewritten(error.code()))?)
}

/// As a command that closes ends: with the gravest of what could not be done.
///
/// # Errors
/// That one.
pub fn ended(failures: Vec<Failure>) -> Result<Exit, Failure> {
    failures.into_iter().max_by_key(Failure::exit).map_or(Ok(Exit::Done), Err)
}

/// As the registry has it, and the catalogue.
fn word(reason: Reason) -> &'static str {
    match reason {
        Reason::Closed => "closed",
        Reason::Expired => "expired",
        Reason::Withdrawn => "withdrawn",
        Reason::Replaced => "replaced",
    }
}
