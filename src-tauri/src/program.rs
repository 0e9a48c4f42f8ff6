//! The running program itself: its file, to start it again for another life, and its end.

use std::{env, io, path::PathBuf, process::Command};

/// Starts the running program again. On Linux not by the path it had when it started: an upgrade puts another program
/// there, or nothing, and both halves of one conversation have to be of one version.
///
/// # Errors
/// When the system does not tell what runs.
pub fn running() -> io::Result<Command> {
    Ok(named(Command::new(file()?)))
}

/// The file that runs.
///
/// # Errors
/// When the system does not tell.
pub fn file() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") { Ok(PathBuf::from("/proc/self/exe")) } else { env::current_exe() }
}

/// Ends this process at once, from any thread. What the web engine's libraries do at an orderly end would take from its
/// other threads what they still use, and the end would be a crash.
pub fn end(code: u8) -> ! {
    #[cfg(unix)]
    // SAFETY: it takes no pointer, and nothing of this process runs after it.
    unsafe {
        libc::_exit(i32::from(code))
    }
    #[cfg(not(unix))]
    std::process::exit(i32::from(code))
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
