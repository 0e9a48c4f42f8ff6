use std::io::Write;

use crate::{Desk, Exit, Failure, drafts, registry::Sending, selector::Selector};

/// It was not the person who took the consent back: the request's sendings go on.
pub async fn run(desk: &Desk, selector: &Selector, out: &mut dyn Write) -> Result<Exit, Failure> {
    let _only_one = desk.lock(drafts::LOCK)?;
    let mut registry = desk.registry().await?;
    let reference = &selector.reference;
    if !selector.find_all(&mut registry).await?.iter().any(Sending::is_open) {
        return Err(Failure::Closed(reference.clone()));
    }
    let mut change = registry.change().await?;
    if change.release(reference).await? == 0 {
        return Err(Failure::NotOnHold(reference.clone()));
    }
    for kind in ["unsigned", "withdrawal"] {
        change.decided_about(reference, kind, &desk.operator, desk.now).await?;
    }
    change.void_drafts_about(reference, "unsigned").await?;
    change.commit().await?;
    drafts::discard(&mut registry).await?;
    registry.close().await?;
    writeln!(out, "{}", desk.speech.say("released", &[("reference", reference.to_string().into())]))?;
    Ok(Exit::Done)
}
