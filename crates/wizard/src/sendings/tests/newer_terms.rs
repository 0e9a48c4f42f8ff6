//! Cases that were kept under the first terms, found again by a program whose newest terms are others.

use super::*;
use crate::case::PageView;

#[path = "../../../../../tests/terms/terms.rs"]
mod versions;

fn first() -> &'static Terms {
    versions::first_and_second().version(1).unwrap()
}

fn newest() -> &'static Terms {
    versions::first_and_second().current()
}

/// As a newer program takes it up.
fn taken_up(left: &Case) -> Case {
    let bundle = bundle();
    let recipients = bundle.recipients(now()).unwrap();
    let key = left.case_key().map(|_| key_of(left));
    let context = ResumeContext { now: now(), epoch: Some(recipients.epoch()), key };
    let kept_case = KeptCase::from_bytes(&kept(left).to_bytes()).unwrap();
    let Stage::Unfinished(progress) = kept_case.stage else { panic!("it is not finished") };
    Case::resume(kept_case.id, newest(), *progress, context)
}

fn sending_of(left: &Case) -> Sending {
    KeptCase::from_bytes(&kept(left).to_bytes()).unwrap().sending().unwrap().clone()
}

fn page(case: &Case) -> PageView {
    let bundle = bundle();
    let recipients = bundle.recipients(now()).unwrap();
    case.view(Ok(recipients.epoch()), true).page
}

#[test]
fn an_unfinished_case_goes_on_at_its_page() {
    for (taken, page) in [(2, Page::Accounts), (3, Page::Problem), (4, Page::Review), (5, Page::Consent)] {
        let left = answered_under(first(), up_to_the_consent().into_iter().take(taken));
        assert_eq!((left.page(), taken_up(&left).page()), (page, page));
    }
}

/// Nothing was sealed under it: who signs now signs the words of now.
#[test]
fn a_consent_that_was_not_used_is_asked_again_in_the_newest_words() {
    let left = signed_under(first());
    let PageView::Consent { asked_again, subtitle, acts, name, .. } = page(&taken_up(&left)) else {
        panic!("it is at its consent")
    };
    assert_eq!((asked_again, name.as_str()), (true, "Hélène Marchand"));
    assert_eq!((subtitle.as_str(), acts.len()), ("Texte n°\u{a0}2 · clé de janvier 2026", 4));
}

#[test]
fn a_package_is_handed_over_as_it_was_made() {
    let left = packed_under(first());
    let (sending, known) = (sending_of(&left), versions::first_and_second());
    let mut case = sending.case(left.id().clone(), known, Language::Fr, SEALED.to_vec()).unwrap();
    let bytes = |case: &Case| case.package().unwrap().files().map(|file| file.bytes.clone());
    assert_eq!(bytes(&case), bytes(&left));
    assert_eq!(sending.consent(known).unwrap().bytes, left.package().unwrap().consent.bytes);
    case.handed_over("thunderbird").unwrap();
    case.confirm_handed_over().unwrap();
    let PageView::Done { bank, deadline, .. } = page(&case) else { panic!("it is done") };
    assert_eq!(
        (bank.as_str(), deadline.as_str()),
        ("LCL", "2026-12-23T14:05:00+01:00"),
        "the thirty days of its own terms"
    );
}

#[test]
fn a_consent_is_taken_back_and_closed() {
    let left = packed_under(first());
    let mut kept_case = KeptCase::from_bytes(&kept(&left).to_bytes()).unwrap();
    let sending = kept_case.sending_mut().unwrap();
    let file = sending.withdraw(Some(&key_of(&left)), after(1)).file.unwrap();
    let taken_back = withdrawal::parse(&file.bytes).unwrap().verify(&sending.record).unwrap();
    assert_eq!((taken_back.reference.to_string().as_str(), taken_back.at), ("K7M4-Q2XD", after(1)));

    let desk = KeyPair::generate_unencrypted_keypair().unwrap();
    let receipt = receipt_file(&kept_case, &desk);
    let mut cases = [kept_case];
    let closed = take_receipt(&mut cases, false, receipt.as_bytes(), &listed_keys(&desk)).unwrap();
    assert_eq!(closed.state(after(3)), CaseState::Closed);
}

#[test]
fn a_package_of_terms_that_are_not_known_is_not_made_again() {
    let third: &'static Terms = Box::leak(Box::new(versions::other(3)));
    let left = packed_under(third);
    let known = versions::first_and_second();
    let refused = sending_of(&left).case(left.id().clone(), known, Language::Fr, SEALED.to_vec()).err().unwrap();
    assert_eq!(refused.to_string(), "terms 3 are not known here");
}
