//! What a signed withdrawal takes back: every sending of its consent, whatever became of one of them, and nothing that
//! was opened under another.

use std::fs;

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    story::{as_anne, desk},
    support::{
        package::{TakenBack, sealed_twice, taken_back, taken_back_over},
        program::Program,
    },
};

const CASE: &str = "K7M4-Q2XD";

fn receive(desk: &Program, mail: &[u8]) -> String {
    desk.run_with(["receive", "--no-render"], mail).out
}

/// What is open, as `cases` tells it to a script: the request and its state.
fn open(desk: &Program) -> Vec<(String, String)> {
    let cases = desk.run(["cases", "--json"]).out;
    let cases = cases.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    cases.map(|case| (text(&case["reference"]), text(&case["state"]))).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn sealed_files(desk: &Program) -> usize {
    fs::read_dir(desk.home().join("desk.db.sealed")).unwrap().count()
}

fn used(desk: &Program) {
    assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
    assert_eq!(as_anne(desk, &["use", CASE, "--", "true"]).code, Some(0));
}

/// A stranger who knows the sealed file, or only its hash: opening it told whose it is.
#[test]
fn what_was_opened_is_taken_back_by_no_consent_that_comes_later() {
    let victim = taken_back(CASE, Timestamp::now());
    let stranger = taken_back_over(victim.package.sealed.bytes.clone());
    let false_case = stranger.package.reference.to_string();
    let refused =
        format!("refused     {false_case}  -\n            other-payload: what is sealed belongs to another consent\n");
    for consent_alone in [false, true] {
        let desk = desk();
        receive(&desk, &victim.package.eml.bytes);
        used(&desk);
        if consent_alone {
            desk.write("in/c.pdf", &stranger.package.consent.bytes);
            assert_eq!(desk.run(["receive", "in"]).out, refused.replace("  -", "  in/c.pdf"));
        } else {
            assert_eq!(receive(&desk, &stranger.package.eml.bytes), refused);
        }
        desk.run_with(["receive"], &stranger.signed.to_eml(&[]));
        desk.write("mail.eml", stranger.signed.to_eml(&[]));
        assert_ne!(desk.run(["withdraw", "mail.eml"]).code, Some(0));
        assert_eq!(open(&desk), [(CASE.to_owned(), "used".to_owned())]);
        assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(0), "nor is it on hold");
        let ended = desk.run_with(["receive"], &victim.signed.to_eml(&[]));
        assert!(ended.out.starts_with(&format!("withdrawn   {CASE}  -\n            draft: ")), "{ended:?}");
        assert_eq!((open(&desk), sealed_files(&desk)), (vec![], 0));
    }
}

/// It came before the sealed file was opened, and was refused then: its own withdrawal deletes nothing of the true one.
#[test]
fn a_consent_that_was_refused_takes_nothing_back() {
    let victim = taken_back(CASE, Timestamp::now());
    let stranger = taken_back_over(victim.package.sealed.bytes.clone());
    let false_case = stranger.package.reference.to_string();
    for opened_first in [CASE, &false_case] {
        let desk = desk();
        receive(&desk, &victim.package.eml.bytes);
        receive(&desk, &stranger.package.eml.bytes);
        assert_eq!(desk.run(["choose", opened_first]).code, Some(0));
        assert_eq!(desk.run(["assign", opened_first, "--to", "anne"]).code, Some(0));
        as_anne(&desk, &["use", opened_first, "--", "true"]);
        let ended = desk.run_with(["receive"], &stranger.signed.to_eml(&[]));
        let said = format!(
            "refused     {false_case}  -\n            other-payload: what is sealed belongs to another consent\n"
        );
        assert_eq!((ended.code, ended.out), (Some(4), said));
        desk.write("mail.eml", stranger.signed.to_eml(&[]));
        let ended = desk.run(["withdraw", "mail.eml"]);
        let said = "pli-desk: other-payload: what is sealed belongs to another consent\n";
        assert_eq!((ended.code, &*ended.err), (Some(4), said));
        assert_eq!(open(&desk).into_iter().map(|(case, _)| case).collect::<Vec<_>>(), [CASE]);
        assert_eq!(desk.draft("K7M4-Q2XD-closed-"), None);
    }
}

