//! Answers to us, and mails of people about their own request: with something where files should be they are
//! asked, in words that fit; without, they are left alone.

use std::fs;

use jiff::Timestamp;
use serde_json::Value;

use crate::support::{package::package, program::Program};

const CASE: &str = "K7M4-Q2XD";
const PERSON: &str = "helene.marchand@exemple.fr";

/// A mail with a text and an attachment.
fn mail(sender: &str, headers: &str, text: &str, attachment: Option<(&str, &str, &str)>) -> String {
    let Some((kind, name, content)) = attachment else {
        return format!("From: {sender}\r\n{headers}\r\n\r\n{text}\r\n");
    };
    format!(
        "From: {sender}\r\n{headers}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{text}\r\n--b\r\n\
         Content-Type: {kind}; name=\"{name}\"\r\n\r\n{content}\r\n--b--\r\n"
    )
}

/// The verdict with the codes of its reasons, and the draft.
fn received(desk: &Program, mail: &str) -> (String, Option<String>) {
    let ended = desk.run_with(["receive", "--json"], mail.as_bytes());
    let answer: Value = serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("{ended:?}"));
    let reasons = answer["reasons"].as_array().unwrap().iter().map(|reason| reason["code"].as_str().unwrap());
    let said: Vec<&str> = std::iter::once(answer["verdict"].as_str().unwrap()).chain(reasons).collect();
    let draft = answer["draft"].as_str().map(|path| fs::read_to_string(path).unwrap().replace("=\r\n", ""));
    (said.join(" "), draft)
}

