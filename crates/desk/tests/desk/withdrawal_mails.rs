//! The mail by which the app takes a consent back, as mail clients deliver it.

use std::fs;

use jiff::Timestamp;
use lettre::message::{Body, header::ContentTransferEncoding};
use pli_wizard::draft::Draft;

use crate::{
    connector::wait_for_the_end_of,
    in_use::in_use,
    story::{EMBEDDED, as_anne, desk, receipt_of},
    support::{
        in_registry,
        package::{TakenBack, over, package, taken_back},
        program::{Ended, Program},
    },
};

const CASE: &str = "K7M4-Q2XD";

/// A mail with this text, sent as it is.
fn mail(subject: &str, kind: &str, text: impl AsRef<[u8]>) -> Vec<u8> {
    let headers = "From: =?utf-8?q?H=C3=A9l=C3=A8ne?= <helene@ailleurs.fr>\r\nMessage-ID: <1@ailleurs.fr>";
    let head = format!("{headers}\r\nSubject: {subject}\r\nContent-Type: {kind}\r\n");
    [head.as_bytes(), b"Content-Transfer-Encoding: 8bit\r\n\r\n", text.as_ref()].concat()
}

fn plain(text: impl AsRef<[u8]>) -> Vec<u8> {
    mail("x", "text/plain; charset=utf-8", text)
}

/// A mail with this text, encoded so.
fn encoded(text: &str, encoding: ContentTransferEncoding) -> Vec<u8> {
    let body = Body::new_with_encoding(text.to_owned(), encoding).unwrap();
    let head = "Subject: x\r\nContent-Type: text/plain; charset=utf-8";
    let head = format!("{head}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n");
    [head.into_bytes(), body.into_vec()].concat()
}

/// Broken at this column, as clients break what has no blanks.
fn wrapped(text: &str, width: usize) -> String {
    let lines = text.lines().map(|line| {
        line.chars().collect::<Vec<_>>().chunks(width).map(String::from_iter).collect::<Vec<_>>().join("\r\n")
    });
    lines.collect::<Vec<_>>().join("\r\n")
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}\r\n")).collect()
}

fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('"', "&quot;").replace('\n', "<br>\r\n");
    format!("<html><body><div>{escaped}</div></body></html>")
}

fn windows_1252(text: &str) -> Vec<u8> {
    text.replace('’', "'").chars().map(|c| u8::try_from(c).unwrap()).collect()
}

fn forwarded(mail: &[u8]) -> Vec<u8> {
    let head = "Subject: TR: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
        Content-Type: text/plain\r\n\r\nPour suite.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n";
    [head.as_bytes(), mail, b"\r\n--b--\r\n"].concat()
}

fn alternative(text: &str) -> Vec<u8> {
    let part = |kind: &str, text: &str| format!("--b\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{text}\r\n");
    let parts = part("text/plain", text) + &part("text/html", &html(text)) + "--b--\r\n";
    mail("x", "multipart/alternative; boundary=b", parts)
}

fn with_the_file(draft: &Draft, file: &str) -> Vec<u8> {
    let bytes = file.replace('\n', "\r\n");
    let attachment = pli_format::message_file::Attachment {
        name: "retrait-K7M4-Q2XD.retrait",
        media_type: "application/octet-stream",
        bytes: bytes.as_bytes(),
    };
    draft.to_eml(&[attachment])
}

/// The mail, as it may arrive.
fn arrivals(taken_back: &TakenBack) -> Vec<(&'static str, Vec<u8>)> {
    let TakenBack { file, signed, unsigned, .. } = taken_back;
    let text = signed.body();
    vec![
        ("the app's own", signed.to_eml(&[])),
        ("plain", plain(&text)),
        ("quoted-printable", encoded(&text, ContentTransferEncoding::QuotedPrintable)),
        ("base64", encoded(&text, ContentTransferEncoding::Base64)),
        ("in windows-1252", mail("x", "text/plain; charset=windows-1252", windows_1252(&text))),
        ("wrapped at 72", plain(wrapped(&text, 72))),
        ("flowed", mail("x", "text/plain; charset=utf-8; format=flowed", text.replace(',', " \r\n,"))),
        ("quoted in an answer", plain(format!("Pour suite.\r\n{}", quoted(&wrapped(&text, 74))))),
        ("in HTML only", mail("x", "text/html; charset=utf-8", html(&text))),
        ("in both", alternative(&text)),
        ("forwarded as a mail", forwarded(&signed.to_eml(&[]))),
        ("with the file, too", with_the_file(signed, file)),
        ("with the file only", with_the_file(unsigned, file)),
    ]
}

