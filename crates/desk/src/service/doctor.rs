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
    audit::{self, AuditError, Log},
    escape::Escaped,
    private_file,
    roster::{KeptRoster, RosterError},
    sandbox,
    sentence::{Sentence, Worded},
    speech::Speech,
    time_source,
};

/// How much room a desk wants on its disk, in bytes.
const ROOM: u64 = 500_000_000;

/// Looks at a part, and says what is not well.
type Look = fn(&Settings) -> Result<(), Sentence>;

/// What is looked at, in this order, by its name in the catalogue: `doctor-NAME`, and `doctor-NAME-todo`.
const PARTS: [(&str, Look); 10] = [
    ("home", |settings| check_home(&settings.home)),
    ("owners", |settings| check_owners(&settings.home, owner(&settings.home)?)),
    ("keys", |settings| ["desk.key", "receipt.key"].iter().try_for_each(|name| check_key(&settings.home.join(name)))),
    ("log", |settings| check_log(&settings.home)),
    ("roster", check_roster),
    ("socket", |settings| {
        socket::check_place(&settings.socket, owner(&settings.home)?).map_err(|error| error.sentence())
    }),
    ("clock", |settings| {
        let is_synchronised = time_source::is_synchronised((settings.clock)());
        if is_synchronised { Ok(()) } else { Err(told("NTPSynchronized=no")) }
    }),
    ("room", |settings| check_room(&settings.home)),
    ("memory", |_| check_memory()),
    ("sandbox", |_| check_sandbox()),
];

/// Looks at everything, says what it found, and ends with 1 where something is to be done.
///
/// # Errors
/// When it cannot be printed.
pub fn examine(settings: &Settings, speech: &Speech, out: &mut dyn Write) -> io::Result<Exit> {
    let mut exit = Exit::Done;
    for (name, look) in PARTS {
        let told = speech.word(&format!("doctor-{name}"));
        match look(settings) {
            Ok(()) => writeln!(out, "ok  {told}")?,
            Err(found) => {
                exit = Exit::Failed;
                let found = speech.say("doctor-found", &[("part", told.into()), ("found", speech.tell(&found).into())]);
                writeln!(out, "!!  {}", Escaped(&found))?;
                writeln!(out, "    {}", speech.word(&format!("doctor-{name}-todo")))?;
            }
        }
    }
    Ok(exit)
}

/// What another program says.
fn told(text: &str) -> Sentence {
    Sentence::new("told").text("text", text)
}

fn unreadable(path: &Path) -> impl Fn(io::Error) -> Sentence {
    move |error| Sentence::new("doctor-found-file").text("path", path.display()).with("why", &error)
}

fn owner(home: &Path) -> Result<u32, Sentence> {
    fs::metadata(home).map(|folder| folder.uid()).map_err(unreadable(home))
}

fn check_home(home: &Path) -> Result<(), Sentence> {
    let found = fs::metadata(home).map_err(unreadable(home))?;
    let mode = found.permissions().mode() & 0o777;
    let of_others = mode & 0o077;
    if found.is_dir() && of_others == 0 {
        return Ok(());
    }
    Err(Sentence::new("doctor-found-mode").text("path", home.display()).text("mode", format!("{mode:o}")))
}

fn check_owners(folder: &Path, owner: u32) -> Result<(), Sentence> {
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let found = fs::symlink_metadata(&path).map_err(unreadable(folder))?;
        if found.uid() != owner {
            return Err(Sentence::new("doctor-found-uid").text("path", path.display()).text("uid", found.uid()));
        }
        if found.is_dir() {
            check_owners(&path, owner)?;
        }
    }
    Ok(())
}

fn check_key(path: &Path) -> Result<(), Sentence> {
    match private_file::is_private(path) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Sentence::new("doctor-found-read").text("path", path.display())),
        Err(error) => Err(unreadable(path)(error)),
    }
}

fn check_log(home: &Path) -> Result<(), Sentence> {
    let public = home.join("desk.pub");
    let key = fs::read_to_string(&public).map_err(unreadable(&public))?;
    let key = PublicKey::from_file(&key).map_err(|error| told(&format!("desk.pub: {error}")))?;
    let mut files = Log::read(home).map_err(|error| error.sentence())?;
    let report = audit::verify(&mut files, None, &key, &mut |_| ());
    let report = report.map_err(|error| AuditError::File(error).sentence())?;
    match report.findings.iter().find(|finding| finding.is_alteration()) {
        Some(finding) => Err(finding.sentence()),
        None => Ok(()),
    }
}

fn check_roster(settings: &Settings) -> Result<(), Sentence> {
    let home = &settings.home;
    let roster = KeptRoster::new(settings.roster.clone(), home, Root::compiled_in().key(), owner(home)?);
    let code = |error: RosterError| {
        Sentence::new("doctor-found-code").text("code", error.code()).with("why", error.sentence())
    };
    roster.check().map_err(code)
}

fn check_room(home: &Path) -> Result<(), Sentence> {
    let found = statvfs(home).map_err(|error| unreadable(home)(error.into()))?;
    let left = found.f_bavail.saturating_mul(found.f_frsize);
    if left >= ROOM { Ok(()) } else { Err(Sentence::new("doctor-found-room").with("left", left / 1_000_000)) }
}

fn check_memory() -> Result<(), Sentence> {
    match getrlimit(Resource::Memlock).maximum {
        Some(limit) if limit < 65_536 => Err(Sentence::new("doctor-found-memory").with("limit", limit)),
        _ => Ok(()),
    }
}

fn check_sandbox() -> Result<(), Sentence> {
    let (program, arguments) = sandbox::trial();
    let tried = Command::new(&program).args(arguments).stdin(Stdio::null()).output();
    match tried {
        Ok(ended) if ended.status.success() => Ok(()),
        Ok(ended) => Err(told(String::from_utf8_lossy(&ended.stderr).trim())),
        Err(error) => Err(unreadable(Path::new(&program))(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_without_room_is_not_well() {
        // A file system that has none.
        assert!(check_room(Path::new("/proc")).is_err());
        assert_eq!(ROOM, 500_000_000);
    }
}
