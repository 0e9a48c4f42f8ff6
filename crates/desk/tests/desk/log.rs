//! The log, altered behind the desk's back.

use std::fs;

use crate::{
    story::{assigned, failed},
    support::program::Program,
};

/// The log's lines after `change`.
fn with_lines(change: fn(&mut Vec<String>)) -> Program {
    let desk = assigned();
    let path = desk.home().join("audit.jsonl");
    let mut lines: Vec<String> = fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
    assert!(lines.len() >= 3, "{lines:?}");
    change(&mut lines);
    fs::write(&path, lines.concat().replace("}{", "}\n{") + "\n").unwrap();
    desk
}

#[test]
fn whatever_is_altered_is_found() {
    type Alteration = fn(&mut Vec<String>);
    let alterations: [(Alteration, &str); 6] = [
        (|lines| drop(lines.pop()), "the log was cut: "),
        (|lines| drop(lines.remove(0)), "line 1 does not follow the one before it\n"),
        (|lines| lines[0] = lines[0].replace("support", "nobody"), "line 2 does not follow the one before it\n"),
        (|lines| lines.swap(0, 1), "line 1 does not follow the one before it\n"),
        (|lines| lines[1] = "{}".to_owned(), "line 2 is not an entry\n"),
        (|lines| lines.push(lines[2].clone()), "line 4 does not follow the one before it\n"),
    ];
    for (change, found) in alterations {
        let ended = with_lines(change).run(["audit", "verify"]);
        assert_eq!(ended.code, Some(12), "{ended:?}");
        assert!(ended.out.starts_with(found) && ended.out.ends_with(" entries, ALTERED\n"), "{found}: {ended:?}");
    }
}

#[test]
fn a_head_of_another_desk_is_none() {
    let (desk, other) = (assigned(), assigned());
    fs::copy(other.home().join("audit.head"), desk.home().join("audit.head")).unwrap();
    let ended = desk.run(["audit", "verify"]);
    assert_eq!(ended.code, Some(12));
    assert!(ended.out.starts_with("the head is missing or not signed by the desk\n"), "{ended:?}");
}

/// Whoever holds the desk's key can begin another log, but not make it hold what a kept head says.
#[test]
fn another_log_by_the_same_key_is_found_with_a_head_that_was_kept() {
    let desk = assigned();
    let verify = |head: &str| desk.run(["audit", "verify", "--head", head]);
    desk.write("kept.head", fs::read(desk.home().join("audit.head")).unwrap());
    assert_eq!(desk.run(["cases"]).code, Some(0));
    assert_eq!(verify("kept.head").code, Some(0));
    for file in ["audit.jsonl", "audit.head"] {
        fs::remove_file(desk.home().join(file)).unwrap();
    }
    (0..4).for_each(|_| assert_eq!(desk.run(["cases"]).code, Some(0)));
    assert_eq!(desk.run(["audit", "verify"]).code, Some(0));
    let found = verify("kept.head");
    assert_eq!(found.code, Some(12));
    assert!(found.out.ends_with(" entries, ALTERED\n"), "{found:?}");
    desk.write("none.head", "no head");
    let err = "pli-desk: audit-head: the head of the log is missing or not genuine\n";
    assert_eq!(failed(&verify("none.head")), (Some(12), "", err));
}

/// Nothing is done that the log would not tell.
#[test]
fn a_log_that_was_altered_stops_every_command() {
    let altered = "pli-desk: audit-altered: the log was altered: it is shorter than its head says\n";
    let cut = with_lines(|lines| drop(lines.pop()));
    for command in [&["assign", "K7M4-Q2XD", "--to", "bruno", "--instead-of", "anne"][..], &["close", "K7M4-Q2XD"]] {
        assert_eq!(failed(&cut.run(command)), (Some(12), "", altered));
    }
    assert_eq!(cut.run(["audit", "export"]).out, fs::read_to_string(cut.home().join("audit.jsonl")).unwrap());
    let headless = assigned();
    fs::remove_file(headless.home().join("audit.head")).unwrap();
    let head = "pli-desk: audit-head: the head of the log is missing or not genuine\n";
    assert_eq!(failed(&headless.run(["cases"])), (Some(12), "", head));
    fs::write(headless.home().join("audit.head"), "no head").unwrap();
    assert_eq!(failed(&headless.run(["cases"])), (Some(12), "", head));
}
