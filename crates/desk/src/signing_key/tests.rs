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
