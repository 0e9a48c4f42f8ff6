use std::io::Cursor;

use jiff::Timestamp;
use minisign::{KeyPair, SecretKey, SecretKeyBox};

use super::{Bundle, BundleError, Root, RootError, compiled_in};

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

fn malformed(from: &str, to: &str) -> String {
    let changed = json().replace(from, to);
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
    assert_eq!(open_signed(&json(), now(), 2).unwrap_err(), BundleError::RolledBack { serial: 1, last_serial: 2 });
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
    assert_eq!(malformed("2031-12-31", "2025-12-31"), "the bundle ends before it begins");
    assert_eq!(
        malformed(r#""not_after": "2028-12-31"#, r#""not_after": "2025-12-31"#),
        "an epoch ends before it begins"
    );
    assert_eq!(malformed("RWQ0KkmipeB1", "RWQ"), "the receipt key is not minisign's");
    assert_eq!(malformed("\"2028-11\"", "\"2026-01\""), "two epochs have the same name");
    assert!(malformed("\"2028-11\"", "\"2028-13\"").starts_with("an epoch is named after a month"));
    assert!(malformed("age1f437uxu9", "age1f437uxu8").starts_with("not an age recipient"));
    assert!(malformed("\"serial\": 1", "\"serial\": 1, \"serial\": 2").starts_with("duplicate field"));
    assert!(malformed("\"serial\": 1", "\"serial\": 1, \"address\": \"\"").starts_with("unknown field"));
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
    assert_eq!(malformed(r#""epochs": ["#, third), "three epochs are valid at once");
}

#[test]
fn a_destroyed_epoch_is_not_listed_again() {
    let gone = r#""destroyed": [{"name": "2026-01", "fingerprint": "@", "destroyed_at": "2026-11-01T00:00:00Z"}]"#;
    let gone = gone.replace('@', &"00".repeat(32));
    assert_eq!(malformed(r#""destroyed": []"#, &gone), "a destroyed epoch is still listed");
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
    assert_eq!(Root::parse("untrusted comment: x\nRWQ\n").unwrap_err(), RootError);
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
