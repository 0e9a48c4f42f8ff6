//! The log, altered behind the desk's back.

use std::fs;

use jiff::Timestamp;
use pli_desk::signing_key::SigningKey;

use crate::{
    story::{add_to_log, assigned, days, desk, failed, received_at},
    support::{package::withdrawal, program::Program},
};

/// A desk whose log has five entries, after `change` of its lines.
fn with_lines(change: fn(&mut Vec<String>)) -> Program {
    let desk = assigned();
    let path = desk.home().join("audit.jsonl");
    let mut lines: Vec<String> = fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 5, "{lines:?}");
    change(&mut lines);
    fs::write(&path, lines.join("\n") + "\n").unwrap();
    desk
}

#[test]
fn whatever_is_altered_is_found() {
    type Alteration = fn(&mut Vec<String>);
    let alterations: [(Alteration, &[&str], u32); 6] = [
        (|lines| drop(lines.pop()), &["the log was cut: 4 entries where the head says 5"], 4),
        (
            |lines| drop(lines.remove(0)),
            &["line 1 does not follow the one before it", "the log was cut: 4 entries where the head says 5"],
            4,
        ),
        (|lines| lines[0] = lines[0].replace("support", "nobody!"), &["line 2 does not follow the one before it"], 5),
        (|lines| lines[4] = lines[4].replace("done", "dine"), &["line 5 is not the one that the head says"], 5),
        (
            |lines| lines.swap(0, 1),
            &[
                "line 1 does not follow the one before it",
                "line 2 does not follow the one before it",
                "line 3 does not follow the one before it",
            ],
            5,
        ),
        (
            |lines| lines[1] = format!("{:1$}", "{}", lines[1].len()),
            &["line 2 is not an entry", "line 3 does not follow the one before it"],
            4,
        ),
    ];
    for (change, findings, entries) in alterations {
        let ended = with_lines(change).run(["audit", "verify"]);
        // Whether a second passed between two entries is the machine's affair.
        let told: Vec<&str> = ended.out.lines().filter(|line| !line.starts_with("the clock was set back")).collect();
        assert_eq!((ended.code, told), (Some(12), [findings, &[&*format!("{entries} entries, ALTERED")]].concat()));
    }
}

#[test]
fn what_follows_the_last_signed_line_is_not_the_desks() {
    let desk = with_lines(|lines| lines.push(lines[2].clone()));
    let log = fs::read_to_string(desk.home().join("audit.jsonl")).unwrap();
    let bytes = log.lines().next_back().unwrap().len() + 1;
    let out = format!(
        "{bytes} bytes follow entry 5, the last that is signed: the desk did not write them\n5 entries, ALTERED\n"
    );
    assert_eq!(failed(&desk.run(["audit", "verify"])), (Some(12), out.as_str(), ""));
}

#[test]
fn a_head_of_another_desk_is_none() {
    let (desk, other) = (assigned(), assigned());
    fs::copy(other.home().join("audit.head"), desk.home().join("audit.head")).unwrap();
    let out = "the head is missing or not signed by the desk\n5 entries, ALTERED\n";
    assert_eq!(failed(&desk.run(["audit", "verify"])), (Some(12), out, ""));
}

/// Who was killed, or whose clock was wrong, forged nothing.
#[test]
fn what_is_no_forgery_is_told_all_the_same() {
    let desk = assigned();
    let home = desk.home();
    let before = fs::read(home.join("audit.head")).unwrap();
    add_to_log(&desk, "assign", Timestamp::now() - days(1));
    let set_back = "the clock was set back before entry 6\n6 entries, as written\n";
    assert_eq!(failed(&desk.run(["audit", "verify"])), (Some(0), set_back, ""));

    fs::rename(home.join("audit.head"), home.join("audit.next")).unwrap();
    fs::write(home.join("audit.head"), before).unwrap();
    let whole = "a write was interrupted: 1 entries after the head, 0 bytes of a torn write\n6 entries, as written\n";
    assert_eq!(failed(&desk.run(["audit", "verify"])), (Some(0), whole, ""));

    let lines = fs::read(home.join("audit.jsonl")).unwrap();
    let last = lines[..lines.len() - 1].iter().rposition(|&c| c == b'\n').unwrap() + 1;
    fs::write(home.join("audit.jsonl"), &lines[..last + 9]).unwrap();
    let torn = "a write was interrupted: 0 entries after the head, 9 bytes of a torn write\n5 entries, as written\n";
    assert_eq!(failed(&desk.run(["audit", "verify"])), (Some(0), torn, ""));
}

