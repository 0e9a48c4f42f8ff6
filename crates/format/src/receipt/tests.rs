use std::io::Cursor;

use minisign::KeyPair;

use super::*;

const JSON: &str = concat!(
    r#"{"by":"Hélène Marchand","deleted_at":"2026-12-01T09:30:00Z","epoch":"2026-11","format":"pli-receipt/1","#,
    r#""reason":"closed","record_sha256":null,"reference":"K7M4-Q2XD","#,
    r#""sealed_sha256":"0909090909090909090909090909090909090909090909090909090909090909"}"#,
    "\n"
);

fn receipt() -> Receipt {
    Receipt {
        format: FORMAT.to_owned(),
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        sealed_sha256: Sha256([9; 32]),
        record_sha256: None,
        deleted_at: "2026-12-01T09:30:00Z".parse().unwrap(),
        by: "Hélène Marchand".to_owned(),
        epoch: "2026-11".parse().unwrap(),
        reason: Reason::Closed,
    }
}

fn key_pair() -> KeyPair {
    KeyPair::generate_unencrypted_keypair().unwrap()
}

const TRUSTED: &str = "pli-receipt/1 K7M4-Q2XD deleted 2026-12-01T09:30:00Z";

fn signature(keys: &KeyPair, message: &[u8]) -> String {
    signature_with(keys, message, TRUSTED)
}

fn signature_with(keys: &KeyPair, message: &[u8], trusted: &str) -> String {
    minisign::sign(None, &keys.sk, Cursor::new(message), Some(trusted), Some(UNTRUSTED_COMMENT)).unwrap().to_string()
}

/// As a bundle lists it, from one instant to another.
fn listed(keys: &KeyPair, from: &str, to: &str) -> ReceiptKey {
    ReceiptKey {
        key: keys.pk.to_base64().parse().unwrap(),
        not_before: from.parse().unwrap(),
        not_after: to.parse().unwrap(),
    }
}

/// As a bundle lists it, for long.
fn key(keys: &KeyPair) -> [ReceiptKey; 1] {
    [listed(keys, "2026-01-01T00:00:00Z", "2031-12-31T23:59:59Z")]
}

fn signed(keys: &KeyPair, message: &str) -> String {
    message.to_owned() + &signature(keys, message.as_bytes())
}

#[test]
fn is_canonical_json_on_one_line() {
    assert_eq!(String::from_utf8(receipt().to_message()).unwrap(), JSON);
}

#[test]
fn opens_with_the_key_that_signed_it() {
    let keys = key_pair();
    let file = receipt().with_signature(&signature(&keys, &receipt().to_message()));
    assert_eq!(open(file.as_bytes(), &key(&keys)), Ok(receipt()));
}

#[test]
fn another_key_is_not_genuine() {
    let file = signed(&key_pair(), JSON);
    assert_eq!(open(file.as_bytes(), &key(&key_pair())), Err(ReceiptError::NotGenuine));
}

/// The keys change; what was signed with the one before is as good as it was.
#[test]
fn a_receipt_is_checked_with_the_key_of_its_time() {
    let [old, new] = [key_pair(), key_pair()];
    let keys = [
        listed(&old, "2026-01-01T00:00:00Z", "2026-12-01T09:30:00Z"),
        listed(&new, "2026-12-01T09:30:00Z", "2031-12-31T23:59:59Z"),
    ];
    let deleted = |at: &str| Receipt { deleted_at: at.parse().unwrap(), ..receipt() };
    let opened = |signer: &KeyPair, at: &str| {
        let receipt = deleted(at);
        let signature = signature_with(signer, &receipt.to_message(), &receipt.trusted_comment());
        open(receipt.with_signature(&signature).as_bytes(), &keys)
    };
    for (signer, at) in [
        (&old, "2026-01-01T00:00:00Z"),
        (&old, "2026-12-01T09:30:00Z"),
        (&new, "2026-12-01T09:30:00Z"),
        (&new, "2031-12-31T23:59:59Z"),
    ] {
        assert_eq!(opened(signer, at), Ok(deleted(at)), "{at}");
    }
    for (signer, at) in [
        (&old, "2025-12-31T23:59:59Z"),
        (&old, "2026-12-01T09:30:01Z"),
        (&new, "2026-12-01T09:29:59Z"),
        (&new, "2032-01-01T00:00:00Z"),
        (&key_pair(), "2026-12-01T09:30:00Z"),
    ] {
        assert_eq!(opened(signer, at), Err(ReceiptError::NotGenuine), "{at}");
    }
}

