//! `receive` and `inspect`, as support runs them: what is printed, the exit code, the drafts.

use std::{fs, sync::LazyLock};

use crate::support::{
    package::{package, package_in},
    program::{Ended, Program, shown},
};
use jiff::{SignedDuration, Timestamp};
use pli_format::{Language, bundle::Bundle, recipients::fingerprint_words};
use pli_wizard::package::Package;
use sha2::Digest;

const CASE: &str = "K7M4-Q2XD";

static PACKAGE: LazyLock<Package> = LazyLock::new(|| package(CASE, Timestamp::now()));

fn refused(source: &str, reason: &str) -> Ended {
    ended(4, &format!("refused     {CASE}  {source}\n            {reason}\n"))
}

fn ended(code: i32, out: &str) -> Ended {
    Ended { code: Some(code), out: out.into(), err: String::new() }
}

fn files(consent: &[u8], sealed: &[u8]) -> Program {
    let desk = Program::new();
    desk.write("in/c.pdf", consent);
    desk.write("in/i.age", sealed);
    desk
}

#[test]
fn the_mail_of_the_app_is_accepted_with_its_gift_and_its_acknowledgement() {
    let desk = Program::new();
    let said = desk.run_with(["receive"], &PACKAGE.eml.bytes);
    let draft = desk.draft("K7M4-Q2XD-received-").unwrap();
    let accepted = format!("accepted    {CASE}  -\n            draft: {}\n", draft.display());
    assert_eq!(said, ended(0, &accepted));
    let draft = fs::read_to_string(draft).unwrap();
    assert!(draft.contains("<helene.marchand@exemple.fr>"), "{draft}");
    let gifts = desk.run(["gifts", "export"]);
    assert!(gifts.out.contains("\r\nK7M4-Q2XD,Hélène Marchand,helene.marchand@exemple.fr,6,"), "{gifts:?}");
    assert_eq!(desk.run(["gifts", "give", CASE]), ended(0, "K7M4-Q2XD: the gift is given\n"));
    assert_eq!(desk.run(["gifts", "list"]), ended(0, ""));
}

#[test]
fn the_same_package_twice_is_one_case() {
    let desk = Program::new();
    let path = desk.write("a.eml", &PACKAGE.eml.bytes);
    desk.write("in/c.pdf", &PACKAGE.consent.bytes);
    desk.write("in/i.age", &PACKAGE.sealed.bytes);
    assert_eq!(desk.run(["receive".as_ref(), path.as_os_str()]).code, Some(0));
    let again = desk.run(["receive", "in"]);
    assert!(again.out.starts_with("known       K7M4-Q2XD  in\n"), "{again:?}");
    assert_eq!(desk.run(["cases", "--json"]).out.lines().count(), 1);
}

#[test]
fn another_package_for_the_same_case_is_kept_and_contested() {
    let desk = Program::new();
    desk.run_with(["receive"], &PACKAGE.eml.bytes);
    let other = package(CASE, Timestamp::now());
    let said = desk.run_with(["receive"], &other.eml.bytes);
    assert!(said.out.starts_with("contested   K7M4-Q2XD  -\n            case-contested: "), "{said:?}");
    assert_eq!(said.code, Some(3));
    assert_eq!(desk.run(["cases", "--json"]).out.lines().count(), 2);
}

#[test]
fn a_mail_that_says_it_is_a_package_and_has_no_attachments_is_asked_for_both() {
    let desk = Program::new();
    let mail = "From: helene.marchand@exemple.fr\r\nSubject: Demande K7M4-Q2XD\r\nMessage-ID: <1@exemple.fr>\r\n\r\nBonjour\r\n";
    let asked = desk.run_with(["receive"], mail.as_bytes());
    let expected = "incomplete  K7M4-Q2XD  -\n            consent-missing: there is no consent PDF\n            \
                    sealed-file-missing: there is no sealed file\n            draft: ";
    assert!(asked.out.starts_with(expected), "{asked:?}");
    assert_eq!(asked.code, Some(3));
}

