use std::io::Write;

use crate::{Desk, Exit, Failure, Policy, drafts, escape::Escaped, person, registry::Erased};

/// Answers a person who asks to be erased: erases what may be, and says what the law makes the desk keep.
pub async fn run(desk: &Desk, address: &str, out: &mut dyn Write) -> Result<Exit, Failure> {
    let _only_one = desk.lock(drafts::LOCK)?;
    let mut registry = desk.registry().await?;
    if let Some(open) = registry.open_about(address).await?.into_iter().next() {
        return Err(Failure::StillOpen(open.reference));
    }
    if let Some(undecided) = registry.undecided_of(address).await? {
        return Err(Failure::Undecided(undecided.number));
    }
    let mut change = registry.change().await?;
    let erased = change.erase(address).await?;
    change.commit().await?;
    drafts::discard(&mut registry).await?;
    // What is kept is told from what is there, whenever the rest was erased.
    let consents = registry.consents_of(address).await?;
    // They are in the hands of support, and of its mail client.
    let mut drafts = drafts::waiting(&mut registry).await?;
    drafts.retain(|draft| draft.to.as_ref() == Some(&person::hash(address)));
    registry.close().await?;
    let address = person::address(address);
    if erased == Erased::default() && consents.is_empty() && drafts.is_empty() {
        writeln!(out, "{}", desk.speech.say("erased-nothing", &[("address", address.into())]))?;
        return Ok(Exit::Done);
    }
    let Erased { sendings, gifts, invitations } = erased;
    let counts = [
        ("address", address.into()),
        ("sendings", sendings.into()),
        ("gifts", gifts.into()),
        ("invitations", invitations.into()),
    ];
    writeln!(out, "{}", desk.speech.say("erased", &counts))?;
    for sending in consents {
        let closed = sending.closed_at.unwrap_or(desk.now);
        let until = desk.speech.time(Policy::compiled_in().retention.consent_until(closed));
        let values = [("reference", sending.reference.to_string().into()), ("until", until.into())];
        writeln!(out, "{}", desk.speech.say("erase-kept", &values))?;
    }
    for draft in drafts {
        writeln!(out, "{}", Escaped(&desk.speech.say("erase-draft", &[("name", draft.name.into())])))?;
    }
    writeln!(out, "{}", desk.speech.word("erase-log"))?;
    Ok(Exit::Done)
}
