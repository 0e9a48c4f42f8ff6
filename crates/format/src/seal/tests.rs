use std::iter;

use age::x25519::Identity;
use jiff::Timestamp;

use super::{INTRODUCTION, MAX_LENGTH, OpenError, SealOrder, SealRefusal, decrypt, open, room, seal};
use crate::{
    CaseReference, Language, Sha256,
    bundle::{Bundle, demo_signed::with_second_recipient},
    canonical::Canonical,
    consent::Person,
    credentials::{Answers, CredentialError, CredentialProblem, Credentials, Said},
    payload::{self, LENGTHS, PayloadCase},
    recipients::{EpochRef, RecipientKind},
    terms::Terms,
    withdrawal::tests::agreed,
};

mod hardware;
mod inspect;

const TAG: &str = "age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e";
const TAGPQ: &str = include_str!("../../../../tests/vectors/recipient-tagpq.txt");
const BEFORE_OVERLAP: &str = "2026-11-23T13:05:00Z";
const IN_OVERLAP: &str = "2028-11-23T13:05:00Z";
const AFTER_OVERLAP: &str = "2029-11-23T13:05:00Z";

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn bundle() -> Bundle {
    Bundle::compiled_in(at(BEFORE_OVERLAP), 0).unwrap()
}

fn identity(file: &str) -> Identity {
    file.lines().find(|line| line.starts_with("AGE-")).unwrap().parse().unwrap()
}

fn first() -> Identity {
    identity(include_str!("../../../../tests/demo/DEMO-ONLY-identity-2026-01.txt"))
}

fn second() -> Identity {
    identity(include_str!("../../../../tests/demo/DEMO-ONLY-identity-2028-11.txt"))
}

fn case() -> PayloadCase {
    PayloadCase {
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        bank: "lcl".to_owned(),
        consent_sha256: Sha256([1; 32]),
        signed_at: at(BEFORE_OVERLAP),
        expires_at: at("2026-12-23T13:05:00Z"),
    }
}

fn payload(identifiant: &str, code: &str) -> Vec<u8> {
    let body = serde_json::json!({ "identifiant": identifiant, "code": code }).to_string();
    let fields = Terms::current().rules().bank("lcl").unwrap().credentials();
    let credentials = Credentials::parse(body.as_bytes(), fields, Said::nothing()).unwrap();
    payload::form(&case(), &credentials, &mut |bytes: &mut [u8]| bytes.fill(7)).unwrap().to_vec()
}

fn sealed_in(bundle: &Bundle, time: &str, payload: &[u8]) -> Vec<u8> {
    seal(payload, &bundle.recipients(at(time)).unwrap()).unwrap()
}

fn sealed(time: &str) -> Vec<u8> {
    sealed_in(&bundle(), time, &payload("0481516234", "482915"))
}

fn opens(sealed: &[u8], identity: &Identity) -> bool {
    open(sealed, iter::once(identity as _), Terms::current().rules()).is_ok()
}

/// The tags of the header's stanzas, without the random one that keeps parsers honest.
fn stanzas(sealed: &[u8]) -> Vec<String> {
    sealed
        .split(|&c| c == b'\n')
        .take_while(|line| !line.starts_with(b"--- "))
        .filter_map(|line| Some(std::str::from_utf8(line.strip_prefix(b"-> ")?).ok()?.split(' ').next()?.to_owned()))
        .filter(|tag| !tag.ends_with("-grease"))
        .collect()
}

#[test]
fn the_current_identity_opens_it() {
    let opened = open(&sealed(BEFORE_OVERLAP), iter::once(&first() as _), Terms::current().rules()).unwrap();
    assert_eq!(opened.case.reference.to_string(), "K7M4-Q2XD");
    assert!(opened.fields["code"].as_str() == "482915", "another code came out");
}

#[test]
fn only_the_identities_of_the_recipients_open_it() {
    let opened = |time| (opens(&sealed(time), &first()), opens(&sealed(time), &second()));
    assert_eq!(opened(BEFORE_OVERLAP), (true, false));
    assert_eq!(opened(IN_OVERLAP), (true, true));
    assert_eq!(opened(AFTER_OVERLAP), (false, true));
}

#[test]
fn another_identity_is_told_so() {
    let error =
        open(&sealed(BEFORE_OVERLAP), iter::once(&Identity::generate() as _), Terms::current().rules()).err().unwrap();
    assert!(matches!(error, OpenError::Age(age::DecryptError::NoMatchingKeys)), "{error}");
}