#[test]
fn a_consent_without_its_sealed_file_is_incomplete() {
    let desk = Program::new();
    desk.write("in/c.pdf", &PACKAGE.consent.bytes);
    let draft = desk.home().join("drafts/K7M4-Q2XD-incomplete-");
    let out = format!(
        "incomplete  {CASE}  in/c.pdf\n            sealed-file-missing: there is no sealed file\n            draft: {}",
        draft.display()
    );
    let got = desk.run(["receive", "in"]);
    assert_eq!((got.code, got.out.starts_with(&out)), (Some(3), true), "{got:?}");
}

#[test]
fn two_mails_of_the_same_identifier_are_both_answered() {
    let desk = Program::new();
    for text in ["one", "two"] {
        desk.run_with(
            ["receive"],
            format!("Message-ID: <1@exemple.fr>\r\nSubject: Demande {CASE}\r\n\r\n{text}").as_bytes(),
        );
    }
    assert_eq!(fs::read_dir(desk.home().join("drafts")).unwrap().count(), 2);
}

#[test]
fn a_file_that_is_not_there_and_an_empty_folder_are_said_to_be() {
    let desk = Program::new();
    let said = "unreadable  -          none.eml\n            file-unreadable: cannot be read: no such file or folder\n";
    assert_eq!(desk.run(["receive", "none.eml"]), ended(1, said));
    fs::create_dir(desk.path().join("empty")).unwrap();
    for command in ["receive", "inspect"] {
        assert_eq!(desk.run([command, "empty"]), ended(0, "there is no mail and no file of a package\n"));
    }
}

#[test]
fn two_files_that_are_named_go_together_whatever_they_are_called() {
    let desk = Program::new();
    desk.write("f.pdf", &PACKAGE.consent.bytes);
    desk.write("identifiants-K7M4-Q2XD.age", &PACKAGE.sealed.bytes);
    assert_eq!(desk.run(["inspect", "f.pdf", "identifiants-K7M4-Q2XD.age"]).code, Some(0));
}

#[test]
fn a_pdf_without_record_is_incomplete() {
    let desk = files(b"%PDF-1.7\n%%EOF", &PACKAGE.sealed.bytes);
    let got = desk.run(["receive", "in"]);
    assert_eq!(got.code, Some(3));
    let expected = "consent-missing: there is no consent PDF\n            pdf-without-record: \"c.pdf\" does not hold one consent record: \
                    it was printed, scanned, put together, or is another document\n";
    assert!(got.out.contains(expected), "{got:?}");
}

#[test]
fn a_zip_called_age_is_incomplete() {
    let desk = files(&PACKAGE.consent.bytes, b"PK\x03\x04");
    let got = desk.run(["receive", "in"]);
    assert_eq!(got.code, Some(3));
    assert!(
        got.out.contains(
            "sealed-file-missing: there is no sealed file\n            not-age: \"i.age\" is not an age file\n"
        ),
        "{got:?}"
    );
}

#[test]
fn a_consent_with_the_sealed_file_of_another_is_incomplete() {
    let other = package("", Timestamp::now());
    let desk = files(&PACKAGE.consent.bytes, &other.sealed.bytes);
    let got = desk.run(["receive", "in"]);
    assert_eq!(got.code, Some(3));
    let said = "sealed-file-missing: there is no sealed file\n            sealed-file-other: \"i.age\" belongs to another consent\n";
    assert!(got.out.contains(said), "{got:?}");
}

#[test]
fn a_changed_consent_is_refused() {
    let mut changed = PACKAGE.consent.bytes.clone();
    changed.extend_from_slice(b"\n% and I also agree to everything else\n");
    let desk = files(&changed, &PACKAGE.sealed.bytes);
    assert_eq!(desk.run(["receive", "in"]), refused("in", "appended: 39 bytes were added"));
}

#[test]
fn an_expired_consent_is_refused() {
    let signed = Timestamp::now() - SignedDuration::from_hours(24 * 31);
    let package = package(CASE, signed);
    let expires = Timestamp::from_second(signed.as_second()).unwrap() + SignedDuration::from_hours(24 * 30);
    assert_eq!(
        Program::new().run_with(["receive"], &package.eml.bytes),
        refused("-", &format!("expired: the consent expired on {}", shown(expires)))
    );
}

