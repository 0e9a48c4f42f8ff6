//! Receipts, genuine and not.

use std::fs;

use minisign::{KeyPair, SecretKey, SecretKeyBox};
use xtask::workspace;

/// A receipt with this first line, signed by the demonstration's desk.
pub fn signed_by_the_desk(line: &str) -> Vec<u8> {
    let file = workspace::root().join("tests/demo/DEMO-ONLY-receipt.key");
    let text = fs::read_to_string(file).expect("the demonstration's receipt key");
    let key = SecretKeyBox::from_string(&text).and_then(SecretKeyBox::into_unencrypted_secret_key);
    signed(line, &key.expect("the demonstration's receipt key has no passphrase"))
}

/// A receipt with this first line, signed by somebody else.
pub fn signed_by_a_forger(line: &str) -> Vec<u8> {
    signed(line, &KeyPair::generate_unencrypted_keypair().expect("the system has randomness").sk)
}

fn signed(line: &str, key: &SecretKey) -> Vec<u8> {
    let message = format!("{line}\n");
    let receipt: serde_json::Value = serde_json::from_str(line).expect("a receipt is JSON");
    let told = |member: &str| receipt[member].as_str().unwrap_or_default().to_owned();
    let trusted = format!("pli-receipt/1 {} deleted {}", told("reference"), told("deleted_at"));
    let signature = minisign::sign(None, key, message.as_bytes(), Some(&trusted), Some("pli-receipt/1"));
    let signature = signature.expect("a key signs");
    format!("{message}{}", signature.to_string()).into_bytes()
}
