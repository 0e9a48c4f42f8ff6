//! People whom support invites: a reference of their own, the mail, and what is sent from elsewhere.

use std::fs;

use jiff::Timestamp;
use pli_format::CaseReference;

use crate::{
    story::desk,
    support::{package::package, program::Program},
};

/// Invites Hélène Marchand; the reference, and the text of the draft.
fn invite(desk: &Program, arguments: &[&str]) -> (String, String) {
    let ended = desk.run([&["invite", "--email", "helene.marchand@exemple.fr"], arguments].concat());
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let (reference, draft) = ended.out.split_once("\n  draft: ").unwrap();
    let draft = fs::read_to_string(draft.lines().next().unwrap()).unwrap().replace("=\r\n", "");
    (reference.to_owned(), draft)
}

#[test]
fn an_invitation_is_a_reference_of_its_own_and_a_mail_that_says_how() {
    let desk = Program::new();
    let (reference, draft) = invite(&desk, &["--bank", "credit-mutuel"]);
    assert!(CaseReference::parse(&reference).is_ok(), "{reference}");
    let shown = desk.run(["show", &reference]);
    assert_eq!((shown.code, shown.out.lines().count()), (Some(0), 5), "{shown:?}");
    assert!(shown.out.contains("invited, nothing has come\n"), "{shown:?}");
    assert!(shown.out.contains("helene.marchand@exemple.fr\n") && shown.out.contains("credit-mutuel"), "{shown:?}");
    let line: serde_json::Value = serde_json::from_str(&desk.run(["show", "--json", &reference]).out).unwrap();
    assert_eq!((&line["state"], &line["reference"]), (&"invited".into(), &reference.clone().into()));
    let log = desk.run(["audit", "export"]).out;
    let logged = format!("\"case\":\"{reference}\",\"command\":\"invite\"");
    assert!(log.contains(&logged) && !log.contains("marchand"), "{log}");
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
    let again = desk.run(["invite", "--email", "Helene.Marchand@exemple.fr", "--lang", "en"]);
    assert!(again.out.contains("was invited before, on ") && again.out.contains(&reference), "{again:?}");
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

/// Whatever they were invited to is another's sending: nothing of the address stays, and what cannot be taken back is said.
#[test]
fn who_was_invited_and_wants_to_be_forgotten_is() {
    let desk = desk();
    let invited = desk.run(["invite", "--email", "Invitee@ailleurs.fr"]);
    let reference = &invited.out[..9];
    let sent = desk.run_with(["receive", "--no-render"], &mail(reference, "stranger@ailleurs.fr"));
    assert!(sent.out.contains("invited-other: "), "{sent:?}");
    let open = desk.run(["erase", "invitee@ailleurs.fr"]);
    assert_eq!((open.code, open.err.contains(reference)), (Some(7), true), "{open:?}");
    assert_eq!(desk.run(["close", reference]).code, Some(0));
    let erased = desk.run(["erase", "invitee@ailleurs.fr"]);
    assert_eq!(erased.code, Some(0), "{erased:?}");
    let said = "invitee@ailleurs.fr: 0 sendings, 0 gifts and 1 invitation erased.\n";
    assert!(erased.out.starts_with(said) && erased.out.contains(&format!("{reference}-invitation")), "{erased:?}");
    for answer in [&["show", reference][..], &["todo"], &["cases", "--all"], &["audit", "export"]] {
        let answer = desk.run(answer);
        assert!(answer.code == Some(0) && !answer.out.to_lowercase().contains("invitee"), "{answer:?}");
    }
    let kept = fs::read(desk.registry_file()).unwrap();
    assert!(!kept.windows(7).any(|bytes| bytes.eq_ignore_ascii_case(b"invitee")), "the registry");
    fs::remove_file(desk.draft(&format!("{reference}-invitation")).unwrap()).unwrap();
    assert_eq!(desk.run(["erase", "invitee@ailleurs.fr"]).out, "Nothing is kept of invitee@ailleurs.fr.\n");
}
