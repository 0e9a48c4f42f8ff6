//! `pli seal` as a process, up to the window: it needs no display to refuse.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![cfg(target_os = "linux")]

use std::{
    fs,
    io::{Read, Write},
    process::{Child, Command, Stdio},
};

fn start() -> Child {
    Command::new(env!("CARGO_BIN_EXE_pli")).arg("seal").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Its exit code and what it gave, after this first line. Its standard input stays open: it would
/// end when that does.
fn ended(line: &str) -> (Option<i32>, Vec<u8>) {
    let mut child = start();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(line.as_bytes()).unwrap();
    let mut given = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut given).unwrap();
    let code = child.wait().unwrap().code();
    drop(stdin);
    (code, given)
}

fn request(bank: &str, epoch: &str) -> String {
    serde_json::json!({
        "order": {
            "language": "fr",
            "reference": "K7M4-Q2XD",
            "bank": bank,
            "consent_sha256": "01".repeat(32),
            "signed_at": "2026-11-23T13:05:00Z",
            "expires_at": "2026-12-23T13:05:00Z",
            "epoch": epoch,
            "answers": [],
        },
        "web_data": "/nowhere",
        "parent_window": null,
    })
    .to_string()
        + "\n"
}

#[test]
fn without_an_order_it_opens_nothing() {
    for line in ["\n", "{}\n", "https://exemple.fr\n", &request("other", "2026-01")] {
        assert_eq!(ended(line), (Some(10), Vec::new()), "{line:?}");
    }
}

#[test]
fn an_order_for_another_epoch_than_the_one_in_force_opens_nothing() {
    assert_eq!(ended(&request("lcl", "2020-01")), (Some(11), Vec::new()));
}

#[test]
fn it_leaves_no_core_file() {
    let mut child = start();
    let limits = format!("/proc/{}/limits", child.id());
    let core =
        || fs::read_to_string(&limits).unwrap().lines().find(|line| line.starts_with("Max core")).map(str::to_owned);
    // It waits for its order: the limit is set before it reads.
    while core().is_some_and(|line| line.split_whitespace().nth(4) != Some("0")) {
        std::thread::yield_now();
    }
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(10));
}
