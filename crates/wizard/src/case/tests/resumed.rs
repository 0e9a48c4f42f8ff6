//! A case that is taken up again: its consent only while nothing that it was signed for is another.

use jiff::{SignedDuration, Timestamp};
use pli_format::recipients::EpochRef;

use super::*;

fn key(byte: u8) -> CaseKey {
    CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(byte))
}

/// Taken up at this instant, for this epoch, with this key, its progress changed so.
fn resumed(
    change: impl FnOnce(&mut Progress),
    time: Timestamp,
    epoch: Option<&Epoch>,
    key: Option<CaseKey>,
) -> (Page, bool) {
    let mut progress = Fixture::signed(lcl_reviewed()).case.trace().progress.unwrap();
    change(&mut progress);
    let id = CaseReference::generate(&mut entropy);
    let case = Case::resume(id, Terms::current(), progress, ResumeContext { now: time, epoch, key });
    (case.page(), case.sealable().is_some())
}

fn other_record(change: impl FnOnce(&mut ConsentRecord)) -> impl FnOnce(&mut Progress) {
    |progress: &mut Progress| {
        let mut record = progress.record.take().unwrap().into_value();
        change(&mut record);
        progress.record = Some(Canonical::of(record));
    }
}

#[test]
fn a_consent_is_taken_up_again_while_nothing_of_it_is_another() {
    const TAKEN_UP: (Page, bool) = (Page::Credentials, true);
    const ASKED_AGAIN: (Page, bool) = (Page::Consent, false);

    let bundle = Bundle::compiled_in(now().instant(), 0).unwrap();
    let [epoch, next] = bundle.epochs() else { panic!("two epochs") };
    let time = now().instant();
    let expires: Timestamp = "2026-12-23T13:05:00Z".parse().unwrap();
    let own = || Some(key(7));

    assert_eq!(resumed(|_| {}, time, Some(epoch), own()), TAKEN_UP);
    assert_eq!(resumed(|_| {}, expires - SignedDuration::from_secs(1), Some(epoch), own()), TAKEN_UP);
    assert_eq!(resumed(|_| {}, expires, Some(epoch), own()), ASKED_AGAIN);

    assert_eq!(resumed(|_| {}, time, None, own()), ASKED_AGAIN);
    assert_eq!(resumed(|_| {}, time, Some(next), own()), ASKED_AGAIN);
    let other_key = other_record(|record| {
        record.epoch = EpochRef { fingerprint: Sha256([9; 32]), ..record.epoch };
    });
    assert_eq!(resumed(other_key, time, Some(epoch), own()), ASKED_AGAIN, "of the same name");

    assert_eq!(resumed(|_| {}, time, Some(epoch), None), ASKED_AGAIN);
    assert_eq!(resumed(|_| {}, time, Some(epoch), Some(key(8))), ASKED_AGAIN);
    let other_terms = other_record(|record| record.terms.sha256 = Sha256([9; 32]));
    assert_eq!(resumed(other_terms, time, Some(epoch), own()), ASKED_AGAIN);

    let other_answer = |progress: &mut Progress| progress.accounts = vec!["assurance-vie".to_owned()];
    assert_eq!(resumed(other_answer, time, Some(epoch), own()), ASKED_AGAIN);
    let other_name = |progress: &mut Progress| {
        "Anne Marchand".clone_into(&mut progress.details.as_mut().unwrap().name);
    };
    assert_eq!(resumed(other_name, time, Some(epoch), own()), ASKED_AGAIN);
}

#[test]
fn what_the_rules_do_not_know_any_more_is_asked_again() {
    let bundle = Bundle::compiled_in(now().instant(), 0).unwrap();
    let epoch = Some(&bundle.epochs()[0]);
    let at = |change: fn(&mut Progress)| resumed(change, now().instant(), epoch, Some(key(7))).0;
    assert_eq!(at(|progress| progress.accounts.push("livret-z".to_owned())), Page::Accounts);
    assert_eq!(at(|progress| progress.bank = Some("banque-z".to_owned())), Page::Accounts);
    assert_eq!(at(|progress| progress.bank = Some("credit-mutuel".to_owned())), Page::Accounts);
    assert_eq!(at(|progress| progress.asked_by = Some(AskedBy::PhoneCall)), Page::FraudStop);
}