/// Received, and open.
fn received(taken_back: &TakenBack) -> Program {
    let desk = desk();
    let ended = desk.run_with(["receive", "--no-render"], &taken_back.package.eml.bytes);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    desk
}

#[test]
fn receiving_it_obeys_at_once_however_it_comes() {
    let taken_back = taken_back(CASE, Timestamp::now());
    for (what, mail) in arrivals(&taken_back) {
        let desk = received(&taken_back);
        let ended = desk.run_with(["receive"], &mail);
        let draft = desk.draft("K7M4-Q2XD-closed-").unwrap();
        let out = format!("withdrawn   K7M4-Q2XD  -\n            draft: {}\n", draft.display());
        assert_eq!((ended.code, ended.out.as_str()), (Some(0), &*out), "{what}: {ended:?}");
        assert!(receipt_of(&desk).contains("\"reason\":\"withdrawn\""), "{what}");
        assert_eq!(desk.run(["todo"]).out.lines().count(), 2, "the draft");
        let again = desk.run_with(["receive"], &mail);
        let said = "withdrawn   K7M4-Q2XD  -\n            case-closed: its sealed file is deleted already\n";
        assert_eq!((again.code, again.out.as_str()), (Some(0), said), "{what}");
    }
}

/// A Maildir is read in the order of its names.
#[test]
fn one_that_comes_before_its_package_is_obeyed_when_that_comes() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = desk();
    let early = desk.run_with(["receive"], &taken_back.signed.to_eml(&[]));
    assert!(early.out.starts_with("withdrawal  K7M4-Q2XD  -\n            withdrawal-other-consent: "), "{early:?}");
    assert!(desk.run(["todo"]).out.contains("signed withdrawal that was not obeyed (withdrawal-other-consent)"));
    let ended = desk.run_with(["receive", "--no-render"], &taken_back.package.eml.bytes);
    let draft = desk.draft("K7M4-Q2XD-closed-").unwrap();
    let out = format!("withdrawn   K7M4-Q2XD  -\n            draft: {}\n", draft.display());
    assert_eq!((ended.code, ended.out), (Some(0), out));
    assert!(receipt_of(&desk).contains("\"reason\":\"withdrawn\""));
    assert!(!desk.run(["todo"]).out.contains("signed withdrawal"));
    assert_eq!(desk.draft("K7M4-Q2XD-received-"), None, "nobody is thanked for what they took back");
}

/// As long as its consent may come: after that a consent that it names is over.
#[test]
fn one_that_comes_before_its_package_waits_as_long_as_the_longest_consent_lasts() {
    let taken_back = taken_back(CASE, Timestamp::now());
    for (days, is_obeyed) in [(29, true), (31, false)] {
        let desk = desk();
        let mail = taken_back.signed.to_eml(&[]);
        desk.run_with(["receive"], &mail);
        let asked = (Timestamp::now() - crate::story::days(days)).to_string();
        in_registry(&desk, &format!("UPDATE decisions SET since = '{}Z'", &asked[..19]));
        assert_eq!(desk.run(["expire"]).code, Some(0));
        desk.run_with(["receive"], &mail);
        assert_eq!(desk.run_with(["receive", "--no-render"], &taken_back.package.eml.bytes).code, Some(0));
        assert_eq!(desk.draft("K7M4-Q2XD-closed-").is_some(), is_obeyed, "{days}");
    }
}

/// Nobody is put in charge before support has decided.
fn is_held_until_released(desk: &Program) {
    let refused = desk.run(["assign", CASE, "--to", "anne"]);
    assert!(refused.err.starts_with("pli-desk: case-on-hold: "), "{refused:?}");
    assert_eq!(desk.run(["release", CASE]).code, Some(0));
    assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
}

