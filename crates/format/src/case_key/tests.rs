use super::{CaseKey, CaseKeyError, verify};
use crate::consent::{CaseSignature, SealedHash};

const RECORD: [u8; 32] = [1; 32];
const SEALED: [u8; 32] = [2; 32];

fn key() -> CaseKey {
    CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(7))
}

fn signature() -> CaseSignature {
    CaseSignature(key().sign(&RECORD, &SEALED))
}

#[test]
fn a_signature_binds_a_record_to_a_sealed_file() {
    assert_eq!(verify(&key().public_hex(), &RECORD, SealedHash(SEALED), &signature()), Ok(()));
}

#[test]
fn the_signed_message_is_context_then_both_hashes() {
    let message = [b"pli case signature v1\0".as_slice(), &RECORD, &SEALED].concat();
    let public = hex::decode(key().public_hex()).unwrap();
    let public = ed25519_dalek::VerifyingKey::from_bytes(&public.try_into().unwrap()).unwrap();
    let signature = ed25519_dalek::Signature::from_bytes(&signature().0);
    assert!(public.verify_strict(&message, &signature).is_ok());
}

#[test]
fn another_record_or_sealed_file_is_refused() {
    let refused = Err(CaseKeyError::Signature);
    assert_eq!(verify(&key().public_hex(), &[3; 32], SealedHash(SEALED), &signature()), refused);
    assert_eq!(verify(&key().public_hex(), &RECORD, SealedHash([3; 32]), &signature()), refused);
    assert_eq!(verify(&key().public_hex(), &SEALED, SealedHash(RECORD), &signature()), refused);
}

#[test]
fn another_key_is_refused() {
    let other = CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(8));
    assert_eq!(verify(&other.public_hex(), &RECORD, SealedHash(SEALED), &signature()), Err(CaseKeyError::Signature));
}

#[test]
fn every_flipped_bit_of_a_signature_is_refused() {
    for at in 0..512 {
        let mut altered = signature();
        altered.0[at / 8] ^= 1 << (at % 8);
        assert_eq!(
            verify(&key().public_hex(), &RECORD, SealedHash(SEALED), &altered),
            Err(CaseKeyError::Signature),
            "bit {at}"
        );
    }
}

#[test]
fn a_key_has_one_spelling() {
    let public = key().public_hex();
    for text in ["", &public[1..], &public.to_uppercase(), &format!("{public} "), &"zz".repeat(32)] {
        assert_eq!(verify(text, &RECORD, SealedHash(SEALED), &signature()), Err(CaseKeyError::Key), "{text:?}");
    }
}

#[test]
fn a_key_of_small_order_verifies_nothing() {
    let identity = format!("01{}", "00".repeat(31));
    assert_eq!(verify(&identity, &RECORD, SealedHash(SEALED), &signature()), Err(CaseKeyError::Signature));
}

#[test]
fn a_key_comes_back_from_its_secret_half() {
    assert_eq!(CaseKey::from_secret(&key().secret()).public_hex(), key().public_hex());
}

/// Does not compile once the secret half is held in memory that is not wiped.
#[test]
fn the_secret_half_is_wiped() {
    fn is_wiped<T: zeroize::ZeroizeOnDrop>(_: &T) {}

    is_wiped(&key().0);
    is_wiped(&key().secret());
}
