//! What stands in the way of a desk that serves, and what to do about it.

use std::{
    fs, io,
    io::Write,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    process::{Command, Stdio},
};

use pli_format::{bundle::Root, minisign::PublicKey};
use rustix::{
    fs::statvfs,
    process::{Resource, getrlimit},
};

use super::{Settings, socket};
use crate::{
    Exit,
    audit::{self, Log},
    escape::Escaped,
    private_file,
    roster::KeptRoster,
    sandbox,
    speech::Speech,
    time_source,
};

/// How much room a desk wants on its disk, in bytes.
const ROOM: u64 = 500_000_000;

/// What is looked at, in this order; each has its words, and what to do where it is not well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The directory is there, for its owner alone.
    Home,
    /// All in it is its owner's.
    Owners,
    /// The keys are there, for their owner alone.
    Keys,
    /// The log is as it was written.
    Log,
    /// The roster is in force.
    Roster,
    /// Nobody else can put a socket in the place of the service's.
    Socket,
    /// Somebody vouches for the clock.
    Clock,
    /// There is room on the disk.
    Room,
    /// Memory may be locked.
    Memory,
    /// A connector's sandbox can be made.
    Sandbox,
}

impl Part {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Home,
        Self::Owners,
        Self::Keys,
        Self::Log,
        Self::Roster,
        Self::Socket,
        Self::Clock,
        Self::Room,
        Self::Memory,
        Self::Sandbox,
    ];

    /// What it is called in the catalogue: `doctor-NAME`, and `doctor-NAME-todo`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Owners => "owners",
            Self::Keys => "keys",
            Self::Log => "log",
            Self::Roster => "roster",
            Self::Socket => "socket",
            Self::Clock => "clock",
            Self::Room => "room",
            Self::Memory => "memory",
            Self::Sandbox => "sandbox",
        }
    }
}

/// Looks at everything, says what it found, and ends with 1 where something is to be done.
///
/// # Errors
/// When it cannot be printed.
pub fn examine(settings: &Settings, speech: &Speech, out: &mut dyn Write) -> io::Result<Exit> {
    let mut exit = Exit::Done;
    for part in Part::ALL {
        let name = part.name();
        match look(part, settings) {
            Ok(()) => writeln!(out, "ok  {}", speech.word(&format!("doctor-{name}")))?,
            Err(found) => {
                exit = Exit::Failed;
                writeln!(out, "!!  {}: {}", speech.word(&format!("doctor-{name}")), Escaped(&found))?;
                writeln!(out, "    {}", speech.word(&format!("doctor-{name}-todo")))?;
            }
        }
    }
    Ok(exit)
}

fn look(part: Part, settings: &Settings) -> Result<(), String> {
    let home = &settings.home;
    match part {
        Part::Home => check_home(home),
        Part::Owners => check_owners(home, owner(home)?),
        Part::Keys => ["desk.key", "receipt.key"].iter().try_for_each(|name| check_key(&home.join(name))),
        Part::Log => check_log(settings),
        Part::Roster => {
            let roster = KeptRoster::new(settings.roster.clone(), home, Root::compiled_in().key(), owner(home)?);
            roster.check().map_err(|error| format!("{}: {error}", error.code()))
        }
        Part::Socket => socket::check_place(&settings.socket, owner(home)?).map_err(|error| error.to_string()),
        Part::Clock if time_source::is_synchronised() => Ok(()),
        Part::Clock => Err("NTPSynchronized=no".to_owned()),
        Part::Room => check_room(home),
        Part::Memory => check_memory(),
        Part::Sandbox => check_sandbox(),
    }
}

fn owner(home: &Path) -> Result<u32, String> {
    fs::metadata(home).map(|folder| folder.uid()).map_err(|error| format!("{}: {error}", home.display()))
}

fn check_home(home: &Path) -> Result<(), String> {
    let found = fs::metadata(home).map_err(|error| format!("{}: {error}", home.display()))?;
    let mode = found.permissions().mode() & 0o777;
    let of_others = mode & 0o077;
    if found.is_dir() && of_others == 0 { Ok(()) } else { Err(format!("{}: {mode:o}", home.display())) }
}

fn check_owners(folder: &Path, owner: u32) -> Result<(), String> {
    let unreadable = |error: io::Error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let found = fs::symlink_metadata(&path).map_err(unreadable)?;
        if found.uid() != owner {
            return Err(format!("{}: uid {}", path.display(), found.uid()));
        }
        if found.is_dir() {
            check_owners(&path, owner)?;
        }
    }
    Ok(())
}

fn check_key(path: &Path) -> Result<(), String> {
    match private_file::is_private(path) {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("{}: others may read it", path.display())),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

fn check_log(settings: &Settings) -> Result<(), String> {
    let home = &settings.home;
    let key = fs::read_to_string(home.join("desk.pub")).map_err(|error| format!("desk.pub: {error}"))?;
    let key = PublicKey::from_file(&key).map_err(|error| format!("desk.pub: {error}"))?;
    let files = Log::read(home).map_err(|error| error.to_string())?;
    let report = audit::verify(&files, None, &key);
    if report.is_altered() { Err(report.findings.first().map(ToString::to_string).unwrap_or_default()) } else { Ok(()) }
}

fn check_room(home: &Path) -> Result<(), String> {
    let found = statvfs(home).map_err(|error| error.to_string())?;
    let left = found.f_bavail.saturating_mul(found.f_frsize);
    if left >= ROOM { Ok(()) } else { Err(format!("{} MB", left / 1_000_000)) }
}

fn check_memory() -> Result<(), String> {
    match getrlimit(Resource::Memlock).maximum {
        Some(limit) if limit < 65_536 => Err(format!("{limit}")),
        _ => Ok(()),
    }
}

fn check_sandbox() -> Result<(), String> {
    let (program, arguments) = sandbox::trial();
    let tried = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    match tried {
        Ok(ended) if ended.status.success() => Ok(()),
        Ok(ended) => Err(String::from_utf8_lossy(&ended.stderr).trim().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
