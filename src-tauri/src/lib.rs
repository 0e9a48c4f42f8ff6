//! The desktop app: thin commands over `pli-core`, the seal process, the hand-off.

use std::{ffi::OsStr, process::ExitCode};

mod main_window;

/// Runs the life that the first argument names; there is no other argument.
pub fn run(life: Option<&OsStr>) -> ExitCode {
    match life.and_then(OsStr::to_str) {
        _ => main_window::run(),
    }
}
