//! The terminal that Pli was started on, if somebody reads it.

use std::io::{self, IsTerminal as _, Write as _};

/// Whether what is said on the standard error is read by whoever started Pli. The console below a desktop is a terminal,
/// too, and nobody sees it.
#[cfg(unix)]
pub fn is_read() -> bool {
    let stderr = io::stderr();
    stderr.is_terminal() && rustix::termios::tcgetpgrp(&stderr).is_ok_and(|front| front == rustix::process::getpgrp())
}

#[cfg(not(unix))]
pub fn is_read() -> bool {
    io::stderr().is_terminal()
}

/// Says something to whoever started Pli for it.
///
/// # Errors
/// When nobody can read it.
pub fn say(text: &str) -> io::Result<()> {
    #[cfg(windows)]
    attach()?;
    io::stdout().write_all(text.as_bytes())
}

/// A program with windows has no console, but may write to its parent's.
#[cfg(windows)]
fn attach() -> io::Result<()> {
    use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole, GetStdHandle, STD_OUTPUT_HANDLE};

    // SAFETY: neither call takes a pointer; where there is no such console, there is no handle either.
    let output = unsafe {
        AttachConsole(ATTACH_PARENT_PROCESS);
        GetStdHandle(STD_OUTPUT_HANDLE)
    };
    if output.is_null() { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::{
        env,
        process::{Command, Stdio},
    };

    use super::is_read;

    const PART: &str = "PLI_TEST_TERMINAL";

    /// `script` gives a program a terminal; one that leaves its session has it no more, and writes there.
    #[test]
    fn a_terminal_is_read_by_whom_it_is_in_front_of() {
        if env::var_os(PART).is_some() {
            eprintln!("read: {}", is_read());
            return;
        }
        let test = "terminal::tests::a_terminal_is_read_by_whom_it_is_in_front_of";
        let own = env::current_exe().unwrap();
        for (under, said) in [("", "read: true"), ("setsid --wait ", "read: false")] {
            let command = format!("{under}'{}' --exact {test} --nocapture", own.display());
            let mut script = Command::new("script");
            script.args(["-q", "-e", "-c", &command, "/dev/null"]).env(PART, "1").stdin(Stdio::null());
            let seen = String::from_utf8(script.output().expect("the system has script").stdout).unwrap();
            assert!(seen.contains(said), "{seen}");
        }
    }
}
