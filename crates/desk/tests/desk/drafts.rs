//! Drafts that say what is over: they are removed, unless somebody wrote into them.

use std::fs;

use jiff::Timestamp;

use crate::{
    story::{as_anne, assigned, desk},
    support::{
        package::{package, taken_back},
        program::Program,
    },
};

const CASE: &str = "K7M4-Q2XD";
const UNSIGNED: &[u8] =
    b"From: helene.marchand@exemple.fr\r\nSubject: Request K7M4-Q2XD: I withdraw my consent\r\n\r\nx";

/// What the drafts that wait are called, up to the digits, and what else waits.
fn waits(desk: &Program) -> Vec<String> {
    let todo = desk.run(["todo", "--json"]).out;
    let items = todo.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut waits: Vec<String> = items
        .map(|item| {
            let (kind, details) = (item["kind"].as_str().unwrap(), item["details"].as_str().unwrap());
            match details.rsplit('/').next().unwrap().split('-').nth(2) {
                Some(what) if kind.starts_with("draft") => format!("{kind} {what}"),
                _ => kind.to_owned(),
            }
        })
        .collect();
    waits.sort();
    waits
}

fn names(desk: &Program) -> usize {
    fs::read_dir(desk.home().join("drafts")).unwrap().count()
}

#[test]
fn nobody_is_asked_for_what_has_come() {
    for [first, then] in [["c.pdf", "i.age"], ["i.age", "c.pdf"]] {
        let desk = desk();
        let package = package(CASE, Timestamp::now());
        desk.write("c.pdf", &package.consent.bytes);
        desk.write("i.age", &package.sealed.bytes);
        // Of a mail that names no request: its draft, too, is about what came with it.
        let part = |name: &str| {
            let bytes = fs::read(desk.path().join(name)).unwrap();
            let attachment =
                pli_format::message_file::Attachment { name, media_type: "application/octet-stream", bytes: &bytes };
            let mail = pli_format::message_file::MessageFile {
                to: None,
                message_id: None,
                in_reply_to: None,
                subject: "fichier",
                body: "",
                attachments: &[attachment],
            };
            [&b"From: helene.marchand@exemple.fr\r\n"[..], &mail.to_bytes()].concat()
        };
        assert!(desk.run_with(["receive", "--no-render"], &part(first)).out.starts_with("incomplete"));
        assert_eq!(names(&desk), 1);
        assert!(desk.run_with(["receive", "--no-render"], &part(then)).out.starts_with("accepted"));
        assert_eq!(waits(&desk), ["draft received"], "{first}");
        assert_eq!(names(&desk), 1);
    }
}

#[test]
fn nothing_is_said_of_a_closed_request_but_that_it_is_deleted() {
    let desk = assigned();
    desk.run_with(["receive"], UNSIGNED);
    assert_eq!(waits(&desk), ["draft received", "draft unsigned", "unsigned"]);
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    assert_eq!(waits(&desk), ["draft closed"]);
    assert_eq!(names(&desk), 1);
    // Read again, they do not come back.
    desk.run_with(["receive"], UNSIGNED);
    assert_eq!(waits(&desk), ["draft closed"]);
}

#[test]
fn nobody_is_asked_whether_it_was_them_once_it_is_decided() {
    let desk = assigned();
    desk.run_with(["receive"], UNSIGNED);
    assert_eq!(desk.run(["release", CASE]).code, Some(0));
    assert_eq!(waits(&desk), ["draft received"]);
    desk.run_with(["receive"], UNSIGNED);
    assert_eq!(waits(&desk), ["draft received"]);
}

#[test]
fn a_consent_that_is_taken_back_is_not_acknowledged_any_more() {
    let desk = desk();
    let taken_back = taken_back(CASE, Timestamp::now());
    desk.run_with(["receive", "--no-render"], &taken_back.package.eml.bytes);
    assert_eq!(waits(&desk), ["draft received"]);
    assert_eq!(desk.run_with(["receive"], &taken_back.signed.to_eml(&[])).code, Some(0));
    assert_eq!(waits(&desk), ["draft closed"]);
}

/// What somebody wrote is not removed.
#[test]
fn a_draft_that_somebody_wrote_into_is_theirs_to_throw_away() {
    let desk = assigned();
    let draft = desk.draft("K7M4-Q2XD-received-").unwrap();
    fs::write(&draft, "X-Unsent: 1\r\n\r\nBonjour").unwrap();
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    assert_eq!(waits(&desk), ["draft closed", "draft-void received"]);
    let name = draft.file_stem().unwrap().to_string_lossy().into_owned();
    let folder = desk.home().join("drafts");
    let said = format!("{name}: a draft to be thrown away, in {}: what it says is over.\n", folder.display());
    assert!(desk.run(["todo"]).out.contains(&said));
    fs::remove_file(draft).unwrap();
    assert_eq!(waits(&desk), ["draft closed"]);
}

/// It is deleted all the same, and a receipt says so.
#[test]
fn a_draft_that_cannot_be_written_is_no_receipt_that_is_not_there() {
    let desk = assigned();
    desk.write("full", "no folder");
    let closed = desk.run(["--drafts", "full", "close", CASE]);
    assert_eq!((closed.code, &*closed.out), (Some(1), "K7M4-Q2XD: deleted\n"));
    assert!(desk.run(["receipt", CASE]).out.starts_with('{'));
    assert_eq!(waits(&desk), ["draft-pending closed"]);
    assert!(desk.run(["todo"]).out.contains(": a draft that is not written yet: "));
    assert_eq!(desk.run(["expire"]).code, Some(0));
    assert_eq!(waits(&desk), ["draft closed"]);
}

/// Nor is it told as if it had been deleted before, or could not be obeyed.
#[test]
fn a_withdrawal_whose_draft_cannot_be_written_is_obeyed() {
    let desk = desk();
    let taken_back = taken_back(CASE, Timestamp::now());
    desk.run_with(["receive", "--no-render"], &taken_back.package.eml.bytes);
    desk.write("full", "no folder");
    let ended = desk.run_with(["--drafts", "full", "receive"], &taken_back.signed.to_eml(&[]));
    assert_eq!((ended.code, &*ended.out), (Some(1), "withdrawn   K7M4-Q2XD  -\n"), "{ended:?}");
    assert_eq!(waits(&desk), ["draft-pending closed"]);
}
