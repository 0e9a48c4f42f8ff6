use std::io::Write;

use crate::{Desk, Exit, Failure, cli::Assign, escape::Escaped, person, registry::Claim, roster::Role};

pub async fn run(desk: &Desk, arguments: Assign, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Assign { case, to, instead_of } = arguments;
    let (to, instead_of) = (person::name(&to), instead_of.as_deref().map(person::name));
    if let Some(visit) = desk.visit() {
        visit.roster.named(&to, Role::Developer)?;
    }
    let mut registry = desk.registry().await?;
    let sending = case.find(&mut registry).await?;
    let mut change = registry.change().await?;
    let claim = change.claim(sending.package, &to, instead_of.as_deref(), desk.now).await?;
    change.commit().await?;
    registry.close().await?;
    match claim {
        Claim::Taken | Claim::Already => {
            let values = [("case", case.to_string().into()), ("developer", to.into())];
            writeln!(out, "{}", Escaped(&desk.speech.say("assigned", &values)))?;
            Ok(Exit::Done)
        }
        Claim::Held(developer) => Err(Failure::Held { reference: sending.reference, developer }),
        Claim::Undecided if sending.held_at.is_some() => Err(Failure::OnHold(sending.reference)),
        Claim::Undecided => Err(Failure::Contested(sending.reference)),
        Claim::Closed => Err(Failure::Closed(sending.reference)),
    }
}
