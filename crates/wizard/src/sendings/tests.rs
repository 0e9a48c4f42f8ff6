use std::io::Cursor;

use jiff::{SignedDuration, Timestamp};
use minisign::KeyPair;

use pli_format::{
    CaseReference, Language, Sha256, SignedAt,
    bundle::{Bundle, ReceiptKey},
    canonical::Canonical,
    case_key::CaseKey,
    consent::{AskedBy, ConsentRecord},
    receipt::{self, Reason, Receipt, ReceiptError},
    terms::{KnownTerms, Terms},
    withdrawal,
};

use super::*;
use crate::{
    case::{Answer, Case, Page, Progress, ResumeContext, Signing, SigningContext, Whereabouts},
    package::PackageError,
};

mod newer_terms;
mod password;

pub(super) const SEALED: &[u8] = b"age-encryption.org/v1\n...";
pub(super) const FOLDER: &str = "/home/helene/Documents/Pli/K7M4-Q2XD";

pub(super) fn now() -> Timestamp {
    "2026-11-23T13:05:00Z".parse().unwrap()
}

pub(super) fn after(days: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_hours(24 * days)).unwrap()
}

fn entropy(bytes: &mut [u8]) {
    bytes.fill(7);
}

fn bundle() -> Bundle {
    Bundle::compiled_in(now(), 0).unwrap()
}

/// A case that took these answers.
fn answered(answers: impl IntoIterator<Item = Answer>) -> Case {
    answered_under(Terms::current(), answers)
}

fn answered_under(terms: &'static Terms, answers: impl IntoIterator<Item = Answer>) -> Case {
    let mut case = Case::new(Language::Fr, terms, &mut entropy);
    for answer in answers {
        case.answer(answer).unwrap();
    }
    case
}

fn start(bank: &str, account: &str) -> Vec<Answer> {
    vec![
        Answer::Start,
        Answer::WhoAsked { by: AskedBy::Support },
        Answer::Accounts { accounts: vec![format!("{bank}_{account}")] },
    ]
}

fn details() -> Answer {
    Answer::Problem {
        name: "Hélène Marchand".to_owned(),
        email: "helene.marchand@exemple.fr".to_owned(),
        reference: "K7M4-Q2XD".to_owned(),
        description: "Mon PEA a disparu.".to_owned(),
    }
}

fn up_to_the_consent() -> Vec<Answer> {
    [start("lcl", "pea"), vec![details(), Answer::ConfirmAnswers]].concat()
}

pub(super) fn reviewed() -> Case {
    answered(up_to_the_consent())
}

pub(super) fn signed() -> Case {
    signed_under(Terms::current())
}

fn signed_under(terms: &'static Terms) -> Case {
    let mut case = answered_under(terms, up_to_the_consent());
    let bundle = bundle();
    let recipients = bundle.recipients(now()).unwrap();
    let at = SignedAt::new(now(), jiff::tz::offset(1), "Europe/Paris");
    let context = SigningContext { at, epoch: recipients.epoch(), demo: true, app_version: "0.1.0" };
    let acts = terms.acts(Language::Fr).into_iter().map(|act| act.id).collect();
    case.sign(&Signing { acts, name: "Hélène Marchand".to_owned() }, &context, &mut entropy).unwrap();
    case
}

pub(super) fn packed() -> Case {
    packed_under(Terms::current())
}

fn packed_under(terms: &'static Terms) -> Case {
    let mut case = signed_under(terms);
    let hash = case.sealable().unwrap().0.sha256();
    case.pack(SEALED.to_vec(), hash).unwrap();
    case.saved("K7M4-Q2XD").unwrap();
    case
}

fn handed() -> Case {
    let mut case = packed();
    case.handed_over("thunderbird").unwrap();
    case
}

fn sent() -> Case {
    let mut case = handed();
    case.confirm_handed_over().unwrap();
    case
}

pub(super) fn key_of(case: &Case) -> CaseKey {
    CaseKey::from_secret(&case.case_key().unwrap().secret())
}

