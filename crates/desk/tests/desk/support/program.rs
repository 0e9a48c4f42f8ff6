//! The program itself, with a desk of its own.

use std::{
    ffi::OsStr,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use jiff::{Timestamp, tz::TimeZone};
use pli_desk::{
    Desk,
    registry::{Location, Registry},
};
use tempfile::TempDir;

use super::block_on;

/// A desk in a temporary directory.
pub struct Program {
    directory: TempDir,
    registry: Option<String>,
}

/// An instant as the program shows it: in English, in the zone of [`Program::command`].
pub fn shown(at: Timestamp) -> String {
    at.to_zoned(TimeZone::get("Europe/Paris").unwrap()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// How the program ended and what it said.
#[derive(Debug, PartialEq, Eq)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Program {
    /// Made as `init` does it, with nothing in its log.
    pub fn new() -> Self {
        let desk = Self { directory: tempfile::tempdir().unwrap(), registry: None };
        Desk::make(&desk.home()).unwrap();
        block_on(Registry::open(&Location::Sqlite(desk.registry_file()))).unwrap();
        desk
    }

    /// With a registry that it shares.
    pub fn sharing(registry: &str) -> Self {
        Self { registry: Some(registry.to_owned()), ..Self::new() }
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    pub fn home(&self) -> PathBuf {
        self.path().join("home")
    }

    /// The registry that it shares, if it does.
    pub fn registry(&self) -> Option<&str> {
        self.registry.as_deref()
    }

    pub fn registry_file(&self) -> PathBuf {
        self.home().join("desk.db")
    }

    /// The draft whose name begins so.
    pub fn draft(&self, beginning: &str) -> Option<PathBuf> {
        let drafts = std::fs::read_dir(self.home().join("drafts")).ok()?;
        drafts
            .map(|entry| entry.unwrap().path())
            .find(|path| path.file_name().unwrap().to_string_lossy().starts_with(beginning))
    }

    /// Writes a file beside the desk's directory.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pli-desk"));
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("PLI_DESK_HOME", self.home())
            .env("PLI_DESK_OPERATOR", "support")
            .env("PLI_DESK_LANGUAGE", "en")
            .env("TZ", "Europe/Paris");
        if let Some(registry) = &self.registry {
            command.env("PLI_DESK_REGISTRY", registry);
        }
        command
            .args(arguments)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ended {
        self.command(arguments).output().unwrap().into()
    }

    pub fn run_with<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>, input: &[u8]) -> Ended {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            scope.spawn(move || drop(stdin.write_all(input)));
            child.wait_with_output().unwrap().into()
        })
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
