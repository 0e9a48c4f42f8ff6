//! Closing a sending: its sealed file is deleted, and a receipt says so.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use pli_format::receipt::{self, Reason, Receipt};

use crate::{
    Desk, Exit, Failure, Policy,
    audit::{Act, DELETED, DELETING},
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

/// Sendings that are closed, for good.
#[must_use]
pub struct Deleted {
    /// Whether a receipt says so; none does where another open sending holds the sealed file.
    pub has_receipt: bool,
    /// The mails to the people, each with its receipt.
    pub drafts: Vec<PathBuf>,
    /// What could not be done yet after the deletion; the next command that closes does it.
    pub left: Vec<Failure>,
}

/// Closes a sending: deletes its sealed file, signs the receipt, and drafts the mail to the person
/// with it. [`drafts::LOCK`] is held, the [date](Desk::check_date) was checked, and [`wipe`] is to follow, once a run.
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
    close_all(desk, registry, &[Closing { sending, reason, word: word(reason) }], key).await
}

/// Closes the sendings of a consent that is taken back, and with them those of other consents over their sealed
/// files, as [`close`] does: each has its receipt, for all of them go together.
///
/// # Errors
/// As of [`close`]; [`Failure::Closed`] if all of them were closed before.
pub async fn take_back(
    desk: &Desk,
    registry: &mut Registry,
    own: &[Sending],
    sharing: &[Sending],
    key: &ReceiptSigner,
) -> Result<Deleted, Failure> {
    let reason = Reason::Withdrawn;
    let own = own.iter().map(|sending| Closing { sending, reason, word: word(reason) });
    let sharing = sharing.iter().map(|sending| Closing { sending, reason, word: "shared" });
    close_all(desk, registry, &own.chain(sharing).collect::<Vec<_>>(), key).await
}

/// A sending to be closed.
struct Closing<'a> {
    sending: &'a Sending,
    /// As the receipt says it.
    reason: Reason,
    /// As the registry has it, and the mail to the person.
    word: &'static str,
}

/// Never of none.
async fn close_all(
    desk: &Desk,
    registry: &mut Registry,
    all: &[Closing<'_>],
    key: &ReceiptSigner,
) -> Result<Deleted, Failure> {
    let mut open = Vec::new();
    for closing in all {
        // A receipt does not say of what somebody else removed that it is deleted.
        if closing.sending.is_open() && registry.sealed_of(closing.sending).await?.is_some() {
            open.push(closing);
        }
    }
    let closed = || Failure::Closed(all[0].sending.reference.clone());
    if open.is_empty() {
        return Err(closed());
    }
    desk.log(&acts(desk, &open, DELETING))?;
    let mut change = registry.change().await?;
    let (mut deleted, mut names) = (Vec::new(), Vec::new());
    for &closing in &open {
        let receipt = receipt_if_true(desk, &mut change, closing, &open, key).await?;
        if change.delete(closing.sending, closing.word, receipt.as_deref(), desk.now).await? {
            deleted.push(closing);
            settle_what_was_asked(desk, &mut change, closing.sending).await?;
            names.extend(draft(desk, &mut change, closing, &open, receipt).await?);
        }
    }
    if deleted.is_empty() {
        return Err(closed());
    }
    change.commit().await?;
    let mut left: Vec<Failure> = desk.log(&acts(desk, &deleted, DELETED)).err().into_iter().collect();
    left.extend(drafts::discard(registry).await.err());
    let (has_receipt, mut drafts) = (!names.is_empty(), Vec::new());
    for name in names {
        match drafts::write(desk, registry, &name).await {
            Ok(draft) => drafts.extend(draft),
            Err(failure) => left.push(failure),
        }
    }
    Ok(Deleted { has_receipt, drafts, left })
}

/// Of a request that has nothing open any more nobody decides who took it back, or whom to write to.
async fn settle_what_was_asked(desk: &Desk, change: &mut Change<'_>, sending: &Sending) -> Result<(), Failure> {
    let reference = &sending.reference;
    if change.sendings(reference).await?.iter().any(Sending::is_open) {
        return Ok(());
    }
    for kind in ["unsigned", "withdrawal", "invited-other", "automatic"] {
        change.decided_about(reference, kind, &desk.operator, desk.now).await?;
    }
    Ok(change.void_drafts_about(reference, "unsigned").await?)
}

/// What the log says of deletions, before them and after them.
fn acts(desk: &Desk, all: &[&Closing<'_>], result: &str) -> Vec<Act> {
    all.iter().map(|closing| act(desk, closing, result)).collect()
}

fn act(desk: &Desk, closing: &Closing<'_>, result: &str) -> Act {
    let command = match closing.reason {
        Reason::Closed => "close",
        Reason::Expired => "expire",
        Reason::Withdrawn => "withdraw",
        Reason::Replaced => "choose",
    };
    let details = format!("{} {}", closing.word, closing.sending.short());
    Act::new(command, &desk.operator, Some(&closing.sending.reference), result).with(details)
}

/// The receipt, where nothing that stays open holds the sealed file.
async fn receipt_if_true(
    desk: &Desk,
    change: &mut Change<'_>,
    closing: &Closing<'_>,
    all: &[&Closing<'_>],
    key: &ReceiptSigner,
) -> Result<Option<String>, Failure> {
    let goes = |other: &Sending| all.iter().any(|closing| closing.sending.package == other.package);
    if !change.sharing(closing.sending).await?.iter().all(goes) {
        return Ok(None);
    }
    Ok(Some(key.sign(&receipt(desk, closing.sending, closing.reason)?)?))
}

/// Notes the mail to the person with the receipt; its name.
async fn draft(
    desk: &Desk,
    change: &mut Change<'_>,
    closing: &Closing<'_>,
    all: &[&Closing<'_>],
    receipt: Option<String>,
) -> Result<Option<String>, Failure> {
    let Some(receipt) = receipt else { return Ok(None) };
    let reference = &closing.sending.reference;
    let attachment = (receipt::file_name(reference), receipt.into_bytes());
    let stays = |other: &Sending| all.iter().all(|closing| closing.sending.package != other.package);
    let is_password_needed = change.with_password_of(closing.sending, desk.now).await?.iter().any(stays);
    let reply = Reply::closed(closing.sending, desk.now, closing.word, is_password_needed, vec![attachment]);
    drafts::note(desk, change, &reply, Some(reference)).await?;
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
    left.extend(drafts::discard(registry).await.err());
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
