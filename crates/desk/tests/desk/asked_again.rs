//! The receipt is asked for again: it goes to the address of the consent, whoever asks.

use std::fs;

use jiff::Timestamp;

use crate::{
    story::{as_anne, desk},
    support::{
        package::{package, taken_back},
        program::{Ended, Program},
    },
};

const CASE: &str = "K7M4-Q2XD";

fn ask(desk: &Program, headers: &str) -> Ended {
    let mail = format!(
        "{headers}Message-ID: <7@exemple.fr>\r\nSubject: Demande {CASE} : la preuve de suppression\r\n\r\nMerci."
    );
    desk.run_with(["receive", "--json"], mail.as_bytes())
}

/// The drafts that it leads to.
fn drafts(ended: &Ended) -> Vec<String> {
    let answer: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let paths = answer["drafts"].as_array().unwrap().iter();
    paths.map(|path| fs::read_to_string(path.as_str().unwrap()).unwrap().replace("=\r\n", "")).collect()
}

fn codes(ended: &Ended) -> Vec<String> {
    let answer: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(answer["verdict"], "receipt-requested");
    answer["reasons"].as_array().unwrap().iter().map(|reason| reason["code"].as_str().unwrap().to_owned()).collect()
}

fn closed() -> Program {
    let desk = desk();
    desk.run_with(["receive", "--no-render"], &package(CASE, Timestamp::now()).eml.bytes);
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    desk
}

#[test]
fn it_is_drafted_again_to_the_address_of_the_consent() {
    let desk = closed();
    for (sender, answers) in [("helene.marchand@exemple.fr", true), ("stranger@ailleurs.fr", false)] {
        let ended = ask(&desk, &format!("From: {sender}\r\n"));
        let [draft] = drafts(&ended).try_into().unwrap();
        assert_eq!((ended.code, codes(&ended)), (Some(0), vec![]));
        assert!(draft.contains("<helene.marchand@exemple.fr>\r\n") && !draft.contains("stranger"), "{draft}");
        assert!(draft.contains(&format!("preuve-{CASE}.receipt")), "{draft}");
        assert_eq!(draft.contains("In-Reply-To: <7@exemple.fr>"), answers, "{draft}");
    }
    assert!(!desk.run(["todo"]).out.contains("proof of deletion is asked for"));
}

#[test]
fn the_same_mail_twice_is_drafted_once() {
    let desk = closed();
    assert_eq!(drafts(&ask(&desk, "From: helene.marchand@exemple.fr\r\n")).len(), 1);
    assert_eq!(drafts(&ask(&desk, "From: helene.marchand@exemple.fr\r\n")).len(), 0);
}

#[test]
fn of_one_that_is_open_or_unknown_a_person_decides() {
    let desk = desk();
    let unknown = ask(&desk, "From: helene.marchand@exemple.fr\r\n");
    assert_eq!((codes(&unknown), drafts(&unknown).len()), (vec!["case-unknown".to_owned()], 0));
    desk.run_with(["receive", "--no-render"], &package(CASE, Timestamp::now()).eml.bytes);
    let open = ask(&desk, "From: anne@exemple.fr\r\n");
    assert_eq!((codes(&open), drafts(&open).len()), (vec!["case-open".to_owned()], 0));
    assert_eq!(desk.run(["todo"]).out.matches("proof of deletion is asked for").count(), 2);
}

#[test]
fn of_several_that_are_deleted_each_receipt_is_drafted() {
    let desk = desk();
    for _ in 0..2 {
        let sent = taken_back(CASE, Timestamp::now());
        desk.run_with(["receive", "--no-render"], &sent.package.eml.bytes);
        desk.run_with(["receive"], &sent.signed.to_eml(&[]));
    }
    let drafts = drafts(&ask(&desk, "From: helene.marchand@exemple.fr\r\n"));
    assert_eq!(drafts.len(), 2);
    assert!(drafts[0] != drafts[1] && drafts.iter().all(|draft| draft.contains(".receipt")), "{drafts:?}");
}

#[test]
fn a_program_or_a_list_gets_none() {
    let desk = closed();
    let automatic = desk.run_with(
        ["receive", "--json"],
        format!("From: a@exemple.fr\r\nAuto-Submitted: auto-replied\r\nSubject: Demande {CASE} : la preuve de suppression\r\n\r\nx").as_bytes(),
    );
    assert!(automatic.out.contains("\"verdict\":\"unrelated\""), "{automatic:?}");
    let list = ask(&desk, "From: helene.marchand@exemple.fr\r\nList-Id: <x.exemple.fr>\r\n");
    assert_eq!(drafts(&list).len(), 0);
    assert!(desk.run(["todo"]).out.contains("proof of deletion is asked for"));
}

#[test]
fn of_who_was_erased_nothing_is_drafted() {
    let desk = closed();
    assert_eq!(desk.run(["erase", "helene.marchand@exemple.fr"]).code, Some(0));
    let ended = ask(&desk, "From: helene.marchand@exemple.fr\r\n");
    assert_eq!((codes(&ended), drafts(&ended).len()), (vec!["person-erased".to_owned()], 0));
    assert!(desk.run(["receipt", CASE]).out.starts_with('{'));
}
