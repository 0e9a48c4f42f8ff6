use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::{Child, Command, Stdio},
};

use xtask::Failure;

/// A program with a home, a runtime folder and a bus of its own; all of it ends with this value.
pub struct Session(Child);

impl Session {
    /// Starts the program on this display.
    ///
    /// # Errors
    /// When dbus-run-session cannot be started.
    pub fn start(program: &Path, display: &str, folder: &Path) -> Result<Self, Failure> {
        let mut session = Command::new("dbus-run-session");
        session.arg("--").arg(program).env("DISPLAY", display).env_remove("WAYLAND_DISPLAY");
        for (name, place) in [("HOME", "home"), ("XDG_RUNTIME_DIR", "runtime")] {
            let place = folder.join(place);
            fs::create_dir_all(&place).map_err(Failure::file(&place))?;
            fs::set_permissions(&place, fs::Permissions::from_mode(0o700)).map_err(Failure::file(&place))?;
            session.env(name, place);
        }
        session.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let failed = |source| Failure::NotStarted { program: "dbus-run-session".to_owned(), source };
        session.spawn().map(Self).map_err(failed)
    }

    /// The memory of the program and its web engine, each page that several share counted in parts, in KiB.
    ///
    /// # Errors
    /// When /proc cannot be read.
    pub fn pss(&self) -> Result<u64, Failure> {
        let proc = Path::new("/proc");
        let mut sum = 0;
        for entry in fs::read_dir(proc).map_err(Failure::file(proc))?.flatten() {
            // A process may end meanwhile; it is not counted then.
            let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            let Some((name, rest)) = stat.rsplit_once(')') else { continue };
            let group = rest.split_whitespace().nth(2).and_then(|group| group.parse().ok());
            if group == Some(self.0.id()) && !name.contains("(dbus-") {
                let rollup = fs::read_to_string(entry.path().join("smaps_rollup")).unwrap_or_default();
                let pss =
                    rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next()?.parse().ok());
                sum += pss.unwrap_or(0_u64);
            }
        }
        Ok(sum)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}
