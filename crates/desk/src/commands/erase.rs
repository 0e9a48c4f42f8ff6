use std::io::Write;

use crate::{Desk, Exit, Failure, Policy, person};

/// Answers a person who asks to be erased: erases what may be, and says what the law makes the desk keep.
pub async fn run(desk: &Desk, address: &str, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    let sendings = registry.sendings_of(address).await?;
    if let Some(open) = sendings.iter().find(|sending| sending.is_open()) {
        return Err(Failure::StillOpen(open.reference.clone()));
    }
    let mut change = registry.change().await?;
    let (erased, gifts) = change.erase(address).await?;
    change.commit().await?;
    let address = person::address(address);
    if erased == 0 && gifts == 0 {
        writeln!(out, "{}", desk.speech.say("erased-nothing", &[("address", address.into())]))?;
        return Ok(Exit::Done);
    }
    let counts = [("address", address.into()), ("sendings", erased.into()), ("gifts", gifts.into())];
    writeln!(out, "{}", desk.speech.say("erased", &counts))?;
    for sending in &sendings {
        let closed = sending.closed_at.unwrap_or(desk.now);
        if registry.consent(sending.package).await?.is_some() {
            let until = desk.speech.time(Policy::compiled_in().retention.consent_until(closed));
            let values = [("reference", sending.reference.to_string().into()), ("until", until.into())];
            writeln!(out, "{}", desk.speech.say("erase-kept", &values))?;
        }
    }
    registry.close().await?;
    writeln!(out, "{}", desk.speech.word("erase-log"))?;
    Ok(Exit::Done)
}
