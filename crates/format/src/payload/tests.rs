use zeroize::Zeroizing;

use super::{Fields, LENGTHS, PayloadCase, PayloadError, PayloadTooLong, form, open};
use crate::{
    CaseReference, Sha256,
    canonical::Canonical,
    credentials::{Credentials, Said},
    rules::CredentialField,
    terms::Terms,
    withdrawal::tests::agreed,
};

const JSON: &str = concat!(
    r#"{"bank":"lcl","consent_sha256":"0101010101010101010101010101010101010101010101010101010101010101","#,
    r#""expires_at":"2026-12-23T13:05:00Z","fields":{"code":"482915","identifiant":"0481516234"},"#,
    r#""format":"pli-credentials/1","nonce":"07070707070707070707070707070707","reference":"K7M4-Q2XD","#,
    r#""signed_at":"2026-11-23T13:05:00Z"}"#
);

fn case() -> PayloadCase {
    PayloadCase {
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        bank: "lcl".to_owned(),
        consent_sha256: Sha256([1; 32]),
        signed_at: "2026-11-23T13:05:00Z".parse().unwrap(),
        expires_at: "2026-12-23T13:05:00Z".parse().unwrap(),
    }
}

#[test]
fn it_says_of_a_consent_what_the_consent_says() {
    let record = Canonical::of(agreed());
    assert_eq!(PayloadCase::of(&record), PayloadCase { consent_sha256: record.sha256(), ..case() });
}

fn lcl() -> &'static [CredentialField] {
    Terms::current().rules().bank("lcl").unwrap().credentials()
}

fn credentials(identifiant: &str, code: &str) -> Credentials {
    let body = serde_json::json!({ "identifiant": identifiant, "code": code }).to_string();
    Credentials::parse(body.as_bytes(), lcl(), Said::nothing()).unwrap()
}

fn formed(identifiant: &str, code: &str) -> Result<Zeroizing<Vec<u8>>, PayloadTooLong> {
    form(&case(), &credentials(identifiant, code), &mut |bytes: &mut [u8]| bytes.fill(7))
}

#[test]
fn a_payload_is_canonical_json_and_spaces() {
    let payload = formed("0481516234", "482915").unwrap();
    assert_eq!(payload.len(), 2048);
    assert!(std::str::from_utf8(&payload).unwrap().trim_end_matches(' ') == JSON, "another payload was formed");
}

