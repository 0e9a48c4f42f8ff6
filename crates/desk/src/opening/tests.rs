use std::{fs, path::Path};

use age::x25519::Identity;
use pli_format::{CaseReference, Language, Sha256};
use serde_json::Value;

use super::*;

const RECEIVED: &str = "2026-11-23T13:05:00Z";
const EXPIRES: &str = "2026-12-23T13:05:00Z";

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

/// Anne is in charge of it.
fn sending() -> Sending {
    Sending {
        package: Sha256([1; 32]),
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        state: State::InCharge,
        name: "Hélène Marchand".to_owned(),
        email: "helene.marchand@exemple.fr".to_owned(),
        language: Language::Fr,
        bank: "lcl".to_owned(),
        epoch: "2026-01".to_owned(),
        sealed: Sha256([2; 32]),
        record: Sha256([3; 32]),
        case_key: String::new(),
        sender: None,
        invited: None,
        signed_at: at(RECEIVED),
        expires_at: at(EXPIRES),
        received_at: at(RECEIVED),
        developer: Some("anne".to_owned()),
        assigned_at: Some(at(RECEIVED)),
        opened_at: None,
        held_at: None,
        closed_at: None,
        reason: None,
    }
}

#[test]
fn who_may_use_a_case_and_when() {
    let standing = |change: &dyn Fn(&mut Sending), now: &str| {
        let mut sending = sending();
        change(&mut sending);
        check_standing(&sending, "anne", at(now)).map_err(|error| error.code())
    };
    for state in [State::InCharge, State::Used] {
        assert_eq!(standing(&|it| it.state = state, RECEIVED), Ok(()), "{state:?}");
    }
    assert_eq!(standing(&|_| {}, EXPIRES), Ok(()));
    assert_eq!(standing(&|_| {}, "2026-12-23T13:05:01Z"), Err("expired"));
    assert_eq!(standing(&|it| it.state = State::Closed, RECEIVED), Err("case-closed"));
    assert_eq!(standing(&|it| it.state = State::Contested, RECEIVED), Err("case-contested"));
    assert_eq!(standing(&|it| it.held_at = Some(at(RECEIVED)), EXPIRES), Err("case-on-hold"));
    assert_eq!(standing(&|it| it.developer = None, RECEIVED), Err("case-unassigned"));
    assert_eq!(standing(&|it| it.developer = Some("bruno".to_owned()), RECEIVED), Err("not-in-charge"));
}

#[test]
fn a_clock_goes_back_by_a_minute_at_most() {
    let latest = at(RECEIVED);
    let check = |now: &str| check_clock(Some(latest), at("2026-11-01T00:00:00Z"), at(now));
    assert_eq!(check("2026-11-23T13:04:00Z"), Ok(()));
    assert_eq!(check("2026-11-23T13:03:59Z"), Err(ClockSetBack::Log(latest)));
    assert_eq!(check(EXPIRES), Ok(()));
}

#[test]
fn a_clock_is_not_before_the_reception() {
    let check = |latest: Option<&str>, now: &str| check_clock(latest.map(at), at(RECEIVED), at(now));
    for latest in [None, Some("2026-11-23T12:00:00Z")] {
        assert_eq!(check(latest, RECEIVED), Ok(()));
        assert_eq!(check(latest, "2026-11-23T13:04:59Z"), Err(ClockSetBack::Reception(at(RECEIVED))));
    }
    // What was noted last tells by how much.
    assert_eq!(check(Some(EXPIRES), "2026-11-23T13:04:59Z"), Err(ClockSetBack::Log(at(EXPIRES))));
}

fn demo_identities() -> Vec<Identity> {
    ["2026-01", "2028-11"]
        .iter()
        .map(|epoch| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo");
            let text = fs::read_to_string(folder.join(format!("DEMO-ONLY-identity-{epoch}.txt"))).unwrap();
            text.lines().find(|line| line.starts_with("AGE-")).unwrap().parse().unwrap()
        })
        .collect()
}

/// Whatever was looked at when it came is looked at again: every package of the vectors.
#[test]
fn every_package_is_opened_or_refused_with_its_code() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let verdicts: Vec<Value> = serde_json::from_slice(&fs::read(vectors.join("verdicts.json")).unwrap()).unwrap();
    let identities = demo_identities();
    assert!(verdicts.len() > 50);
    for verdict in verdicts {
        let folder = verdict["folder"].as_str().unwrap();
        let read = |name: &str| fs::read(vectors.join(folder).join(name)).unwrap();
        let record: Value = serde_json::from_slice(&read("consent.json")).unwrap();
        let signed = record["signed_at"]["time"].as_str().and_then(|time| time.parse().ok()).unwrap_or(at(RECEIVED));
        let bundle = Bundle::compiled_in(signed, 0).unwrap();
        let sending = Sending { received_at: signed, expires_at: Timestamp::MAX, ..sending() };
        let (consent, sealed) = (read("consent.pdf"), Some(read("sealed.age")));
        let admitted = admit(&sending, &consent, sealed, "anne", KnownTerms::compiled_in(), &bundle, signed);
        let opened = admitted.and_then(|it| it.open(identities.iter().map(|identity| identity as &dyn age::Identity)));
        assert_eq!(opened.err().map(|error| error.code()), verdict["code"].as_str(), "{folder}");
    }
}

#[test]
fn nothing_is_admitted_that_may_not_be_used_or_is_deleted() {
    let bundle = Bundle::compiled_in(at(RECEIVED), 0).unwrap();
    let admitted = |sending: &Sending, sealed: Option<Vec<u8>>| {
        let admitted = admit(sending, b"", sealed, "anne", KnownTerms::compiled_in(), &bundle, at(RECEIVED));
        admitted.err().map(|error| error.code())
    };
    assert_eq!(admitted(&sending(), None), Some("case-closed"));
    assert_eq!(admitted(&sending(), Some(Vec::new())), Some("not-a-pdf"));
    let held = Sending { held_at: Some(at(RECEIVED)), ..sending() };
    assert_eq!(admitted(&held, Some(Vec::new())), Some("case-on-hold"));
}
