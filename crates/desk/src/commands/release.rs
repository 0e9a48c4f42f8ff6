use std::io::Write;

use crate::{Desk, Exit, Failure, selector::Selector};

/// It was not the person who took the consent back: the request's sendings go on.
pub async fn run(desk: &Desk, selector: &Selector, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    selector.find_all(&mut registry).await?;
    let mut change = registry.change().await?;
    change.release(&selector.reference).await?;
    for kind in ["unsigned", "withdrawal"] {
        change.decided_about(&selector.reference, kind, &desk.operator, desk.now).await?;
    }
    change.commit().await?;
    registry.close().await?;
    writeln!(out, "{}", desk.speech.say("released", &[("reference", selector.reference.to_string().into())]))?;
    Ok(Exit::Done)
}