/// Two sendings of one request: the one is taken back, signed, before it comes; of the other somebody is still asked.
#[test]
fn one_that_is_obeyed_later_lets_nothing_go_that_is_on_hold_for_another_reason() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = desk();
    desk.run_with(["receive", "--no-render"], &package(CASE, Timestamp::now()).eml.bytes);
    desk.run_with(["receive"], b"From: a@b.fr\r\nSubject: Request K7M4-Q2XD: I withdraw my consent\r\n\r\nx");
    desk.run_with(["receive"], &taken_back.signed.to_eml(&[]));
    desk.run_with(["receive", "--no-render"], &taken_back.package.eml.bytes);
    assert_eq!(desk.run(["cases", "--json"]).out.lines().count(), 1, "the one is deleted");
    is_held_until_released(&desk);
}

/// In answer to any mail of ours, or from the address that the package came from: it is known whose it is.
#[test]
fn words_that_answer_us_or_come_from_where_the_package_came_from_are_heard() {
    let package = package(CASE, Timestamp::now());
    let mail = [&b"From: helene@ailleurs.fr\r\n"[..], &package.eml.bytes].concat();
    for headers in
        ["From: helene@ailleurs.fr\r\nSubject: stop", "From: h@troisieme.fr\r\nSubject: stop\r\nIn-Reply-To: {id}"]
    {
        let desk = desk();
        assert_eq!(desk.run_with(["receive", "--no-render"], &mail).code, Some(0));
        let draft = fs::read_to_string(desk.draft("K7M4-Q2XD-received-").unwrap()).unwrap();
        let id = draft.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap();
        let words = format!("{}\r\n\r\nFinalement je retire mon accord.\r\n", headers.replace("{id}", id));
        let ended = desk.run_with(["receive"], words.as_bytes());
        assert!(ended.out.starts_with("unsigned    K7M4-Q2XD"), "{headers}: {ended:?}");
        assert!(ended.out.contains("draft: "), "the person is asked: {ended:?}");
        assert!(desk.run(["assign", CASE, "--to", "anne"]).err.starts_with("pli-desk: case-on-hold: "), "{headers}");
    }
}

/// Whichever of two senders takes back, and whichever came first.
#[test]
fn of_two_sendings_the_one_whose_record_is_named_is_taken_back() {
    let [first, second] = [(); 2].map(|()| taken_back(CASE, Timestamp::now()));
    for withdrawing in [&first, &second] {
        let desk = desk();
        for sent in [&first, &second] {
            desk.run_with(["receive", "--no-render"], &sent.package.eml.bytes);
        }
        let ended = desk.run_with(["receive"], &withdrawing.signed.to_eml(&[]));
        assert!(ended.out.starts_with("withdrawn   K7M4-Q2XD"), "{ended:?}");
        let left: Vec<_> = [&first, &second].into_iter().filter(|one| one.file != withdrawing.file).collect();
        let open = desk.run(["cases", "--json"]).out;
        let sealed = pli_format::Sha256::of(&left[0].package.sealed.bytes).to_string();
        assert!(open.lines().count() == 1 && open.contains(&sealed) && open.contains("\"received\""), "{open}");
    }
}

/// Somebody put the victim's sealed file under a consent of their own, and came first.
#[test]
fn who_takes_back_takes_the_sealed_file_back_under_every_consent() {
    let victim = taken_back(CASE, Timestamp::now());
    let stranger = over(victim.package.sealed.bytes.clone());
    for order in [[&stranger.eml.bytes, &victim.package.eml.bytes], [&victim.package.eml.bytes, &stranger.eml.bytes]] {
        let desk = desk();
        for mail in order {
            desk.run_with(["receive", "--no-render"], mail);
        }
        assert_eq!(desk.run(["cases", "--state", "contested"]).out.lines().count(), 3);
        assert_eq!(desk.run_with(["receive"], &victim.signed.to_eml(&[])).code, Some(0));
        assert_eq!(desk.run(["cases"]).out, "No case.\n");
        assert_eq!(fs::read_dir(desk.home().join("desk.db.sealed")).unwrap().count(), 0);
    }
}

