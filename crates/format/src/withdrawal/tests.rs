use super::*;
use crate::{
    Language, SignedAt,
    case_key::CasePublicKey,
    consent::{AskedBy, ConsentFacts, Named, Person, ProblemFacts},
    recipients::EpochRef,
    terms::{Agreement, Terms},
};

const AT: &str = "2026-12-01T09:30:00Z";

pub(crate) fn key() -> CaseKey {
    CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(7))
}

pub(super) fn record() -> Canonical<ConsentRecord> {
    Canonical::of(agreed())
}

pub(crate) fn agreed() -> ConsentRecord {
    let facts = ConsentFacts {
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        language: Language::Fr,
        person: Person { name: "Hélène Marchand".to_owned(), email: "helene.marchand@exemple.fr".to_owned() },
        bank: Named { id: "lcl".to_owned(), name: "LCL".to_owned() },
        accounts: Vec::new(),
        problem: ProblemFacts { asked_by: AskedBy::Support, steps_tried: Vec::new(), description: String::new() },
    };
    Terms::current().record(Agreement {
        facts,
        signature: "Hélène Marchand".to_owned(),
        signed_at: SignedAt::new("2026-11-23T13:05:00Z".parse().unwrap(), jiff::tz::Offset::UTC, ""),
        epoch: EpochRef { name: "2026-11".parse().unwrap(), fingerprint: Sha256([0xf0; 32]) },
        case_key: key().public(),
        app_version: "0.1.0".to_owned(),
        demo: true,
    })
}

pub(super) fn withdrawal() -> Withdrawal {
    Withdrawal::new(&record(), AT.parse().unwrap())
}

#[test]
fn is_two_lines_that_anybody_can_read() {
    let file = withdrawal().sign(&key());
    let (json, signature) = file.split_once('\n').unwrap();
    let expected = format!(
        r#"{{"at":"{AT}","format":"pli-withdrawal/1","record_sha256":"{}","reference":"K7M4-Q2XD"}}"#,
        record().sha256()
    );
    assert_eq!(json, expected);
    assert_eq!(signature.len(), 129);
}

/// Made by another implementation: a context that changes gives other bytes.
#[test]
fn the_signature_of_this_withdrawal_is_these_bytes() {
    let file = Withdrawal { record_sha256: Sha256([3; 32]), ..withdrawal() }.sign(&key());
    let made = concat!(
        r#"{"at":"2026-12-01T09:30:00Z","format":"pli-withdrawal/1","record_sha256":""#,
        "0303030303030303030303030303030303030303030303030303030303030303",
        r#"","reference":"K7M4-Q2XD"}"#,
        "\ne7a5c7850e331010f34c628cdf21f2f5284a5b7ee0dce03b5b4c704ef9657edf",
        "358c65b5272c593574926fd7c33ef0002350ddc176807083dd1283fbc38f7a03\n"
    );
    assert_eq!(file, made);
}

#[test]
fn the_instant_has_whole_seconds() {
    let with = |at: &str| Withdrawal { at: at.parse().unwrap(), ..withdrawal() }.sign(&key());
    assert_eq!(with("2026-12-01T09:30:00.5Z"), with(AT));
    let file = withdrawal().sign(&key());
    for other in ["2026-12-01T09:30:00.5Z", "2026-12-01T09:30:00+00:00", "-000001-12-01T09:30:00Z"] {
        assert_eq!(parse(file.replace(AT, other).as_bytes()), Err(WithdrawalError::Malformed), "{other}");
    }
}

#[test]
fn the_key_of_the_case_takes_the_consent_back() {
    let unchecked = parse(withdrawal().sign(&key()).as_bytes()).unwrap();
    assert_eq!(unchecked.reference(), &record().facts.reference);
    assert_eq!(unchecked.verify(&record()), Ok(withdrawal()));
}

#[test]
fn another_key_does_not() {
    let other = CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(8));
    let unchecked = parse(withdrawal().sign(&other).as_bytes()).unwrap();
    assert_eq!(unchecked.verify(&record()), Err(WithdrawalError::NotGenuine));
}

#[test]
fn a_record_that_names_no_key_is_not_obeyed() {
    let record = Canonical::of(ConsentRecord { case_key: CasePublicKey::NONE, ..agreed() });
    let unchecked = parse(Withdrawal::new(&record, AT.parse().unwrap()).sign(&key()).as_bytes()).unwrap();
    assert_eq!(unchecked.verify(&record), Err(WithdrawalError::NotGenuine));
}

#[test]
fn another_consent_of_the_case_stays() {
    let unchecked = parse(withdrawal().sign(&key()).as_bytes()).unwrap();
    let other = Canonical::of(ConsentRecord { app_version: "0.2.0".to_owned(), ..agreed() });
    assert_eq!(unchecked.verify(&other), Err(WithdrawalError::OtherConsent(record().facts.reference.clone())));
    // The same consent under another reference.
    let reference = CaseReference::generate(&mut |bytes: &mut [u8]| bytes.fill(3));
    let other = Withdrawal { reference: reference.clone(), ..withdrawal() };
    let unchecked = parse(other.sign(&key()).as_bytes()).unwrap();
    assert_eq!(unchecked.verify(&record()), Err(WithdrawalError::OtherConsent(reference)));
}

#[test]
fn a_case_signature_is_no_withdrawal() {
    let signature = key().sign(record().sha256(), Sha256([0; 32])).to_string();
    let json = serde_json_canonicalizer::to_string(&withdrawal()).unwrap();
    let unchecked = parse(format!("{json}\n{signature}\n").as_bytes()).unwrap();
    assert_eq!(unchecked.verify(&record()), Err(WithdrawalError::NotGenuine));
}

#[test]
fn every_altered_byte_is_noticed() {
    let file = withdrawal().sign(&key()).into_bytes();
    for at in 0..file.len() {
        for change in [1, 0x20, 0x80] {
            let mut altered = file.clone();
            altered[at] ^= change;
            let verified = parse(&altered).and_then(|unchecked| unchecked.verify(&record()));
            assert!(verified.is_err(), "byte {at} xor {change:#x}");
        }
    }
}

#[test]
fn what_is_not_a_withdrawal() {
    let file = withdrawal().sign(&key());
    for malformed in
        [String::new(), "\n\n".to_owned(), file.trim_end().to_owned(), file.clone() + "\n", file.to_uppercase()]
    {
        assert_eq!(parse(malformed.as_bytes()), Err(WithdrawalError::Malformed), "{malformed:?}");
    }
    let newer = file.replace("pli-withdrawal/1", "pli-withdrawal/2");
    assert_eq!(parse(newer.as_bytes()), Err(WithdrawalError::UnknownFormat("pli-withdrawal/2".to_owned())));
}

#[test]
fn its_file_is_named_after_the_case() {
    assert_eq!(file_name(&record().facts.reference), "retrait-K7M4-Q2XD.retrait");
}
