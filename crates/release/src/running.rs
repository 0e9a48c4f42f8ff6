use std::{
    fs,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
};

use xtask::{Failure, process};

/// A program in a group of its own, which ends with this value.
pub struct Running(Child);

impl Running {
    /// Starts it.
    ///
    /// # Errors
    /// When it is not there.
    pub fn start(program: &mut Command) -> Result<Self, Failure> {
        process::start(program.process_group(0)).map(Self)
    }

    /// Its number, and its group's.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Where what it reads on its standard input is written, if that is a pipe.
    pub fn input(&mut self) -> Option<&mut impl std::io::Write> {
        self.0.stdin.as_mut()
    }

    /// Whether it has not ended yet.
    pub fn is_running(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }

    /// The memory of the group, each page that several share counted in parts, in KiB.
    ///
    /// # Errors
    /// When /proc cannot be read.
    pub fn pss(&self) -> Result<u64, Failure> {
        let proc = Path::new("/proc");
        let mut sum = 0;
        for entry in fs::read_dir(proc).map_err(Failure::file(proc))?.flatten() {
            // A process may end meanwhile; it is not counted then.
            let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            let Some((_, rest)) = stat.rsplit_once(')') else { continue };
            if rest.split_whitespace().nth(2).and_then(|group| group.parse().ok()) == Some(self.id()) {
                let rollup = fs::read_to_string(entry.path().join("smaps_rollup")).unwrap_or_default();
                let pss =
                    rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next()?.parse().ok());
                sum += pss.unwrap_or(0_u64);
            }
        }
        Ok(sum)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}