pub(super) fn kept(case: &Case) -> KeptCase {
    KeptCase::of(case.trace(), Some(FOLDER), None, now()).unwrap()
}

pub(super) fn listed(cases: impl IntoIterator<Item = KeptCase>) -> Listed {
    Listed { cases: cases.into_iter().collect(), unreadable: Vec::new() }
}

fn view_of(kept_case: &KeptCase, at: Timestamp, present: [bool; 2]) -> SendingView {
    let listed = listed([kept_case.clone()]);
    kept_case.sending_view(Language::Fr, at, String::new(), present, Some(&listed)).unwrap()
}

/// What a case that is kept alone reminds of.
fn reminders(kept_case: &KeptCase, at: Timestamp) -> Vec<Reminder> {
    kept_case.reminders(&listed([kept_case.clone()]), at)
}

pub(super) fn resumed(progress: Progress, key: Option<CaseKey>, at: Timestamp) -> Case {
    let bundle = bundle();
    let recipients = bundle.recipients(now()).unwrap();
    let context = ResumeContext { now: at, epoch: Some(recipients.epoch()), key };
    Case::resume(CaseReference::generate(&mut entropy), Terms::current(), progress, context)
}

#[test]
fn a_kept_case_reads_back_as_it_was_written() {
    for case in [reviewed(), signed(), sent()] {
        let kept_case = kept(&case);
        assert_eq!(KeptCase::from_bytes(&kept_case.to_bytes()), Ok(kept_case));
    }
}

/// Where the fuzzer begins is what is written today.
#[test]
#[expect(clippy::disallowed_methods, reason = "these are files of the repository")]
fn the_seeds_of_the_fuzzer_are_kept_cases() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/case_file");
    for (name, case) in [("unfinished", signed()), ("sending", sent())] {
        let (seed, bytes) = (folder.join(name), kept(&case).to_bytes());
        if std::env::var_os("PLI_WRITE_EXPECTED").is_some() {
            std::fs::write(&seed, &bytes).unwrap();
        }
        assert!(std::fs::read(&seed).unwrap() == bytes, "{name} is stale: `cargo xtask vectors` writes it anew");
    }
}

#[test]
fn a_kept_case_of_a_newer_version_says_so() {
    let newer = String::from_utf8(kept(&sent()).to_bytes()).unwrap().replace("pli-history/1", "pli-history/2");
    assert_eq!(KeptCase::from_bytes(newer.as_bytes()), Err(Unreadable::NewerVersion("pli-history/2".to_owned())));
}

#[test]
fn anything_else_is_damaged() {
    let kept_case = kept(&sent()).to_bytes();
    let other_format = String::from_utf8(kept_case.clone()).unwrap().replace("pli-history/1", "pli-consent/1");
    for bytes in
        [&kept_case[..kept_case.len() - 1], b"", b"[]", b"{\"format\":\"pli-history/1\"}", other_format.as_bytes()]
    {
        assert_eq!(KeptCase::from_bytes(bytes), Err(Unreadable::Damaged));
    }
}

#[test]
fn a_kept_case_has_one_spelling() {
    let kept_case = String::from_utf8(kept(&sent()).to_bytes()).unwrap();
    for (from, to) in [
        ("{\"case\"", "{ \"case\""),
        ("\"dismissed\":[]", "\"dismissed\":[],\"dismissed\":[]"),
        ("\"dismissed\":[]", "\"dismissed\":[],\"noted\":null"),
        ("\"format\"", "\"fold\":0,\"format\""),
        ("\"steps_tried\":[]", "\"steps_tried\":[],\"steps_tried\":[]"),
        ("\"files_erased\":false", "\"files_erased\":0"),
        ("Hélène", "H\\u00e9lène"),
        ("13:05:00Z", "13:05:00+00:00"),
    ] {
        let other = kept_case.replacen(from, to, 1);
        assert_ne!(other, kept_case, "{from}");
        assert_eq!(KeptCase::from_bytes(other.as_bytes()), Err(Unreadable::Damaged), "{other}");
    }
    assert_eq!(KeptCase::from_bytes((kept_case + "\n").as_bytes()), Err(Unreadable::Damaged));
}