#[test]
fn a_running_connector_is_ended_by_the_mail_that_takes_back() {
    let taken_back = taken_back(CASE, Timestamp::now());
    for (mail, why) in [
        (taken_back.signed.to_eml(&[]), "the case is closed: its sealed file is deleted\n"),
        (taken_back.unsigned.to_eml(&[]), "somebody may have taken the consent back\n"),
    ] {
        let desk = received(&taken_back);
        assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
        let (child, connector) = in_use(&desk, "1m");
        desk.run_with(["receive"], &mail);
        let ended = Ended::from(child.wait_with_output().unwrap());
        let err = format!("{EMBEDDED}pli-desk: connector-revoked: ");
        assert!(ended.err.starts_with(&err) && ended.err.ends_with(why), "{ended:?}");
        wait_for_the_end_of(&connector);
    }
}

#[test]
fn withdrawing_obeys_it_at_once() {
    let taken_back = taken_back(CASE, Timestamp::now());
    for (what, mail) in arrivals(&taken_back) {
        let desk = received(&taken_back);
        desk.write("mail.eml", mail);
        let ended = desk.run(["withdraw", "mail.eml"]);
        assert!(ended.out.starts_with("K7M4-Q2XD: withdrawn and deleted\n"), "{what}: {ended:?}");
        assert!(receipt_of(&desk).contains("\"reason\":\"withdrawn\""), "{what}");
    }
}

#[test]
fn a_file_whose_line_ends_were_changed_is_obeyed() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = received(&taken_back);
    desk.write("in/retrait-K7M4-Q2XD.retrait", taken_back.file.replace('\n', "\r\n"));
    assert!(desk.run(["receive", "in"]).out.starts_with("withdrawn   K7M4-Q2XD  in/retrait-K7M4-Q2XD.retrait\n"));
}

#[test]
fn one_that_comes_with_a_package_is_not_lost() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = desk();
    desk.write("in/consentement-K7M4-Q2XD.pdf", &taken_back.package.consent.bytes);
    desk.write("in/identifiants-K7M4-Q2XD.age", &taken_back.package.sealed.bytes);
    desk.write("in/retrait-K7M4-Q2XD.retrait", &taken_back.file);
    let ended = desk.run(["receive", "in"]);
    let verdicts: Vec<_> = ended.out.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(verdicts, ["accepted    K7M4-Q2XD  in", "withdrawn   K7M4-Q2XD  in"]);
    assert_eq!(ended.code, Some(0));
    assert_eq!(desk.draft("K7M4-Q2XD-received-"), None, "nobody is thanked for what they take back");
    assert!(desk.draft("K7M4-Q2XD-closed-").is_some());
}

#[test]
fn one_of_another_key_is_not_obeyed() {
    let (ours, forged) = (taken_back(CASE, Timestamp::now()), taken_back(CASE, Timestamp::now()));
    let desk = received(&ours);
    let (_, signature) = forged.file.trim_end().split_once('\n').unwrap();
    let (json, _) = ours.file.split_once('\n').unwrap();
    desk.write("mail.eml", plain(format!("{json}\n{signature}\n")));
    let ended = desk.run(["withdraw", "mail.eml"]);
    assert_eq!(ended.code, Some(4));
    assert!(ended.err.starts_with("pli-desk: withdrawal-not-genuine: "), "{ended:?}");
    assert_eq!(desk.run(["inspect", CASE]).code, Some(0));
}

#[test]
fn the_person_is_asked_about_an_unsigned_one_whoever_wrote_it() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = received(&taken_back);
    let subjects = [
        "Re: Demande K7M4-Q2XD : je retire mon accord",
        "=?utf-8?q?Demande_K7M4-Q2XD=C2=A0:_je_retire_mon_accord?=",
        "Fwd: Request K7M4-Q2XD: I withdraw my consent",
    ];
    let said =
        "withdrawal-unsigned: this takes a consent back, unsigned: ask the person, then run `pli-desk close K7M4-Q2XD`";
    for subject in subjects {
        let ended = desk.run_with(["receive"], &mail(subject, "text/plain", "..."));
        let out = format!("unsigned    K7M4-Q2XD  -\n            {said}\n            draft: ");
        assert!(ended.out.starts_with(&out), "{ended:?}");
        assert_eq!(ended.code, Some(3));
    }
    let drafts = fs::read_dir(desk.home().join("drafts")).unwrap().map(|entry| entry.unwrap().path());
    let drafts: Vec<_> = drafts.filter(|path| path.to_string_lossy().contains("-unsigned-")).collect();
    assert_eq!(drafts.len(), subjects.len());
    for draft in drafts {
        let draft = fs::read_to_string(draft).unwrap();
        assert!(draft.contains("<helene.marchand@exemple.fr>") && draft.contains("Re: "), "{draft}");
        assert!(!draft.contains("helene@ailleurs.fr"), "{draft}");
    }
    desk.write("mail.eml", taken_back.unsigned.to_eml(&[]));
    let ended = desk.run(["withdraw", "mail.eml"]);
    assert_eq!((ended.code, ended.err.starts_with("pli-desk: withdrawal-unsigned: ")), (Some(4), true), "{ended:?}");
    assert_eq!(desk.run(["inspect", CASE]).code, Some(0), "nothing is deleted");
}

