//! `approve` and `reveal`: two operators, and a terminal.

use std::{
    fs::{self, File},
    io::{self, PipeReader, Write},
    os::{
        fd::OwnedFd,
        unix::fs::{MetadataExt, chown, fchown},
    },
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use command_fds::{CommandFdExt, FdMapping};
use jiff::{SignedDuration, Timestamp};
use pli_desk::signing_key::SigningKey;

use crate::{
    story::{EMBEDDED, PASSPHRASE, as_anne, assigned, failed, sending_of},
    support::{
        in_registry,
        package::CANARY,
        program::Program,
        service::{SERVICE, Service, with_accounts},
        terminal::{pseudo_terminal, shown_until},
    },
};

const CASE: &str = "K7M4-Q2XD";
const REVEAL: [&str; 6] = ["reveal", CASE, "--approval", "chloe.approval", "--approval", "bruno.approval"];

/// In Anne's charge, with two operators who may approve.
pub fn with_operators() -> Program {
    let desk = assigned();
    let roster = ["chloe", "bruno"].map(|name| {
        let key = SigningKey::generate(None).unwrap();
        desk.write(&format!("{name}.key"), key.secret_file.as_bytes());
        format!("[[operator]]\nname = \"{name}\"\nkey = \"{}\"\n", key.public)
    });
    desk.write("home/operators.toml", roster.concat());
    desk
}

pub fn approve(desk: &Program, name: &str) {
    let approval = desk.run(["approve", CASE, "--reason", "no connector", "--key", &format!("{name}.key")]);
    assert_eq!(approval.code, Some(0), "{approval:?}");
    desk.write(&format!("{name}.approval"), approval.out);
}

/// In Anne's charge, and two operators agree.
pub fn agreed() -> Program {
    let desk = with_operators();
    approve(&desk, "chloe");
    approve(&desk, "bruno");
    desk
}

/// Starts to reveal on this terminal, as Anne.
pub fn reveal(desk: &Program, terminal: File) -> Child {
    reveal_by(desk.command(REVEAL), terminal, typed(PASSPHRASE))
}

/// The same by this command, with her passphrase typed there.
fn reveal_by(mut command: Command, terminal: File, passphrase: PipeReader) -> Child {
    command.args(["--operator", "anne", "--passphrase-fd", "3"]);
    command.stdin(terminal.try_clone().unwrap()).stdout(terminal);
    command.fd_mappings(vec![FdMapping { parent_fd: OwnedFd::from(passphrase), child_fd: 3 }]).unwrap();
    command.spawn().unwrap()
}

fn typed(text: &str) -> PipeReader {
    let (theirs, mut ours) = io::pipe().unwrap();
    ours.write_all(text.as_bytes()).unwrap();
    theirs
}

fn approvals_in_the_log(desk: &Program) -> usize {
    desk.run(["audit", "export"]).out.matches("\"result\":\"APPROVED\"").count()
}

#[test]
fn two_operators_show_the_credentials_on_a_terminal() {
    let desk = agreed();
    let (mut emulator, terminal) = pseudo_terminal();
    let child = reveal(&desk, terminal);
    let shown = shown_until(&mut emulator, "clears the screen.\r\n");
    assert!(shown.contains(&format!("  code: {CANARY}\r\n")), "the credentials are not shown");
    assert!(shown.contains("(au plus tard dans 60\u{a0}s)"), "they are not shown for a minute");
    emulator.write_all(b"q").unwrap();
    shown_until(&mut emulator, "?1049l");
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), String::from_utf8(ended.stderr).unwrap().as_str()), (Some(0), EMBEDDED));
    assert_eq!(approvals_in_the_log(&desk), 2);
    assert!(sending_of(&desk).opened_at.is_some());
}

/// Whatever becomes of it afterwards: the passphrase is never typed.
#[test]
fn who_agreed_is_in_the_log_before_anything_is_opened() {
    let desk = agreed();
    let (_emulator, terminal) = pseudo_terminal();
    let ended = reveal_by(desk.command(REVEAL), terminal, typed("")).wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(9), "{said}");
    assert!(said.starts_with(&format!("{EMBEDDED}pli-desk: passphrase-unanswered: ")), "{said}");
    assert_eq!((approvals_in_the_log(&desk), sending_of(&desk).opened_at), (2, None));
}

