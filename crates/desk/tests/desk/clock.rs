//! A clock that jumped forward, and nobody vouches for, deletes nothing; who only reads leaves no mark.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use pli_desk::{
    Desk, Exit, Failure,
    cli::{Cases, Command, Done, Expire, Listing, Receive},
    commands,
    registry::{Location, Registry},
};

use crate::{
    story::{add_to_log, as_anne, assigned, days, desk, sending_of, with_keys},
    support::{
        block_on,
        cluster::Cluster,
        package::{package, taken_back},
        program::Program,
    },
    team::two_desks,
};

const CASE: &str = "K7M4-Q2XD";

/// Runs a command by a clock that is wrong by so much.
fn run(desk: &Program, ahead: SignedDuration, vouched_for: bool, command: Command) -> (Result<Exit, Failure>, String) {
    let nobody = |_: &str, _: u8| Err(std::io::ErrorKind::UnexpectedEof.into());
    let registry = desk.registry().map_or_else(|| Location::Sqlite(desk.registry_file()), |url| url.parse().unwrap());
    let opened = Desk::open(
        desk.home(),
        Some(registry),
        "timer".to_owned(),
        None,
        None,
        Box::new(nobody),
        Arc::new(move || Timestamp::now() + ahead),
    );
    let opened = opened.unwrap().vouched_for_by(if vouched_for { |_| true } else { |_| false });
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

/// A day and a half is how long a desk may have been off.
#[test]
fn a_jump_is_what_no_weekend_explains() {
    for (hours, ended) in [(35, Exit::Done), (37, Exit::NotAllowed)] {
        assert_eq!(run(&assigned(), SignedDuration::from_hours(hours), false, expire()).0.unwrap(), ended, "{hours}");
    }
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

/// What only reads leaves no mark, in either direction: `use` asks for the latest of all entries.
#[test]
fn reading_commands_close_no_case() {
    for (command, is_used) in [("cases", true), ("todo", true), ("show", true), ("close", false), ("unlock", false)] {
        let desk = assigned();
        add_to_log(&desk, command, Timestamp::now() + days(2));
        let used = as_anne(&desk, &["use", CASE, "--", "true"]);
        assert_eq!(used.code, Some(if is_used { 0 } else { 5 }), "{command}: {used:?}");
        assert_eq!(used.err.contains("clock-set-back"), !is_used, "{command}: {used:?}");
    }
}

/// The person's name goes after a year, the gift as long after it was given, the proof of consent after five.
#[test]
fn the_timer_erases_what_is_kept_no_longer() {
    let desk = assigned();
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    assert_eq!(desk.run(["gifts", "give", CASE]).code, Some(0));
    let package = sending_of(&desk).package;
    let kept = || {
        let named = desk.run(["show", CASE]).out.contains("Marchand");
        let gifts = desk.run(["gifts", "export"]).out.lines().count() - 1;
        let consent = block_on(async {
            let mut registry = Registry::open(&Location::Sqlite(desk.registry_file())).await.unwrap();
            registry.consent(package).await.unwrap().is_some()
        });
        (named, gifts, consent)
    };
    for (passed, said, left) in [
        (365, "", (true, 1, true)),
        (367, "{\"count\":1,\"event\":\"gifts\"}\n", (false, 0, true)),
        (1825, "", (false, 0, true)),
        (1827, "{\"event\":\"consent\",\"reference\":\"K7M4-Q2XD\"}\n", (false, 0, false)),
    ] {
        let json = Command::Expire(Expire { dry_run: false, json: true });
        let (ended, out) = run(&desk, days(passed), true, json);
        assert_eq!((ended.unwrap(), &*out, kept()), (Exit::Done, said, left), "after {passed} days");
    }
}

/// It goes to the person, and cannot be taken back: behind what was noted, or ahead of it.
#[test]
fn a_receipt_is_dated_by_no_clock_that_nobody_vouches_for() {
    let case = || CASE.parse().unwrap();
    let close = || Command::Close(pli_desk::cli::OneCase { case: case() });
    for (ahead, code, kind) in [(-10, "clock-set-back", "clock-behind"), (40, "clock-doubted", "clock")] {
        for is_mail in [false, true] {
            let taken_back = taken_back(CASE, Timestamp::now());
            let desk = desk();
            assert_eq!(desk.run_with(["receive"], &taken_back.package.eml.bytes).code, Some(0));
            let mail = desk.write("w.eml", taken_back.signed.to_eml(&[]));
            let receive = || Command::Receive(Receive { paths: vec![mail.clone()], json: false, no_render: true });
            let command = || if is_mail { receive() } else { close() };
            let (refused, _) = run(&desk, days(ahead), false, command());
            assert_eq!(refused.unwrap_err().code(), code);
            assert!(desk.run(["cases"]).out.contains(CASE));
            assert_eq!(desk.draft("K7M4-Q2XD-closed-"), None);
            let (_, waiting) = run(&desk, days(ahead), false, todo());
            let number = number(&waiting, kind).unwrap();
            run(&desk, days(ahead), false, Command::Done(Done { number })).0.unwrap();
            assert_eq!(run(&desk, days(ahead), false, command()).0.unwrap(), Exit::Done);
            assert!(desk.draft("K7M4-Q2XD-closed-").is_some());
        }
    }
}

/// A mail comes every minute: its entry in the log is no reason to trust the clock that wrote it.
#[test]
fn what_is_done_by_a_wrong_clock_makes_it_no_better() {
    let desk = assigned();
    for command in ["receive", "assign", "invite"] {
        add_to_log(&desk, command, Timestamp::now() + days(31));
    }
    let (ended, _) = run(&desk, days(31), false, expire());
    assert_eq!(ended.unwrap(), Exit::NotAllowed);
    assert!(desk.run(["cases"]).out.contains("K7M4-Q2XD"));
    // Once it was vouched for it is the time, also when nobody vouches any more.
    run(&desk, days(31), true, expire()).0.unwrap();
    let (ended, _) = run(&desk, days(32), false, expire());
    assert_eq!(ended.unwrap(), Exit::Done);
}

#[test]
fn of_one_jump_somebody_is_asked_once_however_long_nobody_looks() {
    let desk = assigned();
    for hours in 0..30 {
        let ahead = days(31) + SignedDuration::from_hours(hours);
        assert_eq!(run(&desk, ahead, false, expire()).0.unwrap(), Exit::NotAllowed);
    }
    let (_, waiting) = run(&desk, days(33), false, todo());
    assert_eq!(waiting.matches("\"clock\"").count(), 1, "{waiting}");
}

/// A machine that joins a team, with a clock that was never right: its own log says nothing against it, the
/// registry that it shares does.
#[test]
fn a_desk_whose_clock_is_ahead_of_the_registry_deletes_nothing_that_others_hold() {
    let cluster = Cluster::shared();
    let registry = cluster.database("ahead");
    let [one, _] = two_desks([&registry; 2]);
    let other = package("", Timestamp::now());
    one.write("c.pdf", &other.consent.bytes);
    assert_eq!(one.run(["receive", "c.pdf"]).code, Some(3));

    let new = Program::sharing(&registry);
    let mail = new.write("a.eml", "Subject: Re: Demande K7M4-Q2XD\n\nMerci");
    let receive = || Command::Receive(Receive { paths: vec![mail.clone()], json: false, no_render: true });
    // Whoever vouches for it on that machine: the registry knows better.
    for vouched_for in [false, true] {
        run(&new, days(40), vouched_for, receive()).0.unwrap();
        let (ended, said) = run(&new, days(40), vouched_for, expire());
        assert_eq!(ended.unwrap(), Exit::NotAllowed);
        assert!(said.contains("960 h ("), "{said}");
    }
    let waiting = one.run(["todo", "--json"]).out;
    assert_eq!(waiting.matches("\"clock\"").count(), 1, "{waiting}");
    assert!(one.run(["cases"]).out.contains("K7M4-Q2XD"));
    one.write("i.age", &other.sealed.bytes);
    let whole = one.run(["receive", "i.age"]);
    assert!(whole.out.starts_with("accepted"), "the half that waited is there: {whole:?}");

    // Who looked at it says so at whichever desk.
    assert_eq!(one.run(["done", &number(&waiting, "clock").unwrap().to_string()]).code, Some(0));
    new.write("home/receipt.key", include_bytes!("../../../../tests/demo/DEMO-ONLY-receipt.key"));
    let (ended, _) = run(&new, days(40), false, expire());
    assert_eq!(ended.unwrap(), Exit::Done);
    assert_eq!(one.run(["cases"]).out, "No case.\n");
}

/// One machine of a team received by a clock that was weeks ahead: the others have the registry's, and go on.
#[test]
fn what_a_machine_received_by_a_wrong_clock_stops_no_other() {
    let cluster = Cluster::shared();
    let registry = cluster.database("received_ahead");
    let [right, wrong] = [(); 2].map(|()| with_keys(Program::sharing(&registry)));
    let ahead = days(20);
    let mail = wrong.write("a.eml", package(CASE, Timestamp::now()).eml.bytes);
    let receive = Command::Receive(Receive { paths: vec![mail], json: false, no_render: true });
    assert_eq!(run(&wrong, ahead, false, receive).0.unwrap(), Exit::Done);
    assert_eq!(right.run(["assign", CASE, "--to", "anne"]).code, Some(0));
    let used = as_anne(&right, &["use", CASE, "--", "true"]);
    assert_eq!(used.code, Some(0), "{used:?}");
    // Its own log knows that later time, and the registry's clock better.
    assert_eq!(as_anne(&wrong, &["use", CASE, "--", "true"]).code, Some(0));
    assert!(!right.run(["todo", "--json"]).out.contains("\"clock"));
}