#[test]
fn a_clock_set_back_is_noticed() {
    let package = package(CASE, Timestamp::now() + SignedDuration::from_hours(48));
    let got = Program::new().run_with(["receive"], &package.eml.bytes);
    assert_eq!(got.code, Some(4));
    assert!(got.out.contains("not-yet-signed: the consent is dated in the future, "), "{got:?}");
}

#[test]
fn a_mail_cut_in_half_is_incomplete() {
    let half = &PACKAGE.eml.bytes[..PACKAGE.eml.bytes.len() / 2];
    let got = Program::new().run_with(["receive"], half);
    assert_eq!(got.code, Some(3));
    assert!(got.out.contains("mail-cut-off: the mail is cut off\n"), "{got:?}");
}

#[test]
fn a_mail_of_a_hundred_megabytes_is_refused() {
    let desk = Program::new();
    fs::File::create(desk.path().join("long.eml")).unwrap().set_len(100_000_000).unwrap();
    let out = "refused     -          long.eml\n            mail-too-long: the mail is longer than 25 MB\n";
    assert_eq!(desk.run(["receive", "long.eml"]), ended(4, out));
}

#[test]
fn mime_bombs_are_refused() {
    let desk = Program::new();
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    let out = "refused     -          -\n            mail-too-many-parts: the mail has more than 200 parts\n";
    assert_eq!(desk.run_with(["receive"], nested.as_bytes()), ended(4, out));
    let parts = format!("Content-Type: multipart/mixed; boundary=b\r\n\r\n{}", "--b\r\n\r\n".repeat(1_000_000));
    assert_eq!(desk.run_with(["receive"], parts.as_bytes()), ended(4, out));
}

