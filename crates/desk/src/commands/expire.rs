use std::io::Write;

use fluent_bundle::FluentValue;
use jiff::{SignedDuration, Timestamp};
use pli_format::receipt::Reason;
use serde_json::{Value, json};

use crate::{
    Desk, Exit, Failure, Policy,
    cli::Expire,
    closing::{self, Overdue},
    drafts,
    escape::{Escaped, Json},
    progress::Progress,
    registry::{Registry, Sending},
    settlement,
};

/// How long before the end somebody is told.
const WARNING: SignedDuration = SignedDuration::from_hours(48);

pub async fn run(desk: &Desk, arguments: Expire, out: &mut dyn Write) -> Result<Exit, Failure> {
    let policy = Policy::compiled_in();
    let mut registry = desk.registry().await?;
    let mut failures = Vec::new();
    if !arguments.dry_run {
        // Said once nobody waits for it any more: whoever reads may be slow.
        let mut said = Vec::new();
        let deleted =
            delete_all(desk, &mut registry, &mut Told { desk, as_json: arguments.json, out: &mut said }).await;
        out.write_all(&said)?;
        failures = deleted?;
    }
    let mut told = Told { desk, as_json: arguments.json, out };
    if arguments.dry_run {
        let overdue = overdue(&mut registry, policy, desk.now).await?;
        overdue.iter().try_for_each(|(sending, why)| told.of("expire-overdue", sending, *why))?;
        if overdue.is_empty() && !arguments.json {
            writeln!(told.out, "{}", desk.speech.word("expire-none"))?;
        }
    }
    for sending in soon(&mut registry, policy, desk.now).await? {
        told.soon(&sending, closing::last_instant(&sending, policy))?;
    }
    registry.close().await?;
    closing::ended(failures)
}

/// Deletes and erases what is overdue, while nobody else writes drafts; returns what could not be done.
async fn delete_all(desk: &Desk, registry: &mut Registry, told: &mut Told<'_>) -> Result<Vec<Failure>, Failure> {
    let _only_one = desk.lock(drafts::LOCK)?;
    let mut failures = closing::finish(desk, registry).await;
    let overdue = overdue(registry, Policy::compiled_in(), desk.now).await?;
    failures.extend(delete(desk, registry, &overdue, told).await?);
    forget(desk, registry, told).await?;
    desk.sweep()?;
    Ok(failures)
}

/// What is told, to a person or to a script: `event` is then the message's identifier without `expire-`.
struct Told<'a> {
    desk: &'a Desk,
    as_json: bool,
    out: &'a mut dyn Write,
}

impl Told<'_> {
    fn say(&mut self, id: &str, values: &[(&str, FluentValue<'_>)], mut line: Value) -> Result<(), Failure> {
        if self.as_json {
            line["event"] = id.trim_start_matches("expire-").into();
            writeln!(self.out, "{}", Json(&line))?;
        } else {
            writeln!(self.out, "{}", Escaped(&self.desk.speech.say(id, values)))?;
        }
        Ok(())
    }

    fn of(&mut self, id: &str, sending: &Sending, why: Overdue) -> Result<(), Failure> {
        let (code, word) = match why {
            Overdue::Expired => ("expired", "overdue-expired"),
            Overdue::NeverOpened => ("unopened", "overdue-unopened"),
        };
        let values = [("case", sending.reference.to_string().into()), ("why", self.desk.speech.word(word).into())];
        self.say(id, &values, json!({"reference": sending.reference, "package_sha256": sending.package, "why": code}))
    }

    fn failed(&mut self, sending: &Sending, failure: &Failure) -> Result<(), Failure> {
        let values = [
            ("case", sending.reference.to_string().into()),
            ("code", failure.code().into()),
            ("why", self.desk.speech.tell(failure).into()),
        ];
        let line = json!({"reference": sending.reference, "package_sha256": sending.package, "code": failure.code()});
        self.say("expire-not-deleted", &values, line)
    }

    fn soon(&mut self, sending: &Sending, last: Timestamp) -> Result<(), Failure> {
        let values = [("case", sending.reference.to_string().into()), ("last", self.desk.speech.time(last).into())];
        let line = json!({"reference": sending.reference, "package_sha256": sending.package, "last": last});
        self.say("expire-soon", &values, line)
    }
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
async fn forget(desk: &Desk, registry: &mut Registry, told: &mut Told<'_>) -> Result<(), Failure> {
    let retention = &Policy::compiled_in().retention;
    let consents = registry.consents_kept_since(retention.consents_since(desk.now)).await?;
    let mut change = registry.change().await?;
    for sending in &consents {
        change.forget_consent(sending).await?;
    }
    change.forget_names(retention.names_since(desk.now)).await?;
    settlement::forget_what_waited(desk, &mut change).await?;
    let gifts = change.forget_gifts(retention.gifts_since(desk.now)).await?;
    change.commit().await?;
    for sending in &consents {
        let values = [("reference", sending.reference.to_string().into())];
        told.say("expire-consent", &values, json!({"reference": sending.reference}))?;
    }
    if gifts > 0 {
        told.say("expire-gifts", &[("count", gifts.into())], json!({"count": gifts}))?;
    }
    Ok(())
}

/// Deletes each, whatever becomes of the others; returns what could not be done. One that somebody
/// else closed meanwhile is done.
async fn delete(
    desk: &Desk,
    registry: &mut Registry,
    overdue: &[(Sending, Overdue)],
    told: &mut Told<'_>,
) -> Result<Vec<Failure>, Failure> {
    let mut failures = Vec::new();
    if overdue.is_empty() {
        return Ok(failures);
    }
    desk.check_date(registry, &overdue.iter().map(|(sending, _)| sending).collect::<Vec<_>>()).await?;
    let key = desk.receipt_key()?;
    let progress = Progress::towards(desk, "expiring", overdue.len());
    for (sending, why) in overdue {
        match closing::close(desk, registry, sending, Reason::Expired, &key).await {
            Ok(deleted) => {
                told.of("expire-deleted", sending, *why)?;
                failures.extend(deleted.left);
            }
            Err(Failure::Closed(_)) => {}
            Err(failure) => {
                told.failed(sending, &failure)?;
                failures.push(failure);
            }
        }
        progress.step();
    }
    failures.extend(closing::wipe(registry).await.err());
    Ok(failures)
}
