//! A connector that runs while its case is closed or handed over, or whose desk is gone.

use std::{
    fs,
    io::Write,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use crate::{
    connector::wait_for_the_end_of,
    story::{EMBEDDED, assigned},
    support::program::{Ended, Program},
};

const CASE: &str = "K7M4-Q2XD";
const PASSPHRASE: &str = "a passphrase of the tests";
/// Says its number once it has the fields, and ends only when it is killed.
const STUBBORN: &str = "trap '' TERM; cat <&3 >/dev/null; echo $$ >connector.pid; while :; do sleep 0.05; done";

/// Anne's desk, and the number of the connector it runs.
pub fn in_use(desk: &Program, limit: &str) -> (Child, String) {
    in_use_with(desk, limit, STUBBORN)
}

/// The same, with a connector of the test's.
pub fn in_use_with(desk: &Program, limit: &str, script: &str) -> (Child, String) {
    let mut child = desk
        .command(["--operator", "anne", "--passphrase-fd", "0", "use", CASE, "--for", limit, "--"])
        .args(["/bin/sh", "-c", script])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSPHRASE}").unwrap();
    let file = desk.path().join("connector.pid");
    let deadline = Instant::now() + Duration::from_mins(1);
    loop {
        match fs::read_to_string(&file) {
            Ok(pid) if pid.ends_with('\n') => return (child, pid.trim().to_owned()),
            _ => assert!(Instant::now() < deadline, "no connector"),
        }
        thread::yield_now();
    }
}

#[test]
fn a_case_is_used_by_one_at_a_time() {
    let desk = assigned();
    let (child, connector) = in_use(&desk, "1m");
    let second = crate::story::as_anne(&desk, &["use", CASE, "--", "true"]);
    let err = "pli-desk: case-in-use: case K7M4-Q2XD is in use already\n";
    assert_eq!((second.code, second.err.as_str()), (Some(7), err));
    assert_eq!(desk.run(["close", CASE]).code, Some(0));
    child.wait_with_output().unwrap();
    wait_for_the_end_of(&connector);
}

/// Within a second or so, long before its time is over.
#[test]
fn a_connector_is_ended_when_its_case_is_closed() {
    let desk = assigned();
    let (child, connector) = in_use(&desk, "9s");
    assert_eq!(desk.run(["close", CASE]).code, Some(0));
    let ended = Ended::from(child.wait_with_output().unwrap());
    assert_eq!(ended.code, Some(7), "{ended:?}");
    let err = format!("{EMBEDDED}pli-desk: connector-revoked: the connector was ended after ");
    assert!(ended.err.starts_with(&err), "{ended:?}");
    assert!(ended.err.ends_with(" s: the case is closed: its sealed file is deleted\n"), "{ended:?}");
    wait_for_the_end_of(&connector);
}

#[test]
fn a_connector_is_ended_when_its_case_is_handed_over() {
    let desk = assigned();
    let (child, connector) = in_use(&desk, "1m");
    assert_eq!(desk.run(["assign", CASE, "--to", "bruno", "--instead-of", "anne"]).code, Some(0));
    let ended = Ended::from(child.wait_with_output().unwrap());
    assert_eq!(ended.code, Some(5), "{ended:?}");
    assert!(ended.err.ends_with(" s: bruno is in charge of the case; only that developer opens it\n"), "{ended:?}");
    wait_for_the_end_of(&connector);
}

/// The desk waits for a reader that does not read; its warden does not.
#[test]
fn a_connector_whose_case_is_closed_is_ended_even_if_nobody_reads_what_it_prints() {
    let desk = assigned();
    let (mut child, connector) = in_use_with(&desk, "1h", "cat <&3 >/dev/null; echo $$ >connector.pid; exec yes");
    assert_eq!(desk.run(["close", CASE]).code, Some(0));
    wait_for_the_end_of(&connector);
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(10));
}

/// KILL and USR1 end the desk, STOP stops it; none can be, or is, taken note of.
#[test]
fn a_connector_does_not_outlive_its_desk() {
    for (signal, limit) in [(Signal::KILL, "1h"), (Signal::USR1, "1h"), (Signal::STOP, "1s")] {
        let desk = assigned();
        let (mut child, connector) = in_use(&desk, limit);
        kill_process(Pid::from_child(&child), signal).unwrap();
        wait_for_the_end_of(&connector);
        // What is stopped goes on, or it would not end.
        kill_process(Pid::from_child(&child), Signal::CONT).ok();
        child.wait().unwrap();
    }
}

#[test]
fn a_warden_ends_nothing_but_a_connector() {
    for group in ["0", "1", "-1", "4294967297", "all", ""] {
        let mut warden = Command::new(env!("CARGO_BIN_EXE_pli-desk"));
        let ended = warden.args(["connector-warden", group, "0"]).stdin(Stdio::null()).output().unwrap();
        assert_eq!((ended.status.code(), ended.stdout.len(), ended.stderr.len()), (Some(0), 0, 0), "{group}");
    }
}