#[test]
fn an_unsigned_one_of_a_closed_case_asks_nothing() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = received(&taken_back);
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    let ended = desk.run_with(["receive"], &taken_back.unsigned.to_eml(&[]));
    let out = "unsigned    K7M4-Q2XD  -\n            case-closed: its sealed file is deleted already\n";
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), out));
}

#[test]
fn of_a_case_that_was_not_received_the_sender_is_asked() {
    let desk = Program::new();
    let ended = desk.run_with(["receive"], &mail("Request K7M4-Q2XD: I withdraw my consent", "text/plain", "..."));
    assert_eq!(ended.code, Some(3));
    let draft = ended.out.split("draft: ").nth(1).unwrap().trim();
    let draft = fs::read_to_string(draft).unwrap();
    assert!(draft.contains("<helene@ailleurs.fr>") && draft.contains("Was it you?"), "{draft}");
}

/// The signed lines were cut, and the subject is still the app's.
#[test]
fn one_that_was_cut_is_asked_about() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = received(&taken_back);
    let text = taken_back.signed.body();
    let cut = &text[..text.find("pli-withdrawal").unwrap()];
    let ended = desk.run_with(["receive"], &mail("Demande K7M4-Q2XD : je retire mon accord", "text/plain", cut));
    assert_eq!((ended.code, ended.out.starts_with("unsigned    K7M4-Q2XD  -\n")), (Some(3), true), "{ended:?}");
}

/// The person's own consent came alone; their sealed file is here under a stranger's: both are gone.
#[test]
fn one_whose_consent_came_alone_deletes_its_sealed_file_under_every_consent() {
    let victim = taken_back(CASE, Timestamp::now());
    let stranger = over(victim.package.sealed.bytes.clone());
    let desk = desk();
    desk.run_with(["receive", "--no-render"], &stranger.eml.bytes);
    desk.write("in/consent.pdf", &victim.package.consent.bytes);
    assert_eq!(desk.run(["receive", "in"]).code, Some(3));
    let ended = desk.run_with(["receive"], &victim.signed.to_eml(&[]));
    assert!(ended.out.starts_with(&format!("withdrawn   {CASE}")), "{ended:?}");
    assert_eq!(desk.run(["cases"]).out, "No case.\n");
    assert_eq!(fs::read_dir(desk.home().join("desk.db.sealed")).unwrap().count(), 0);
}

/// A part that came first, and waited, is not what is left after the deletion.
#[test]
fn no_part_that_waited_outlives_the_deletion() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = desk();
    desk.write("in/i.age", &taken_back.package.sealed.bytes);
    assert_eq!(desk.run(["receive", "in"]).code, Some(3));
    desk.run_with(["receive", "--no-render"], &taken_back.package.eml.bytes);
    assert_eq!(desk.run_with(["receive"], &taken_back.signed.to_eml(&[])).code, Some(0));
    let registry = fs::read(desk.registry_file()).unwrap();
    let part = &taken_back.package.sealed.bytes[1_000..1_100];
    assert!(!registry.windows(part.len()).any(|window| window == part));
}

/// A mailbox is not read in the order of its mails: neither a withdrawal nor a hold is lost.
#[test]
fn one_without_a_signature_that_comes_first_holds_what_follows() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = desk();
    assert_eq!(desk.run_with(["receive"], &taken_back.unsigned.to_eml(&[])).code, Some(3));
    assert_eq!(desk.run_with(["receive", "--no-render"], &taken_back.package.eml.bytes).code, Some(0));
    is_held_until_released(&desk);
}

