use pli_format::{CaseReference, Sha256, receipt};
use zeroize::Zeroizing;

use super::*;

const DEMO_KEY: &str = include_str!("../../../../tests/demo/DEMO-ONLY-receipt.key");

fn open(file: &str) -> SigningKey {
    let mut nobody =
        |_: &str, _: u8| -> std::io::Result<Zeroizing<String>> { Err(std::io::ErrorKind::NotConnected.into()) };
    SigningKey::open(file, "the receipt key", &mut nobody).unwrap()
}

fn bundle() -> Bundle {
    Bundle::compiled_in("2026-12-01T00:00:00Z".parse().unwrap(), 0).unwrap()
}

fn deletion() -> Receipt {
    Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        sealed_sha256: Sha256([9; 32]),
        record_sha256: Some(Sha256([8; 32])),
        deleted_at: "2026-12-01T09:30:00Z".parse().unwrap(),
        by: "Hélène Marchand".to_owned(),
        epoch: "2026-01".to_owned(),
        reason: receipt::Reason::Withdrawn,
    }
}

#[test]
fn the_bundle_verifies_what_its_receipt_key_signed() {
    let file = ReceiptKey::of(open(DEMO_KEY), &bundle()).unwrap().sign(&deletion()).unwrap();
    assert_eq!(receipt::open(file.as_bytes(), bundle().receipt_key()), Ok(deletion()));
    assert!(file.contains("\ntrusted comment: pli-receipt/1 K7M4-Q2XD deleted 2026-12-01T09:30:00Z\n"));
}

#[test]
fn another_key_signs_no_receipt() {
    let other = open(&SigningKey::generate(None).unwrap().secret_file);
    assert_eq!(ReceiptKey::of(other, &bundle()).err().unwrap().code(), "receipt-key-mismatch");
}
