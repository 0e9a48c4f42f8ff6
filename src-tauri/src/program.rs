//! The running program itself, to start it again for another life.

use std::{io, process::Command};

/// Starts the running program again, under the name that it has for those who list processes. On Linux not by the
/// path it had when it started: an upgrade puts another program there, or nothing, and both halves of one
/// conversation have to be of one version.
///
/// # Errors
/// When the system does not tell what runs.
#[cfg(target_os = "linux")]
pub fn running() -> io::Result<Command> {
    use std::{env, os::unix::process::CommandExt};
    let mut command = Command::new("/proc/self/exe");
    command.arg0(env::args_os().next().unwrap_or_else(|| "pli".into()));
    Ok(command)
}

/// Starts the running program again.
///
/// # Errors
/// When the system does not tell what runs.
#[cfg(not(target_os = "linux"))]
pub fn running() -> io::Result<Command> {
    std::env::current_exe().map(Command::new)
}
