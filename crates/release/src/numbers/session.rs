use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use xtask::Failure;

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
        let mut bus = started(daemon.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()))?;
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
    pub fn open(&self, program: &mut Command) -> Result<Opened, Failure> {
        program.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        program.env_remove("WAYLAND_DISPLAY").envs(self.folders.clone());
        program.stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        started(program).map(Opened)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}

/// A program and its web engine, which end with this value.
pub struct Opened(Child);

impl Opened {
    /// Where what it reads on its standard input is written, if that is a pipe.
    pub fn input(&mut self) -> Option<&mut impl std::io::Write> {
        self.0.stdin.as_mut()
    }

    /// Whether it has not ended yet.
    pub fn is_running(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
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
            let Some((_, rest)) = stat.rsplit_once(')') else { continue };
            if rest.split_whitespace().nth(2).and_then(|group| group.parse().ok()) == Some(self.0.id()) {
                let rollup = fs::read_to_string(entry.path().join("smaps_rollup")).unwrap_or_default();
                let pss =
                    rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next()?.parse().ok());
                sum += pss.unwrap_or(0_u64);
            }
        }
        Ok(sum)
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

fn started(program: &mut Command) -> Result<Child, Failure> {
    let name = program.get_program().to_string_lossy().into_owned();
    program.spawn().map_err(|source| Failure::NotStarted { program: name, source })
}
