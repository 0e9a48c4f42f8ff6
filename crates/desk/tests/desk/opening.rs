//! What happens to a case while somebody types the passphrase, and what the clock may say.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use pli_desk::{
    Desk, Failure,
    cli::{Command, Use},
    commands,
    registry::Location,
};
use zeroize::Zeroizing;

use crate::{
    story::{add_to_log, as_anne, assigned, days, desk, failed, received_at},
    support::{
        block_on,
        package::{over, package, withdrawal},
        program::{Ended, Program, shown},
        token::in_a_token,
    },
};

const CASE: &str = "K7M4-Q2XD";
const PASSPHRASE: &str = "a passphrase of the tests";

/// Uses the case as Anne; `meanwhile` happens while her passphrase is asked for, and may set the
/// clock.
fn use_and(desk: &Rc<Program>, meanwhile: impl Fn(&Program, &AtomicI64) + 'static) -> Result<(), Failure> {
    use_case_and(desk, CASE, meanwhile)
}

fn use_case_and(
    desk: &Rc<Program>,
    case: &str,
    meanwhile: impl Fn(&Program, &AtomicI64) + 'static,
) -> Result<(), Failure> {
    let passed = Arc::new(AtomicI64::new(0));
    let (watched, clock) = (Arc::clone(&passed), Arc::clone(&passed));
    let program = Rc::clone(desk);
    let ask = move |_: &str, _: u8| {
        meanwhile(&program, &watched);
        Ok(Zeroizing::new(PASSPHRASE.to_owned()))
    };
    let opened = Desk::open(
        desk.home(),
        Some(Location::Sqlite(desk.registry_file())),
        "anne".to_owned(),
        None,
        None,
        Box::new(ask),
        Arc::new(move || Timestamp::now() + SignedDuration::from_secs(clock.load(Ordering::Relaxed))),
    )?;
    let connector = ["/bin/sh", "-c", "echo ran"].map(Into::into).into();
    let command =
        Command::Use(Use { case: case.parse().unwrap(), limit: Duration::from_mins(1), stdin: false, connector });
    let mut out = Vec::new();
    let ended = block_on(commands::run(&opened, command, &mut out));
    assert_eq!(out, b"", "the connector ran");
    ended.map(|_| ())
}

fn said(failure: &Failure) -> String {
    format!("{} {}: {failure}", failure.exit() as u8, failure.code())
}

#[test]
fn a_case_that_is_closed_while_the_passphrase_is_asked_for_is_not_opened() {
    let desk = Rc::new(assigned());
    let failure = use_and(&desk, |desk, _| assert_eq!(desk.run(["close", CASE]).code, Some(0))).unwrap_err();
    assert_eq!(said(&failure), "7 case-closed: the case is closed: its sealed file is deleted");
}

/// Before it is opened, not only after: what is sealed here belongs to another consent, and nobody finds that out.
#[test]
fn a_sealed_file_is_left_alone_once_its_case_is_closed() {
    let desk = desk();
    let stranger = over(package("", Timestamp::now()).sealed.bytes);
    let case = stranger.reference.to_string();
    assert_eq!(desk.run_with(["receive", "--no-render"], &stranger.eml.bytes).code, Some(0));
    assert_eq!(desk.run(["assign", &case, "--to", "anne"]).code, Some(0));
    let closed = case.clone();
    let meanwhile = move |desk: &Program, _: &AtomicI64| assert_eq!(desk.run(["close", &closed]).code, Some(0));
    let failure = use_case_and(&Rc::new(desk), &case, meanwhile).unwrap_err();
    assert_eq!(said(&failure), "7 case-closed: the case is closed: its sealed file is deleted");
}

/// The registry's statement is the last word: what happens while a token opens the sealed file counts, too.
#[test]
fn a_case_that_is_closed_while_its_sealed_file_is_opened_is_given_to_no_connector() {
    let desk = assigned();
    let programs = in_a_token(&desk);
    let close = format!("#!/bin/sh\nexec {} close {CASE}\n", env!("CARGO_BIN_EXE_pli-desk"));
    let close = desk.write("bin/age-plugin-test.meanwhile", close);
    fs::set_permissions(close, Permissions::from_mode(0o755)).unwrap();
    let mut command = desk.command(["--operator", "anne", "use", CASE, "--", "/bin/sh", "-c", "echo ran"]);
    command.env("PATH", format!("{}:/usr/bin:/bin", programs.display()));
    let ended = Ended::from(command.output().unwrap());
    let err = "pli-desk: case-closed: the case is closed: its sealed file is deleted\n";
    assert_eq!(failed(&ended), (Some(7), "", err));
}

#[test]
fn a_case_that_is_withdrawn_while_the_passphrase_is_asked_for_is_not_opened() {
    let desk = desk();
    let (package, file) = withdrawal(CASE, Timestamp::now());
    assert_eq!(desk.run_with(["receive"], &package.eml.bytes).code, Some(0));
    assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
    desk.write("w.retrait", file);
    let failure =
        use_and(&Rc::new(desk), |desk, _| assert_eq!(desk.run(["withdraw", "w.retrait"]).code, Some(0))).unwrap_err();
    assert_eq!(said(&failure), "7 case-closed: the case is closed: its sealed file is deleted");
}

#[test]
fn a_case_that_is_handed_over_while_the_passphrase_is_asked_for_is_not_opened() {
    let hand_over = ["assign", CASE, "--to", "bruno", "--instead-of", "anne"];
    let failure =
        use_and(&Rc::new(assigned()), move |desk, _| assert_eq!(desk.run(hand_over).code, Some(0))).unwrap_err();
    assert_eq!(said(&failure), "5 not-in-charge: bruno is in charge of the case; only that developer opens it");
}

#[test]
fn a_consent_that_ends_while_the_passphrase_is_asked_for_opens_nothing() {
    let failure = use_and(&Rc::new(assigned()), |_, passed| {
        passed.store(days(31).as_secs(), Ordering::Relaxed);
    })
    .unwrap_err();
    assert!(said(&failure).starts_with("5 expired: the consent expired on "), "{failure}");
}

#[test]
fn no_connector_starts_that_the_consent_would_not_outlast() {
    let desk = desk();
    let now = Timestamp::from_second(Timestamp::now().as_second()).unwrap();
    received_at(&desk, now - days(1), now - days(1));
    let left = SignedDuration::from_secs(4);
    let failure = use_and(&Rc::new(desk), move |_, passed| {
        passed.store((now + days(29) - left).duration_since(Timestamp::now()).as_secs(), Ordering::Relaxed);
    })
    .unwrap_err();
    let end = now + days(29);
    assert_eq!(said(&failure), format!("5 expired: the consent expires on {end}: no time is left for a connector"));
}

/// An entry of the log is later than the clock; that there are others after it changes nothing.
#[test]
fn a_clock_that_was_set_back_since_the_log_was_written_opens_nothing() {
    let desk = assigned();
    let later = Timestamp::from_second((Timestamp::now() + days(2)).as_second()).unwrap();
    add_to_log(&desk, "assign", later);
    for _ in 0..2 {
        let ended = as_anne(&desk, &["use", CASE, "--", "true"]);
        let err = format!(
            "pli-desk: clock-set-back: the clock says it is before {}, when the log was written. Check the time; if it is \
             right, and was wrong then: see `pli-desk todo`\n",
            shown(later)
        );
        assert_eq!((ended.code, ended.err), (Some(5), err));
    }
}