/// Nobody opened it, so nobody knows whose it is: it goes, and each person is told, with a receipt of their own.
#[test]
fn what_nobody_opened_goes_under_every_consent_and_each_person_has_a_receipt() {
    let victim = taken_back(CASE, Timestamp::now());
    let stranger = taken_back_over(victim.package.sealed.bytes.clone());
    let drafted = |desk: &Program, taken_back: &TakenBack| {
        let draft = desk.draft(&format!("{}-closed-", taken_back.package.reference)).unwrap();
        fs::read_to_string(draft).unwrap().replace("=\r\n", "")
    };
    for (withdrawing, other) in [(&victim, &stranger), (&stranger, &victim)] {
        let desk = desk();
        receive(&desk, &victim.package.eml.bytes);
        receive(&desk, &stranger.package.eml.bytes);
        let ended = desk.run_with(["receive"], &withdrawing.signed.to_eml(&[]));
        assert_eq!((ended.code, ended.out.matches("draft: ").count()), (Some(0), 2), "{ended:?}");
        assert_eq!((open(&desk), sealed_files(&desk)), (vec![], 0));
        let (own, others) = (drafted(&desk, withdrawing), drafted(&desk, other));
        assert!(own.contains("Vous avez retir=C3=A9 votre accord.") && own.contains("preuve-"), "{own}");
        assert!(others.contains("sous un autre accord") || others.contains("avec un autre accord"), "{others}");
        assert!(!others.contains("Vous avez retir") && others.contains("preuve-"), "{others}");
        let shown = desk.run(["show", &other.package.reference.to_string()]).out;
        assert!(shown.contains("its sealed file was taken back under another consent"), "{shown}");
        for taken_back in [withdrawing, other] {
            let receipt = desk.run(["receipt", &taken_back.package.reference.to_string()]).out;
            assert_eq!(receipt.matches("\"reason\":\"withdrawn\"").count(), 1, "{receipt}");
        }
    }
}

/// « Je me suis trompé » keeps record and key: the second sealed file is of the same consent.
#[test]
fn every_sending_of_one_consent_is_taken_back() {
    let (taken_back, again) = sealed_twice(CASE, Timestamp::now());
    for is_chosen in [false, true] {
        let desk = desk();
        receive(&desk, &taken_back.package.eml.bytes);
        receive(&desk, &again.eml.bytes);
        assert_eq!(open(&desk).len(), 2);
        if is_chosen {
            let cases = desk.run(["cases", "--json"]).out;
            let second = pli_format::Sha256::of(&again.sealed.bytes).to_string();
            let second = cases.lines().find(|line| line.contains(&second)).unwrap();
            let package = text(&serde_json::from_str::<Value>(second).unwrap()["package_sha256"]);
            assert_eq!(desk.run(["choose", &format!("{CASE}/{}", &package[..8])]).code, Some(0));
            assert_eq!(open(&desk).len(), 1);
        }
        let ended = desk.run_with(["receive"], &taken_back.signed.to_eml(&[]));
        let deleted = if is_chosen { 1 } else { 2 };
        assert_eq!((ended.code, ended.out.matches("draft: ").count()), (Some(0), deleted), "{ended:?}");
        assert_eq!((open(&desk), sealed_files(&desk)), (vec![], 0));
        let again = desk.run_with(["receive"], &taken_back.signed.to_eml(&[]));
        assert!(again.out.ends_with("case-closed: its sealed file is deleted already\n"), "{again:?}");
    }
}

/// Support closed the person's sending while a stranger's held the sealed file: nothing was deleted then.
#[test]
fn who_takes_back_what_was_closed_takes_it_back_under_the_consent_that_kept_it() {
    let victim = taken_back(CASE, Timestamp::now());
    let stranger = taken_back_over(victim.package.sealed.bytes.clone());
    let desk = desk();
    receive(&desk, &victim.package.eml.bytes);
    receive(&desk, &stranger.package.eml.bytes);
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    assert_eq!(sealed_files(&desk), 1);
    let ended = desk.run_with(["receive"], &victim.signed.to_eml(&[]));
    assert!(ended.out.starts_with(&format!("withdrawn   {CASE}  -\n            draft: ")), "{ended:?}");
    assert_eq!((open(&desk), sealed_files(&desk)), (vec![], 0));
}