#[test]
fn nothing_is_kept_where_there_is_nothing_to_come_back_to() {
    let fraud = answered([Answer::Start, Answer::WhoAsked { by: AskedBy::PhoneCall }]);
    let not_eligible = answered(start("lcl", "other"));
    for case in [answered([]), answered([Answer::Start]), fraud, not_eligible] {
        assert_eq!(KeptCase::of(case.trace(), None, None, now()), None, "{:?}", case.page());
    }
}

#[test]
fn a_case_is_found_again_at_its_step() {
    let asked = start("lcl", "pea")[..2].to_vec();
    let problem = start("lcl", "pea");
    let mut manual = start("credit-mutuel", "epargne");
    manual.push(Answer::Step { tried: false });
    for (answers, page) in [(asked, Page::Accounts), (problem, Page::Problem), (manual, Page::StepGuide(0))] {
        let left = answered(answers);
        let found = resumed(left.trace().progress.unwrap(), None, now());
        assert_eq!((left.page(), found.page()), (page, page));
        assert_eq!(found.trace(), left.trace());
    }
    assert_eq!(resumed(reviewed().trace().progress.unwrap(), None, now()).page(), Page::Consent);
}

#[test]
fn a_signed_consent_holds_with_its_key() {
    let left = signed();
    let found = resumed(left.trace().progress.unwrap(), Some(key_of(&left)), now());
    assert_eq!(found.page(), Page::Credentials);
    assert_eq!(found.sealable().unwrap().0, left.sealable().unwrap().0);
}

#[test]
fn a_consent_is_asked_again_without_its_key_or_with_another() {
    let another = CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(8));
    for key in [None, Some(another)] {
        let found = resumed(signed().trace().progress.unwrap(), key, now());
        assert_eq!(found.page(), Page::Consent);
        assert!(found.sealable().is_none());
    }
}

#[test]
fn a_consent_is_asked_again_once_it_has_expired() {
    let left = signed();
    let found = resumed(left.trace().progress.unwrap(), Some(key_of(&left)), after(30));
    assert_eq!(found.page(), Page::Consent);
}

#[test]
fn a_consent_to_other_answers_is_asked_again() {
    let left = signed();
    let progress = Progress { accounts: vec!["assurance-vie".to_owned()], ..left.trace().progress.unwrap() };
    assert_eq!(resumed(progress, Some(key_of(&left)), now()).page(), Page::Consent);
}

#[test]
fn what_the_rules_do_not_know_any_more_is_asked_again() {
    let progress = Progress { bank: Some("gone".to_owned()), ..reviewed().trace().progress.unwrap() };
    assert_eq!(resumed(progress, None, now()).page(), Page::Accounts);
    let progress = Progress { accounts: vec!["gone".to_owned()], ..reviewed().trace().progress.unwrap() };
    assert_eq!(resumed(progress, None, now()).page(), Page::Accounts);
}

#[test]
fn a_case_that_is_not_eligible_cannot_be_resumed_at_its_consent() {
    let progress = Progress { accounts: vec!["other".to_owned()], ..signed().trace().progress.unwrap() };
    let found = resumed(progress, Some(key_of(&signed())), now());
    assert_eq!(found.page(), Page::NotEligible);
    assert!(found.sealable().is_none());
}

#[test]
fn a_sending_stands_where_its_last_event_left_it() {
    let state = |case: &Case| kept(case).state(now());
    assert_eq!(state(&signed()), CaseState::Unfinished);
    assert_eq!(state(&packed()), CaseState::Ready);
    assert_eq!(state(&handed()), CaseState::HandedOver);
    assert_eq!(state(&sent()), CaseState::Confirmed);

    let mut kept_case = kept(&sent());
    assert_eq!(kept_case.state(after(31)), CaseState::Overdue);
    kept_case.sending_mut().unwrap().withdrawn_at = Some(after(1));
    assert_eq!(kept_case.state(after(1)), CaseState::Withdrawn);
    kept_case.sending_mut().unwrap().withdrawal_sent_at = Some(after(1));
    assert_eq!(kept_case.state(after(1)), CaseState::WithdrawalSent);
    kept_case.sending_mut().unwrap().receipt = Some(receipt());
    assert_eq!(kept_case.state(after(31)), CaseState::Closed);
}

