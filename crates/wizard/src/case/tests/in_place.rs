//! What is done at one page only.

use super::*;

#[test]
fn nothing_is_signed_or_previewed_but_at_the_consent() {
    let is_possible = |fixture: &mut Fixture| {
        let recipients = fixture.bundle.recipients(now().instant()).unwrap();
        let context = SigningContext { at: now(), epoch: recipients.epoch(), demo: true, app_version: "0.1.0" };
        let previewed = fixture.case.preview(&context).is_ok();
        let signed = fixture.sign(&act_ids(), "Hélène Marchand");
        assert!(signed.is_ok() || signed == Err(Refusal::OutOfOrder));
        (previewed, signed.is_ok())
    };
    let walk = lcl_reviewed();
    for count in 0..walk.len() {
        let mut fixture = Fixture::after(walk.iter().take(count).cloned());
        assert_eq!(is_possible(&mut fixture), (false, false), "{:?}", fixture.case.page());
    }
    let mut fixture = Fixture::after(walk);
    assert_eq!(is_possible(&mut fixture), (true, true));
    assert_eq!(is_possible(&mut fixture), (false, false), "{:?}", fixture.case.page());
}

#[test]
fn nothing_is_sealed_or_packed_but_at_the_credentials() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    let sealed = b"age-encryption.org/v1\n...".to_vec();
    let record = fixture.case.sealable().unwrap().0.sha256();
    fixture.case.back();
    assert_eq!(fixture.case.page(), Page::Consent);
    assert!(fixture.case.sealable().is_none());
    assert!(matches!(fixture.case.pack(sealed, record), Err(PackageError::OutOfOrder)));

    fixture.case.answer(Answer::Continue).unwrap();
    fixture.pack().unwrap();
    fixture.case.back();
    assert_eq!(fixture.case.page(), Page::Credentials, "nobody goes back behind what is sealed");
    fixture.case.saved("K7M4-Q2XD").unwrap();
    assert!(fixture.case.sealable().is_none());
    assert!(matches!(fixture.pack(), Err(PackageError::OutOfOrder)));
}

#[test]
fn what_a_mail_client_has_is_not_typed_again() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    assert!(!fixture.case.can_retype());
    fixture.pack().unwrap();
    assert!(!fixture.case.can_retype());
    fixture.case.saved("K7M4-Q2XD").unwrap();
    assert!(fixture.case.can_retype());
    fixture.case.handed_over("Thunderbird").unwrap();
    assert!(!fixture.case.can_retype());
    fixture.case.another_way().unwrap();
    assert_eq!(fixture.case.retype(), Err(Refusal::OutOfOrder));
}

#[test]
fn what_was_taken_back_is_neither_typed_again_nor_handed_over() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    fixture.pack().unwrap();
    fixture.case.saved("K7M4-Q2XD").unwrap();
    fixture.case.withdrawn();
    assert!(fixture.case.to_hand_over().is_none());
    assert_eq!(fixture.case.retype(), Err(Refusal::OutOfOrder));
    assert_eq!(fixture.case.handed_over("Thunderbird"), Err(Refusal::OutOfOrder));
}

#[test]
fn a_case_holds_the_key_of_its_own_consent_and_no_other() {
    let signed = Fixture::signed(lcl_reviewed());
    let (record, _) = signed.case.sealable().unwrap();
    for (byte, held) in [(8, false), (7, true)] {
        let mut case = Fixture::new().case;
        case.hold_key(record, CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(byte)));
        assert_eq!(case.case_key().is_some(), held);
    }
}

#[test]
fn a_request_from_an_old_one_takes_over_a_reference_of_support_only() {
    let signed = Fixture::signed(lcl_reviewed());
    let (record, _) = signed.case.sealable().unwrap();
    let [new, other] = [3, 4].map(|byte| CaseReference::generate(&mut |bytes: &mut [u8]| bytes.fill(byte)));
    let again = |earlier: &CaseReference| {
        Case::again(new.clone(), Terms::current(), Language::Fr, record, earlier).reference().clone()
    };
    assert_eq!(again(&other), record.facts.reference);
    assert_eq!(again(&record.facts.reference), new);
}
