//! Running other programs, with their command line shown.

use std::process::{Command, Stdio};

use xtask::Failure;

/// Runs a command with its output on the terminal.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let line = command_line(command);
    println!("  $ {line}");
    let status = command.stdin(Stdio::null()).status().map_err(|source| not_started(command, source))?;
    if status.success() { Ok(()) } else { Err(Failure::Ended { command: line, status: status.to_string() }) }
}

/// What a command prints on standard output; its errors stay out of sight.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command.stdin(Stdio::null()).output().map_err(|source| not_started(command, source))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure::Ended { command: command_line(command), status: output.status.to_string() })
    }
}

/// Whether a program of this name stands on the search path.
pub fn on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

fn not_started(command: &Command, source: std::io::Error) -> Failure {
    Failure::NotStarted { program: command.get_program().to_string_lossy().into_owned(), source }
}

fn command_line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
