//! The terminal that Pli was started on, if somebody reads it.

use std::io::{self, IsTerminal as _};

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
#[cfg(not(windows))]
pub fn say(_title: &str, text: &str) -> io::Result<()> {
    io::Write::write_all(&mut io::stdout(), text.as_bytes())
}

/// Says something to whoever started Pli for it. A program with windows has no console, but may write to its parent's;
/// where there is none, it is said in a window.
///
/// # Errors
/// When nobody can read it.
#[cfg(windows)]
pub fn say(title: &str, text: &str) -> io::Result<()> {
    use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole, GetStdHandle, STD_OUTPUT_HANDLE};

    // SAFETY: the call takes no pointer; whether there is such a console is asked below.
    unsafe { AttachConsole(ATTACH_PARENT_PROCESS) };
    // SAFETY: as above.
    if unsafe { GetStdHandle(STD_OUTPUT_HANDLE) }.is_null() {
        crate::fatal::show(title, text);
        return Ok(());
    }
    io::Write::write_all(&mut io::stdout(), text.as_bytes())
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