/// The kind, the name and the content of an attachment.
type Attached = (&'static str, &'static str, &'static str);

/// What is written, what is attached, its code, and what the draft says of it.
fn instead() -> [(&'static str, Option<Attached>, &'static str, &'static str); 7] {
    let gif = "GIF89a";
    [
        ("https://we.tl/t-abc", None, "link-instead", "WeTransfer"),
        ("voir photo", Some(("image/gif", "photo.gif", gif)), "picture-instead", "photo.gif"),
        ("joint", Some(("application/ms-tnef", "winmail.dat", "x")), "winmail", "winmail.dat"),
        ("joint", Some(("application/pdf", "scan.pdf", "%PDF-1.4\r\n%%EOF")), "pdf-without-record", "scan.pdf"),
        ("joint", Some(("application/vnd.rar", "pli.rar", "Rar!\u{1a}\u{7}")), "archive-unopened", "pli.rar"),
        ("joint", Some(("text/calendar", "x.ics", "BEGIN:VCALENDAR")), "calendar", "invitation"),
        ("joint", Some(("application/pdf", "scan.pdf", "%PDF-1.4\r\n1 0 obj")), "pdf-cut", "incomplet"),
    ]
}

fn check(desk: &Program, sender: &str, headers: &str, thanked: &str) {
    for (text, attachment, code, words) in instead() {
        let (said, draft) = received(desk, &mail(sender, headers, text, attachment));
        assert_eq!(said, format!("incomplete consent-missing sealed-file-missing {code}"), "{headers}");
        let draft = draft.unwrap();
        assert!(draft.contains(words) && draft.contains(CASE) && draft.contains(sender), "{draft}");
    }
    for headers in [headers.to_owned(), format!("{headers}\r\nX-Priority: 3")] {
        assert_eq!(received(desk, &mail(sender, &headers, "Merci !", None)), (thanked.to_owned(), None));
    }
}

#[test]
fn who_answers_a_draft_with_something_else_than_files_is_told_what() {
    let desk = Program::new();
    let first =
        desk.run_with(["receive", "--json"], mail(PERSON, &format!("Subject: Demande {CASE}"), "x", None).as_bytes());
    let draft: Value = serde_json::from_str(&first.out).unwrap();
    let draft = fs::read_to_string(draft["draft"].as_str().unwrap()).unwrap();
    let id = draft.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap();
    check(&desk, PERSON, &format!("Subject: x\r\nIn-Reply-To: {id}"), "answer");
    check(&desk, "helene@ailleurs.fr", &format!("Subject: x\r\nReferences: <0@exemple.fr>\r\n {id}"), "answer");
}

#[test]
fn who_writes_about_their_own_request_is_told_what_is_wrong() {
    let desk = Program::new();
    desk.run_with(["receive", "--no-render"], &package(CASE, Timestamp::now()).eml.bytes);
    check(&desk, PERSON, &format!("Subject: ma demande {CASE}"), "answer wrote");
    check(&desk, "Helene.Marchand@EXEMPLE.FR", &format!("Subject: {CASE}"), "answer wrote");
}

#[test]
fn who_was_invited_is_of_the_request_too() {
    let desk = Program::new();
    let invited = desk.run(["invite", "--email", PERSON]).out;
    let reference = invited.lines().next().unwrap();
    let link = mail(PERSON, &format!("Subject: ma demande {reference}"), "https://drive.google.com/file/d/1", None);
    assert_eq!(received(&desk, &link).0, "incomplete consent-missing sealed-file-missing link-instead");
    let answer = format!("Subject: Re: x\r\nIn-Reply-To: <{reference}-invitation.pli-desk@bankin.com>");
    assert_eq!(received(&desk, &mail("a@exemple.fr", &answer, "D'accord, merci.", None)), ("answer".to_owned(), None));
}

#[test]
fn a_stranger_who_names_a_request_is_asked_for_nothing_and_learns_nothing() {
    let desk = Program::new();
    desk.run_with(["receive", "--no-render"], &package(CASE, Timestamp::now()).eml.bytes);
    for (text, attachment, code, _) in instead() {
        let stranger = mail("a@ailleurs.fr", &format!("Subject: ma demande {CASE}"), text, attachment);
        assert_eq!(received(&desk, &stranger), (format!("answer {code} wrote"), None));
    }
    let (_, draft) = received(&desk, &mail("a@ailleurs.fr", &format!("Subject: Demande {CASE}"), "x", None));
    assert!(!draft.unwrap().contains("Nous avons d=C3=A9j=C3=A0"));
    let (_, draft) = received(&desk, &mail(PERSON, &format!("Subject: Demande {CASE}"), "x", None));
    assert!(draft.unwrap().contains("Nous avons d=C3=A9j=C3=A0"));
}

/// The check character passes one word in thirty-two.
#[test]
fn a_word_that_could_be_a_reference_is_none_of_somebody_unknown() {
    let desk = Program::new();
    desk.run_with(["receive", "--no-render"], &package(CASE, Timestamp::now()).eml.bytes);
    for word in ["HIGH-TECH", "CASH-BACK", "DATA-BASE", "PLUS-TARD", "27112026", "20260429"] {
        let text = format!("Bonjour, {word} ?");
        assert_eq!(received(&desk, &mail("a@ailleurs.fr", "Subject: x", &text, None)), ("unrelated".to_owned(), None));
    }
    let log = fs::read_to_string(desk.home().join("audit.jsonl")).unwrap();
    assert!(!log.contains("\"answer\""), "not even in the log: {log}");
    for (sender, word) in [(PERSON, "HIGH-TECH"), ("a@ailleurs.fr", CASE)] {
        let text = format!("Bonjour, {word} ?");
        let said = received(&desk, &mail(sender, "Subject: x", &text, None));
        assert_eq!(said, ("answer wrote".to_owned(), None), "{word}");
    }
}

#[test]
fn a_program_that_answers_us_is_left_alone() {
    let desk = Program::new();
    desk.run_with(["receive", "--no-render"], &package(CASE, Timestamp::now()).eml.bytes);
    for automatic in ["Auto-Submitted: auto-replied", "Precedence: bulk", "X-Autoreply: yes", "Return-Path: <>"] {
        let headers = format!("Subject: {CASE}\r\n{automatic}\r\nIn-Reply-To: <00-incomplete.pli-desk@bankin.com>");
        assert_eq!(
            received(&desk, &mail(PERSON, &headers, "https://we.tl/t-abc", None)),
            ("unrelated".to_owned(), None)
        );
    }
}

#[test]
fn a_package_in_a_mail_of_a_program_is_kept_and_a_person_is_asked_to_write() {
    for automatic in ["Auto-Submitted: auto-generated", "Precedence: bulk", "Return-Path: <>"] {
        let desk = Program::new();
        let mail = [format!("{automatic}\r\n").as_bytes(), &package(CASE, Timestamp::now()).eml.bytes].concat();
        let ended = desk.run_with(["receive", "--no-render", "--json"], &mail);
        let answer: Value = serde_json::from_str(&ended.out).unwrap();
        assert_eq!((&answer["verdict"], &answer["draft"]), (&"accepted".into(), &Value::Null), "{automatic}");
        let again = desk.run_with(["receive", "--no-render", "--json"], &mail);
        let answer: Value = serde_json::from_str(&again.out).unwrap();
        assert_eq!((&answer["verdict"], &answer["draft"]), (&"known".into(), &Value::Null), "{automatic}");
        let todo: Value = serde_json::from_str(&desk.run(["todo", "--json"]).out).unwrap();
        assert_eq!((&todo["kind"], &todo["reference"]), (&"automatic".into(), &CASE.into()), "{automatic}");
    }
}
