use std::io::Write;

use pli_format::CaseReference;

use crate::{
    Desk, Exit, Failure, audit::Act, cli::Invite, drafts, escape::Escaped, registry::Invitation, reply::Reply,
};

/// Asks a person to send a package: draws a reference, records it with the address, and drafts the mail.
pub async fn run(desk: &Desk, arguments: Invite, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Invite { email, bank, lang: language } = arguments;
    let _only_one = desk.lock(drafts::LOCK)?;
    let mut registry = desk.registry().await?;
    let before = registry.invitations_of(&email).await?;
    let mut change = registry.change().await?;
    let bank_id = bank.as_ref().map(|bank| bank.id().to_owned());
    let invitation = loop {
        let reference = CaseReference::generate(&mut random);
        let (email, bank) = (email.clone(), bank_id.clone());
        let invitation = Invitation { reference, email, bank, language, invited_at: desk.now };
        if change.invite(&invitation).await? {
            break invitation;
        }
    };
    let reply = Reply::invitation(&invitation, bank);
    drafts::note(desk, &mut change, &reply, Some(&invitation.reference)).await?;
    change.commit().await?;
    desk.log(&[Act::new("invite", &desk.operator, Some(&invitation.reference), "invited")])?;
    let draft = drafts::write(desk, &mut registry, &reply.name).await?;
    registry.close().await?;
    writeln!(out, "{}", invitation.reference)?;
    if let Some(draft) = draft {
        let said = desk.speech.say("drafted", &[("path", draft.to_string_lossy().into_owned().into())]);
        writeln!(out, "  {}", Escaped(&said))?;
    }
    // Two mails with two references are one too many for a worried person.
    for earlier in &before {
        let at = desk.speech.time(earlier.invited_at).into();
        let values =
            [("address", email.clone().into()), ("reference", earlier.reference.to_string().into()), ("at", at)];
        writeln!(out, "  {}", Escaped(&desk.speech.say("invited-before", &values)))?;
    }
    Ok(Exit::Done)
}

fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives randomness");
}
