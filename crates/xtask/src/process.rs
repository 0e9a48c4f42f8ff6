//! Running other programs, with their command line shown.

#![allow(clippy::print_stdout, reason = "a task speaks to the person at the terminal")]

use std::{
    env,
    io::Write,
    process::{Child, Command, ExitStatus, Output, Stdio},
};

use crate::{Failure, workspace};

/// The cargo that runs this task, in the repository.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace::root());
    cargo
}

/// Starts a command.
///
/// # Errors
/// When it cannot be started.
pub fn start(command: &mut Command) -> Result<Child, Failure> {
    command.spawn().map_err(|source| not_started(command, source))
}

/// How a command ends, and what it says until then.
///
/// # Errors
/// When it cannot be started.
pub fn captured(command: &mut Command) -> Result<Output, Failure> {
    command.output().map_err(|source| not_started(command, source))
}

/// Runs a command with its output on the terminal.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    println!("  $ {}", command_line(command));
    let status = command.stdin(Stdio::null()).status().map_err(|source| not_started(command, source))?;
    if status.success() { Ok(()) } else { Err(ended(command, status)) }
}

/// What a command prints on standard output; its errors stay out of sight.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let output = captured(command.stdin(Stdio::null()))?;
    Ok(String::from_utf8_lossy(&succeeded(command, output)?).into_owned())
}

/// What a command makes of these bytes.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn filter(command: &mut Command, input: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut child = start(command.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
    let mut into = child.stdin.take();
    // Written from a thread, for a filter may write before it has read all; one that stops reading says so by its status.
    let output = std::thread::scope(|scope| {
        scope.spawn(move || into.as_mut().map(|pipe| pipe.write_all(input)));
        child.wait_with_output()
    })
    .map_err(|source| not_started(command, source))?;
    succeeded(command, output)
}

fn succeeded(command: &Command, output: Output) -> Result<Vec<u8>, Failure> {
    let Output { status, stdout, .. } = output;
    if status.success() { Ok(stdout) } else { Err(ended(command, status)) }
}

fn ended(command: &Command, status: ExitStatus) -> Failure {
    Failure::Ended { command: command_line(command), status: status.to_string() }
}

/// Whether a program of this name stands on the search path.
pub fn on_path(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

fn not_started(command: &Command, source: std::io::Error) -> Failure {
    Failure::NotStarted { program: command.get_program().to_string_lossy().into_owned(), source }
}

fn command_line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