pub(super) fn receipt() -> KeptReceipt {
    KeptReceipt { text: String::new(), deleted_at: after(2), by: "Bridge".to_owned(), reason: Reason::Closed }
}

#[test]
fn days_are_counted_on_the_calendar_of_the_person() {
    let kept_case = kept(&sent());
    let left = |time: &str| kept_case.view(time.parse().unwrap()).days_left;
    // Signed on 23 November at 14:05, an hour ahead of UTC.
    for (time, days) in [
        ("2026-11-23T13:05:00Z", Some(30)),
        ("2026-11-23T22:59:59Z", Some(30)),
        ("2026-11-23T23:00:00Z", Some(29)),
        ("2026-12-21T23:00:00Z", Some(1)),
        ("2026-12-22T22:59:59Z", Some(1)),
        ("2026-12-22T23:00:00Z", Some(0)),
        ("2026-12-23T13:05:00Z", Some(0)),
        ("2026-12-23T13:05:01Z", None),
    ] {
        assert_eq!(left(time), days, "{time}");
    }
    let on_that_clock = Some("2026-12-23T14:05:00+01:00");
    assert_eq!(kept_case.view(now()).deadline.as_deref(), on_that_clock);
    assert_eq!(kept_case.under_way(now()).map(|request| request.deadline).as_deref(), on_that_clock);
}

#[test]
fn nobody_has_what_was_never_handed_over_and_nothing_is_left_to_count() {
    let mut kept_case = kept(&packed());
    assert_eq!(kept_case.view(now()).days_left, None);
    kept_case.sending_mut().unwrap().withdrawn_at = Some(after(1));
    assert_eq!((kept_case.state(after(1)), kept_case.view(after(1)).deadline), (CaseState::Withdrawn, None));
}

#[test]
fn what_was_never_handed_over_expires_and_asks_for_nothing() {
    let kept_case = kept(&packed());
    assert_eq!(kept_case.state(after(31)), CaseState::Expired);
    assert_eq!(reminders(&kept_case, after(31)), []);
    let view = view_of(&kept_case, after(31), [true; 2]);
    assert_eq!((view.next, view.row.deadline, view.can_withdraw), (None, None, false));
}

#[test]
fn without_its_sealed_file_a_sending_can_only_be_confirmed() {
    let handed = handed();
    let next = |case: &Case, present| view_of(&kept(case), now(), present).next;
    assert_eq!(next(&handed, [true, true]), Some(NextAct::Resume));
    assert_eq!(next(&handed, [true, false]), Some(NextAct::Confirm));
    assert_eq!(next(&packed(), [true, false]), None);
    assert_eq!(next(&sent(), [true, false]), None);
    for (case, act) in [(packed(), NextAct::Resume), (handed, NextAct::Resume), (sent(), NextAct::HandOffAgain)] {
        assert_eq!(next(&case, [false, true]), Some(act), "the consent is drawn again");
    }
}

#[test]
fn the_words_of_a_key_are_those_of_the_consent() {
    let kept_case = kept(&sent());
    let words =
        |language| kept_case.sending_view(language, now(), String::new(), [true; 2], None).map(|view| view.key_words);
    assert!(words(Language::Fr).is_some());
    assert_eq!(words(Language::En), words(Language::Fr), "as its mail and its PDF have them");
}

#[test]
fn every_folder_that_a_package_was_written_to_is_remembered() {
    let mut kept_case = Some(kept(&packed()));
    for folder in ["/home/helene/Documents/Pli/K7M4-Q2XD-2", FOLDER, FOLDER] {
        kept_case = KeptCase::of(packed().trace(), Some(folder), kept_case, now());
    }
    let kept_case = kept_case.unwrap();
    let folders: Vec<&str> = kept_case.sending().unwrap().folders().collect();
    assert_eq!(folders, ["/home/helene/Documents/Pli/K7M4-Q2XD-2", FOLDER]);
}