#[test]
fn two_sealed_files_of_one_payload_differ() {
    assert_ne!(sealed(BEFORE_OVERLAP), sealed(BEFORE_OVERLAP));
}

#[test]
fn it_is_binary_age() {
    assert!(sealed(BEFORE_OVERLAP).starts_with(INTRODUCTION));
}

#[test]
fn every_value_of_1_to_64_characters_gives_the_same_size() {
    let bundle = bundle();
    for character in ["0", "é", "€", "😀", "\"", "\\"] {
        for count in 1..=64 {
            let value = character.repeat(count);
            let size = sealed_in(&bundle, IN_OVERLAP, &payload(&value, &value)).len();
            assert_eq!(size, 4096, "{count} times {character:?}");
        }
    }
}

#[test]
fn each_kind_of_recipient_has_its_stanzas_and_size() {
    let payload = payload("0481516234", "482915");
    let cases = [
        (TAG, AFTER_OVERLAP, vec!["p256tag"], 4096),
        (TAGPQ.trim(), AFTER_OVERLAP, vec!["mlkem768p256tag"], 8192),
        (TAGPQ.trim(), IN_OVERLAP, vec!["X25519"], 4096),
    ];
    for (recipient, time, tags, size) in cases {
        let sealed = sealed_in(&with_second_recipient(recipient), time, &payload);
        assert_eq!((stanzas(&sealed), sealed.len()), (tags.into_iter().map(String::from).collect(), size));
    }
    assert_eq!(stanzas(&sealed(IN_OVERLAP)), ["X25519", "X25519"]);
}

#[test]
fn the_longest_file_is_known() {
    assert_eq!(MAX_LENGTH, LENGTHS[3] + room(RecipientKind::TagPq));
    assert_eq!(MAX_LENGTH, 22528);
}

/// Where these bytes begin.
fn find(sealed: &[u8], what: &[u8]) -> usize {
    sealed.windows(what.len()).position(|window| window == what).unwrap()
}

#[test]
fn every_flipped_byte_of_a_sealed_file_is_refused() {
    use age::DecryptError::{InvalidHeader, InvalidMac, NoMatchingKeys, UnknownFormat};

    let sealed = sealed(BEFORE_OVERLAP);
    let identity = first();
    // One stanza, X25519: a line of arguments, a line of 43 characters. The MAC: "--- " and as many.
    let stanza = find(&sealed, b"-> X25519 ");
    let stanza_end = stanza + find(&sealed[stanza..], b"\n") + 1 + 43 + 1;
    let header_end = find(&sealed, b"\n--- ") + 1 + 4 + 43 + 1;
    for at in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[at] ^= 1 << (at % 8);
        let error = decrypt(&altered, iter::once(&identity as _)).err().unwrap();
        let is_expected = if at >= header_end {
            matches!(error, OpenError::Damaged(_))
        } else if at < INTRODUCTION.len() {
            matches!(error, OpenError::Age(InvalidHeader | UnknownFormat))
        } else if (stanza..stanza_end).contains(&at) {
            matches!(error, OpenError::Age(InvalidHeader | UnknownFormat | NoMatchingKeys))
        } else {
            matches!(error, OpenError::Age(InvalidHeader | UnknownFormat | InvalidMac))
        };
        assert!(is_expected, "byte {at} of {header_end} of the header: {error:?}");
    }
}

#[test]
fn every_cut_of_a_sealed_file_is_refused() {
    let sealed = sealed(BEFORE_OVERLAP);
    let identity = first();
    for length in 0..sealed.len() {
        assert!(!opens(&sealed[..length], &identity), "cut to {length}");
    }
    assert!(!opens(&[&sealed[..], b" "].concat(), &identity), "one byte more");
}

fn described(problem: &str) -> Answers {
    Answers { description: problem.to_owned(), ..Answers::default() }
}

fn order() -> SealOrder {
    SealOrder {
        language: Language::Fr,
        case: case(),
        epoch: bundle().epoch("2026-01".parse().unwrap()).unwrap().into(),
        answers: described("Mon PEA a disparu."),
    }
}

fn seal_by(order: &SealOrder, body: &str, time: &str) -> Result<Vec<u8>, SealRefusal> {
    order.seal(body.as_bytes(), Said::nothing(), &bundle(), at(time), &mut |bytes: &mut [u8]| bytes.fill(7))
}

