use std::io::Write;

use jiff::Timestamp;
use serde_json::json;

use super::expire;
use crate::{
    Desk, Exit, Failure, Policy, closing,
    desk::BEHIND,
    drafts,
    escape::{Escaped, Json},
    registry::{Decision, Registry},
    settlement::EARLY,
};

/// Something that waits for a person.
#[derive(Default)]
struct Waiting {
    number: Option<i64>,
    kind: &'static str,
    reference: Option<String>,
    sender: Option<String>,
    details: String,
    since: Timestamp,
    /// What is to be done, in words.
    text: String,
}

/// The kinds of decisions, as the registry has them.
const KINDS: [&str; 11] = [
    "automatic",
    "clock",
    BEHIND,
    "fraud",
    "incomplete",
    "invited-other",
    "receipt-asked",
    "refused",
    "unsigned",
    "withdrawal",
    "wrote",
];

/// Everything that waits for a person, oldest first.
pub async fn run(desk: &Desk, as_json: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    let mut items = decisions(desk, &mut registry).await?;
    items.extend(contested(desk, &mut registry).await?);
    items.extend(unsent(desk, &mut registry).await?);
    items.extend(expiring(desk, &mut registry).await?);
    items.extend(locked(desk)?);
    registry.close().await?;
    items.sort_by_key(|item| (item.since, item.number));
    if as_json {
        for item in &items {
            let line = json!({
                "number": item.number, "kind": item.kind, "reference": item.reference, "sender": item.sender,
                "details": item.details, "since": item.since,
            });
            writeln!(out, "{}", Json(&line))?;
        }
        return Ok(Exit::Done);
    }
    if items.is_empty() {
        writeln!(out, "{}", desk.speech.word("todo-none"))?;
        return Ok(Exit::Done);
    }
    writeln!(out, "{}", desk.speech.word("todo-head"))?;
    for item in &items {
        let number = item.number.map(|number| number.to_string()).unwrap_or_default();
        writeln!(out, "{number:>4}  {:<16}  {}", desk.speech.time(item.since), Escaped(&item.text))?;
    }
    Ok(Exit::Done)
}

async fn decisions(desk: &Desk, registry: &mut Registry) -> Result<Vec<Waiting>, Failure> {
    let decisions = registry.decisions().await?;
    Ok(decisions
        .into_iter()
        .filter(|decision| decision.kind != EARLY)
        .map(|decision| waiting(desk, decision))
        .collect())
}

fn waiting(desk: &Desk, decision: Decision) -> Waiting {
    let kind = KINDS.into_iter().find(|kind| *kind == decision.kind).unwrap_or("refused");
    let sender =
        decision.sender.as_ref().map(|sender| desk.speech.say("todo-from", &[("sender", sender.as_str().into())]));
    let reference = decision.reference.map(|reference| reference.to_string());
    let values = [
        ("reference", reference.clone().unwrap_or_else(|| "-".to_owned()).into()),
        ("sender", sender.unwrap_or_default().into()),
        ("details", decision.details.clone().into()),
        ("number", decision.number.to_string().into()),
    ];
    Waiting {
        text: desk.speech.say(&format!("todo-{kind}"), &values),
        number: Some(decision.number),
        kind,
        reference,
        sender: decision.sender,
        details: decision.details,
        since: decision.since,
    }
}

async fn contested(desk: &Desk, registry: &mut Registry) -> Result<Vec<Waiting>, Failure> {
    let contested = registry.contested().await?;
    Ok(contested
        .into_iter()
        .map(|(reference, since)| without_number(desk, "contested", &reference.to_string(), "", since))
        .collect())
}

async fn expiring(desk: &Desk, registry: &mut Registry) -> Result<Vec<Waiting>, Failure> {
    let policy = Policy::compiled_in();
    let soon = expire::soon(registry, policy, desk.now).await?;
    Ok(soon
        .into_iter()
        .map(|sending| {
            let last = desk.speech.time(closing::last_instant(&sending, policy));
            without_number(desk, "expiring", &sending.reference.to_string(), &last, sending.received_at)
        })
        .collect())
}

/// The epochs whose identities nobody unlocked, where a service waits for it.
fn locked(desk: &Desk) -> Result<Vec<Waiting>, Failure> {
    let Ok(unlocked) = desk.unlocked() else { return Ok(Vec::new()) };
    let names = desk.epochs()?.names()?;
    let locked = names.into_iter().filter(|epoch| unlocked.is_locked(epoch));
    Ok(locked
        .map(|epoch| Waiting {
            text: desk.speech.say("todo-locked", &[("epoch", epoch.clone().into())]),
            kind: "locked",
            details: epoch,
            since: unlocked.since(),
            ..Waiting::default()
        })
        .collect())
}

fn without_number(desk: &Desk, kind: &'static str, reference: &str, last: &str, since: Timestamp) -> Waiting {
    let values = [("reference", reference.to_owned().into()), ("last", last.to_owned().into())];
    Waiting {
        text: desk.speech.say(&format!("todo-{kind}"), &values),
        kind,
        reference: Some(reference.to_owned()),
        details: last.to_owned(),
        since,
        ..Waiting::default()
    }
}

async fn unsent(desk: &Desk, registry: &mut Registry) -> Result<Vec<Waiting>, Failure> {
    let waiting = drafts::waiting(registry).await?;
    Ok(waiting
        .into_iter()
        .map(|draft| {
            let folder = draft.folder.as_ref().map(|folder| folder.to_string_lossy().into_owned());
            let kind = match folder {
                None => "draft-pending",
                Some(_) if draft.is_void => "draft-void",
                Some(_) => "draft",
            };
            let details = folder.iter().fold(draft.name.clone(), |name, folder| format!("{folder}/{name}"));
            let values = [("name", draft.name.into()), ("folder", folder.unwrap_or_default().into())];
            Waiting {
                text: desk.speech.say(&format!("todo-{kind}"), &values),
                kind,
                reference: draft.reference.map(|reference| reference.to_string()),
                details,
                since: draft.drafted_at,
                ..Waiting::default()
            }
        })
        .collect())
}
