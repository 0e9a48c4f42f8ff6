use std::io::Write;

use jiff::{SignedDuration, Timestamp};
use pli_format::receipt::Reason;

use crate::{
    Desk, Exit, Failure, Policy,
    cli::Expire,
    closing::{self, Overdue},
    drafts,
    escape::Escaped,
    registry::{Registry, Sending},
    retention::Retention,
    settlement,
};

/// How long before the end somebody is told.
const WARNING: SignedDuration = SignedDuration::from_hours(48);

pub async fn run(desk: &Desk, arguments: Expire, out: &mut dyn Write) -> Result<Exit, Failure> {
    let policy = Policy::compiled_in();
    let mut registry = desk.registry().await?;
    let mut failures = Vec::new();
    let mut only_one = None;
    if !arguments.dry_run {
        only_one = Some(desk.lock(drafts::LOCK)?);
        failures = closing::finish(desk, &mut registry).await;
    }
    let overdue = overdue(&mut registry, policy, desk.now).await?;
    if arguments.dry_run {
        for (sending, why) in &overdue {
            writeln!(out, "{}: overdue, {}", sending.reference, words(*why))?;
        }
    } else {
        failures.extend(delete(desk, &mut registry, &overdue, out).await?);
        forget(desk, &mut registry, out).await?;
        desk.sweep()?;
    }
    drop(only_one);
    for sending in soon(&mut registry, policy, desk.now).await? {
        let last = closing::last_instant(&sending, policy);
        writeln!(out, "{}: will be deleted after {last}", sending.reference)?;
    }
    registry.close().await?;
    closing::ended(failures)
}

/// What is over now.
async fn overdue(registry: &mut Registry, policy: &Policy, now: Timestamp) -> Result<Vec<(Sending, Overdue)>, Failure> {
    let over = registry.overdue(now, closing::unopened_since(policy, now)).await?;
    Ok(over
        .into_iter()
        .filter_map(|sending| Some((sending.clone(), closing::overdue(&sending, policy, now)?)))
        .collect())
}

/// What will be within two days, and is not yet.
pub(super) async fn soon(registry: &mut Registry, policy: &Policy, now: Timestamp) -> Result<Vec<Sending>, Failure> {
    let then = now.checked_add(WARNING).unwrap_or(Timestamp::MAX);
    let mut soon = registry.overdue(then, closing::unopened_since(policy, then)).await?;
    soon.retain(|sending| closing::overdue(sending, policy, now).is_none());
    Ok(soon)
}

/// Erases the consents, names and gifts whose time is over.
async fn forget(desk: &Desk, registry: &mut Registry, out: &mut dyn Write) -> Result<(), Failure> {
    let retention = Retention::compiled_in();
    let consents = registry.consents_kept_since(retention.consents_since(desk.now)).await?;
    let mut change = registry.change().await?;
    for sending in &consents {
        change.forget_consent(sending).await?;
    }
    change.forget_names(retention.names_since(desk.now)).await?;
    settlement::forget_halves(&mut change, desk.now).await?;
    let gifts = change.forget_gifts(retention.gifts_since(desk.now)).await?;
    change.commit().await?;
    for sending in &consents {
        let reference = sending.reference.to_string();
        writeln!(out, "{}", desk.speech.say("expire-consent", &[("reference", reference.into())]))?;
    }
    if gifts > 0 {
        writeln!(out, "{}", desk.speech.say("expire-gifts", &[("count", gifts.to_string().into())]))?;
    }
    Ok(())
}

/// Deletes each, whatever becomes of the others; returns what could not be done. One that somebody
/// else closed meanwhile is done.
async fn delete(
    desk: &Desk,
    registry: &mut Registry,
    overdue: &[(Sending, Overdue)],
    out: &mut dyn Write,
) -> Result<Vec<Failure>, Failure> {
    let mut failures = Vec::new();
    if overdue.is_empty() {
        return Ok(failures);
    }
    let key = desk.receipt_key()?;
    for (sending, why) in overdue {
        let reference = &sending.reference;
        match closing::close(desk, registry, sending, Reason::Expired, &key).await {
            Ok(deleted) => {
                writeln!(out, "{reference}: deleted, {}", words(*why))?;
                failures.extend(deleted.left);
            }
            Err(Failure::Closed(_)) => {}
            Err(failure) => {
                writeln!(out, "{reference}: not deleted: {}: {}", failure.code(), Escaped(&failure.to_string()))?;
                failures.push(failure);
            }
        }
    }
    failures.extend(closing::wipe(registry).await.err());
    Ok(failures)
}

fn words(why: Overdue) -> &'static str {
    match why {
        Overdue::Expired => "its consent expired",
        Overdue::NeverOpened => "nobody opened it in time",
    }
}
