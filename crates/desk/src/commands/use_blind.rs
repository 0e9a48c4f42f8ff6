use std::{
    io::{self, Write},
    time::Duration,
};

use crate::{
    Desk, Exit, Failure,
    cli::Use,
    connector::{Channel, Connector, Ending, GRACE},
};

pub async fn run(desk: &Desk, arguments: Use, out: &mut dyn Write) -> Result<Exit, Failure> {
    let payload = desk.unseal(&arguments.case).await?;
    let left = Duration::try_from(payload.case.expires_at.duration_since(desk.now)).unwrap_or_default();
    let mut command = arguments.connector.into_iter();
    let connector = Connector {
        program: command.next().unwrap_or_default(),
        arguments: command.collect(),
        channel: if arguments.stdin { Channel::StandardInput } else { Channel::Descriptor },
        limit: arguments.limit.min(left),
        grace: GRACE,
    };
    let outcome = connector.run(&payload.fields, out, &mut io::stderr())?;
    Ok(match outcome.ending {
        Ending::Exited(0) => Exit::Done,
        Ending::Exited(_) | Ending::Signalled(_) => Exit::Connector,
        Ending::TimedOut | Ending::Killed => Exit::TimeLimit,
        Ending::Interrupted => Exit::Failed,
    })
}