const BODY: &str = r#"{"identifiant":"0481516234","code":"482915"}"#;

#[test]
fn an_order_seals_what_was_typed_with_what_was_consented_to() {
    let sealed = seal_by(&order(), BODY, BEFORE_OVERLAP).unwrap();
    let opened = open(&sealed, iter::once(&first() as _), Terms::current().rules()).unwrap();
    assert_eq!(opened.case, case());
    assert!(opened.fields["identifiant"].as_str() == "0481516234", "another number came out");
}

#[test]
fn an_order_carries_every_answer_that_leaves_unsealed() {
    let mut record = agreed();
    record.facts.person = Person { name: "a name".to_owned(), email: "an@e-mail.fr".to_owned() };
    record.facts.problem.description = "a description".to_owned();
    let record = Canonical::of(record);
    let order = SealOrder::of(&record, Language::Fr);
    assert_eq!(order.answers.person, ["a name", "an@e-mail.fr"]);
    assert_eq!(order.answers.description, "a description");
}

#[test]
fn an_order_says_of_a_consent_what_it_says() {
    let record = Canonical::of(agreed());
    let order = SealOrder {
        language: Language::En,
        case: PayloadCase { consent_sha256: record.sha256(), ..case() },
        epoch: EpochRef { name: "2026-11".parse().unwrap(), fingerprint: Sha256([0xf0; 32]) },
        answers: Answers {
            person: vec!["Hélène Marchand".to_owned(), "helene.marchand@exemple.fr".to_owned()],
            ..Answers::default()
        },
    };
    assert_eq!(SealOrder::of(&record, Language::En), order);
}

#[test]
fn an_order_checks_the_credentials_against_its_answers() {
    let order = SealOrder { answers: described("Mon code : 482 915"), ..order() };
    match seal_by(&order, BODY, BEFORE_OVERLAP) {
        Err(SealRefusal::Correct(problems)) => {
            assert_eq!(problems, [CredentialProblem { field: "code".to_owned(), error: CredentialError::InAnswers }]);
        }
        _ => panic!("not refused"),
    }
}

#[test]
fn an_order_for_an_unknown_bank_or_without_its_fields_is_malformed() {
    let unknown = SealOrder { case: PayloadCase { bank: "other".to_owned(), ..case() }, ..order() };
    assert!(matches!(seal_by(&unknown, BODY, BEFORE_OVERLAP), Err(SealRefusal::Malformed)));
    assert!(matches!(seal_by(&order(), "{}", BEFORE_OVERLAP), Err(SealRefusal::Malformed)));
}

#[test]
fn an_order_is_void_once_its_epoch_is_over() {
    let order = SealOrder { case: PayloadCase { expires_at: Timestamp::MAX, ..case() }, ..order() };
    assert!(seal_by(&order, BODY, IN_OVERLAP).is_ok());
    assert!(matches!(seal_by(&order, BODY, AFTER_OVERLAP), Err(SealRefusal::OtherEpoch)));
    assert!(matches!(seal_by(&order, BODY, "2033-01-01T00:00:00Z"), Err(SealRefusal::NoEpoch(_))));
}

#[test]
fn an_order_for_another_recipient_of_the_same_name_is_refused() {
    let second = bundle().epoch("2028-11".parse().unwrap()).unwrap().clone();
    let epoch = EpochRef { name: "2026-01".parse().unwrap(), ..EpochRef::from(&second) };
    assert!(matches!(seal_by(&SealOrder { epoch, ..order() }, BODY, BEFORE_OVERLAP), Err(SealRefusal::OtherEpoch)));
    let epoch = EpochRef { name: "2026-02".parse().unwrap(), ..order().epoch };
    assert!(matches!(seal_by(&SealOrder { epoch, ..order() }, BODY, BEFORE_OVERLAP), Err(SealRefusal::OtherEpoch)));
}

#[test]
fn an_order_is_void_after_its_last_instant() {
    let expires_at = case().expires_at;
    assert!(seal_by(&order(), BODY, "2026-12-23T13:05:00Z").is_ok());
    match seal_by(&order(), BODY, "2026-12-23T13:05:00.001Z") {
        Err(SealRefusal::ConsentExpired { expires_at: told }) => assert_eq!(told, expires_at),
        _ => panic!("not refused"),
    }
}
