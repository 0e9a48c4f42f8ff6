//! Consents taken back without a signature, in a person's own words or in Pli's: which requests a mail is about, and for
//! how long, however often it is read.

use jiff::Timestamp;
use pli_format::message_file::{Attachment, MessageFile};
use serde_json::Value;

use crate::{
    story::{as_anne, days, desk},
    support::{
        in_registry,
        package::{package, taken_back},
        program::Program,
    },
};

const CASE: &str = "K7M4-Q2XD";
const PERSON: &str = "helene.marchand@exemple.fr";

fn mail(sender: &str, subject: &str, text: &str) -> Vec<u8> {
    format!("From: {sender}\r\nSubject: {subject}\r\n\r\n{text}\r\n").into_bytes()
}

fn receive(desk: &Program, mail: &[u8]) -> String {
    desk.run_with(["receive", "--no-render"], mail).out
}

/// Receives a package of the person's; its reference.
fn sent(desk: &Program, reference: &str) -> String {
    let package = package(reference, Timestamp::now());
    assert!(receive(desk, &package.eml.bytes).starts_with("accepted"));
    package.reference.to_string()
}

fn is_held(desk: &Program, case: &str) -> bool {
    desk.run(["assign", case, "--to", "anne"]).err.starts_with("pli-desk: case-on-hold: ")
}

/// As if everything had been received, and every mail read, so many days ago.
fn passed(desk: &Program, ago: i64) {
    let then = (Timestamp::now() - days(ago)).to_string();
    let then = format!("{}Z", &then[..19]);
    let passed = format!("UPDATE early_withdrawals SET came_at = '{then}'; UPDATE sendings SET received_at = '{then}'");
    in_registry(desk, &passed);
    assert_eq!(desk.run(["expire"]).code, Some(0));
}

#[test]
fn every_request_that_a_mail_names_is_on_hold() {
    let desk = desk();
    let cases = [sent(&desk, CASE), sent(&desk, "")];
    let stranger = "a@ailleurs.fr";
    let said =
        receive(&desk, &mail(stranger, "stop", &format!("Je retire mon accord pour {} et {}.", cases[0], cases[1])));
    assert_eq!(said.matches("withdrawal-unsigned: ").count(), 2, "{said}");
    assert_eq!(said.matches("draft: ").count(), 2, "each person is asked: {said}");
    assert!(cases.iter().all(|case| is_held(&desk, case)));
}

/// Of one request a package is here, of the other none yet.
#[test]
fn a_request_of_which_nothing_is_here_yet_is_on_hold_when_its_package_comes() {
    let desk = desk();
    let next = package("", Timestamp::now());
    let case = sent(&desk, CASE);
    receive(&desk, &mail("a@ailleurs.fr", "stop", &format!("Je retire mon accord pour {case} et {}.", next.reference)));
    receive(&desk, &next.eml.bytes);
    assert!(is_held(&desk, &case) && is_held(&desk, &next.reference.to_string()));
}

/// An answer to the mail that closed another request of theirs.
#[test]
fn a_request_that_is_closed_hides_none_that_is_open() {
    let desk = desk();
    let (closed, open) = (sent(&desk, CASE), sent(&desk, ""));
    assert_eq!(as_anne(&desk, &["close", &closed]).code, Some(0));
    let answer = mail(
        PERSON,
        &format!("Re: Demande {closed} : vos identifiants sont supprimes"),
        "Finalement je retire mon accord.",
    );
    let said = receive(&desk, &answer);
    assert!(said.starts_with(&format!("unsigned    {open}  -\n            withdrawal-unsigned: ")), "{said}");
    assert!(is_held(&desk, &open));
}

#[test]
fn words_about_a_request_that_is_closed_hold_what_the_person_sends_next() {
    let desk = desk();
    let closed = sent(&desk, CASE);
    assert_eq!(as_anne(&desk, &["close", &closed]).code, Some(0));
    let said = receive(&desk, &mail(PERSON, &format!("Re: {closed}"), "Finalement je retire mon accord."));
    assert!(said.starts_with(&format!("unsigned    {closed}  -\n            case-closed: ")), "{said}");
    let next = sent(&desk, "");
    assert!(is_held(&desk, &next));
}

/// The inbox is read every minute, and the mail stays in it.
#[test]
fn words_of_somebody_unknown_are_about_the_days_after_their_first_reading_alone() {
    let words = mail(PERSON, "x", "Bonjour, je retire mon accord.");
    for (ago, held) in [(6, true), (8, false)] {
        let desk = desk();
        assert!(receive(&desk, &words).starts_with("unrelated"));
        passed(&desk, ago);
        assert!(receive(&desk, &words).starts_with("unrelated"));
        let case = sent(&desk, CASE);
        assert_eq!(is_held(&desk, &case), held, "{ago}");
        let again = receive(&desk, &words);
        assert_eq!(again.split(' ').next(), Some(if held { "unsigned" } else { "unrelated" }), "{ago}");
        assert_eq!(is_held(&desk, &case), held, "{ago}");
    }
}

