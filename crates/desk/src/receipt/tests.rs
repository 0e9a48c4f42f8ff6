use pli_format::{CaseReference, Sha256, receipt};
use zeroize::Zeroizing;

use super::*;

const DEMO_KEY: &str = include_str!("../../../../tests/demo/DEMO-ONLY-receipt.key");

fn open(file: &str) -> SigningKey {
    let mut nobody =
        |_: &str, _: u8| -> std::io::Result<Zeroizing<String>> { Err(std::io::ErrorKind::NotConnected.into()) };
    SigningKey::open(file, "the receipt key", &mut nobody).unwrap()
}

fn now() -> Timestamp {
    "2026-12-01T09:00:00Z".parse().unwrap()
}

fn bundle() -> Bundle {
    Bundle::compiled_in(now(), 0).unwrap()
}

fn deletion() -> Receipt {
    Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        sealed_sha256: Sha256([9; 32]),
        record_sha256: Some(Sha256([8; 32])),
        deleted_at: "2026-12-01T09:30:00Z".parse().unwrap(),
        by: "Hélène Marchand".to_owned(),
        epoch: "2026-01".parse().unwrap(),
        reason: receipt::Reason::Withdrawn,
    }
}

#[test]
fn the_bundle_verifies_what_its_receipt_key_signed() {
    let file = ReceiptSigner::of(open(DEMO_KEY), &bundle(), now()).unwrap().sign(&deletion()).unwrap();
    assert_eq!(receipt::open(file.as_bytes(), bundle().receipt_keys()), Ok(deletion()));
    assert!(file.contains("\ntrusted comment: pli-receipt/1 K7M4-Q2XD deleted 2026-12-01T09:30:00Z\n"));
}

#[test]
fn another_key_signs_no_receipt() {
    let other = open(&SigningKey::generate(None).unwrap().secret_file);
    assert_eq!(ReceiptSigner::of(other, &bundle(), now()).err().unwrap().code(), "receipt-key-mismatch");
}

/// What it would sign, nobody would believe.
#[test]
fn a_key_signs_no_receipt_outside_its_time() {
    let bundle = bundle();
    let [listed] = bundle.receipt_keys() else { panic!("one key") };
    for (at, signs) in [(listed.not_before, true), (listed.not_after, true)] {
        assert_eq!(ReceiptSigner::of(open(DEMO_KEY), &bundle, at).is_ok(), signs, "{at}");
    }
    let before = listed.not_before - jiff::SignedDuration::from_secs(1);
    assert_eq!(ReceiptSigner::of(open(DEMO_KEY), &bundle, before).err().unwrap().code(), "receipt-key-mismatch");
}
