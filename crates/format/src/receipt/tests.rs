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
        epoch: "2026-11".to_owned(),
        reason: Reason::Closed,
    }
}

fn key_pair() -> KeyPair {
    KeyPair::generate_unencrypted_keypair().unwrap()
}

fn signature(keys: &KeyPair, message: &[u8]) -> String {
    minisign::sign(None, &keys.sk, Cursor::new(message), Some("pli receipt"), Some(UNTRUSTED_COMMENT))
        .unwrap()
        .to_string()
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
    assert_eq!(open(file.as_bytes(), &keys.pk.to_base64()), Ok(receipt()));
}

#[test]
fn another_key_is_not_genuine() {
    let file = signed(&key_pair(), JSON);
    assert_eq!(open(file.as_bytes(), &key_pair().pk.to_base64()), Err(ReceiptError::NotGenuine));
}

#[test]
fn every_altered_byte_is_noticed() {
    let keys = key_pair();
    let file = signed(&keys, JSON).into_bytes();
    for at in 0..file.len() {
        for change in [1, 0x20, 0x80] {
            let mut altered = file.clone();
            altered[at] ^= change;
            let opened = open(&altered, &keys.pk.to_base64());
            assert!(opened.is_err(), "byte {at} xor {change:#x}");
        }
    }
    assert_eq!(
        open(String::from_utf8(file).unwrap().replace("closed", "losedc").as_bytes(), &keys.pk.to_base64()),
        Err(ReceiptError::Altered)
    );
}

#[test]
fn cut_or_prolonged_is_malformed() {
    let keys = key_pair();
    let key = keys.pk.to_base64();
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
    let open = |json: &str| open(signed(&keys, json).as_bytes(), &keys.pk.to_base64());
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