#[test]
fn the_json_is_canonical_by_rfc_8785() {
    let value: serde_json::Value = serde_json::from_str(JSON).unwrap();
    assert_eq!(serde_json_canonicalizer::to_string(&value).unwrap(), JSON);
    // The bytes of UTF-8 have the last two the other way round.
    let fields = serde_json::to_string(&Fields::of([("Ａ", "3"), ("😀", "2"), ("é", "1")].into_iter())).unwrap();
    assert_eq!(fields, r#"{"é":"1","😀":"2","Ａ":"3"}"#);
    let value: serde_json::Value = serde_json::from_str(&fields).unwrap();
    assert_eq!(serde_json_canonicalizer::to_string(&value).unwrap(), fields);
}

#[test]
fn what_was_formed_is_read_back() {
    let payload = formed("0481516234", "é\"\\ 😀").unwrap();
    let opened = open(&payload, Terms::current().rules()).unwrap();
    assert_eq!(opened.case, case());
    let fields: Vec<_> = opened.fields.iter().map(|(id, value)| (id.as_str(), value.as_str())).collect();
    assert!(fields == [("code", "é\"\\ 😀"), ("identifiant", "0481516234")], "other fields were read");
}

#[test]
fn every_value_of_1_to_64_characters_gives_the_same_length() {
    for character in ["0", "é", "€", "😀", "\"", "\\", "\u{2028}", "\u{202e}"] {
        for count in [1, 2, 63, 64] {
            let value = character.repeat(count);
            assert_eq!(formed(&value, &value).unwrap().len(), LENGTHS[0], "{count} times {character:?}");
        }
    }
}

#[test]
fn the_longest_values_fit() {
    assert_eq!(formed(&"😀".repeat(256), &"😀".repeat(256)).unwrap().len(), LENGTHS[1]);
}

#[test]
fn what_fits_no_length_is_refused() {
    assert_eq!(formed("1", &"x".repeat(16384)).err(), Some(PayloadTooLong));
}

fn refused(json: &str) -> PayloadError {
    open(json.as_bytes(), Terms::current().rules()).err().unwrap_or_else(|| panic!("accepted: {json}"))
}

#[test]
fn another_format_is_told_apart_before_its_members() {
    assert_eq!(refused(r#"{"format":"pli-credentials/2","new":1}"#), PayloadError::UnknownFormat);
}

#[test]
fn what_the_format_does_not_describe_is_malformed() {
    for json in ["", "   ", "null", "[]", "{}", r#"{"format":"pli-credentials/1"}"#] {
        assert_eq!(refused(json), PayloadError::Malformed, "{json:?}");
    }
    assert_eq!(refused(&JSON.replace("lcl\"", "lcl\",\"city\":\"Paris\"")), PayloadError::Malformed);
    assert_eq!(refused(&JSON.replace("K7M4-Q2XD", "K7M4-Q2XE")), PayloadError::Malformed);
    assert_eq!(refused(&JSON.replace("\"0101", "\"01")), PayloadError::Malformed);
    assert_eq!(refused(&JSON.replace("0707", "zz07")), PayloadError::Malformed);
    assert_eq!(refused(&JSON.replace("0101", "AB01")), PayloadError::Malformed);
    for other in
        ["2026-12-23T13:05:00.0Z", "2026-12-23T13:05:00.5Z", "2026-12-23T14:05:00+01:00", "0000-12-23T13:05:00Z"]
    {
        assert_eq!(refused(&JSON.replace("2026-12-23T13:05:00Z", other)), PayloadError::Malformed, "{other}");
    }
}

/// Each fault with every one that is told after it.
#[test]
fn the_first_of_two_faults_is_told() {
    let unknown = |json: String| json.replace("credentials/1", "credentials/2");
    let member = |json: String| json.replace("lcl\"", "lcl\",\"city\":\"Paris\"");
    let spelling = |json: String| json.replacen("{\"bank\":", "{ \"bank\":", 1);
    let digits = |json: String| json.replace("\"0101", "\"x101");
    let fields = |json: String| json.replace("\"code\":", "\"card\":");
    let bounds = |json: String| json.replace("\"482915\"", "\"\"");
    let faults: [(&dyn Fn(String) -> String, PayloadError); 6] = [
        (&unknown, PayloadError::UnknownFormat),
        (&member, PayloadError::Malformed),
        (&spelling, PayloadError::NotCanonical),
        (&digits, PayloadError::Malformed),
        (&fields, PayloadError::OtherFields),
        (&bounds, PayloadError::FieldOutOfBounds),
    ];
    for (at, (first, told)) in faults.iter().enumerate() {
        for (second, _) in &faults[at..] {
            assert_eq!(refused(&second(first(JSON.to_owned()))), *told, "fault {at}");
        }
    }
}

#[test]
fn a_list_of_values_is_no_object() {
    assert_eq!(refused(r#"["pli-credentials/2"]"#), PayloadError::Malformed);
}

#[test]
fn every_other_spelling_of_the_same_json_is_refused() {
    let value: serde_json::Value = serde_json::from_str(JSON).unwrap();
    assert_eq!(refused(&serde_json::to_string_pretty(&value).unwrap()), PayloadError::NotCanonical);
    assert_eq!(refused(&JSON.replace("lcl", r"\u006ccl")), PayloadError::NotCanonical);
    assert_eq!(refused(&format!(" {JSON}")), PayloadError::NotCanonical);
}

#[test]
fn only_spaces_follow_the_json() {
    for (padding, error) in [
        ("\n", PayloadError::NotCanonical),
        ("\t", PayloadError::NotCanonical),
        ("\0", PayloadError::Malformed),
        ("\u{a0}", PayloadError::Malformed),
        ("}", PayloadError::Malformed),
    ] {
        assert_eq!(refused(&format!("{JSON} {padding}")), error, "{padding:?}");
    }
    assert!(open(format!("{JSON}   ").as_bytes(), Terms::current().rules()).is_ok());
}

#[test]
fn every_cut_is_refused() {
    for length in 0..JSON.len() {
        assert!(open(&JSON.as_bytes()[..length], Terms::current().rules()).is_err(), "cut to {length}");
    }
}

#[test]
fn a_payload_holds_the_credentials_of_its_bank_and_no_others() {
    let fields = r#""fields":{"code":"482915","identifiant":"0481516234"}"#;
    for other in
        [r#""fields":{}"#, r#""fields":{"code":"482915"}"#, r#""fields":{"code":"4","identifiant":"1","pin":"2"}"#]
    {
        assert_eq!(refused(&JSON.replace(fields, other)), PayloadError::OtherFields, "{other}");
    }
    assert_eq!(refused(&JSON.replace("\"lcl\"", "\"autre\"")), PayloadError::OtherFields);
}

#[test]
fn a_value_that_no_sealing_lets_through_is_refused() {
    for value in [
        String::new(),
        "x".repeat(257),
        "é".repeat(16_000),
        "\\n".to_owned(),
        "\u{7f}".to_owned(),
        "0481\u{85}".to_owned(),
    ] {
        let json = JSON.replace("0481516234", &value);
        assert_eq!(refused(&json), PayloadError::FieldOutOfBounds, "{} characters", value.chars().count());
    }
    assert!(open(JSON.replace("0481516234", &"😀".repeat(256)).as_bytes(), Terms::current().rules()).is_ok());
}

/// Does not compile once a payload, formed or opened, is held in memory that is not wiped.
#[test]
fn every_value_is_wiped() {
    fn is_wiped<T: zeroize::ZeroizeOnDrop>(_: &T) {}

    let payload = formed("0481516234", "482915").unwrap();
    is_wiped(&payload);
    let opened = open(&payload, Terms::current().rules()).unwrap();
    opened.fields.values().for_each(is_wiped);
    assert_eq!(opened.fields.len(), 2);
}
