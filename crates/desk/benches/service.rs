//! What the socket costs: `cargo bench -p pli-desk --features demo --bench service`, as root.
//!
//! Receives 1,000 packages embedded and through the socket, rendering on, and then asks for `cases` from 20
//! clients at a time.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints, and stops when it cannot run")]

#[path = "../tests/desk/support/package.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod package;

use std::{
    fs,
    io::{Read, Write},
    os::unix::{
        fs::{PermissionsExt, chown},
        net::UnixStream,
        process::CommandExt,
    },
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use pli_desk::{roster::KIND, signing_key::SigningKey};

const PACKAGES: usize = 1000;
const CLIENTS: usize = 20;
const REQUESTS: usize = 50;
/// An account that nobody has.
const SERVICE: u32 = 61000;
/// The rate through the socket, of the embedded one.
const PROMISED: f64 = 0.8;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    let mbox = folder.join("packages.mbox");
    let mut mails = fs::File::create(&mbox).unwrap();
    for _ in 0..PACKAGES {
        mails.write_all(b"From - Mon Nov 23 14:05:00 2026\n").unwrap();
        mails.write_all(&package::package("", Timestamp::now()).eml.bytes).unwrap();
        mails.write_all(b"\n").unwrap();
    }
    let program = folder.join("pli-desk");
    fs::copy(env!("CARGO_BIN_EXE_pli-desk"), &program).unwrap();

    let embedded = folder.join("embedded");
    time(Command::new(&program).arg("--home").arg(&embedded).arg("init"));
    let here = time(Command::new(&program).arg("--home").arg(&embedded).arg("receive").arg(&mbox));
    let service = serve(folder, &program);
    let socket = folder.join("run/desk.sock");
    let there = time(Command::new(&program).arg("--socket").arg(&socket).arg("receive").arg(&mbox));
    let rate = |time: Duration| PACKAGES as f64 / time.as_secs_f64();
    println!("receive  embedded {:>6.0}/s  socket {:>6.0}/s  {:.2}", rate(here), rate(there), rate(there) / rate(here));

    let mut times: Vec<Duration> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(|| ask(&socket))).collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    times.sort_unstable();
    let at = |part: usize| times[times.len() * part / 100].as_secs_f64() * 1000.0;
    println!("cases    {PACKAGES} of them, {CLIENTS} clients: p50 {:.0} ms, p99 {:.0} ms", at(50), at(99));
    let mut service = service;
    service.kill().unwrap();
    service.wait().unwrap();
    assert!(rate(there) >= PROMISED * rate(here), "less than {PROMISED} of the embedded rate");
}

fn time(command: &mut Command) -> Duration {
    let begun = Instant::now();
    let status = command.env_remove("PLI_DESK_HOME").stdout(Stdio::null()).status().unwrap();
    assert!(status.success());
    begun.elapsed()
}

/// A service whose roster knows root, as support.
fn serve(folder: &Path, program: &Path) -> Child {
    for name in ["home", "run"] {
        fs::create_dir(folder.join(name)).unwrap();
        chown(folder.join(name), Some(SERVICE), Some(SERVICE)).unwrap();
    }
    fs::set_permissions(folder.join("home"), fs::Permissions::from_mode(0o700)).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo/DEMO-ONLY-root.key");
    let mut nobody = |_: &str, _: u8| Err(std::io::ErrorKind::UnexpectedEof.into());
    let root = SigningKey::open(&fs::read_to_string(root).unwrap(), "the root", &mut nobody).unwrap();
    let key = SigningKey::generate(None).unwrap().public;
    let roster = format!("serial = 1\n[[member]]\nname = \"bench\"\nuid = 0\nroles = [\"support\"]\nkey = \"{key}\"\n");
    fs::write(folder.join("roster.toml"), &roster).unwrap();
    fs::write(folder.join("roster.toml.minisig"), root.sign(roster.as_bytes(), KIND, KIND).unwrap()).unwrap();
    time(Command::new(program).arg("--home").arg(folder.join("home")).arg("init").uid(SERVICE).gid(SERVICE));
    let mut serve = Command::new(program);
    serve.args(["serve", "--home"]).arg(folder.join("home")).arg("--roster").arg(folder.join("roster.toml"));
    serve.arg("--socket").arg(folder.join("run/desk.sock")).uid(SERVICE).gid(SERVICE);
    let child = serve.spawn().unwrap();
    while UnixStream::connect(folder.join("run/desk.sock")).is_err() {
        thread::sleep(Duration::from_millis(10));
    }
    child
}

/// How long each of these requests took.
fn ask(socket: &Path) -> Vec<Duration> {
    let body = "{\"arguments\":[\"cases\"]}";
    let request = format!("POST /run HTTP/1.1\r\nHost: desk\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    (0..REQUESTS)
        .map(|_| {
            let begun = Instant::now();
            let mut stream = UnixStream::connect(socket).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            assert!(answer.contains("{\"end\":{\"exit\":0}}"), "{answer}");
            begun.elapsed()
        })
        .collect()
}
