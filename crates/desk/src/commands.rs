//! The commands: each one file, arguments in, exit code out.

use std::io::Write;

use crate::{Desk, Exit, Failure, cli::Command};

mod assign;
mod cases;
mod gifts;
mod inspect;
mod manual;
mod receive;

/// Runs a command. What it has to say goes to `out`; drafts and the registry are its only traces.
///
/// # Errors
/// [`Failure`]
pub async fn run(desk: &Desk, command: Command, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Command::Receive(arguments) => receive::run(desk, arguments, out).await,
        Command::Inspect(arguments) => inspect::run(desk, arguments, out).await,
        Command::Assign(arguments) => assign::run(desk, arguments, out).await,
        Command::Gifts(arguments) => gifts::run(desk, arguments, out).await,
        Command::Cases(arguments) => cases::run(desk, &arguments, out).await,
        Command::Manual(arguments) => manual::run(&arguments),
    }
}