#[test]
fn a_trusted_comment_that_says_something_else_is_malformed() {
    let keys = key_pair();
    for trusted in ["", "pli receipt", "pli-receipt/1 K7M4-Q2XD deleted 2026-12-01T09:30:01Z"] {
        let file = receipt().with_signature(&signature_with(&keys, &receipt().to_message(), trusted));
        assert_eq!(open(file.as_bytes(), &key(&keys)), Err(ReceiptError::Malformed), "{trusted:?}");
    }
}

#[test]
fn the_instant_has_whole_seconds() {
    let receipt = Receipt { deleted_at: "2026-12-01T09:30:00.25Z".parse().unwrap(), ..receipt() };
    assert_eq!(String::from_utf8(receipt.to_message()).unwrap(), JSON);
    let keys = key_pair();
    let fraction = JSON.replace("09:30:00Z", "09:30:00.5Z");
    assert_eq!(open(signed(&keys, &fraction).as_bytes(), &key(&keys)), Err(ReceiptError::Malformed));
}

#[test]
fn every_altered_byte_is_noticed() {
    let keys = key_pair();
    let file = signed(&keys, JSON).into_bytes();
    for at in 0..file.len() {
        for change in [1, 0x20, 0x80] {
            let mut altered = file.clone();
            altered[at] ^= change;
            let opened = open(&altered, &key(&keys));
            assert!(opened.is_err(), "byte {at} xor {change:#x}");
        }
    }
    assert_eq!(
        open(String::from_utf8(file).unwrap().replace("closed", "losedc").as_bytes(), &key(&keys)),
        Err(ReceiptError::Altered)
    );
}

#[test]
fn cut_or_prolonged_is_malformed() {
    let keys = key_pair();
    let key = key(&keys);
    let file = signed(&keys, JSON);
    for malformed in [
        String::new(),
        JSON.to_owned(),
        file.trim_end().to_owned(),
        file.clone() + "\n",
        file.replace('\n', "\r\n"),
        file.replace("untrusted comment: pli-receipt/1", "untrusted comment: pli-receipt/2"),
    ] {
        assert_eq!(open(malformed.as_bytes(), &key), Err(ReceiptError::Malformed), "{malformed:?}");
    }
}

#[test]
fn signed_but_not_a_receipt() {
    let keys = key_pair();
    let open = |json: &str| open(signed(&keys, json).as_bytes(), &key(&keys));
    assert_eq!(open("{}\n"), Err(ReceiptError::Malformed));
    assert_eq!(
        open(&JSON.replace("pli-receipt/1", "pli-receipt/2")),
        Err(ReceiptError::UnknownFormat("pli-receipt/2".to_owned()))
    );
    assert_eq!(open(&JSON.replace("\"by\"", " \"by\"")), Err(ReceiptError::Malformed));
    assert_eq!(open(&JSON.replace("closed", "lost")), Err(ReceiptError::Malformed));
    assert_eq!(open(&JSON.replace("0909", "0A0A")), Err(ReceiptError::Malformed));
}

#[test]
fn concerns_one_sealed_file_of_one_case() {
    let reference = receipt().reference;
    let mut next = 0;
    let other = CaseReference::generate(&mut |bytes: &mut [u8]| {
        bytes.fill_with(|| {
            next += 1;
            next
        });
    });
    let refused = Err(ReceiptError::OtherCase(reference.clone()));
    assert_eq!(receipt().concerns(&reference, Sha256([9; 32])), Ok(()));
    assert_eq!(receipt().concerns(&reference, Sha256([8; 32])), refused);
    assert_eq!(receipt().concerns(&other, Sha256([9; 32])), refused);
}

#[test]
fn its_file_is_named_after_the_case() {
    assert_eq!(file_name(&receipt().reference), "preuve-K7M4-Q2XD.receipt");
}

/// Clause 10.1. The error that names a reason which is none lists those that there are.
#[test]
fn the_document_lists_every_reason() {
    let document = include_str!("../../../../docs/FORMAT.md");
    let clause = document.split_once("; `reason` is ").unwrap().1.split_once(';').unwrap().0;
    let quoted = |text: &str| {
        let mut words: Vec<String> = text.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        words.sort();
        words
    };
    let error = serde_json::from_str::<Reason>("\"\"").unwrap_err().to_string();
    assert_eq!(quoted(clause), quoted(error.split_once("expected ").unwrap().1));
}