#[test]
fn the_same_package_is_made_again_from_its_sealed_file_only() {
    let case = packed();
    let (kept_case, package) = (kept(&case), case.package().unwrap());
    let again = kept_case.sending().unwrap().package(KnownTerms::compiled_in(), SEALED.to_vec()).unwrap();
    let bytes = |package: &crate::package::Package| package.files().map(|file| file.bytes.clone());
    assert_eq!(bytes(&again), bytes(package));
    let other =
        kept_case.sending().unwrap().package(KnownTerms::compiled_in(), b"age-encryption.org/v1\nother".to_vec());
    assert!(matches!(other, Err(PackageError::OtherFile)));

    let mut altered = kept_case.clone();
    altered.sending_mut().unwrap().proof.signature.0[0] ^= 1;
    let other = altered.sending().unwrap().package(KnownTerms::compiled_in(), SEALED.to_vec());
    assert!(matches!(other, Err(PackageError::OtherFile)), "of another signature");
}

#[test]
fn the_message_carries_the_two_files_and_nothing_else() {
    let case = packed();
    let message = String::from_utf8(case.package().unwrap().eml.bytes.clone()).unwrap();
    // In base64: how a PDF begins, and the whole sealed file.
    for content in ["\nJVBERi0xLjc", "\nYWdlLWVuY3J5cHRpb24ub3JnL3YxCi4uLg==\r\n"] {
        assert_eq!(message.matches(content).count(), 1, "{content:?}");
    }
    assert_eq!(message.matches("Content-Disposition: attachment").count(), 2);
}

#[test]
fn what_was_handed_over_is_not_sealed_again_and_was_confirmed_once() {
    let handed = kept(&sent());
    let retyped = KeptCase::of(signed().trace(), Some(FOLDER), Some(handed.clone()), after(1)).unwrap();
    assert!(retyped.sending().is_some());
    let ready = kept(&packed());
    let retyped = KeptCase::of(signed().trace(), Some(FOLDER), Some(ready), after(1)).unwrap();
    assert!(retyped.sending().is_none());

    let again = KeptCase::of(sent().trace(), Some(FOLDER), Some(handed), after(1)).unwrap();
    assert_eq!(again.sending().unwrap().confirmed_at, Some(now()));
}

/// Whatever the history missed in between, a receipt of the file that was sealed last is of this case.
#[test]
fn a_file_that_was_sealed_anew_takes_the_place_of_the_one_before() {
    let mut earlier = kept(&sent());
    earlier.sending_mut().unwrap().withdrawn_at = Some(after(1));
    let mut case = signed();
    let hash = case.sealable().unwrap().0.sha256();
    case.pack(b"age-encryption.org/v1\nagain".to_vec(), hash).unwrap();
    case.saved("K7M4-Q2XD-2").unwrap();
    let folder = format!("{FOLDER}-2");
    let now_kept = KeptCase::of(case.trace(), Some(&folder), Some(earlier), after(2)).unwrap();
    let sending = now_kept.sending().unwrap();
    assert_eq!(sending.proof, case.package().unwrap().proof);
    assert_eq!(now_kept.state(after(2)), CaseState::Ready);
    assert_eq!(sending.folders().collect::<Vec<_>>(), [FOLDER, &folder]);
}

