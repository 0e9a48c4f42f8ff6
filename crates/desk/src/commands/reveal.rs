use std::{
    io::{self, Write},
    time::Duration,
};

use crate::{
    Desk, Exit, Failure,
    audit::Act,
    cli::Reveal,
    connector,
    operator::{Approval, OperatorError, TwoOperators},
    registry::Change,
    reveal::{self, Agreed, SHOWN_FOR},
};

pub async fn run(desk: &Desk, arguments: Reveal, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Reveal { case, approvals } = arguments;
    let mut registry = desk.registry().await?;
    let sending = case.find(&mut registry).await?;
    registry.close().await?;
    if !sending.is_open() {
        return Err(Failure::Closed(sending.reference));
    }
    let texts = approvals.iter().map(|path| desk.input(path)).collect::<Result<Vec<_>, Failure>>()?;
    let [first, second] = texts.as_slice() else { return Err(OperatorError::NotTwo(texts.len()).into()) };
    let agreed = TwoOperators::check(
        &desk.operators()?,
        [first, second],
        &sending.reference,
        sending.sealed,
        &desk.operator,
        sending.assigned_at.unwrap_or(desk.now),
        desk.now,
    )?;
    // Before anything is opened, and again when it is.
    unused(desk, &agreed).await?;
    match desk.visit() {
        None => reveal::check(io::stdin(), io::stdout())?,
        Some(_) => check_noted(desk, &agreed)?,
    }
    for approval in agreed.approvals() {
        let act = Act::new("reveal", &approval.by, Some(&sending.reference), "APPROVED").with(&approval.reason);
        desk.log(&[act])?;
    }
    if desk.visit().is_none() {
        desk.tell_embedded()?;
    }
    let payload = desk.unseal(&case, Duration::MAX).await?.payload;
    use_up(desk, &agreed).await?;
    if desk.visit().is_some() {
        desk.check_developer()?;
        // To the terminal of who asked, on the other side of the socket.
        out.write_all(&connector::json(&payload.fields))?;
        writeln!(out)?;
    } else {
        reveal::show(Agreed::Here(&agreed), &payload.fields, io::stdin(), io::stdout(), SHOWN_FOR)?;
    }
    Ok(Exit::Done)
}

/// At the service, each approval was given by its operator in person: from their own account, with their own key.
fn check_noted(desk: &Desk, agreed: &TwoOperators) -> Result<(), OperatorError> {
    let is_noted = |approval: &Approval| desk.is_approval_noted(approval.sha256(), &approval.by);
    if agreed.approvals().iter().all(is_noted) { Ok(()) } else { Err(OperatorError::NotGenuine) }
}

/// An approval shows the credentials once.
async fn use_up(desk: &Desk, agreed: &TwoOperators) -> Result<(), Failure> {
    let mut registry = desk.registry().await?;
    let mut change = registry.change().await?;
    mark_used(desk, &mut change, agreed).await?;
    change.commit().await?;
    Ok(registry.close().await?)
}

async fn unused(desk: &Desk, agreed: &TwoOperators) -> Result<(), Failure> {
    let mut registry = desk.registry().await?;
    // Not kept.
    mark_used(desk, &mut registry.change().await?, agreed).await?;
    Ok(registry.close().await?)
}

async fn mark_used(desk: &Desk, change: &mut Change<'_>, agreed: &TwoOperators) -> Result<(), Failure> {
    for approval in agreed.approvals() {
        if !change.use_approval(approval.sha256(), desk.now).await? {
            return Err(OperatorError::Used(approval.by.clone()).into());
        }
    }
    Ok(())
}
