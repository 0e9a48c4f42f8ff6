//! What a connector can reach: its own program, a temporary folder of its own, the system's programs and
//! libraries to read, and, as the policy says, the network. No file of the desk or of anybody's home, no
//! other process.
//!
//! By bubblewrap, in namespaces of its own; limits by `prlimit`. What it is given beyond that is listed here. There
//! is no `/proc`: none that shows only its own processes can be mounted beneath a unit that protects the kernel's.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    time::Duration,
};

#[cfg(test)]
mod tests;

/// Where the connector is, within.
const PROGRAM: &str = "/connector";
/// What holds its temporary folder, in bytes; it is memory.
const FOLDER: u64 = 256 << 20;
/// What its processes share by name (`shm_open(3)`), in bytes; it is memory.
const SHARED: u64 = 64 << 20;
/// The longest file, in bytes.
const FILE: u64 = 128 << 20;
/// How much memory a process may have, in bytes.
const MEMORY: u64 = 4 << 30;
/// How many processes and threads.
const PROCESSES: u32 = 256;
/// How many open files a process may have.
const FILES: u32 = 1024;

/// The system's own, to read.
const SYSTEM: [(&str, &str); 5] =
    [("usr/bin", "/bin"), ("usr/sbin", "/sbin"), ("usr/lib", "/lib"), ("usr/lib32", "/lib32"), ("usr/lib64", "/lib64")];
/// What programs need of the system's settings: names, certificates, the zone. None holds a secret.
const SETTINGS: [&str; 9] = [
    "/etc/alternatives",
    "/etc/ca-certificates",
    "/etc/hosts",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/nsswitch.conf",
    "/etc/pki",
    "/etc/resolv.conf",
    "/etc/ssl",
];

/// What a connector may do beyond its own folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Network {
    /// Reach whatever the machine reaches.
    #[default]
    Shared,
    /// Reach nothing.
    None,
}

/// A program in a sandbox of its own.
#[derive(Clone, Debug)]
pub struct Sandbox {
    /// The kept copy.
    pub copy: PathBuf,
    /// What runs of it, where it is a directory.
    pub main: Option<&'static str>,
    pub network: Network,
    /// How long it may run, and use the processor.
    pub limit: Duration,
}

impl Sandbox {
    /// The command that starts it: `env`, and its arguments.
    ///
    /// TERM, which tells a connector that its time is over, must reach it and not end the sandbox around it:
    /// that ignores it.
    pub fn command(&self, arguments: &[OsString]) -> (OsString, Vec<OsString>) {
        let mut words = Words(Vec::new());
        // Where memory is short, the kernel ends a connector first, and not the service.
        words.all(["--ignore-signal=TERM", "choom", "-n", "1000", "--", "bwrap"]);
        words.all(["--unshare-user", "--unshare-pid", "--die-with-parent", "--cap-drop", "ALL"]);
        words.all(["--uid", "65534", "--gid", "65534"]);
        if self.network == Network::None {
            words.all(["--unshare-net"]);
        }
        words.all(["--clearenv", "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME", "/tmp"]);
        words.all(["--setenv", "LANG", "C.UTF-8", "--ro-bind", "/usr", "/usr"]);
        for (to, at) in SYSTEM.into_iter().filter(|(to, _)| Path::new("/").join(to).exists()) {
            words.all(["--symlink", to, at]);
        }
        for path in SETTINGS {
            words.all(["--ro-bind-try", path, path]);
        }
        // Of bubblewrap's own, `/dev` takes half of the machine's memory, and `/dev/tty` is whoever's started the service.
        words.all(["--dev", "/dev", "--ro-bind", "/dev/null", "/dev/tty"]);
        words.all(["--size", &SHARED.to_string(), "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]);
        words.all(["--size", &FOLDER.to_string(), "--tmpfs", "/tmp", "--ro-bind"]);
        words.0.push(self.copy.clone().into());
        words.all([PROGRAM, "--remount-ro", "/", "--chdir", "/tmp", "--", "prlimit", "--core=0"]);
        words.all([
            &format!("--cpu={}", self.limit.as_secs().max(1)),
            &format!("--fsize={FILE}"),
            &format!("--as={MEMORY}"),
        ]);
        words.all([
            &format!("--nproc={PROCESSES}"),
            &format!("--nofile={FILES}"),
            "--",
            "env",
            "--default-signal=TERM",
        ]);
        words.0.push(self.main.map_or_else(|| PROGRAM.into(), |main| format!("{PROGRAM}/{main}").into()));
        words.0.extend(arguments.iter().cloned());
        ("env".into(), words.0)
    }
}

/// A sandbox that does nothing, to see whether one can be made.
pub fn trial() -> (OsString, Vec<OsString>) {
    let copy = PathBuf::from("/usr/bin/true");
    Sandbox { copy, main: None, network: Network::Shared, limit: Duration::from_secs(1) }.command(&[])
}

struct Words(Vec<OsString>);

impl Words {
    fn all<const N: usize>(&mut self, words: [&str; N]) {
        self.0.extend(words.map(OsString::from));
    }
}
