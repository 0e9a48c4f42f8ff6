//! What opens or deletes is logged before it begins; killed after that, at whatever point, it has
//! happened wholly or not at all, and can be run again.

use std::{fs, io::Write, path::Path, process::Stdio, thread};

use jiff::Timestamp;

use crate::{
    revealing::{agreed, approve, reveal, with_operators},
    story::{as_anne, assigned, days, desk, epoch, received_at},
    support::{
        block_on,
        package::withdrawal,
        program::{Ended, Program},
        terminal::{pseudo_terminal, shown_until},
    },
};

const CASE: &str = "K7M4-Q2XD";
const PASSPHRASE: &[u8] = b"a passphrase of the tests\n";
/// How often each command is killed: the moment differs each time.
const TIMES: u32 = 5;

/// Runs a command as Anne and kills it as soon as the log says that it has begun, or, from one time
/// to the next, a little later.
fn kill(desk: &Program, arguments: &[&str], time: u32) {
    let begun = begun(desk);
    let arguments = [&["--operator", "anne", "--passphrase-fd", "0"], arguments].concat();
    let mut child = desk.command(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(PASSPHRASE).unwrap();
    while self::begun(desk) == begun && child.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
    for _ in 0..time * 200 {
        if child.try_wait().unwrap().is_some() {
            break;
        }
        thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// How many commands the log has seen begin.
fn begun(desk: &Program) -> usize {
    let log = fs::read_to_string(desk.home().join("audit.jsonl")).unwrap_or_default();
    log.matches("\"result\":\"begun\"").count()
}

/// Whether the case is open; if not, it has its receipt and no sealed file.
fn is_open(desk: &Program) -> bool {
    let inspected = desk.run(["inspect", CASE]);
    match inspected.code {
        Some(0) => true,
        Some(7) => {
            assert!(crate::story::receipt_of(desk).contains(CASE));
            false
        }
        _ => panic!("neither open nor closed: {inspected:?}"),
    }
}

fn the_log_is_whole(desk: &Program) {
    let verified = desk.run(["audit", "verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
}

fn closed(ended: &Ended) {
    assert!(matches!(ended.code, Some(0 | 7)), "{ended:?}");
}

#[test]
fn a_close_that_is_killed_is_done_or_not() {
    for time in 0..TIMES {
        let desk = assigned();
        kill(&desk, &["close", CASE], time);
        let open = is_open(&desk);
        the_log_is_whole(&desk);
        assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(if open { 0 } else { 7 }));
        assert!(!is_open(&desk));
        the_person_is_told(&desk);
    }
}

/// Killed after the deletion: the mail to the person is drafted by the next command that closes.
#[test]
fn a_close_that_is_killed_before_its_draft_is_finished_by_the_next() {
    let desk = assigned();
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    let draft = desk.draft(&format!("{CASE}-closed-")).unwrap();
    let whole = fs::read(&draft).unwrap();
    fs::remove_file(&draft).unwrap();
    fs::write(draft.with_extension("eml.new"), "half a draft").unwrap();
    pending_again(&desk, &draft, &whole);
    assert_eq!(desk.run(["expire"]).code, Some(0));
    assert_eq!(fs::read(&draft).unwrap(), whole);
    the_person_is_told(&desk);
}

/// As the registry has it before the draft is written.
fn pending_again(desk: &Program, draft: &Path, mail: &[u8]) {
    let url = format!("sqlite:{}", desk.registry_file().display());
    block_on(async {
        sqlx::any::install_default_drivers();
        let mut connection = <sqlx::AnyConnection as sqlx::Connection>::connect(&url).await.unwrap();
        sqlx::query("UPDATE drafts SET state = 'pending', mail = $1 WHERE name = $2")
            .bind(mail.to_vec())
            .bind(draft.file_stem().unwrap().to_str().unwrap().to_owned())
            .execute(&mut connection)
            .await
            .unwrap();
        sqlx::Connection::close(connection).await.unwrap();
    });
}

/// The draft is there, with the receipt, and nothing else of the closing.
fn the_person_is_told(desk: &Program) {
    let drafts = desk.home().join("drafts");
    let draft = fs::read_to_string(desk.draft(&format!("{CASE}-closed-")).unwrap()).unwrap();
    assert!(draft.contains("preuve-K7M4-Q2XD.receipt"), "{draft}");
    assert!(fs::read_dir(drafts).unwrap().all(|entry| entry.unwrap().path().extension().unwrap() == "eml"));
}

#[test]
fn a_gift_that_is_killed_is_given_or_not() {
    let desk = assigned();
    for time in 0..TIMES {
        let mut child = desk.command(["gifts", "give", CASE]).spawn().unwrap();
        for _ in 0..time * 500 {
            thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        the_log_is_whole(&desk);
    }
    assert!(matches!(desk.run(["gifts", "give", CASE]).code, Some(0 | 6)));
    assert_eq!(desk.run(["gifts", "list"]).out, "");
}

#[test]
fn an_epoch_that_is_killed_in_the_making_is_made_wholly_or_again() {
    let new = ["--passphrase-fd", "0", "epoch", "new", "2030-01"];
    let new = [&new[..], &["--from", "2030-01-01T00:00:00Z", "--until", "2030-04-01T00:00:00Z"]].concat();
    for time in [0, 1] {
        let desk = Program::new();
        let identities = desk.home().join("identities");
        let mut child = desk.command(&new).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"a new passphrase\na new passphrase\n").unwrap();
        while fs::read_dir(&identities).map_or(0, Iterator::count) == 0 && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        for _ in 0..time * 20 {
            thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(matches!(desk.run_with(&new, b"a new passphrase\na new passphrase\n").code, Some(0 | 9)));
        assert!(desk.run(["epoch", "list"]).out.contains("  behind a passphrase  age1"));
        let mut names: Vec<_> = fs::read_dir(&identities).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["2030-01.age", "2030-01.json"]);
    }
}

#[test]
fn a_use_that_is_killed_leaves_the_case_as_it_was() {
    for time in 0..TIMES {
        let desk = assigned();
        kill(&desk, &["use", CASE, "--", "/bin/sh", "-c", "read line"], time);
        assert!(is_open(&desk));
        the_log_is_whole(&desk);
        assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(0));
    }
}

#[test]
fn a_reveal_that_is_killed_leaves_the_case_as_it_was() {
    for time in 0..TIMES {
        let desk = agreed();
        let begun = begun(&desk);
        let (emulator, terminal) = pseudo_terminal();
        let mut child = reveal(&desk, terminal);
        while self::begun(&desk) == begun && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        for _ in 0..time * 200 {
            thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        drop(emulator);
        assert!(is_open(&desk));
        the_log_is_whole(&desk);
        assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(0));
    }
}

#[test]
fn a_reveal_that_is_killed_while_it_shows_is_in_the_log() {
    let desk = agreed();
    let (mut emulator, terminal) = pseudo_terminal();
    let mut child = reveal(&desk, terminal);
    shown_until(&mut emulator, "clears the screen.\r\n");
    child.kill().unwrap();
    child.wait().unwrap();
    the_log_is_whole(&desk);
    assert_eq!(desk.run(["audit", "export"]).out.matches("\"result\":\"APPROVED\"").count(), 2);
    let (emulator, terminal) = pseudo_terminal();
    drop(emulator);
    let again = Ended::from(reveal(&desk, terminal).wait_with_output().unwrap());
    assert!(again.err.contains("approval-used: the approval of chloe was used before\n"), "{again:?}");
}

#[test]
fn an_approval_that_is_killed_can_be_given_again() {
    let desk = with_operators();
    for time in 0..TIMES {
        let approve = ["approve", CASE, "--reason", "no connector", "--key", "chloe.key"];
        let mut child = desk.command(approve).spawn().unwrap();
        for _ in 0..time * 500 {
            thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        the_log_is_whole(&desk);
    }
    approve(&desk, "chloe");
    assert!(is_open(&desk));
}

#[test]
fn a_withdrawal_that_is_killed_is_obeyed_or_not() {
    for time in 0..TIMES {
        let desk = desk();
        let (package, file) = withdrawal(CASE, Timestamp::now());
        assert_eq!(desk.run_with(["receive"], &package.eml.bytes).code, Some(0));
        desk.write("w.retrait", file);
        kill(&desk, &["withdraw", "w.retrait"], time);
        is_open(&desk);
        the_log_is_whole(&desk);
        closed(&desk.run(["withdraw", "w.retrait"]));
        assert!(!is_open(&desk));
    }
}

#[test]
fn an_expiry_that_is_killed_is_done_or_not() {
    for time in 0..TIMES {
        let desk = desk();
        received_at(&desk, Timestamp::now() - days(15), Timestamp::now() - days(15));
        kill(&desk, &["expire"], time);
        is_open(&desk);
        the_log_is_whole(&desk);
        assert_eq!(desk.run(["expire"]).code, Some(0));
        assert!(!is_open(&desk));
    }
}

#[test]
fn a_destruction_that_is_killed_is_finished_by_the_next() {
    for time in 0..TIMES {
        let desk = desk();
        let term = ["--from", "2030-01-01T00:00:00Z", "--until", "2030-04-01T00:00:00Z"];
        let new = [&["--passphrase-fd", "0", "epoch", "new", "2030-01"], &term[..]].concat();
        assert_eq!(desk.run_with(new, b"a new passphrase\na new passphrase\n").code, Some(0));
        kill(&desk, &["epoch", "destroy", "2030-01", "--yes"], time);
        the_log_is_whole(&desk);
        let again = desk.run(["epoch", "destroy", "2030-01", "--yes"]);
        assert!(matches!(again.code, Some(0 | 6)), "{again:?}");
        let listed = desk.run(["epoch", "list"]).out;
        let own =
            format!("{}  behind a passphrase  put here by hand: it is in no bundle that this desk drafts\n", epoch());
        let destroyed = listed.strip_prefix(&own).unwrap_or_else(|| panic!("{listed}"));
        assert!(destroyed.starts_with("2030-01  destroyed on "), "{listed}");
        assert!(!desk.home().join("identities/2030-01.age").exists());
    }
}