/// Of a process that can be dumped, its files in `/proc` are its account's. It cannot before it has a passphrase.
#[test]
fn what_shows_them_leaves_no_core_dump() {
    with_accounts(|| {
        let service = Service::of(agreed());
        let home = service.give_home();
        for name in ["chloe.approval", "bruno.approval"] {
            chown(service.path(name), Some(SERVICE), Some(SERVICE)).unwrap();
        }
        let mut command = service.command(SERVICE, REVEAL);
        command.env_remove("PLI_DESK_SOCKET").arg("--home").arg(home);
        let (passphrase, mut types) = io::pipe().unwrap();
        fchown(&passphrase, Some(SERVICE), Some(SERVICE)).unwrap();
        let (mut emulator, terminal) = pseudo_terminal();
        let child = reveal_by(command, terminal, passphrase);
        let owner = || fs::metadata(format!("/proc/{}/environ", child.id())).unwrap().uid();
        let deadline = Instant::now() + Duration::from_mins(1);
        while owner() == SERVICE {
            assert!(Instant::now() < deadline, "it can be dumped, and asks for the passphrase");
            thread::yield_now();
        }
        types.write_all(PASSPHRASE.as_bytes()).unwrap();
        shown_until(&mut emulator, "clears the screen.\r\n");
        assert_ne!(owner(), SERVICE);
        emulator.write_all(b"q").unwrap();
        shown_until(&mut emulator, "?1049l");
        assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
    });
}

#[test]
fn an_approval_shows_them_once() {
    let desk = agreed();
    let (mut emulator, terminal) = pseudo_terminal();
    let child = reveal(&desk, terminal);
    shown_until(&mut emulator, "clears the screen.\r\n");
    emulator.write_all(b"q").unwrap();
    shown_until(&mut emulator, "?1049l");
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
    // A terminal that hung up: whoever would show them again ends at once, and says something else.
    let (emulator, terminal) = pseudo_terminal();
    drop(emulator);
    let again = reveal(&desk, terminal).wait_with_output().unwrap();
    let said = String::from_utf8(again.stderr).unwrap();
    assert_eq!(again.status.code(), Some(5));
    assert!(said.contains("approval-used: the approval of chloe was used before\n"), "{said}");
    assert_eq!(approvals_in_the_log(&desk), 2, "nothing was about to be opened");
}

#[test]
fn who_would_see_them_does_not_approve() {
    let desk = agreed();
    assert_eq!(desk.run(["assign", CASE, "--to", "bruno", "--instead-of", "anne"]).code, Some(0));
    approve(&desk, "chloe");
    approve(&desk, "bruno");
    let ended = desk.run([&["--operator", "bruno"], &REVEAL[..]].concat());
    let err = "pli-desk: approval-own-request: bruno would see the credentials, and cannot approve it\n";
    assert_eq!(failed(&ended), (Some(5), "", err));
}

#[test]
fn what_was_approved_before_anne_was_in_charge_does_not_do() {
    let desk = agreed();
    let assigned_at = Timestamp::from_second(Timestamp::now().as_second()).unwrap() + SignedDuration::from_mins(10);
    in_registry(&desk, &format!("UPDATE sendings SET assigned_at = '{assigned_at}'"));
    let err = "pli-desk: approval-not-now: the approval of chloe does not hold now\n";
    assert_eq!(failed(&as_anne(&desk, &REVEAL)), (Some(5), "", err));
}

#[test]
fn one_operator_twice_is_one() {
    let desk = agreed();
    let twice = as_anne(&desk, &["reveal", CASE, "--approval", "chloe.approval", "--approval", "chloe.approval"]);
    let err = "pli-desk: approval-same-operator: two different operators are needed: both approvals are of chloe\n";
    assert_eq!(failed(&twice), (Some(5), "", err));
}

#[test]
fn without_a_terminal_nothing_is_opened() {
    let desk = agreed();
    let err = "pli-desk: reveal-not-a-terminal: credentials are shown on a terminal only\n";
    assert_eq!(failed(&as_anne(&desk, &REVEAL)), (Some(5), "", err));
    assert_eq!((approvals_in_the_log(&desk), sending_of(&desk).opened_at), (0, None));
}