/// Neither before the first effort, nor where there is nothing to share, nor once the files are written.
#[test]
fn nothing_is_kept_where_nothing_is_to_be_resumed() {
    let keeps = |case: &Case| case.trace().progress.is_some();
    for answers in [
        vec![],
        vec![Answer::Start],
        vec![Answer::Start, who(AskedBy::TextMessage)],
        vec![Answer::Start, who(AskedBy::Support), accounts("other", &["other"])],
    ] {
        let case = Fixture::after(answers).case;
        assert!(!keeps(&case), "{:?}", case.page());
    }
    let mut fixture = Fixture::after([Answer::Start, who(AskedBy::Support)]);
    assert!(keeps(&fixture.case));
    fixture = Fixture::signed(lcl_reviewed());
    assert!(keeps(&fixture.case));
    fixture.pack().unwrap();
    fixture.case.saved("K7M4-Q2XD").unwrap();
    assert!(!keeps(&fixture.case));
    fixture.case.handed_over("Thunderbird").unwrap();
    assert!(!keeps(&fixture.case));
    fixture.case.confirm_handed_over().unwrap();
    assert!(!keeps(&fixture.case));
}

#[test]
fn what_was_typed_or_signed_is_kept_wherever_the_person_goes_back_to() {
    /// Where it is, where it is taken up again, whether its consent holds there.
    fn kept(fixture: &Fixture) -> (Page, Page, bool) {
        assert!(fixture.view().ask_before_closing);
        let (epoch, id) = (&fixture.bundle.epochs()[0], fixture.case.id().clone());
        let context = ResumeContext { now: now().instant(), epoch: Some(epoch), key: Some(key(7)) };
        let found = Case::resume(id, Terms::current(), fixture.case.trace().progress.unwrap(), context);
        (fixture.case.page(), found.page(), found.case_key().is_some())
    }

    let mut fixture = Fixture::signed(lcl_reviewed());
    let mut pages = Vec::new();
    while fixture.view().back {
        fixture.case.back();
        pages.push(kept(&fixture));
    }
    assert_eq!(
        pages,
        [
            (Page::Consent, Page::Consent, true),
            (Page::Review, Page::Review, true),
            (Page::Problem, Page::Problem, true),
            (Page::Accounts, Page::Accounts, true),
            (Page::WhoAsked, Page::WhoAsked, true),
            (Page::Welcome, Page::Review, true),
        ]
    );

    let mut typed = Fixture::after(lcl());
    typed.case.note(problem("Hélène")).unwrap();
    typed.case.back();
    typed.case.back();
    assert_eq!(kept(&typed), (Page::WhoAsked, Page::WhoAsked, false));

    let mut stopped = Fixture::after(lcl_reviewed());
    stopped.case.back();
    stopped.case.modify(Page::WhoAsked).unwrap();
    stopped.case.answer(who(AskedBy::PhoneCall)).unwrap();
    assert_eq!(kept(&stopped), (Page::FraudStop, Page::FraudStop, false));

    let steps = [accounts("credit-mutuel", &["epargne"]), Answer::Step { tried: false }];
    for (answers, ends, found) in [
        (vec![accounts("lcl", &["other"])], Page::NotEligible, Page::NotEligible),
        (vec![accounts("other", &["other"])], Page::NotEligible, Page::NotEligible),
        ([&steps[..], &[Answer::StepDone { helped: true }]].concat(), Page::Solved, Page::StepGuide(0)),
    ] {
        let mut mistaken = Fixture::signed(lcl_reviewed());
        mistaken.case.back();
        mistaken.case.back();
        mistaken.case.modify(Page::Accounts).unwrap();
        for answer in answers {
            mistaken.case.answer(answer).unwrap();
        }
        assert_eq!(kept(&mistaken), (ends, found, false));
    }
}