#[test]
fn a_package_is_handed_over_again_from_the_choice_of_a_mail_client() {
    let case = sent();
    let kept_case = kept(&case);
    let sending = kept_case.sending().unwrap();
    let known = KnownTerms::compiled_in();
    let mut again = sending.case(case.id().clone(), known, Language::Fr, SEALED.to_vec()).unwrap();
    assert_eq!(again.page(), Page::HandedOver);
    again.another_way().unwrap();
    assert_eq!(again.page(), Page::MailClient);
    let bundle = bundle();
    let says = |case: &Case| {
        let view = case.view(Ok(&bundle.epochs()[0]), true);
        (view.whereabouts, view.ask_before_closing)
    };
    assert_eq!(says(&again), (Whereabouts::ConfirmedByYou, false), "it left once");
    again.handed_over("evolution").unwrap();
    assert_eq!(says(&again), (Whereabouts::ConfirmedByYou, false));
    let kept_case = KeptCase::of(again.trace(), Some(FOLDER), Some(kept_case), after(1)).unwrap();
    let sending = kept_case.sending().unwrap();
    assert_eq!((sending.handed_to.as_deref(), sending.confirmed_at), (Some("evolution"), Some(now())));
}

#[test]
fn manual_synchronisation_is_asked_about_when_the_person_comes_back() {
    let mut answers = start("credit-mutuel", "epargne");
    answers.push(Answer::Step { tried: false });
    assert_eq!(reminders(&kept(&answered(answers)), now()), [Reminder::TryStep]);
    assert_eq!(reminders(&kept(&reviewed()), now()), [Reminder::Resume]);
}

#[test]
fn a_case_waits_to_be_resumed_until_the_person_says_that_the_message_left() {
    for case in [reviewed(), signed(), packed()] {
        assert_eq!(reminders(&kept(&case), now()), [Reminder::Resume]);
    }
    assert_eq!(reminders(&kept(&handed()), now()), [Reminder::Confirm], "it may have left");
    assert_eq!(reminders(&kept(&sent()), now()), []);
}

#[test]
fn a_receipt_is_asked_for_once_the_time_is_over_without_one() {
    let mut kept_case = kept(&sent());
    assert_eq!(reminders(&kept_case, after(30)), []);
    assert_eq!(reminders(&kept_case, after(31)), [Reminder::ChangePassword, Reminder::AskForReceipt]);
    kept_case.sending_mut().unwrap().receipt = Some(receipt());
    assert_eq!(reminders(&kept_case, after(31)), [Reminder::ChangePassword]);
    kept_case.sending_mut().unwrap().password_changed_at = Some(after(31));
    assert_eq!(reminders(&kept_case, after(31)), []);
}

#[test]
fn what_was_taken_back_has_served_only_if_it_may_have_left() {
    for (case, due) in [(packed(), vec![]), (sent(), vec![Reminder::ChangePassword])] {
        let mut kept_case = kept(&case);
        kept_case.sending_mut().unwrap().withdrawn_at = Some(after(1));
        assert_eq!(reminders(&kept_case, after(1)), [], "the mail takes it back");
        kept_case.sending_mut().unwrap().withdrawal_sent_at = Some(after(1));
        assert_eq!(reminders(&kept_case, after(1)), due);
    }
}

#[test]
fn a_reminder_that_was_dismissed_does_not_come_back() {
    let mut kept_case = kept(&reviewed());
    kept_case.dismissed.insert(Reminder::Resume);
    assert_eq!(reminders(&kept_case, now()), []);
}

#[test]
fn what_was_dismissed_and_when_it_began_outlive_a_change() {
    let mut kept_case = kept(&reviewed());
    kept_case.dismissed.insert(Reminder::Resume);
    let later = KeptCase::of(sent().trace(), Some(FOLDER), Some(kept_case.clone()), after(1)).unwrap();
    assert_eq!((later.begun_at, later.dismissed), (now(), kept_case.dismissed));
}

