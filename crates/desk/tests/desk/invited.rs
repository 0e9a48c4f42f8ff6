//! People whom support invites: a reference of their own, the mail, and what is sent from elsewhere.

use std::fs;

use jiff::Timestamp;
use pli_format::CaseReference;

use crate::support::{package::package, program::Program};

/// Invites Hélène Marchand; the reference, and the text of the draft.
fn invite(desk: &Program, arguments: &[&str]) -> (String, String) {
    let ended = desk.run([&["invite", "--email", "helene.marchand@exemple.fr"], arguments].concat());
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let (reference, draft) = ended.out.split_once("\n  draft: ").unwrap();
    let draft = fs::read_to_string(draft.trim()).unwrap().replace("=\r\n", "");
    (reference.to_owned(), draft)
}

#[test]
fn an_invitation_is_a_reference_of_its_own_and_a_mail_that_says_how() {
    let desk = Program::new();
    let (reference, draft) = invite(&desk, &["--bank", "credit-mutuel"]);
    assert!(CaseReference::parse(&reference).is_ok(), "{reference}");
    for words in [
        "To: helene.marchand@exemple.fr\r\n",
        &*reference,
        "Cr=C3=A9dit Mutuel",
        "Synchronisation manuelle",
        "t=C3=A9l=C3=A9chargement",
        "jamais",
        "SMS",
        "support@bankin.com",
        "pi=C3=A8ce jointe",
    ] {
        let draft = draft.to_uppercase();
        assert!(draft.contains(&words.to_uppercase()), "{words}: {draft}");
    }
    let (other, draft) = invite(&desk, &["--lang", "en"]);
    assert_ne!(other, reference);
    assert!(draft.contains("Is it really us?") && draft.contains("card number") && draft.contains(&other), "{draft}");
    assert!(desk.run(["todo"]).out.contains(&format!("{reference}-invitation")));
}

#[test]
fn who_is_invited_by_a_wrong_address_or_bank_is_not() {
    let desk = Program::new();
    for arguments in [
        &["invite", "--email", "helene"][..],
        &["invite", "--email", "a@exemple.fr", "--bank", "bnp"],
        &["invite", "--email", "a@exemple.fr\nBcc: b@exemple.fr"],
        &["invite"],
    ] {
        assert_eq!(desk.run(arguments).code, Some(2), "{arguments:?}");
    }
    assert!(!desk.home().join("drafts").exists());
}

/// A mail of this sender's that holds the package of this reference.
fn mail(reference: &str, sender: &str) -> Vec<u8> {
    let eml = package(reference, Timestamp::now()).eml.bytes;
    [format!("From: {sender}\r\n").as_bytes(), &eml].concat()
}

#[test]
fn a_sending_from_the_invited_address_is_like_any_other() {
    let desk = Program::new();
    let (reference, _) = invite(&desk, &[]);
    let ended = desk.run_with(["receive", "--no-render"], &mail(&reference, "Helene <Helene.Marchand@Exemple.fr>"));
    assert!(ended.out.starts_with("accepted") && !ended.out.contains("invited-other"), "{ended:?}");
    assert!(!desk.run(["show", &reference]).out.contains("BEWARE"));
    assert!(!desk.run(["cases"]).out.contains('!'));
}

#[test]
fn a_sending_from_another_address_is_marked_wherever_it_is_shown() {
    let desk = Program::new();
    let (reference, _) = invite(&desk, &[]);
    let file = desk.write("stranger.eml", mail(&reference, "stranger@ailleurs.fr"));
    let inspected = desk.run(["inspect", file.to_str().unwrap()]);
    assert!(inspected.out.contains("helene.marchand@exemple.fr: this is of ANOTHER address"), "{inspected:?}");
    let ended = desk.run(["receive", "--no-render", "stranger.eml"]);
    assert!(ended.out.contains("invited-other: ") && ended.out.contains("stranger@ailleurs.fr"), "{ended:?}");
    let shown = desk.run(["show", &reference]).out;
    assert!(shown.contains("BEWARE: support invited helene.marchand@exemple.fr"), "{shown}");
    assert!(desk.run(["cases"]).out.contains("  ! "), "cases");
    assert!(desk.run(["show", "--json", &reference]).out.contains("\"uninvited\":\"stranger@ailleurs.fr\""));
    assert!(desk.run(["inspect", &reference]).out.contains("ANOTHER address"), "inspect");
    let todo = desk.run(["todo"]).out;
    assert!(todo.contains("while support invited helene.marchand@exemple.fr"), "{todo}");
}

#[test]
fn of_two_that_contest_each_other_the_strangers_is_marked() {
    let desk = Program::new();
    let (reference, _) = invite(&desk, &[]);
    for sender in ["stranger@ailleurs.fr", "helene.marchand@exemple.fr"] {
        desk.run_with(["receive", "--no-render"], &mail(&reference, sender));
    }
    let listed = desk.run(["cases", "--json", "--state", "contested"]).out;
    assert_eq!((listed.lines().count(), listed.matches("\"uninvited\":null").count()), (2, 1), "{listed}");
}

#[test]
fn who_was_invited_and_wants_to_be_forgotten_is() {
    let desk = Program::new();
    let (reference, _) = invite(&desk, &[]);
    assert_eq!(desk.run(["erase", "Helene.Marchand@exemple.fr"]).code, Some(0));
    let ended = desk.run_with(["receive", "--no-render"], &mail(&reference, "stranger@ailleurs.fr"));
    assert!(!ended.out.contains("invited-other"), "{ended:?}");
}
