//! The program as it is released, run once and measured.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// A desk with a home of its own.
pub struct Desk {
    pub home: PathBuf,
    /// A file or a URL.
    pub registry: String,
}

/// How long a command took, how much of that on a processor, and the most memory that it had.
#[derive(Clone, Copy)]
pub struct Run {
    pub lasted: Duration,
    pub busy: Duration,
    pub megabytes: u64,
}

impl Desk {
    /// Made by `init`, with the demonstration's receipt key.
    pub fn make(directory: &Path) -> Self {
        let home = directory.join("home");
        let desk = Self { registry: home.join("desk.db").display().to_string(), home };
        desk.run(&["init"]);
        let key = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo/DEMO-ONLY-receipt.key");
        let ours = desk.home.join("receipt.key");
        fs::copy(key, &ours).unwrap();
        fs::set_permissions(ours, Permissions::from_mode(0o600)).unwrap();
        desk
    }

    /// Runs a command, which must not fail for want of anything; that mails are none of ours is no failure.
    #[allow(clippy::zombie_processes, reason = "wait4 reaps it, and tells what it used")]
    pub fn run(&self, command: &[&str]) -> Run {
        let begun = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_pli-desk"))
            .args(["--language", "en", "--operator", "bench", "--registry", &self.registry, "--home"])
            .arg(&self.home)
            .args(command)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let (status, used) = wait(child.id());
        assert!(status == 0, "{command:?}: {status}");
        let kilobytes = u64::try_from(used.ru_maxrss).unwrap();
        Run {
            lasted: begun.elapsed(),
            busy: time(used.ru_utime) + time(used.ru_stime),
            megabytes: kilobytes.div_ceil(1000),
        }
    }
}

fn time(of: libc::timeval) -> Duration {
    let (seconds, rest) = (u64::try_from(of.tv_sec).unwrap(), u64::try_from(of.tv_usec).unwrap());
    Duration::from_secs(seconds) + Duration::from_micros(rest)
}

/// Waits for a process: its status, and what it used (wait4(2), getrusage(2)).
#[allow(unsafe_code, reason = "the standard library does not tell what a child used")]
fn wait(process: u32) -> (i32, libc::rusage) {
    let mut status = 0;
    // SAFETY: `rusage` is plain numbers, for which zeros are valid.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    let process = libc::pid_t::try_from(process).unwrap();
    // SAFETY: both pointers are to variables that live until it returns.
    let ended = unsafe { libc::wait4(process, &raw mut status, 0, &raw mut usage) };
    assert_eq!(ended, process);
    (status, usage)
}
