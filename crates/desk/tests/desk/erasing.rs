//! What `erase` says is kept of a person is what is there.

use std::fs;

use jiff::Timestamp;

use crate::{
    story::{as_anne, assigned, desk},
    support::{in_registry, package::package, program::Program},
};

const CASE: &str = "K7M4-Q2XD";
const PERSON: &str = "helene.marchand@exemple.fr";

fn erase(desk: &Program) -> String {
    let erased = desk.run(["erase", PERSON]);
    assert_eq!(erased.code, Some(0), "{erased:?}");
    erased.out
}

#[test]
fn what_is_kept_of_a_person_is_said_however_often_they_are_erased() {
    let desk = assigned();
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    let draft = desk.draft("K7M4-Q2XD-closed-").unwrap();
    for (counts, is_drafted) in [
        ("1 sending, 1 gift and 0 invitations", true),
        ("0 sendings, 0 gifts and 0 invitations", true),
        ("0 sendings, 0 gifts and 0 invitations", false),
    ] {
        if !is_drafted {
            fs::remove_file(&draft).unwrap();
        }
        let said = erase(&desk);
        assert!(said.starts_with(&format!("{PERSON}: {counts} erased.\n")), "{said}");
        assert!(said.contains("the proof of the consent of K7M4-Q2XD"), "{said}");
        assert_eq!(said.contains("the draft K7M4-Q2XD-closed-"), is_drafted, "{said}");
    }
    in_registry(&desk, "DELETE FROM consents");
    assert_eq!(erase(&desk), format!("Nothing is kept of {PERSON}.\n"));
}

/// It is of the person, whoever sent it, or saved it.
#[test]
fn a_consent_that_waits_for_its_sealed_file_is_erased() {
    let desk = desk();
    desk.write("in/c.pdf", package(CASE, Timestamp::now()).consent.bytes);
    assert_eq!(desk.run(["receive", "in"]).code, Some(3));
    assert_eq!(erase(&desk), format!("Nothing is kept of {PERSON}.\n"));
    assert_eq!(desk.run(["todo"]).out, "Nothing waits for a decision.\n");
    desk.write("in/c.pdf", package(CASE, Timestamp::now()).sealed.bytes);
    assert!(desk.run(["receive", "in"]).out.starts_with("incomplete"), "it waits no more");
}

/// Forgotten, the line that says so would be gone from `todo`.
#[test]
fn nobody_is_erased_before_what_they_wrote_is_decided() {
    let fraud = "Subject: Someone asked me for my bank credentials";
    let withdrawal = "Subject: Request K7M4-Q2XD: I withdraw my consent";
    for subject in [fraud, withdrawal] {
        let desk = desk();
        desk.run_with(["receive"], format!("From: {PERSON}\r\n{subject}\r\n\r\nx").as_bytes());
        let refused = desk.run(["erase", PERSON]);
        assert_eq!(refused.code, Some(7), "{refused:?}");
        assert!(refused.err.starts_with("pli-desk: decision-open: "), "{refused:?}");
        assert_eq!(desk.run(["done", "1"]).code, Some(0));
        assert!(erase(&desk).contains("Still to be sent or thrown away by you: the draft "));
    }
}