#[test]
fn what_there_is_to_do_first_depends_on_the_state_and_the_files() {
    let mut kept_case = kept(&sent());
    let acts = |kept_case: &KeptCase, at, present| {
        let view = view_of(kept_case, at, present);
        (view.next, view.can_withdraw)
    };
    assert_eq!(acts(&kept(&packed()), now(), [true, true]), (Some(NextAct::Resume), false));
    assert_eq!(acts(&kept(&handed()), now(), [true, true]), (Some(NextAct::Resume), true));
    assert_eq!(acts(&kept_case, now(), [true, true]), (Some(NextAct::HandOffAgain), true));
    assert_eq!(acts(&kept_case, now(), [true, false]), (None, true));
    assert_eq!(acts(&kept_case, after(31), [true, true]), (Some(NextAct::AskForReceipt), true));
    assert_eq!(acts(&kept(&handed()), after(31), [true, true]), (Some(NextAct::Confirm), true), "did it leave at all?");
    kept_case.sending_mut().unwrap().receipt = Some(receipt());
    assert_eq!(acts(&kept_case, now(), [true, true]), (None, false));
    assert_eq!(kept(&reviewed()).sending_view(Language::Fr, now(), String::new(), [false; 2], None), None);
}

/// What the desk writes when it has deleted the sealed file of this case.
fn receipt_file(kept_case: &KeptCase, keys: &KeyPair) -> String {
    let sending = kept_case.sending().unwrap();
    let receipt = Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: kept_case.reference(),
        sealed_sha256: sending.proof.sealed,
        record_sha256: Some(sending.record.sha256()),
        deleted_at: after(2),
        by: "Bridge".to_owned(),
        epoch: sending.record.epoch.name,
        reason: Reason::Withdrawn,
    };
    let message = Cursor::new(receipt.to_message());
    let (kind, says) = (Some(receipt::UNTRUSTED_COMMENT), receipt.trusted_comment());
    let signature = minisign::sign(None, &keys.sk, message, Some(&says), kind).unwrap();
    receipt.with_signature(&signature.to_string())
}

/// The desk's key as a bundle lists it.
fn listed_keys(keys: &KeyPair) -> [ReceiptKey; 1] {
    [ReceiptKey { key: keys.pk.to_base64().parse().unwrap(), not_before: now(), not_after: Timestamp::MAX }]
}

#[test]
fn a_genuine_receipt_closes_its_case() {
    let desk = KeyPair::generate_unencrypted_keypair().unwrap();
    let mut cases = [kept(&reviewed()), kept(&sent())];
    let file = receipt_file(&cases[1], &desk);
    let closed = take_receipt(&mut cases, true, file.as_bytes(), &listed_keys(&desk)).unwrap();
    assert_eq!(closed.state(after(3)), CaseState::Closed);
    let view = view_of(closed, after(3), [false; 2]);
    let expected = ReceiptView { deleted: "2026-11-25T13:05:00Z".to_owned(), by: "Bridge".to_owned() };
    assert_eq!((view.receipt, view.can_withdraw), (Some(expected), false));
}

#[test]
fn a_receipt_that_is_not_genuine_is_refused_by_name_and_closes_nothing() {
    let desk = KeyPair::generate_unencrypted_keypair().unwrap();
    let forger = KeyPair::generate_unencrypted_keypair().unwrap();
    let kept_case = kept(&sent());
    let genuine = receipt_file(&kept_case, &desk);
    for (file, refusal) in [
        (receipt_file(&kept_case, &forger), ReceiptError::NotGenuine),
        (genuine.replace("Bridge", "bridge"), ReceiptError::Altered),
        (genuine[..genuine.len() - 1].to_owned(), ReceiptError::Malformed),
    ] {
        let mut cases = [kept_case.clone()];
        assert_eq!(take_receipt(&mut cases, false, file.as_bytes(), &listed_keys(&desk)), Err(refusal.into()));
        assert_eq!(cases[0], kept_case);
    }
}

/// Several sendings may have one reference.
#[test]
fn a_receipt_of_another_sending_of_a_request_is_not_said_to_be_of_another_request() {
    let desk = KeyPair::generate_unencrypted_keypair().unwrap();
    let mut kept_case = kept(&sent());
    let file = receipt_file(&kept_case, &desk);
    kept_case.sending_mut().unwrap().proof.sealed = Sha256([9; 32]);
    let reference = kept_case.reference();
    let taken = take_receipt([&mut kept_case], false, file.as_bytes(), &listed_keys(&desk));
    assert_eq!(taken, Err(NotClosed::OtherSending(reference.clone())));
    assert_eq!(
        take_receipt([], false, file.as_bytes(), &listed_keys(&desk)),
        Err(ReceiptError::OtherCase(reference).into())
    );
}

