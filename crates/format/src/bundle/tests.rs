use std::{io::Cursor, sync::LazyLock};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use minisign::{KeyPair, SecretKey, SecretKeyBox};

use super::{Bundle, BundleError, Root, compiled_in};
use crate::minisign::KeyError;

const ROOT_KEY: &str = include_str!("../../../../tests/demo/DEMO-ONLY-root.key");
const COMMENT: &str = "pli-bundle/1";

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-23T13:05:00Z")
}

fn json() -> String {
    String::from_utf8(compiled_in::BUNDLE.to_vec()).unwrap()
}

fn demo_root() -> SecretKey {
    SecretKeyBox::from_string(ROOT_KEY).unwrap().into_unencrypted_secret_key().unwrap()
}

fn sign(bundle: &str, key: &SecretKey, comment: &str) -> String {
    minisign::sign(None, key, Cursor::new(bundle), Some("test"), Some(comment)).unwrap().to_string()
}

/// Opens a bundle that the demonstration root signed.
fn open_signed(bundle: &str, now: Timestamp, last_serial: u64) -> Result<Bundle, BundleError> {
    let signature = sign(bundle, &demo_root(), COMMENT);
    Bundle::open(bundle.as_bytes(), signature.as_bytes(), Root::compiled_in(), now, last_serial)
}

fn open_with_signature(signature: &[u8]) -> Result<Bundle, BundleError> {
    Bundle::open(compiled_in::BUNDLE, signature, Root::compiled_in(), now(), 0)
}

/// The epochs of the demonstration's bundle, as they stand in it.
static EPOCHS: LazyLock<String> = LazyLock::new(|| {
    let json = json();
    let (start, end) = (json.find("\"epochs\": ").unwrap() + 10, json.find(",\n  \"format\"").unwrap());
    json[start..end].to_owned()
});

fn malformed(from: &str, to: &str) -> String {
    let changed = json().replacen(from, to, 1);
    assert_ne!(changed, json(), "{from:?} stands in the bundle");
    match open_signed(&changed, now(), 0) {
        Err(BundleError::Malformed(what)) => what,
        other => panic!("not refused as malformed: {other:?}"),
    }
}

#[test]
fn the_carried_bundle_opens() {
    let bundle = Bundle::compiled_in(now(), 0).unwrap();
    assert!(bundle.is_demo());
    assert_eq!(bundle.serial(), 1);
    assert_eq!(bundle.not_after(), at("2031-12-31T23:59:59Z"));
    let names: Vec<_> = bundle.epochs().iter().map(|epoch| epoch.name().to_string()).collect();
    assert_eq!(names, ["2026-01", "2028-11"]);
    assert_eq!(bundle.destroyed(), []);
}

