use std::io::Write;

use crate::{Desk, Exit, Failure, registry::Sending};

/// Something is decided. Not what a sending is on hold for: that is decided by `close` or `release`.
pub async fn run(desk: &Desk, number: i64, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    let mut change = registry.change().await?;
    let decision = change.decision(number).await?.ok_or(Failure::UnknownDecision(number))?;
    if let Some(reference) = decision.reference.filter(|_| matches!(&*decision.kind, "unsigned" | "withdrawal")) {
        let is_held = |sending: &Sending| sending.held_at.is_some();
        if change.sendings(&reference).await?.iter().any(is_held) {
            return Err(Failure::OnHold(reference));
        }
    }
    if !change.decided(number, &desk.operator, desk.now).await? {
        return Err(Failure::UnknownDecision(number));
    }
    change.commit().await?;
    registry.close().await?;
    writeln!(out, "{}", desk.speech.say("done", &[("number", number.to_string().into())]))?;
    Ok(Exit::Done)
}
