//! `pli seal` as a process, up to the window: it needs no display to refuse.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![cfg(target_os = "linux")]

use std::{
    fs,
    io::{Read, Write},
    os::{
        fd::AsRawFd,
        unix::{fs::MetadataExt, process::CommandExt},
    },
    path::Path,
    process::{Child, Command, Stdio},
};

use pli_format::{bundle::Bundle, recipients::EpochRef};
use rustix::process::{Resource, Rlimit, geteuid, getrlimit, setrlimit};
use serde_json::{Value, json};

const PROGRAM: &str = env!("CARGO_BIN_EXE_pli");

/// Its exit code and what it gave, after this first line. Its standard input stays open: it would
/// end when that does.
fn ended(line: &str) -> (Option<i32>, Vec<u8>) {
    let mut child = Command::new(PROGRAM).arg("seal").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(line.as_bytes()).unwrap();
    let mut given = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut given).unwrap();
    let code = child.wait().unwrap().code();
    drop(stdin);
    (code, given)
}

/// An order for the demonstration's first epoch.
fn request() -> Value {
    let epoch = Bundle::compiled_in("2026-11-23T13:05:00Z".parse().unwrap(), 0).unwrap().epochs()[0].clone();
    json!({
        "order": {
            "language": "fr",
            "case": {
                "reference": "K7M4-Q2XD",
                "bank": "lcl",
                "consent_sha256": "01".repeat(32),
                "signed_at": "2026-11-23T13:05:00Z",
                "expires_at": "9999-12-23T13:05:00Z",
            },
            "epoch": EpochRef::from(&epoch),
            "answers": { "person": [], "description": "" },
        },
        "last_serial": 0,
        "web_data": "/nowhere",
        "parent_window": null,
        "zoom": 100,
    })
}

/// That order with this in the place of what was there.
fn request_with(pointer: &str, value: Value) -> String {
    let mut request = request();
    *request.pointer_mut(pointer).unwrap() = value;
    format!("{request}\n")
}

#[test]
fn without_an_order_it_opens_nothing() {
    for line in ["\n", "{}\n", "https://exemple.fr\n", &request_with("/order/case/bank", json!("other"))] {
        assert_eq!(ended(line), (Some(10), Vec::new()), "{line:?}");
    }
}

#[test]
fn an_order_that_is_not_in_force_opens_nothing() {
    let cases = [
        ("/last_serial", json!(99), 11),
        ("/order/epoch/name", json!("2020-01"), 19),
        ("/order/epoch/fingerprint", json!("02".repeat(32)), 19),
        ("/order/case/expires_at", json!("2026-01-01T00:00:00Z"), 20),
    ];
    for (pointer, value, code) in cases {
        assert_eq!(ended(&request_with(pointer, value)), (Some(code), Vec::new()), "{pointer}");
    }
}

/// More than a pipe holds: once it is written, the process has begun to read.
static MORE_THAN_A_PIPE: [u8; 1 << 17] = [b' '; 1 << 17];

/// A user that is not root, whose processes are root's once they are not dumpable.
const NOBODY: u32 = 65534;

#[test]
fn no_dump_of_it_holds_its_memory() {
    // The child inherits it: a soft limit of 0 would prove nothing.
    let hard = getrlimit(Resource::Core).maximum;
    assert_ne!(hard, Some(0), "this system lets nobody leave a core file");
    setrlimit(Resource::Core, Rlimit { current: hard, maximum: hard }).unwrap();

    let mut child = start_as_a_user();
    child.stdin.as_mut().unwrap().write_all(&MORE_THAN_A_PIPE).unwrap();
    let file = |name: &str| Path::new("/proc").join(child.id().to_string()).join(name);

    let limits = fs::read_to_string(file("limits")).unwrap();
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().collect::<Vec<_>>(), ["0", "0", "bytes"], "soft and hard");
    assert_eq!(fs::read_to_string(file("coredump_filter")).unwrap(), "00000000\n");
    assert_eq!(fs::metadata(file("mem")).unwrap().uid(), 0, "not dumpable: not the user's to read (proc(5))");

    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(10));
}

/// Root's processes are root's, dumpable or not: then another user starts it. The program is opened
/// before, for that user may not reach the folder it lies in.
fn start_as_a_user() -> Child {
    let program = fs::File::open(PROGRAM).unwrap();
    let mut command = Command::new(format!("/proc/self/fd/{}", program.as_raw_fd()));
    if geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.arg("seal").current_dir("/").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap()
}
