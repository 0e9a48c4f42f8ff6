use std::io::Write;

use pli_format::CaseReference;

use crate::{Desk, Exit, Failure, Policy, drafts, escape::Escaped, person, registry::Erased};

/// Answers a person who asks to be erased: erases what may be, and says what the law makes the desk keep.
pub async fn run(desk: &Desk, address: &str, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    if let Some(open) = registry.open_about(address).await?.into_iter().next() {
        return Err(Failure::StillOpen(open.reference));
    }
    let sendings = registry.sendings_of(address).await?;
    let invitations = registry.invitations_of(address).await?;
    let mut change = registry.change().await?;
    let erased = change.erase(address).await?;
    change.commit().await?;
    let address = person::address(address);
    if erased == Erased::default() {
        writeln!(out, "{}", desk.speech.say("erased-nothing", &[("address", address.into())]))?;
        return Ok(Exit::Done);
    }
    let Erased { sendings: count, gifts, invitations: invited } = erased;
    let counts = [
        ("address", address.into()),
        ("sendings", count.into()),
        ("gifts", gifts.into()),
        ("invitations", invited.into()),
    ];
    writeln!(out, "{}", desk.speech.say("erased", &counts))?;
    for sending in &sendings {
        let closed = sending.closed_at.unwrap_or(desk.now);
        if registry.consent(sending.package).await?.is_some() {
            let until = desk.speech.time(Policy::compiled_in().retention.consent_until(closed));
            let values = [("reference", sending.reference.to_string().into()), ("until", until.into())];
            writeln!(out, "{}", desk.speech.say("erase-kept", &values))?;
        }
    }
    // They are in the hands of support, and of its mail client.
    let is_theirs = |reference: &CaseReference| {
        sendings.iter().any(|sending| sending.reference == *reference)
            || invitations.iter().any(|invitation| invitation.reference == *reference)
    };
    for draft in drafts::waiting(&mut registry).await? {
        if draft.reference.as_ref().is_some_and(is_theirs) {
            writeln!(out, "{}", Escaped(&desk.speech.say("erase-draft", &[("name", draft.name.into())])))?;
        }
    }
    registry.close().await?;
    writeln!(out, "{}", desk.speech.word("erase-log"))?;
    Ok(Exit::Done)
}