/// Our question whether it was them: its `Message-ID`.
fn asked(desk: &Program, taken_back: &TakenBack) -> String {
    let asked = desk.run_with(["receive"], &taken_back.unsigned.to_eml(&[]));
    let draft = fs::read_to_string(asked.out.split("draft: ").nth(1).unwrap().trim()).unwrap();
    draft.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap().to_owned()
}

/// An answer to it, below its subject, as a client repeats that.
fn answer(id: &str, text: &str) -> Vec<u8> {
    let subject = format!("Subject: Re: Demande {CASE} : je retire mon accord\r\nIn-Reply-To: {id}");
    format!("From: helene.marchand@exemple.fr\r\n{subject}\r\n\r\n{text}\r\n").into_bytes()
}

/// « Oui », in answer to our question.
#[test]
fn who_answers_whether_it_was_them_is_not_asked_again() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = received(&taken_back);
    let id = asked(&desk, &taken_back);
    let ended = desk.run_with(["receive"], &answer(&id, "Oui"));
    assert!(ended.out.starts_with(&format!("answer      {CASE}  -\n            wrote: ")), "{ended:?}");
    assert!(!ended.out.contains("draft: "), "{ended:?}");
    let todo = desk.run(["todo"]).out;
    assert_eq!((todo.matches("unsigned withdrawal").count(), todo.matches("a person wrote").count()), (1, 1), "{todo}");
    is_held_until_released(&desk);
}

/// « Non », « merci » : our own subject, which the client repeats, is not what the person says.
#[test]
fn an_answer_to_our_question_holds_nothing_anew() {
    let taken_back = taken_back(CASE, Timestamp::now());
    let desk = received(&taken_back);
    let id = asked(&desk, &taken_back);
    is_held_until_released(&desk);
    for text in ["Non, ce n'etait pas moi. Ne supprimez rien.", "Merci beaucoup, bonne journee !"] {
        let said = desk.run_with(["receive"], &answer(&id, text));
        assert!(said.out.starts_with(&format!("answer      {CASE}  -\n")), "{said:?}");
        assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0), "{text}");
    }
    assert!(desk.run_with(["receive"], &answer(&id, "Si, je retire mon accord.")).out.starts_with("unsigned"));
    is_held_until_released(&desk);
}

/// In one mailbox, before the package, in a person's own words.
#[test]
fn words_that_come_before_the_package_of_one_mailbox_hold_it() {
    let package = package(CASE, Timestamp::now());
    let words = b"From: helene.marchand@exemple.fr\r\nSubject: x\r\n\r\nJe ne suis plus d'accord.\r\n";
    let separator = b"From - Mon Nov 23 14:05:00 2026\n";
    let desk = desk();
    desk.write("in.mbox", [&separator[..], words, b"\n", separator, &package.eml.bytes, b"\n"].concat());
    assert_eq!(desk.run(["receive", "--no-render", "in.mbox"]).code, Some(3));
    assert!(desk.run(["assign", CASE, "--to", "anne"]).err.starts_with("pli-desk: case-on-hold: "));
}

/// In a person's own words: everything of that person is on hold, and each request is asked about.
#[test]
fn who_takes_back_without_saying_which_takes_back_each() {
    let desk = desk();
    let sent = [package(CASE, Timestamp::now()), package("", Timestamp::now())];
    for package in &sent {
        desk.run_with(["receive", "--no-render"], &package.eml.bytes);
    }
    let mail = b"From: Helene.Marchand@EXEMPLE.fr\r\nSubject: stop\r\n\r\nBonjour, je retire mon accord. Merci.\r\n";
    let ended = desk.run_with(["receive"], mail);
    assert_eq!((ended.code, ended.out.matches("draft: ").count()), (Some(3), 2), "{ended:?}");
    let todo = desk.run(["todo"]).out;
    for package in &sent {
        assert!(todo.contains(&format!("{}: unsigned withdrawal", package.reference)), "{todo}");
        let refused = desk.run(["assign", &package.reference.to_string(), "--to", "anne"]);
        assert!(refused.err.starts_with("pli-desk: case-on-hold: "), "{refused:?}");
    }
    let of_a_stranger = b"From: stranger@ailleurs.fr\r\nSubject: stop\r\n\r\nJe retire mon accord.\r\n";
    assert!(desk.run_with(["receive"], of_a_stranger).out.starts_with("unrelated"));
}

