//! The running program itself, to start it again for another life.

use std::{env, io, path::PathBuf};

/// The file of the running program. On Linux not the path it had when it started: an upgrade puts another
/// program there, or nothing, and both halves of one conversation have to be of one version.
///
/// # Errors
/// When the system does not tell.
pub fn running() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") { Ok(PathBuf::from("/proc/self/exe")) } else { env::current_exe() }
}

/// What the running program is called, for those who list processes.
pub fn name() -> PathBuf {
    env::args_os().next().map_or_else(|| PathBuf::from("pli"), PathBuf::from)
}
