//! The running program itself, to start it again for another life.

use std::{env, io, path::PathBuf, process::Command};

/// Starts the running program again. On Linux not by the path it had when it started: an upgrade puts another program
/// there, or nothing, and both halves of one conversation have to be of one version.
///
/// # Errors
/// When the system does not tell what runs.
pub fn running() -> io::Result<Command> {
    let file = if cfg!(target_os = "linux") { PathBuf::from("/proc/self/exe") } else { env::current_exe()? };
    Ok(named(Command::new(file)))
}

/// Under the name that it has for those who list processes.
#[cfg(unix)]
fn named(mut program: Command) -> Command {
    std::os::unix::process::CommandExt::arg0(&mut program, env::args_os().next().unwrap_or_else(|| "pli".into()));
    program
}

#[cfg(not(unix))]
fn named(program: Command) -> Command {
    program
}