#[test]
fn a_newer_bundle_under_the_same_root_is_accepted() {
    let newer = json().replace(r#""serial": 1"#, r#""serial": 2"#);
    assert_eq!(open_signed(&newer, now(), 1).unwrap().serial(), 2);
}

#[test]
fn the_same_serial_is_accepted_again() {
    assert_eq!(open_signed(&json(), now(), 1).unwrap().serial(), 1);
}

#[test]
fn a_bundle_without_signature_is_unsigned() {
    assert_eq!(open_with_signature(b"").unwrap_err(), BundleError::Unsigned);
    assert_eq!(open_with_signature(b"\xff\xfe").unwrap_err(), BundleError::Unsigned);
}

#[test]
fn a_bundle_that_another_root_signed_is_unsigned() {
    let other = KeyPair::generate_unencrypted_keypair().unwrap().sk;
    let signature = sign(&json(), &other, COMMENT);
    assert_eq!(open_with_signature(signature.as_bytes()).unwrap_err(), BundleError::Unsigned);
}

#[test]
fn a_signature_with_another_comment_is_unsigned() {
    let signature = sign(&json(), &demo_root(), "signature from minisign secret key");
    assert_eq!(open_with_signature(signature.as_bytes()).unwrap_err(), BundleError::Unsigned);
}

#[test]
fn a_legacy_signature_is_unsigned() {
    // "ED" says prehashed, "Ed" legacy: one letter of the base64.
    let legacy = String::from_utf8(compiled_in::SIGNATURE.to_vec()).unwrap().replace("\nRUS", "\nRWS");
    assert_eq!(open_with_signature(legacy.as_bytes()).unwrap_err(), BundleError::Unsigned);
}

#[test]
fn a_signature_of_another_bundle_is_altered() {
    let signature = sign("{}", &demo_root(), COMMENT);
    assert_eq!(open_with_signature(signature.as_bytes()).unwrap_err(), BundleError::Altered);
}

#[test]
fn an_older_serial_is_rolled_back() {
    // Before and after its time, too: the serial is looked at first.
    for time in ["2025-12-31T23:59:59Z", "2026-11-23T13:05:00Z", "2032-01-01T00:00:00Z"] {
        let refused = open_signed(&json(), at(time), 2).unwrap_err();
        assert_eq!(refused, BundleError::RolledBack { serial: 1, last_serial: 2 }, "{time}");
    }
}

#[test]
fn a_bundle_of_the_future_is_not_yet_valid() {
    assert_eq!(
        open_signed(&json(), at("2025-12-31T23:59:59Z"), 0).unwrap_err(),
        BundleError::NotYetValid { not_before: at("2026-01-01T00:00:00Z") }
    );
}

#[test]
fn a_bundle_expires_after_its_last_second() {
    assert!(open_signed(&json(), at("2031-12-31T23:59:59Z"), 0).is_ok());
    assert_eq!(
        open_signed(&json(), at("2032-01-01T00:00:00Z"), 0).unwrap_err(),
        BundleError::Expired { not_after: at("2031-12-31T23:59:59Z") }
    );
}

#[test]
fn what_the_format_does_not_describe_is_malformed() {
    assert_eq!(malformed("pli-bundle/1", "pli-bundle/2"), "unknown format");
    assert_eq!(malformed("\n  \"not_after\": \"2031", "\n  \"not_after\": \"2025"), "the bundle ends before it begins");
    assert_eq!(
        malformed(r#""not_after": "2028-12-31"#, r#""not_after": "2025-12-31"#),
        "an epoch ends before it begins"
    );
    let begins = "2026-01-01T00:00:00Z";
    let (bundle, epoch) = ("\n  \"not_after\": \"", "\"not_after\": \"");
    assert_eq!(
        malformed(&format!("{bundle}2031-12-31T23:59:59Z"), &format!("{bundle}{begins}")),
        "the bundle ends before it begins"
    );
    assert_eq!(
        malformed(&format!("{epoch}2028-12-31T23:59:59Z"), &format!("{epoch}{begins}")),
        "an epoch ends before it begins"
    );
    assert_eq!(malformed(&EPOCHS, "[]"), "there is no epoch");
    assert_eq!(malformed("\"2028-11\"", "\"2026-01\""), "two epochs have the same name");
    assert!(malformed("\"2028-11\"", "\"2028-13\"").starts_with("an epoch is named after a month"));
    assert!(malformed("age1f437uxu9", "age1f437uxu8").starts_with("not an age recipient"));
    assert!(malformed("\"serial\": 1", "\"serial\": 1, \"serial\": 2").starts_with("duplicate field"));
    assert!(malformed("\"serial\": 1", "\"serial\": 1, \"address\": \"\"").starts_with("unknown field"));
}

/// What another reader may take for the same value is another value, or none.
#[test]
fn every_value_has_one_spelling() {
    let name = "\"name\": \"2028-11\"";
    for (from, to) in [
        ("\"serial\": 1", "\"serial\": 0"),
        ("\"serial\": 1", "\"serial\": -1"),
        ("\"serial\": 1", "\"serial\": 1.0"),
        ("\"serial\": 1", "\"serial\": 1e0"),
        ("\"serial\": 1", "\"serial\": \"1\""),
        ("\"serial\": 1", "\"serial\": 9007199254740992"),
        ("\"serial\": 1", "\"serial\": 18446744073709551615"),
        ("\"demo\": true", "\"demo\": 1"),
        ("2031-12-31T23:59:59Z", "2031-12-31T23:59:59.0Z"),
        ("2031-12-31T23:59:59Z", "2032-01-01T00:59:59+01:00"),
        ("2031-12-31T23:59:59Z", "2031-12-31T23:59:59+00:00"),
        ("2031-12-31T23:59:59Z", "2031-12-31 23:59:59Z"),
        ("2031-12-31T23:59:59Z", "2031-12-31t23:59:59z"),
        ("2031-12-31T23:59:59Z", "2031-12-31T23:59:60Z"),
        ("2031-12-31T23:59:59Z", "+002031-12-31T23:59:59Z"),
        (name, "\"name\": \"2028-1\""),
        (name, "\"name\": \"2028-00\""),
        (name, "\"name\": \"２028-11\""),
        ("\"RWQ0", "\"RUQ0"),
        ("\"RWQ0", "\" RWQ0"),
        ("\"age13etx", "\"AGE13ETX"),
        ("\"age13etx", "\"age13etx "),
    ] {
        malformed(from, to);
    }
}

/// An object is an object, and no list of its values.
#[test]
fn a_list_of_values_is_no_object() {
    let gone = |inner: &str| format!("\"destroyed\": [{inner}]");
    let digits = "0a".repeat(32);
    let object = format!(r#"{{"name": "2025-11", "fingerprint": "{digits}", "destroyed_at": "2026-02-01T00:00:00Z"}}"#);
    assert!(open_signed(&json().replace("\"destroyed\": []", &gone(&object)), now(), 0).is_ok());
    malformed("\"destroyed\": []", &gone(&format!(r#"["2025-11", "{digits}", "2026-02-01T00:00:00Z"]"#)));
    let key =
        r#"["RWQ0KkmipeB1Zm69R0XYNR/1Mh2vOCEIEPO5sU25pixhapr5eanfYCZl","2026-01-01T00:00:00Z","2031-12-31T23:59:59Z"]"#;
    let (start, end) = (json().find("\"receipt_keys\": ").unwrap(), json().find(",\n  \"serial\"").unwrap());
    malformed(&json()[start..end], &format!("\"receipt_keys\": [{key}]"));
    let epoch = r#"["2026-01","age1f437uxu9grc5l3nw9z9v35lpnzkganvehkm395gyjtpy54s7ea3q4egesc","2026-01-01T00:00:00Z","2031-12-31T23:59:59Z"]"#;
    assert_eq!(malformed(&EPOCHS, &format!("[{epoch}]")), "a list where an object should be");
}

#[test]
fn an_instant_without_end_is_accepted() {
    let endless = json().replace("2031-12-31T23:59:59Z", "9999-12-31T23:59:59Z");
    let bundle = open_signed(&endless, at("9998-12-31T23:59:59Z"), 0).unwrap();
    assert_eq!(bundle.not_after(), Timestamp::MAX);
}

#[test]
fn a_serial_leaves_room_for_another() {
    let with = |serial: u64| open_signed(&json().replace("\"serial\": 1", &format!("\"serial\": {serial}")), now(), 0);
    assert_eq!(with((1 << 53) - 1).unwrap().serial(), (1 << 53) - 1);
    for none in [0, 1 << 53, u64::MAX] {
        assert!(matches!(with(none), Err(BundleError::Malformed(_))), "{none}");
    }
}

#[test]
fn receipt_keys_have_their_time() {
    let (start, end) = (json().find("\"receipt_keys\": ").unwrap(), json().find(",\n  \"serial\"").unwrap());
    let listed = json()[start..end].to_owned();
    let key = "RWQ0KkmipeB1Zm69R0XYNR/1Mh2vOCEIEPO5sU25pixhapr5eanfYCZl";
    let other = KeyPair::generate_unencrypted_keypair().unwrap().pk.to_base64();
    let one = |key: &str, from: &str, to: &str| {
        format!(r#"{{"key": "{key}", "not_before": "{from}-01-01T00:00:00Z", "not_after": "{to}-01-01T00:00:00Z"}}"#)
    };
    let keys = |keys: &[String]| format!("\"receipt_keys\": [{}]", keys.join(", "));
    let bundle = json().replace(&listed, &keys(&[one(key, "2024", "2026"), one(&other, "2025", "2031")]));
    let opened = open_signed(&bundle, now(), 0).unwrap();
    let told: Vec<_> = opened.receipt_keys().iter().map(|it| (it.key.to_string(), it.not_after)).collect();
    assert_eq!(told, [(key.to_owned(), at("2026-01-01T00:00:00Z")), (other.clone(), at("2031-01-01T00:00:00Z"))]);

    assert_eq!(malformed(&listed, &keys(&[])), "there is no receipt key");
    assert_eq!(malformed(&listed, &keys(&[one(key, "2026", "2026")])), "a receipt key ends before it begins");
    let twice = keys(&[one(key, "2024", "2026"), one(key, "2027", "2031")]);
    assert_eq!(malformed(&listed, &twice), "a receipt key stands twice");
    // The same point under another identifier, the same identifier with another point.
    let [bytes, other] = [key, &other].map(|key| STANDARD.decode(key).unwrap());
    for like in [[&bytes[..2], &other[2..10], &bytes[10..]], [&bytes[..10], &other[10..], &[]]] {
        let like = STANDARD.encode(like.concat());
        let twice = keys(&[one(key, "2024", "2026"), one(&like, "2027", "2031")]);
        assert_eq!(malformed(&listed, &twice), "a receipt key stands twice", "{like}");
    }
}

/// Whatever a bundle says: everybody can sign one with the demonstration's root.
#[test]
fn the_mark_of_the_demonstration_follows_the_root() {
    let real = json().replace("\"demo\": true", "\"demo\": false");
    assert_eq!(malformed("\"demo\": true", "\"demo\": false"), "no demonstration under the demonstration's root");

    let root = KeyPair::generate_unencrypted_keypair().unwrap();
    let public = Root::parse(&root.pk.to_box().unwrap().to_string()).unwrap();
    let open = |bundle: &str| {
        let signature = sign(bundle, &root.sk, COMMENT);
        Bundle::open(bundle.as_bytes(), signature.as_bytes(), &public, now(), 0)
    };
    assert!(!open(&real).unwrap().is_demo());
    let told = "a demonstration under a root that is none".to_owned();
    assert_eq!(open(&json()).unwrap_err(), BundleError::Malformed(told));
}

#[test]
fn a_destroyed_epoch_stands_once() {
    let gone = |name: &str, byte: &str| {
        let fingerprint = byte.repeat(32);
        format!(r#"{{"name": "{name}", "fingerprint": "{fingerprint}", "destroyed_at": "2026-02-01T00:00:00Z"}}"#)
    };
    let list = |one: String, other: String| format!("\"destroyed\": [{one}, {other}]");
    let two = list(gone("2025-10", "00"), gone("2025-11", "01"));
    assert!(open_signed(&json().replace("\"destroyed\": []", &two), now(), 0).is_ok());
    for again in
        [list(gone("2025-11", "00"), gone("2025-11", "01")), list(gone("2025-10", "00"), gone("2025-11", "00"))]
    {
        assert_eq!(malformed("\"destroyed\": []", &again), "a destroyed epoch stands twice");
    }
}

#[test]
fn two_epochs_with_one_recipient_are_malformed() {
    let recipient = "age13etx3zpqml4tzuk3jjqfppwzrrezuqtl9l5ewv7hjusf4nm7w3fsn0eg8f";
    let other = "age1f437uxu9grc5l3nw9z9v35lpnzkganvehkm395gyjtpy54s7ea3q4egesc";
    assert_eq!(malformed(recipient, other), "two epochs have the same recipient");
}

#[test]
fn an_epoch_inside_the_one_before_is_malformed() {
    assert_eq!(malformed("2028-12-31T23", "2031-12-31T23"), "an epoch ends before the one it follows");
}

#[test]
fn three_epochs_at_once_are_malformed() {
    let third = r#""epochs": [
    {
      "name": "2028-12",
      "not_after": "2032-12-31T23:59:59Z",
      "not_before": "2028-12-01T00:00:00Z",
      "recipient": "age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e"
    },"#;
    // The first ends with the last second of 2028, which is inside.
    for begins in ["2028-12-01T00:00:00Z", "2028-12-31T23:59:59Z"] {
        let third = third.replace("2028-12-01T00:00:00Z", begins);
        assert_eq!(malformed(r#""epochs": ["#, &third), "three epochs are valid at once", "{begins}");
    }
    let third = third.replace("2028-12-01T00:00:00Z", "2029-01-01T00:00:00Z");
    assert!(open_signed(&json().replace(r#""epochs": ["#, &third), now(), 0).is_ok());
}

#[test]
fn a_destroyed_epoch_is_not_listed_again() {
    // By each name, whatever its fingerprint was; by each fingerprint, whatever its name was.
    let listed = open_signed(&json(), now(), 0).unwrap();
    let names = listed.epochs().iter().map(|epoch| (epoch.name().to_string(), "00".repeat(32)));
    let fingerprints = listed.epochs().iter().map(|epoch| ("2025-11".to_owned(), epoch.fingerprint().to_string()));
    for (name, fingerprint) in names.chain(fingerprints) {
        let gone = format!(
            r#""destroyed": [{{"name": "{name}", "fingerprint": "{fingerprint}", "destroyed_at": "2026-11-01T00:00:00Z"}}]"#
        );
        assert_eq!(malformed(r#""destroyed": []"#, &gone), "a destroyed epoch is still listed", "{name}");
    }
}

#[test]
fn destroyed_epochs_are_told() {
    let gone = r#""destroyed": [{"name": "2025-11", "fingerprint": "@", "destroyed_at": "2026-02-01T00:00:00Z"}]"#;
    let gone = gone.replace('@', &"00".repeat(32));
    let bundle = open_signed(&json().replace(r#""destroyed": []"#, &gone), now(), 0).unwrap();
    assert_eq!(bundle.destroyed()[0].name.to_string(), "2025-11");
}

#[test]
fn every_flipped_byte_of_the_bundle_is_altered() {
    for at in 0..compiled_in::BUNDLE.len() {
        let mut bytes = compiled_in::BUNDLE.to_vec();
        bytes[at] ^= 1 << (at % 8);
        let opened = Bundle::open(&bytes, compiled_in::SIGNATURE, Root::compiled_in(), now(), 0);
        assert_eq!(opened.unwrap_err(), BundleError::Altered, "byte {at}");
    }
}

#[test]
fn every_flipped_byte_of_the_signature_is_refused() {
    for at in 0..compiled_in::SIGNATURE.len() {
        for bit in 0..8 {
            let mut signature = compiled_in::SIGNATURE.to_vec();
            signature[at] ^= 1 << bit;
            let error = open_with_signature(&signature).unwrap_err();
            assert!(matches!(error, BundleError::Unsigned | BundleError::Altered), "byte {at}, bit {bit}: {error}");
        }
    }
}

#[test]
fn every_cut_of_the_signature_is_unsigned() {
    for length in 0..compiled_in::SIGNATURE.len() {
        let error = open_with_signature(&compiled_in::SIGNATURE[..length]).unwrap_err();
        assert_eq!(error, BundleError::Unsigned, "cut to {length}");
    }
    let longer = [compiled_in::SIGNATURE, b"\n"].concat();
    assert_eq!(open_with_signature(&longer).unwrap_err(), BundleError::Unsigned);
}

#[test]
fn a_root_is_a_minisign_public_key() {
    assert_eq!(Root::parse("untrusted comment: x\nRWQ\n").unwrap_err(), KeyError);
    assert_eq!(Root::parse(compiled_in::ROOT).as_ref(), Ok(Root::compiled_in()));
}

#[test]
fn each_error_has_its_code() {
    let time = now();
    let codes = [
        BundleError::Unsigned,
        BundleError::Altered,
        BundleError::Malformed(String::new()),
        BundleError::RolledBack { serial: 1, last_serial: 2 },
        BundleError::NotYetValid { not_before: time },
        BundleError::Expired { not_after: time },
    ]
    .map(|error| error.code());
    assert_eq!(
        codes,
        [
            "bundle-unsigned",
            "bundle-altered",
            "bundle-malformed",
            "bundle-rolled-back",
            "bundle-not-yet-valid",
            "bundle-expired"
        ]
    );
}