#[test]
fn a_receipt_of_a_case_that_may_be_unreadable_is_not_said_to_be_of_none_here() {
    let (desk, forger) =
        (KeyPair::generate_unencrypted_keypair().unwrap(), KeyPair::generate_unencrypted_keypair().unwrap());
    let kept_case = kept(&sent());
    for (keys, expected) in [
        (&desk, NotClosed::MayBeUnreadable(kept_case.reference())),
        (&forger, NotClosed::Refused(ReceiptError::NotGenuine)),
    ] {
        let file = receipt_file(&kept_case, keys);
        assert_eq!(take_receipt([], true, file.as_bytes(), &listed_keys(&desk)), Err(expected));
    }
}

#[test]
fn a_withdrawal_is_signed_with_the_case_key_and_stands_in_the_mail() {
    let (case, mut kept_case) = (sent(), kept(&sent()));
    let record = kept_case.sending().unwrap().record.clone();
    let package = kept_case.sending_mut().unwrap().withdraw(Some(&key_of(&case)), after(1));
    let file = package.file.unwrap();
    assert_eq!(file.name, "retrait-K7M4-Q2XD.retrait");
    let withdrawn = withdrawal::parse(&file.bytes).unwrap().verify(&record).unwrap();
    assert_eq!((withdrawn.at, kept_case.state(after(1))), (after(1), CaseState::Withdrawn));
    assert_eq!(package.draft.subject(), "Demande K7M4-Q2XD : je retire mon accord");
    assert!(package.draft.body().contains(std::str::from_utf8(&file.bytes).unwrap().trim_end()));
    assert!(!package.draft.compose_url(crate::draft::MAILTO, 2000).shortened);
}

#[test]
fn without_the_case_key_a_plain_mail_takes_the_consent_back() {
    let another = CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(8));
    for key in [None, Some(&another)] {
        let mut kept_case = kept(&sent());
        let package = kept_case.sending_mut().unwrap().withdraw(key, after(1));
        assert!(package.file.is_none());
        assert_eq!(
            package.draft.body(),
            "Bonjour,\n\nJe retire l’accord que j’ai donné le 23 novembre 2026 pour la demande K7M4-Q2XD.\nMerci de supprimer \
             mes identifiants dès maintenant et de m’en envoyer la preuve.\n\nHélène Marchand\n"
        );
    }
}

#[test]
fn a_consent_taken_back_twice_was_taken_back_the_first_time() {
    let (case, mut kept_case) = (sent(), kept(&sent()));
    let sending = kept_case.sending_mut().unwrap();
    let first = sending.withdraw(Some(&key_of(&case)), after(1)).file.unwrap();
    let second = sending.withdraw(Some(&key_of(&case)), after(2)).file.unwrap();
    assert!(first == second);
}

#[test]
fn a_consent_is_kept_after_all_until_its_withdrawal_is_said_to_have_left() {
    let mut kept_case = kept(&sent());
    let sending = kept_case.sending_mut().unwrap();
    sending.withdraw(None, after(1));
    sending.keep_consent();
    assert_eq!(sending.state(after(1)), CaseState::Confirmed);
    sending.withdraw(None, after(2));
    sending.withdrawal_sent_at = Some(after(2));
    sending.keep_consent();
    assert_eq!((sending.state(after(2)), sending.withdrawn_at), (CaseState::WithdrawalSent, Some(after(2))));
}

#[test]
fn a_receipt_is_asked_for_by_the_date_that_the_consent_gave() {
    let kept_case = kept(&sent());
    let draft = crate::draft::Draft::ask_for_receipt(&kept_case.sending().unwrap().record);
    assert_eq!(draft.subject(), "Demande K7M4-Q2XD : la preuve de suppression");
    assert!(draft.body().contains("après le 23 décembre 2026."), "{}", draft.body());
}
