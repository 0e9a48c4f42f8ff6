use std::io::Write;

use crate::{Desk, Exit, Failure, escape::Escaped};

/// The directory is made before any command runs, and the key and the log with its first entry: that of
/// this command.
pub fn run(desk: &Desk, out: &mut dyn Write) -> Result<Exit, Failure> {
    writeln!(out, "{}", Escaped(&desk.home.to_string_lossy()))?;
    Ok(Exit::Done)
}
