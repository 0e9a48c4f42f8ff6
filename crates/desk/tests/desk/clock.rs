//! A clock that jumped forward, and nobody vouches for, deletes nothing; who only reads leaves no mark.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use pli_desk::{
    Desk, Exit, Failure,
    cli::{Cases, Command, Done, Expire, Listing},
    commands,
    registry::Location,
};

use crate::{
    story::{assigned, days},
    support::{block_on, program::Program},
};

/// Runs a command by a clock that is wrong by so much.
fn run(desk: &Program, ahead: SignedDuration, vouched_for: bool, command: Command) -> (Result<Exit, Failure>, String) {
    let nobody = |_: &str, _: u8| Err(std::io::ErrorKind::UnexpectedEof.into());
    let opened = Desk::open(
        desk.home(),
        Some(Location::Sqlite(desk.registry_file())),
        "timer".to_owned(),
        None,
        None,
        Box::new(nobody),
        Arc::new(move || Timestamp::now() + ahead),
    );
    let opened = opened.unwrap().vouched_for_by(if vouched_for { || true } else { || false });
    let mut out = Vec::new();
    let ended = block_on(commands::run(&opened, command, &mut out));
    (ended, String::from_utf8(out).unwrap())
}

fn expire() -> Command {
    Command::Expire(Expire { dry_run: false, json: false })
}

fn cases() -> Command {
    Command::Cases(Cases { word: None, state: None, mine: false, all: false, json: true })
}

fn todo() -> Command {
    Command::Todo(Listing { json: true })
}

/// What waits, as `todo --json` has it, of this kind: its number.
fn number(todo: &str, kind: &str) -> Option<i64> {
    let lines = todo.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    lines.into_iter().find(|line| line["kind"] == kind).and_then(|line| line["number"].as_i64())
}

/// By a clock 31 days ahead everything is over.
#[test]
fn a_jump_that_nobody_vouches_for_deletes_nothing_until_somebody_looked() {
    let desk = assigned();
    let ahead = days(31);
    for _ in 0..2 {
        let (ended, _) = run(&desk, ahead, false, expire());
        assert_eq!(ended.unwrap(), Exit::NotAllowed);
    }
    assert!(desk.run(["cases"]).out.contains("K7M4-Q2XD"));
    let (_, waiting) = run(&desk, ahead, false, todo());
    assert_eq!(waiting.matches("\"clock\"").count(), 1, "{waiting}");
    let number = number(&waiting, "clock").unwrap();
    let (ended, _) = run(&desk, ahead, false, Command::Done(Done { number }));
    assert_eq!(ended.unwrap(), Exit::Done);
    let (ended, said) = run(&desk, ahead, false, expire());
    assert_eq!(ended.unwrap(), Exit::Done);
    assert!(said.contains("K7M4-Q2XD"), "{said}");
    assert!(!desk.run(["cases"]).out.contains("K7M4-Q2XD"));
}

#[test]
fn a_jump_that_the_system_vouches_for_is_the_time() {
    let desk = assigned();
    let (ended, _) = run(&desk, days(31), true, expire());
    assert_eq!(ended.unwrap(), Exit::Done);
    assert!(!desk.run(["cases"]).out.contains("K7M4-Q2XD"));
}

/// One who listed cases with a wrong clock stops nobody: the time of the log stays as it was.
#[test]
fn reading_commands_leave_the_clock_where_it_is() {
    let desk = assigned();
    for command in [cases(), todo()] {
        run(&desk, days(400), false, command).0.unwrap();
    }
    let case = "K7M4-Q2XD".parse().unwrap();
    run(&desk, days(400), false, Command::Show(pli_desk::cli::Show { case, json: true })).0.unwrap();
    let (ended, _) = run(&desk, days(1), false, expire());
    assert_eq!(ended.unwrap(), Exit::Done, "no jump since the last command that counts");
}
