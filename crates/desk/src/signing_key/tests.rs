use std::cell::Cell;

use minisign_verify::{PublicKey, Signature};

use super::*;

fn secret(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

fn nobody() -> impl Ask {
    |_: &str, _: u8| -> std::io::Result<Zeroizing<String>> { Err(std::io::ErrorKind::NotConnected.into()) }
}

#[test]
fn signs_what_stock_minisign_verifies() {
    let new = SigningKey::generate(None).unwrap();
    let key = SigningKey::open(&new.secret_file, "the desk", &mut nobody()).unwrap();
    let signature = key.sign(b"message", "untrusted", "trusted").unwrap();
    let signature = Signature::decode(&signature).unwrap();
    assert_eq!(signature.trusted_comment(), "trusted");
    PublicKey::decode(&new.public_file).unwrap().verify(b"message", &signature, false).unwrap();
    assert_eq!(key.public(), new.public);
}

#[test]
fn opens_at_the_third_passphrase_and_not_after_it() {
    let new = SigningKey::generate(Some(&secret("right"))).unwrap();
    let asked = Cell::new(0);
    let mut answers = |what: &str, attempt: u8| {
        assert_eq!(what, "the operator");
        asked.set(attempt);
        Ok(secret(if attempt == 3 { "right" } else { "wrong" }))
    };
    assert!(SigningKey::open(&new.secret_file, "the operator", &mut answers).is_ok());
    assert_eq!(asked.get(), 3);

    let mut wrong = |_: &str, attempt: u8| {
        asked.set(attempt);
        Ok(secret("wrong"))
    };
    let error = SigningKey::open(&new.secret_file, "the operator", &mut wrong).err().unwrap();
    assert_eq!((error.code(), asked.get()), ("passphrase-wrong", 3));
    assert_eq!(error.to_string(), "the passphrase was wrong 3 times");
}

#[test]
fn says_that_nobody_answers() {
    let new = SigningKey::generate(Some(&secret("right"))).unwrap();
    let error = SigningKey::open(&new.secret_file, "the operator", &mut nobody()).err().unwrap();
    assert_eq!(error.code(), "passphrase-unanswered");
}

#[test]
fn what_is_not_a_key() {
    let mut any = |_: &str, _: u8| Ok(secret("any"));
    for file in ["", "a line", "untrusted comment: x\nnot base64\n", "untrusted comment: x\nQUJD\n"] {
        assert_eq!(SigningKey::open(file, "it", &mut any).err().unwrap().code(), "key-malformed", "{file:?}");
    }
}

/// A key without passphrase, its checksum changed; `minisign -G -W` (0.11) writes zeros.
fn with_checksum(change: impl Fn(&mut [u8])) -> (NewKey, String) {
    let new = SigningKey::generate(None).unwrap();
    let (comment, encoded) = new.secret_file.split_once('\n').unwrap();
    let mut bytes = STANDARD.decode(encoded.trim_end()).unwrap();
    change(&mut bytes[CHECKSUM]);
    let file = format!("{comment}\n{}\n", STANDARD.encode(bytes));
    (new, file)
}

#[test]
fn a_key_without_passphrase_may_have_no_checksum() {
    let (new, file) = with_checksum(|checksum| checksum.fill(0));
    let key = SigningKey::open(&file, "the receipt key", &mut nobody()).unwrap();
    let signature = Signature::decode(&key.sign(b"message", "untrusted", "trusted").unwrap()).unwrap();
    PublicKey::decode(&new.public_file).unwrap().verify(b"message", &signature, false).unwrap();
}

#[test]
fn a_checksum_that_does_not_hold_is_no_passphrase_to_ask_for() {
    let (_, file) = with_checksum(|checksum| checksum[0] ^= 1);
    assert_eq!(SigningKey::open(&file, "it", &mut nobody()).err().unwrap().code(), "key-malformed");
}