/// Decided long ago about another request of theirs.
#[test]
fn an_old_mail_holds_no_later_request_of_the_person() {
    let words = mail(PERSON, "x", "Bonjour, je retire mon accord.");
    let desk = desk();
    let first = sent(&desk, CASE);
    receive(&desk, &words);
    assert!(is_held(&desk, &first));
    assert_eq!(desk.run(["close", &first]).code, Some(0));
    passed(&desk, 8);
    let next = sent(&desk, "");
    let again = receive(&desk, &words);
    assert!(again.starts_with(&format!("unsigned    {first}  -\n            case-closed: ")), "{again}");
    assert!(!is_held(&desk, &next));
}

/// It came before its package: by Pli's subject, in own words, signed for another consent.
#[test]
fn what_was_released_stays_so_whatever_came_first() {
    let (taken_back, other) = (taken_back(CASE, Timestamp::now()), taken_back(CASE, Timestamp::now()));
    for (what, mail) in [
        ("by Pli's subject", taken_back.unsigned.to_eml(&[])),
        ("in own words", mail("a@ailleurs.fr", "x", &format!("Je retire mon accord pour {CASE}."))),
        ("signed, of another consent", other.signed.to_eml(&[])),
    ] {
        let desk = desk();
        receive(&desk, &mail);
        receive(&desk, &taken_back.package.eml.bytes);
        assert!(is_held(&desk, CASE), "{what}");
        assert_eq!(desk.run(["release", CASE]).code, Some(0));
        receive(&desk, &mail);
        assert!(!is_held(&desk, CASE), "{what}");
        assert!(!desk.run(["todo"]).out.contains("withdrawal"), "{what}");
    }
}

/// A signed withdrawal of a consent that never came was decided about: it holds no other package of its request.
#[test]
fn a_signed_withdrawal_that_was_released_holds_no_later_package() {
    let (mine, other) = (taken_back(CASE, Timestamp::now()), taken_back(CASE, Timestamp::now()));
    let desk = desk();
    receive(&desk, &mine.package.eml.bytes);
    receive(&desk, &other.signed.to_eml(&[]));
    assert!(is_held(&desk, CASE));
    // It is decided by `release` or `close`, and stands in the list until then.
    let todo = desk.run(["todo", "--json"]).out;
    let waiting: Vec<Value> = todo.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let asked = waiting.iter().find(|line| line["kind"] == "withdrawal").unwrap();
    let done = desk.run(["done", &asked["number"].to_string()]);
    assert_eq!((done.code, &done.err[..22]), (Some(5), "pli-desk: case-on-hold"), "{done:?}");
    assert_eq!(desk.run(["release", CASE]).code, Some(0));
    assert!(receive(&desk, &package(CASE, Timestamp::now()).eml.bytes).starts_with("contested"));
    assert!(!is_held(&desk, CASE) && !desk.run(["show", CASE]).out.contains("On hold"));
    // The consent that it takes back is obeyed all the same.
    receive(&desk, &other.package.eml.bytes);
    assert_eq!(desk.run(["cases", "--json"]).out.lines().count(), 2);
    assert!(desk.draft(&format!("{CASE}-closed-")).is_some());
}

/// What waits for somebody to read it: the requests.
fn unread(desk: &Program) -> Vec<String> {
    let todo = desk.run(["todo", "--json"]).out;
    let waiting = todo.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    waiting.filter(|line| line["kind"] == "wrote").map(|line| line["reference"].as_str().unwrap().to_owned()).collect()
}

/// No list has every word.
#[test]
fn a_mail_in_which_nothing_is_heard_is_read_by_somebody_where_something_is_open() {
    let words = |number: u8| mail(PERSON, &number.to_string(), "Finalement non merci.");
    let desk = desk();
    let said = receive(&desk, &words(0));
    assert!(said.starts_with("unrelated") && unread(&desk).is_empty(), "{said}");
    let case = sent(&desk, CASE);
    let said = receive(&desk, &words(1));
    assert!(said.starts_with(&format!("answer      {case}  -\n            wrote: ")), "{said}");
    assert!(receive(&desk, &words(2)).contains("wrote: "));
    assert_eq!(unread(&desk), [CASE], "one line for both");
    assert!(!is_held(&desk, CASE));
    let todo = desk.run(["todo", "--json"]).out;
    let line = todo.lines().find(|line| line.contains("\"wrote\"")).unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    assert_eq!(desk.run(["done", &line["number"].to_string()]).code, Some(0));
    for read_again in 1..=2 {
        assert!(!receive(&desk, &words(read_again)).contains("wrote: "));
    }
    assert_eq!(unread(&desk), Vec::<String>::new());
    receive(&desk, &mail("a@ailleurs.fr", "x", &format!("Et ma demande {CASE} ?")));
    assert_eq!(unread(&desk), [CASE], "a stranger who names it");
    assert_eq!(desk.run(["close", CASE]).code, Some(0));
    assert_eq!(unread(&desk), Vec::<String>::new());
}

