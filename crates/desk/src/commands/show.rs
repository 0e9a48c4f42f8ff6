use std::io::Write;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    Desk, Exit, Failure,
    escape::{Escaped, Json},
    registry::{Invitation, Sending, State},
    selector::Selector,
};

/// What is known of a request: each of its sendings, closed ones too.
pub async fn run(desk: &Desk, selector: &Selector, as_json: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    let found = selector.find_all(&mut registry).await;
    let invited = match (&found, &selector.digits) {
        (Err(Failure::UnknownCase(_)), None) => registry.invitation(&selector.reference).await?,
        _ => None,
    };
    registry.close().await?;
    if let Some(invited) = invited {
        return show_invited(desk, &invited, as_json, out);
    }
    let sendings = found?;
    if as_json {
        for sending in &sendings {
            writeln!(out, "{}", Json(&value(sending)))?;
        }
        return Ok(Exit::Done);
    }
    for sending in &sendings {
        print(desk, sending, out)?;
        writeln!(out)?;
    }
    let reference = [("reference", selector.reference.to_string().into())];
    if sendings.iter().any(|sending| sending.state == State::Contested) {
        writeln!(out, "{}", desk.speech.say("show-contested", &reference))?;
    }
    if sendings.iter().any(|sending| sending.held_at.is_some()) {
        writeln!(out, "{}", desk.speech.say("show-held-todo", &reference))?;
    }
    Ok(Exit::Done)
}

/// An invitation that nothing came for: whoever asks whether it is genuine is answered.
fn show_invited(desk: &Desk, invited: &Invitation, as_json: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    if as_json {
        let Invitation { reference, email, bank, invited_at, .. } = invited;
        let line = json!({
            "reference": reference, "state": "invited", "invited": email, "bank": bank, "invited_at": invited_at
        });
        writeln!(out, "{}", Json(&line))?;
        return Ok(Exit::Done);
    }
    let rows = [
        ("show-request", Some(invited.reference.to_string())),
        ("show-state", Some(desk.speech.word("state-invited"))),
        ("show-invited", Some(invited.email.clone())),
        ("show-bank", invited.bank.clone()),
        ("show-invited-at", Some(desk.speech.time(invited.invited_at))),
    ];
    rows.into_iter().try_for_each(|(id, value)| row(desk, id, value, out)).map(|()| Exit::Done)
}

fn row(desk: &Desk, id: &str, value: Option<String>, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(value) = value else { return Ok(()) };
    Ok(writeln!(out, "{:<20}{}", desk.speech.word(id), Escaped(&value))?)
}

fn print(desk: &Desk, sending: &Sending, out: &mut dyn Write) -> Result<(), Failure> {
    let mut row = |id: &str, value: Option<String>| row(desk, id, value, out);
    let time = |at: Option<Timestamp>| at.map(|at| desk.speech.time(at));
    row("show-request", Some(sending.reference.to_string()))?;
    row("show-sending", Some(format!("{}/{}", sending.reference, sending.short())))?;
    row("show-state", Some(state(desk, sending)))?;
    row("show-person", Some(sending.name.clone()))?;
    row("show-email", Some(sending.email.clone()))?;
    row("show-sender", sending.sender.clone())?;
    row("show-invited", sending.invited.clone())?;
    row("show-bank", Some(sending.bank.clone()))?;
    row("show-signed", time(Some(sending.signed_at)))?;
    row("show-received", time(Some(sending.received_at)))?;
    row("show-expires", time(sending.is_open().then_some(sending.expires_at)))?;
    row("show-developer", sending.developer.clone())?;
    row("show-assigned", time(sending.assigned_at))?;
    row("show-opened", time(sending.opened_at))?;
    row("show-held", time(sending.held_at))?;
    row("show-closed", time(sending.closed_at))?;
    row("show-reason", sending.reason.as_ref().map(|reason| desk.speech.word(&format!("reason-{reason}"))))?;
    if let (Some(other), Some(invited)) = (sending.uninvited(), &sending.invited) {
        let values = [("invited", invited.clone().into()), ("other", other.to_owned().into())];
        writeln!(out, "{}", Escaped(&desk.speech.say("show-uninvited", &values)))?;
    }
    Ok(())
}

/// How far a sending is, in words.
pub fn state(desk: &Desk, sending: &Sending) -> String {
    let id = if sending.held_at.is_some() { "on-hold".to_owned() } else { format!("state-{}", sending.state.name()) };
    desk.speech.word(&id)
}

/// A sending, for scripts.
pub fn value(sending: &Sending) -> Value {
    json!({
        "reference": sending.reference, "package_sha256": sending.package, "state": sending.state.name(),
        "name": sending.name, "email": sending.email, "sender": sending.sender, "invited": sending.invited, "uninvited": sending.uninvited(), "bank": sending.bank,
        "epoch": sending.epoch, "sealed_sha256": sending.sealed, "record_sha256": sending.record,
        "signed_at": sending.signed_at, "received_at": sending.received_at, "expires_at": sending.expires_at,
        "developer": sending.developer, "assigned_at": sending.assigned_at, "opened_at": sending.opened_at,
        "held_at": sending.held_at, "closed_at": sending.closed_at, "reason": sending.reason,
    })
}