/// In a person's own words, without a reference, from somebody of whom nothing is here: days before the package.
#[test]
fn words_that_come_days_before_the_package_hold_it_until_somebody_decides() {
    let words = b"From: Helene.MARCHAND@exemple.fr\r\nSubject: x\r\n\r\nBonjour, je retire mon accord. Merci.\r\n";
    let package = package(CASE, Timestamp::now());
    for (days, is_held) in [(6, true), (8, false)] {
        let desk = desk();
        assert!(desk.run_with(["receive"], words).out.starts_with("unrelated"));
        assert_eq!(desk.run(["todo"]).out, "Nothing waits for a decision.\n");
        let kept = fs::read(desk.registry_file()).unwrap();
        assert!(!kept.windows(8).any(|window| window.eq_ignore_ascii_case(b"marchand")), "no address is kept");
        let came = (Timestamp::now() - crate::story::days(days)).to_string();
        in_registry(&desk, &format!("UPDATE early_withdrawals SET came_at = '{}Z'", &came[..19]));
        assert_eq!(desk.run(["expire"]).code, Some(0));
        assert_eq!(desk.run_with(["receive", "--no-render"], &package.eml.bytes).code, Some(0));
        assert_eq!(desk.run(["todo"]).out.contains("K7M4-Q2XD: unsigned withdrawal"), is_held, "{days}");
        if is_held {
            is_held_until_released(&desk);
        }
        assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
    }
}

/// An earlier case of theirs is closed: it is not what they take back.
#[test]
fn words_of_somebody_whose_case_is_closed_hold_what_comes_next() {
    let (closed, next) = (package("", Timestamp::now()), package(CASE, Timestamp::now()));
    let words = b"From: helene.marchand@exemple.fr\r\nSubject: x\r\n\r\nJe retire mon accord.\r\n";
    let desk = desk();
    desk.run_with(["receive", "--no-render"], &closed.eml.bytes);
    assert_eq!(as_anne(&desk, &["close", &closed.reference.to_string()]).code, Some(0));
    assert!(desk.run_with(["receive"], words).out.starts_with("unsigned"));
    desk.run_with(["receive", "--no-render"], &next.eml.bytes);
    is_held_until_released(&desk);
}

/// `erase` forgets that a person wrote, too.
#[test]
fn words_of_somebody_who_was_erased_hold_nothing() {
    let words = b"From: helene.marchand@exemple.fr\r\nSubject: x\r\n\r\nJe retire mon accord.\r\n";
    let desk = desk();
    assert!(desk.run_with(["receive"], words).out.starts_with("unrelated"));
    assert_eq!(desk.run(["erase", "Helene.Marchand@exemple.fr"]).code, Some(0));
    desk.run_with(["receive", "--no-render"], &package(CASE, Timestamp::now()).eml.bytes);
    assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
}

/// An inbox is read again every minute, and the mail stays in it: what somebody decided about it stands.
#[test]
fn what_was_released_is_not_on_hold_again_when_the_same_mail_is_read_again() {
    let [taken_back, other] = [(); 2].map(|()| taken_back(CASE, Timestamp::now()));
    let words = "From: helene.marchand@exemple.fr\r\nSubject: x\r\n\r\nJe retire mon accord.\r\n";
    for (what, mail) in [
        ("by Pli's subject", taken_back.unsigned.to_eml(&[])),
        ("in own words", words.as_bytes().to_vec()),
        ("signed, of another consent", other.signed.to_eml(&[])),
    ] {
        let desk = received(&taken_back);
        desk.run_with(["receive"], &mail);
        is_held_until_released(&desk);
        desk.run_with(["receive"], &mail);
        assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0), "{what}");
        assert!(!desk.run(["todo"]).out.contains("withdrawal"), "{what}");
    }
    // Another mail is another matter.
    let desk = received(&taken_back);
    desk.run_with(["receive"], words.as_bytes());
    is_held_until_released(&desk);
    desk.run_with(["receive"], words.replace("Subject: x", "Subject: y").as_bytes());
    is_held_until_released(&desk);
}
