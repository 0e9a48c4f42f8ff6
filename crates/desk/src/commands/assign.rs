use std::io::Write;

use crate::{Desk, Exit, Failure, cli::Assign, escape::Escaped, registry::Claim};

pub async fn run(desk: &Desk, arguments: Assign, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Assign { case, to, instead_of } = arguments;
    let mut registry = desk.registry().await?;
    let mut change = registry.change().await?;
    let claim = change.claim(&case, &to, instead_of.as_deref(), desk.now).await?;
    change.commit().await?;
    registry.close().await?;
    match claim {
        Claim::Taken | Claim::Already => {
            writeln!(out, "{case}: {} is in charge", Escaped(&to))?;
            Ok(Exit::Done)
        }
        Claim::Held(developer) => Err(Failure::Held { reference: case, developer }),
        Claim::Closed => Err(Failure::Closed(case)),
        Claim::Unknown => Err(Failure::UnknownCase(case)),
    }
}