#[test]
fn what_a_program_or_somebody_else_writes_is_read_by_nobody() {
    let desk = desk();
    sent(&desk, CASE);
    for (what, mail) in [
        ("an absence", mail(&format!("{PERSON}\r\nAuto-Submitted: auto-replied"), "x", "Absente.")),
        ("a bounce", mail("MAILER-DAEMON@exemple.fr\r\nReturn-Path: <>", &format!("Undelivered: {CASE}"), "x")),
        ("somebody else", mail("a@ailleurs.fr", "x", "Bonjour")),
        ("ourselves", mail("support@bankin.com", &format!("Demande {CASE}"), "Bonjour")),
    ] {
        receive(&desk, &mail);
        assert_eq!(unread(&desk), Vec::<String>::new(), "{what}");
    }
}

/// A mail that is only looked at is not taken for nothing.
#[test]
fn inspect_says_what_a_mail_amounts_to() {
    let desk = Program::new();
    for (subject, text, word, code) in [
        ("x", "Je retire mon accord.", "unsigned", 3),
        ("On m'a demande mes identifiants bancaires", "x", "fraud", 3),
        ("Demande K7M4-Q2XD : la preuve de suppression", "x", "receipt-requested", 0),
        ("Re: Demande K7M4-Q2XD", "Merci !", "answer", 0),
        ("question", "Bonjour", "unrelated", 0),
    ] {
        desk.write("mail.eml", mail(PERSON, subject, text));
        let said = desk.run(["inspect", "mail.eml"]);
        assert_eq!((&*said.out, said.code), (&*format!("{word}\n"), Some(code)), "{said:?}");
        let said: Value = serde_json::from_str(&desk.run(["inspect", "--json", "mail.eml"]).out).unwrap();
        assert_eq!(said["verdict"], word);
    }
}

/// One's own package, passed on with both files: the words above it count, what the mail says of the problem does not.
#[test]
fn words_above_ones_own_package_are_heard() {
    for (above, verdicts) in [
        ("Je retire mon accord, merci de tout supprimer.", vec!["known", "unsigned"]),
        ("Je vous le renvoie.", vec!["known"]),
    ] {
        let desk = desk();
        let package = package(CASE, Timestamp::now());
        receive(&desk, &package.eml.bytes);
        let files = [&package.consent, &package.sealed].map(|file| Attachment {
            name: &file.name,
            media_type: "application/octet-stream",
            bytes: &file.bytes,
        });
        let body = format!("{above}\n\n{}", package.draft.body());
        let passed_on = MessageFile {
            to: None,
            message_id: None,
            in_reply_to: None,
            subject: "TR: Demande K7M4-Q2XD",
            body: &body,
            attachments: &files,
        };
        let said = receive(&desk, &passed_on.to_bytes());
        let said: Vec<_> = said.lines().filter(|line| !line.starts_with(' ')).collect();
        assert_eq!(said.iter().map(|line| line.split(' ').next().unwrap()).collect::<Vec<_>>(), verdicts, "{above}");
        assert_eq!(is_held(&desk, CASE), verdicts.len() == 2, "{above}");
    }
}

/// Two packages that are refused, two signed withdrawals of nothing that is here, two consents without their sealed
/// files: a question each.
#[test]
fn each_thing_that_one_mail_says_is_decided_by_itself() {
    let [one, other] = [CASE, ""].map(|case| taken_back(case, Timestamp::now()));
    let consents = [&one, &other].map(|sent| Attachment {
        name: "c.pdf",
        media_type: "application/pdf",
        bytes: &sent.package.consent.bytes,
    });
    let damaged = [&one, &other].map(|sent| [&sent.package.consent.bytes[..], b"and more"].concat());
    let packages = [&one, &other].into_iter().zip(&damaged).flat_map(|(sent, consent)| {
        [(consent, "c.pdf"), (&sent.package.sealed.bytes, "i.age")].map(|(bytes, name)| Attachment {
            name,
            media_type: "application/octet-stream",
            bytes,
        })
    });
    for (kind, mail) in [
        ("refused", one.package.draft.to_eml(&packages.collect::<Vec<_>>())),
        ("withdrawal", mail(PERSON, "x", &format!("{}\n{}", one.file, other.file))),
        ("incomplete", one.package.draft.to_eml(&consents)),
    ] {
        let desk = desk();
        desk.run_with(["receive"], &mail);
        let asked = desk.run(["todo", "--json"]).out;
        let asked = asked.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let asked: Vec<_> = asked.filter(|item| item["kind"] == kind).map(|item| item["reference"].clone()).collect();
        assert_eq!(asked, [CASE.into(), Value::from(other.package.reference.to_string())], "{kind}");
    }
}
