use std::{
    io::{self, Write},
    time::Duration,
};

use pli_core::payload::OpenedPayload;

use crate::{
    Desk, Exit, Failure,
    audit::Act,
    cli::Use,
    connector::{Channel, Connector, Ending, GRACE},
    opening,
};

pub async fn run(desk: &Desk, arguments: Use, out: &mut dyn Write) -> Result<Exit, Failure> {
    let payload = open(desk, &arguments).await?;
    let mut command = arguments.connector.into_iter();
    let program = command.next().unwrap_or_default();
    let connector = Connector {
        program,
        arguments: command.collect(),
        channel: if arguments.stdin { Channel::StandardInput } else { Channel::Descriptor },
        limit: arguments.limit,
        grace: GRACE,
    };
    let ran = connector.run(&payload.fields, out, &mut io::stderr());
    drop(payload);
    let mut registry = desk.registry().await?;
    let mut change = registry.change().await?;
    desk.log(&mut change, &ended(&ran), Some(&arguments.case)).await?;
    change.commit().await?;
    registry.close().await?;
    Ok(match ran?.ending {
        Ending::Exited(0) => Exit::Done,
        Ending::Exited(_) | Ending::Signalled(_) => Exit::Connector,
        Ending::TimedOut | Ending::Killed => Exit::TimeLimit,
        Ending::Interrupted => Exit::Failed,
    })
}
