use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use xtask::{Failure, process};

use crate::running::Running;

/// A home, a runtime folder and a bus on this display, for programs to open in; the bus ends with this value.
pub struct Session {
    bus: Child,
    address: String,
    display: String,
    folders: [(&'static str, PathBuf); 2],
}

impl Session {
    /// Makes the folders and starts the bus.
    ///
    /// # Errors
    /// When there is no bus.
    pub fn start(display: &str, folder: &Path) -> Result<Self, Failure> {
        let folders =
            [("HOME", "home"), ("XDG_RUNTIME_DIR", "runtime")].map(|(name, place)| (name, folder.join(place)));
        for (_, place) in &folders {
            fs::create_dir_all(place).map_err(Failure::file(place))?;
            fs::set_permissions(place, fs::Permissions::from_mode(0o700)).map_err(Failure::file(place))?;
        }
        let mut daemon = Command::new("dbus-daemon");
        daemon.args(["--session", "--nofork", "--print-address=1"]).env("DISPLAY", display).envs(folders.clone());
        let mut bus = process::start(daemon.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let mut address = String::new();
        let read = bus.stdout.take().map(|out| BufReader::new(out).read_line(&mut address));
        let session = Self { bus, address: address.trim().to_owned(), display: display.to_owned(), folders };
        match read {
            Some(Ok(1..)) => Ok(session),
            _ => Err(Failure::Unexpected("dbus-daemon names no address".to_owned())),
        }
    }

    /// Starts a program in it.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn open(&self, program: &mut Command) -> Result<Running, Failure> {
        program.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        program.env_remove("WAYLAND_DISPLAY").envs(self.folders.clone());
        Running::start(program.stdout(Stdio::null()).stderr(Stdio::null()))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}