/// Whoever holds the desk's key can write another log, but not make it hold what a kept head says.
#[test]
fn another_log_by_the_same_key_is_found_with_a_head_that_was_kept() {
    let desk = assigned();
    let verify = |head: &str| desk.run(["audit", "verify", "--head", head]);
    desk.write("kept.head", fs::read(desk.home().join("audit.head")).unwrap());
    assert_eq!(desk.run(["cases"]).code, Some(0));
    assert_eq!(failed(&verify("kept.head")), (Some(0), "7 entries, as written\n", ""));
    for file in ["audit.jsonl", "audit.head"] {
        fs::remove_file(desk.home().join(file)).unwrap();
    }
    let another = Timestamp::now();
    for (entries, found) in
        [(1, "the log was cut: 1 entries where the head says 5"), (9, "line 5 is not the one that the head says")]
    {
        while lines(&desk) < entries {
            add_to_log(&desk, "assign", another);
        }
        let as_written = format!("{entries} entries, as written\n");
        assert_eq!(failed(&desk.run(["audit", "verify"])), (Some(0), as_written.as_str(), ""));
        let altered = format!("{found}\n{entries} entries, ALTERED\n");
        assert_eq!(failed(&verify("kept.head")), (Some(12), altered.as_str(), ""));
    }
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

/// What the log says since it had this many lines: command, case, result, details.
fn said_since(desk: &Program, lines: usize) -> Vec<String> {
    let log = fs::read_to_string(desk.home().join("audit.jsonl")).unwrap();
    let entry = |line| {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| entry["act"][name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {} {}", text("command"), text("case"), text("result"), text("details"))
    };
    log.lines().skip(lines).map(entry).collect()
}

fn lines(desk: &Program) -> usize {
    fs::read_to_string(desk.home().join("audit.jsonl")).unwrap_or_default().lines().count()
}

fn with_log(desk: &Program, arguments: &[&str]) -> Vec<String> {
    let before = lines(desk);
    let ended = desk.run(arguments);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    said_since(desk, before)
}

/// The digits that tell one sending from another differ each time.
fn without_hash(lines: Vec<String>) -> Vec<String> {
    let is_hash = |word: &str| word.len() == 8 && word.bytes().all(|c| c.is_ascii_hexdigit());
    lines
        .into_iter()
        .map(|line| {
            line.split(' ').map(|word| if is_hash(word) { "########" } else { word }).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn each_deletion_is_logged_with_its_case_before_and_after() {
    let case = "K7M4-Q2XD";
    let by = |command: &str, named: &str, reason: &str| {
        [
            format!("{command} {named} begun -"),
            format!("{command} {case} deleting {reason} ########"),
            format!("{command} {case} deleted {reason} ########"),
            format!("{command} {named} done -"),
        ]
    };
    assert_eq!(without_hash(with_log(&assigned(), &["close", case])), by("close", case, "closed"));

    let expiring = desk();
    let long_ago = Timestamp::now() - days(31);
    received_at(&expiring, long_ago, long_ago);
    assert_eq!(without_hash(with_log(&expiring, &["expire"])), by("expire", "-", "expired"));

    let withdrawing = desk();
    let (package, file) = withdrawal(case, Timestamp::now());
    assert_eq!(withdrawing.run_with(["receive"], &package.eml.bytes).code, Some(0));
    withdrawing.write("w.retrait", file);
    assert_eq!(without_hash(with_log(&withdrawing, &["withdraw", "w.retrait"])), by("withdraw", case, "withdrawn"));
}

#[test]
fn what_was_only_asked_is_logged_as_asked() {
    let desk = desk();
    let new = ["--passphrase-fd", "0", "epoch", "new", "2030-01"];
    let term = ["--from", "2030-01-01T00:00:00Z", "--until", "2030-04-01T00:00:00Z"];
    assert_eq!(desk.run_with([&new[..], &term].concat(), b"a new passphrase\na new passphrase\n").code, Some(0));
    assert_eq!(with_log(&desk, &["epoch", "destroy", "2030-01"]), ["epoch destroy - done 2030-01, dry run"]);
    assert_eq!(with_log(&desk, &["expire", "--dry-run"]), ["expire - done dry run"]);
    assert_eq!(
        with_log(&desk, &["epoch", "destroy", "2030-01", "--yes"]),
        ["epoch destroy - begun 2030-01", "epoch destroy - done 2030-01"]
    );
}

/// Whatever becomes of it.
#[test]
fn each_command_is_logged_with_its_case_before_it_begins() {
    let desk = assigned();
    let term = ["--from", "2030-01-01T00:00:00Z", "--until", "2030-04-01T00:00:00Z"];
    let commands: &[(&[&str], &str)] = &[
        (&["choose", "K7M4-Q2XD"], "choose K7M4-Q2XD begun -"),
        (&["release", "K7M4-Q2XD"], "release K7M4-Q2XD begun -"),
        (&["show", "K7M4-Q2XD"], "show K7M4-Q2XD begun -"),
        (&["receipt", "K7M4-Q2XD"], "receipt K7M4-Q2XD begun -"),
        (&["consent", "K7M4-Q2XD"], "consent K7M4-Q2XD begun -"),
        (&["use", "K7M4-Q2XD", "--", "/nowhere/bank"], "use K7M4-Q2XD begun /nowhere/bank sha256:unread []"),
        (&["reveal", "K7M4-Q2XD", "--approval", "x", "--approval", "y"], "reveal K7M4-Q2XD begun -"),
        (&["gifts", "give", "K7M4-Q2XD"], "gifts give K7M4-Q2XD begun -"),
        (&["done", "7"], "done - begun 7"),
        (&["unlock", "2026-01"], "unlock - begun 2026-01"),
        (&["connector", "add", "bank", "x"], "connector add - begun bank"),
        (&["connector", "approve", "a04935c1"], "connector approve - begun a04935c1"),
        (&[&["epoch", "new", "2030-01"], &term[..]].concat(), "epoch new - begun 2030-01"),
    ];
    for (command, begun) in commands {
        let before = lines(&desk);
        desk.command(*command).output().unwrap();
        assert_eq!(said_since(&desk, before)[0], *begun);
    }
}

#[test]
fn whose_case_was_inspected_is_logged() {
    let said = ["inspect K7M4-Q2XD begun -", "inspect K7M4-Q2XD done -"];
    assert_eq!(with_log(&assigned(), &["inspect", "K7M4-Q2XD"]), said);
}

/// Killed at its first byte of output, what it gave out would have left no trace.
#[test]
fn who_lets_somebody_open_is_logged_before() {
    let desk = assigned();
    let key = SigningKey::generate(None).unwrap();
    desk.write("anne.key", key.secret_file.as_bytes());
    desk.write("home/operators.toml", format!("[[operator]]\nname = \"anne\"\nkey = \"{}\"\n", key.public));
    assert_eq!(
        with_log(&desk, &["approve", "K7M4-Q2XD", "--reason", "no connector", "--key", "anne.key"]),
        [
            "approve K7M4-Q2XD begun no connector",
            "approve K7M4-Q2XD approved no connector",
            "approve K7M4-Q2XD done no connector"
        ]
    );
    assert_eq!(
        with_log(&desk, &["assign", "K7M4-Q2XD", "--to", "bruno", "--instead-of", "anne"]),
        ["assign K7M4-Q2XD begun to bruno", "assign K7M4-Q2XD done to bruno"]
    );
}

/// The key says that there was one.
#[test]
fn a_log_that_is_not_there_any_more_stops_every_command() {
    let desk = assigned();
    for file in ["audit.jsonl", "audit.head"] {
        fs::remove_file(desk.home().join(file)).unwrap();
    }
    desk.write("w.retrait", "not a withdrawal");
    let commands: &[&[&str]] = &[
        &["receive", "w.retrait"],
        &["cases"],
        &["todo"],
        &["done", "1"],
        &["show", "K7M4-Q2XD"],
        &["inspect", "K7M4-Q2XD"],
        &["assign", "K7M4-Q2XD", "--to", "anne"],
        &["use", "K7M4-Q2XD", "--", "true"],
        &["release", "K7M4-Q2XD"],
        &["choose", "K7M4-Q2XD"],
        &["receipt", "K7M4-Q2XD"],
        &["consent", "K7M4-Q2XD"],
        &["close", "K7M4-Q2XD"],
        &["withdraw", "w.retrait"],
        &["expire"],
        &["erase", "helene.marchand@exemple.fr"],
        &["gifts", "list"],
        &["gifts", "export"],
        &["epoch", "list"],
        &["audit", "verify"],
        &["audit", "export"],
        &["init"],
    ];
    for command in commands {
        let ended = desk.run(*command);
        assert_eq!((command, ended.code), (command, Some(12)), "{ended:?}");
        assert!(!desk.home().join("audit.head").exists(), "{command:?} began another one");
    }
}

#[test]
fn a_log_or_a_head_that_is_missing_is_found() {
    for (file, found) in [
        ("audit.head", "the head is missing or not signed by the desk\n"),
        ("audit.jsonl", "the log was cut: 0 entries "),
    ] {
        let desk = assigned();
        fs::remove_file(desk.home().join(file)).unwrap();
        let ended = desk.run(["audit", "verify"]);
        assert_eq!(ended.code, Some(12), "{ended:?}");
        assert!(ended.out.starts_with(found), "{ended:?}");
    }
}
