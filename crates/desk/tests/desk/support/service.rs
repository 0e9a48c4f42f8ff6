//! The program as a service, under an account of its own, and people with accounts of theirs.

use std::{
    ffi::OsStr,
    fs::{self, Permissions},
    io::{self, Write},
    os::unix::{
        fs::{PermissionsExt, chown, fchown},
        net::UnixStream,
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use pli_desk::{
    roster::KIND,
    signing_key::{NewKey, SigningKey},
};
use rustix::process::geteuid;

use super::program::{Ended, Program};

/// The accounts: numbers that no system gives to anybody.
pub const SERVICE: u32 = 61000;
pub const SUPPORT: u32 = 61001;
pub const ANNE: u32 = 61002;
pub const CHLOE: u32 = 61003;
pub const TIMER: u32 = 61004;
pub const BRUNO: u32 = 61005;
pub const STRANGER: u32 = 61006;

/// Everybody of the roster: name, uid and role.
pub const MEMBERS: [(&str, u32, &str); 5] = [
    ("support", SUPPORT, "support"),
    ("anne", ANNE, "developer"),
    ("chloe", CHLOE, "officer"),
    ("timer", TIMER, "timer"),
    ("bruno", BRUNO, "officer"),
];

/// Makes a user namespace look like a machine, and runs a program there: what is above a socket is to belong to
/// root, and `/` and `/tmp` belong to accounts that it does not have.
const MACHINE: &str = r#"
set -e
mount -t tmpfs -o mode=755 tmpfs /mnt
for entry in /*; do
    if [ -L "$entry" ]; then
        cp -P "$entry" /mnt/
    elif [ -d "$entry" ] && [ "$entry" != /mnt ]; then
        mkdir "/mnt$entry"
        mount --rbind "$entry" "/mnt$entry"
    fi
done
mkdir -m 1777 /mnt/scratch
mkdir /mnt/old
here=$PWD
cd /mnt
# In a chroot(2) there are no namespaces for the sandbox.
pivot_root . old
umount --lazy /old
cd "$here"
TMPDIR=/scratch exec "$@"
"#;

/// Runs a test that needs other accounts: as it is, where it runs as root; in a user namespace, where
/// it does not.
pub fn with_accounts(test: fn()) {
    if geteuid().is_root() {
        return test();
    }
    let name = std::thread::current().name().unwrap().to_owned();
    let ended = Command::new("unshare")
        .args(["--map-root-user", "--map-auto", "--mount", "--", "sh", "-c", MACHINE, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", &name])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout) + String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success() && said.contains("test result: ok. 1 passed"), "{said}");
}

/// A desk that serves.
pub struct Service {
    /// Its directory, the roster beside it.
    pub desk: Program,
    program: PathBuf,
    child: Option<Child>,
}

impl Service {
    /// A desk with this roster, which serves once it is [started](Self::start).
    pub fn of(desk: Program) -> Self {
        let program = desk.path().join("pli-desk");
        // By another process: a test that forks meanwhile would hold the copy open for writing.
        let installed =
            Command::new("install").args(["-m", "755", env!("CARGO_BIN_EXE_pli-desk")]).arg(&program).status();
        assert!(installed.unwrap().success());
        fs::set_permissions(desk.path(), Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(desk.home(), Permissions::from_mode(0o700)).unwrap();
        fs::create_dir(desk.path().join("run")).unwrap();
        let service = Self { desk, program, child: None };
        for name in MEMBERS.map(|(name, ..)| name).into_iter().chain(["tests"]) {
            let NewKey { secret_file, public, .. } = SigningKey::generate(None).unwrap();
            service.desk.write(&format!("keys/{name}.key"), secret_file.as_bytes());
            service.desk.write(&format!("keys/{name}.pub"), public.to_string());
        }
        fs::set_permissions(service.path("keys"), Permissions::from_mode(0o755)).unwrap();
        for (name, uid, _) in MEMBERS {
            chown(service.path(&format!("keys/{name}.key")), Some(uid), Some(uid)).unwrap();
        }
        service.sign_roster(&service.roster(1), &["root"]);
        service
    }

    /// Started, and listening.
    pub fn started(desk: Program) -> Self {
        let mut service = Self::of(desk);
        service.start();
        service
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.desk.path().join(name)
    }

    pub fn socket(&self) -> PathBuf {
        self.path("run/desk.sock")
    }

    pub fn pid(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    /// The roster of everybody, with this serial.
    pub fn roster(&self, serial: u64) -> String {
        let members = MEMBERS.map(|(name, uid, role)| {
            let public = fs::read_to_string(self.path(&format!("keys/{name}.pub"))).unwrap();
            let key = if role == "timer" { String::new() } else { format!("key = \"{public}\"\n") };
            format!("[[member]]\nname = \"{name}\"\nuid = {uid}\nroles = [\"{role}\"]\n{key}")
        });
        format!("serial = {serial}\n{}", members.concat())
    }

    /// Puts this roster there, signed by these: the demonstration's root, or members.
    pub fn sign_roster(&self, roster: &str, by: &[&str]) {
        let file = self.desk.write("roster.toml", roster);
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        for name in by {
            let key = match *name {
                "root" => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo/DEMO-ONLY-root.key"),
                name => self.path(&format!("keys/{name}.key")),
            };
            let mut nobody = |_: &str, _: u8| Err(io::ErrorKind::UnexpectedEof.into());
            let key = SigningKey::open(&fs::read_to_string(key).unwrap(), name, &mut nobody).unwrap();
            let signature = self
                .desk
                .write(&format!("roster.toml.{name}.minisig"), key.sign(roster.as_bytes(), KIND, KIND).unwrap());
            fs::set_permissions(&signature, Permissions::from_mode(0o644)).unwrap();
        }
    }

    /// Whoever runs the tests is of support, too, to see what is answered to a member.
    pub fn let_tests_in(&self) {
        let public = fs::read_to_string(self.path("keys/tests.pub")).unwrap();
        let ours = geteuid().as_raw();
        let tests = format!("[[member]]\nname = \"tests\"\nuid = {ours}\nroles = [\"support\"]\nkey = \"{public}\"\n");
        self.sign_roster(&(self.roster(1000) + &tests), &["root"]);
    }

    /// The program as this account, in the desk's surroundings.
    pub fn command<S: AsRef<OsStr>>(&self, uid: u32, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(&self.program);
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("PLI_DESK_SOCKET", self.socket())
            .env("PLI_DESK_LANGUAGE", "en")
            .env("TZ", "Europe/Paris")
            .args(arguments)
            .current_dir(self.desk.path())
            .uid(uid)
            .gid(uid)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// `serve`, as it is started.
    pub fn serve(&self) -> Command {
        let (home, roster) = (self.give_home(), self.path("roster.toml"));
        let mut command = self.command(SERVICE, ["serve".as_ref(), "--home".as_ref(), home.as_os_str()]);
        command.arg("--roster").arg(roster);
        if let Some(registry) = self.desk.registry() {
            command.arg("--registry").arg(registry);
        }
        command
    }

    /// Starts it, and waits until it listens.
    pub fn start(&mut self) {
        let serve = self.serve();
        self.wait_for(serve);
    }

    /// Starts it with these options, too.
    pub fn start_with(&mut self, options: &[&str]) {
        let mut serve = self.serve();
        serve.args(options);
        self.wait_for(serve);
    }

    /// Starts it where it finds these programs, too.
    pub fn start_finding(&mut self, programs: &Path) {
        let mut serve = self.serve();
        serve.env("PATH", format!("{}:/usr/bin:/bin", programs.display()));
        self.wait_for(serve);
    }

    /// Starts it with a clock that is ahead by so much, for which nobody vouches.
    pub fn start_ahead(&mut self, by: &str) {
        let asked = self.desk.write("bin/timedatectl", "#!/bin/sh\necho no\n");
        for path in [asked.parent().unwrap(), &asked] {
            fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
        }
        let mut serve = self.serve();
        serve
            .env("PATH", format!("{}:/usr/bin:/bin", self.path("bin").display()))
            .env("LD_PRELOAD", "/usr/$LIB/faketime/libfaketimeMT.so.1")
            .env("FAKETIME", by)
            .env("DONT_FAKE_MONOTONIC", "1");
        self.wait_for(serve);
    }

    /// Starts it with so much memory that it may lock, in bytes.
    pub fn start_limited(&mut self, memory: u64) {
        let serve = self.serve();
        self.wait_for(locking_at_most(memory, &serve));
    }

    /// Starts it with a right to lock all of its memory, where whoever runs the tests may give that: whether it has it.
    pub fn start_unlimited(&mut self) -> bool {
        let serve = self.serve();
        let unlimited = ["--memlock=unlimited", "setpriv", "--reuid", "61000", "--regid", "61000", "--clear-groups"];
        let is_given = Command::new("prlimit").args(unlimited).arg("true").output().unwrap().status.success();
        let mut first = Command::new("prlimit");
        first.args(unlimited);
        self.wait_for(if is_given { after(first, &serve) } else { serve });
        is_given
    }

    /// Starts it as systemd does, with its socket open already (`sd_listen_fds(3)`).
    pub fn start_activated(&mut self) {
        let serve = self.serve();
        let mut activated = Command::new("systemd-socket-activate");
        activated.uid(SERVICE).gid(SERVICE).arg("--listen").arg(self.socket());
        fs::create_dir_all(self.path("run")).unwrap();
        self.wait_for(after(activated, &serve));
        // As its unit says: anybody may connect.
        fs::set_permissions(self.socket(), Permissions::from_mode(0o666)).unwrap();
    }

    fn wait_for(&mut self, mut serve: Command) {
        let mut child = serve.spawn().unwrap();
        while UnixStream::connect(self.socket()).is_err() {
            if let Some(status) = child.try_wait().unwrap() {
                panic!("{status}: {:?}", Ended::from(child.wait_with_output().unwrap()));
            }
            std::thread::yield_now();
        }
        self.child = Some(child);
    }

    /// Ends it at once, as a power cut does.
    pub fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// All that is in the desk's directory is the service's.
    pub fn give_home(&self) -> PathBuf {
        give(&self.desk.home());
        give(&self.path("run"));
        self.desk.home()
    }

    /// A command of this account.
    pub fn run<S: AsRef<OsStr>>(&self, uid: u32, arguments: impl IntoIterator<Item = S>) -> Ended {
        self.command(uid, arguments).output().unwrap().into()
    }

    /// A command of this account that reads this.
    pub fn run_with<S: AsRef<OsStr>>(&self, uid: u32, arguments: impl IntoIterator<Item = S>, input: &[u8]) -> Ended {
        let (theirs, mut ours) = io::pipe().unwrap();
        // `/dev/fd` opens only what is the reader's.
        fchown(&theirs, Some(uid), Some(uid)).unwrap();
        let child = self.command(uid, arguments).stdin(theirs).spawn().unwrap();
        std::thread::scope(|scope| {
            scope.spawn(move || drop(ours.write_all(input)));
            child.wait_with_output().unwrap().into()
        })
    }

    /// An officer unlocks the epoch in force.
    pub fn unlock(&self) -> Ended {
        let epoch = crate::story::epoch();
        self.run_with(CHLOE, ["--passphrase-fd", "0", "unlock", &epoch], crate::story::PASSPHRASE.as_bytes())
    }

    /// `curl` of this account, to the service.
    pub fn curl(&self, uid: u32, arguments: &[&str], input: &[u8]) -> Ended {
        let mut child = Command::new("curl")
            .args(["--silent", "--show-error", "--max-time", "60", "--unix-socket"])
            .arg(self.socket())
            .args(arguments)
            .arg("http://desk/run")
            .uid(uid)
            .gid(uid)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            scope.spawn(move || drop(stdin.write_all(input)));
            child.wait_with_output().unwrap().into()
        })
    }
}

/// A command of the service's account that may lock so much memory, in bytes.
pub fn locking_at_most(memory: u64, command: &Command) -> Command {
    let mut limited = Command::new("/usr/bin/prlimit");
    limited.uid(SERVICE).gid(SERVICE).arg(format!("--memlock={memory}:{memory}"));
    after(limited, command)
}

/// A command that another one starts, in the same surroundings.
fn after(mut first: Command, command: &Command) -> Command {
    first.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            first.env(name, value);
        }
    }
    first.arg(command.get_program()).args(command.get_args());
    first
}

fn give(folder: &Path) {
    chown(folder, Some(SERVICE), Some(SERVICE)).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { give(&path) } else { chown(&path, Some(SERVICE), Some(SERVICE)).unwrap() }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
