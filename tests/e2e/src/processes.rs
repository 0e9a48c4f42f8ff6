use std::{
    ffi::{OsStr, OsString},
    fs,
    os::unix::ffi::OsStrExt as _,
    path::PathBuf,
    process::Command,
};

/// A process of this computer, as `/proc` shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Process(u32);

impl Process {
    /// Every process there is.
    pub fn all() -> Vec<Self> {
        let entries = fs::read_dir("/proc").expect("/proc is mounted");
        entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok().map(Self)).collect()
    }

    /// The process of this number.
    pub fn of(id: u32) -> Self {
        Self(id)
    }

    /// The process that asks.
    pub fn this() -> Self {
        Self(std::process::id())
    }

    pub fn id(self) -> u32 {
        self.0
    }

    /// The process that started it.
    pub fn parent(self) -> Option<Self> {
        // `PID (name) state PPID …`, and the name may hold anything (proc_pid_stat(5)).
        let stat = fs::read_to_string(self.file("stat")).ok()?;
        stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok().map(Self)
    }

    /// A file below `/proc/ID`.
    pub fn file(self, name: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{name}", self.0))
    }

    /// Its program and arguments.
    pub fn arguments(self) -> Vec<String> {
        let line = fs::read(self.file("cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0)
            .filter(|word| !word.is_empty())
            .map(|word| String::from_utf8_lossy(word).into_owned())
            .collect()
    }

    /// Whether this is Pli itself or a process of its web engine, and alive.
    pub fn is_of_the_app(self) -> bool {
        self.arguments().first().is_some_and(|program| {
            let name = program.rsplit('/').next().unwrap_or_default();
            name == "pli" || name.starts_with("WebKit") && name.ends_with("Process")
        })
    }

    /// Whether this is the process with the main window.
    pub fn is_main(self) -> bool {
        self.is_pli() && !self.seals()
    }

    /// Whether this is the process that seals.
    pub fn seals(self) -> bool {
        self.is_pli() && self.arguments().get(1).is_some_and(|word| word == "seal")
    }

    /// Whether this is the process that draws the page of that one.
    pub fn draws_for(self, program: Self) -> bool {
        let is_page = self.arguments().first().is_some_and(|program| program.ends_with("/WebKitWebProcess"));
        is_page && self.parent() == Some(program)
    }

    fn is_pli(self) -> bool {
        self.arguments().first().is_some_and(|program| program.ends_with("/pli"))
    }

    /// The value of this variable in the environment it was started with.
    pub fn variable(self, name: &str) -> Option<OsString> {
        let environment = fs::read(self.file("environ")).ok()?;
        let mut entries = environment.split(|byte| *byte == 0);
        let value = entries.find_map(|entry| entry.strip_prefix(name.as_bytes())?.strip_prefix(b"="))?;
        Some(OsStr::from_bytes(value).to_owned())
    }

    /// Ends it at once, as a crash would.
    pub fn kill(self) {
        self.signal("KILL");
    }

    /// Has it hang: it lives, and does nothing.
    pub fn halt(self) {
        self.signal("STOP");
    }

    /// Has it go on.
    pub fn go_on(self) {
        self.signal("CONT");
    }

    fn signal(self, name: &str) {
        // One that has ended needs none.
        let _ = Command::new("kill").args([&format!("-{name}"), &self.0.to_string()]).status();
    }
}