#[test]
fn an_mbox_gives_an_answer_per_mail_and_the_worst_exit_code() {
    let desk = Program::new();
    let mut mbox = Vec::new();
    for mail in [&PACKAGE.eml.bytes[..], b"Subject: x\n\nx", b"Subject: Demande K7M4-Q2XD\n\nx"] {
        mbox.extend_from_slice(b"From - Mon Nov 23 14:05:00 2026\n");
        mbox.extend_from_slice(mail);
        mbox.extend_from_slice(b"\n\n");
    }
    desk.write("pli.mbox", &mbox);
    let got = desk.run(["receive", "--json", "pli.mbox"]);
    let verdicts: Vec<_> = got
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|answer| (answer["source"].as_str().unwrap().to_owned(), answer["verdict"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [("pli.mbox#1", "accepted"), ("pli.mbox#2", "unrelated"), ("pli.mbox#3", "incomplete")]
        .map(|(source, verdict)| (source.to_owned(), verdict.to_owned()));
    assert_eq!((got.code, verdicts), (Some(3), expected.to_vec()));
}

#[test]
fn a_file_name_from_a_mail_cannot_act_on_the_terminal() {
    let mail = "From: a@exemple.fr\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
        Content-Disposition: attachment; filename*=utf-8''%1B%5D0%3Bowned%07.age\r\n\r\nno\r\n--b--\r\n";
    let got = Program::new().run_with(["receive"], mail.as_bytes());
    assert!(got.out.chars().all(|c| c == '\n' || !c.is_control()), "{got:?}");
    assert!(got.out.contains("not-age"), "{got:?}");
}

#[test]
fn inspecting_says_everything_that_can_be_known_without_a_key() {
    let desk = files(&PACKAGE.consent.bytes, &PACKAGE.sealed.bytes);
    let got = desk.run(["inspect", "in"]);
    assert_eq!(got.code, Some(0), "{got:?}");
    for row in [
        "case                        K7M4-Q2XD\n",
        "person                      Hélène Marchand\n",
        "missing accounts            PEA\n",
        "demonstration               yes: worth nothing\n",
        "\nrecord                      ok\nsignature                   ok\nattachments belong together ok\ndocument as signed          ok\n\
         terms                       ok\nconsent text                ok\neligibility                 ok\nepoch                       ok\nsealed file                 ok\nexpiry                      ok\n",
    ] {
        assert!(got.out.contains(row), "{row:?} in {}", got.out);
    }
}

/// What the app showed the person, from the desk's own bundle.
#[test]
fn inspecting_tells_the_words_and_the_fingerprint_of_the_key() {
    let bundle = Bundle::compiled_in(Timestamp::now(), 0).unwrap();
    let epoch = bundle.recipients(Timestamp::now()).unwrap().epoch().clone();
    let fingerprint = hex::encode(sha2::Sha256::digest(epoch.recipient().to_string()));
    let french = fingerprint_words(epoch.fingerprint(), Language::Fr);
    let english = fingerprint_words(epoch.fingerprint(), Language::En);
    let desk = files(&PACKAGE.consent.bytes, &PACKAGE.sealed.bytes);
    let rows = format!(
        "\nwords of the key            {}\nfingerprint of the key      {fingerprint}\n\nrecord ",
        french.join(" ")
    );
    let said = desk.run(["inspect", "in"]).out;
    assert!(said.contains(&rows), "{rows} in {said}");
    let found: serde_json::Value = serde_json::from_str(&desk.run(["inspect", "--json", "in"]).out).unwrap();
    let words = serde_json::json!({"en": english, "fr": french});
    let key = serde_json::json!({"epoch": epoch.name(), "fingerprint": fingerprint, "words": words});
    assert_eq!(found["key"], key);
    let in_english = package_in(Language::En, CASE, Timestamp::now());
    let said = files(&in_english.consent.bytes, &in_english.sealed.bytes).run(["inspect", "in"]).out;
    assert!(said.contains(&format!("\nwords of the key, en        {}\n", english.join(" "))), "{said}");
}

#[test]
fn inspecting_a_received_case_needs_its_reference_only() {
    let desk = Program::new();
    desk.run_with(["receive"], &PACKAGE.eml.bytes);
    let found: serde_json::Value = serde_json::from_str(&desk.run(["inspect", "--json", "k7m4q2xd"]).out).unwrap();
    assert_eq!((&found["sound"], &found["record"]["facts"]["reference"]), (&true.into(), &CASE.into()));
    let unknown =
        Ended { code: Some(6), out: String::new(), err: "pli-desk: case-unknown: there is no case K7M4-Q2XD\n".into() };
    assert_eq!(Program::new().run(["inspect", CASE]), unknown);
}

/// The list of associated files names the record twice, instead of the record and the signature.
#[test]
fn a_pdf_with_two_records_is_incomplete() {
    let mut two = PACKAGE.consent.bytes.clone();
    let list = two.windows(5).rposition(|window| window == b"/AF [").unwrap() + 5;
    let end = list + two[list..].iter().position(|&c| c == b']').unwrap();
    let references: Vec<String> = String::from_utf8_lossy(&two[list..end])
        .split(" R")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let [record, signature] = references.as_slice() else { panic!("{references:?}") };
    assert_eq!(record.len(), signature.len());
    let at = list + String::from_utf8_lossy(&two[list..end]).find(signature).unwrap();
    two[at..at + record.len()].copy_from_slice(record.as_bytes());
    let got = files(&two, &PACKAGE.sealed.bytes).run(["receive", "in"]);
    assert_eq!(got.code, Some(3), "{got:?}");
    assert!(got.out.contains("pdf-without-record: \"c.pdf\" does not hold one consent record"), "{got:?}");
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let desk = Program::new();
    let nowhere = desk.command(["manual", "out"]).env("PLI_DESK_HOME", "nowhere").output().unwrap();
    assert_eq!(Ended::from(nowhere), ended(0, ""), "it needs no desk");
    let page = fs::read_to_string(desk.path().join("out/pli-desk-use.1")).unwrap();
    assert!(page.contains("file descriptor 3"), "{page}");
    assert!(desk.path().join("out/pli-desk.bash").exists());
}
