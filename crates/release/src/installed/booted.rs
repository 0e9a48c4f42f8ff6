use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use xtask::{Failure, process};

use crate::running::Running;

/// A system whose first process is systemd, as in a machine, until this is dropped.
pub struct Booted {
    /// Its first process, as it is called outside.
    first: String,
    _nspawn: Running,
}

/// How long it may take to be up.
const PATIENCE: Duration = Duration::from_mins(1);

impl Booted {
    /// Boots what is below a folder.
    ///
    /// # Errors
    /// When systemd-nspawn ends, or the system is not up in time.
    pub fn boot(root: &Path) -> Result<Self, Failure> {
        let mut nspawn = Command::new("systemd-nspawn");
        nspawn.args(["--quiet", "--boot", "--register=no", "--keep-unit", "--console=pipe"]);
        // Machines let a service lock memory.
        nspawn.arg("--system-call-filter=@memlock").arg("--directory").arg(root);
        let mut nspawn = Running::start(nspawn.stdin(Stdio::null()).stdout(Stdio::null()))?;
        let started = Instant::now();
        let children = format!("/proc/{0}/task/{0}/children", nspawn.id());
        while nspawn.is_running() && started.elapsed() < PATIENCE {
            let first = fs::read_to_string(&children).unwrap_or_default().trim().to_owned();
            let booted = |first: &str| {
                let state = Self::enter(first, &["systemctl", "is-system-running"]).output();
                state.is_ok_and(|state| matches!(state.stdout.trim_ascii(), b"running" | b"degraded"))
            };
            if !first.is_empty() && booted(&first) {
                return Ok(Self { first, _nspawn: nspawn });
            }
            thread::sleep(Duration::from_millis(200));
        }
        Err(Failure::Unexpected("systemd is not up in the system".to_owned()))
    }

    /// Runs a command as root.
    ///
    /// # Errors
    /// When it fails.
    pub fn run(&self, words: &[&str]) -> Result<(), Failure> {
        process::run(&mut Self::enter(&self.first, words))
    }

    fn enter(first: &str, words: &[&str]) -> Command {
        let mut nsenter = Command::new("nsenter");
        nsenter.args(["--all", "--target", first, "--"]).args(words).env_clear();
        nsenter.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("DEBIAN_FRONTEND", "noninteractive");
        nsenter
    }
}
