use super::{CaseKey, CasePublicKey, CaseSignature, NotSigned};
use crate::Sha256;

const RECORD: Sha256 = Sha256([1; 32]);
const SEALED: Sha256 = Sha256([2; 32]);

fn key() -> CaseKey {
    CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(7))
}

fn signature() -> CaseSignature {
    key().sign(RECORD, SEALED)
}

#[test]
fn a_signature_binds_a_record_to_a_sealed_file() {
    assert_eq!(key().public().verify(RECORD, SEALED, &signature()), Ok(()));
}

#[test]
fn the_signed_message_is_context_then_both_hashes() {
    let message = [b"pli case signature v1\0".as_slice(), &RECORD.0, &SEALED.0].concat();
    let public = ed25519_dalek::VerifyingKey::from_bytes(&key().public().0).unwrap();
    let signature = ed25519_dalek::Signature::from_bytes(&signature().0);
    assert!(public.verify_strict(&message, &signature).is_ok());
}

#[test]
fn another_record_or_sealed_file_is_refused() {
    for (record, sealed) in [(Sha256([3; 32]), SEALED), (RECORD, Sha256([3; 32])), (SEALED, RECORD)] {
        assert_eq!(key().public().verify(record, sealed, &signature()), Err(NotSigned));
    }
}

#[test]
fn another_key_is_refused() {
    let other = CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(8));
    assert_eq!(other.public().verify(RECORD, SEALED, &signature()), Err(NotSigned));
}

#[test]
fn every_flipped_bit_of_a_signature_is_refused() {
    for at in 0..512 {
        let mut altered = signature();
        altered.0[at / 8] ^= 1 << (at % 8);
        assert_eq!(key().public().verify(RECORD, SEALED, &altered), Err(NotSigned), "bit {at}");
    }
}

#[test]
fn a_key_has_one_spelling() {
    let public = key().public().to_string();
    assert_eq!(public.parse(), Ok(key().public()));
    for text in ["", &public[1..], &public.to_uppercase(), &format!("{public} "), &"zz".repeat(32)] {
        assert!(text.parse::<CasePublicKey>().is_err(), "{text:?}");
    }
}

#[test]
fn a_key_of_small_order_verifies_nothing() {
    let mut identity = CasePublicKey([0; 32]);
    identity.0[0] = 1;
    for key in [identity, CasePublicKey::NONE] {
        assert_eq!(key.verify(RECORD, SEALED, &signature()), Err(NotSigned));
    }
    // With the identity as the key, and as the point R, whatever is signed would hold if small orders did.
    let mut universal = CaseSignature([0; 64]);
    universal.0[0] = 1;
    assert_eq!(identity.verify(RECORD, SEALED, &universal), Err(NotSigned));
}

#[test]
fn a_key_comes_back_from_its_secret_half() {
    assert_eq!(CaseKey::from_secret(&key().secret()).public(), key().public());
}

/// Does not compile once the secret half is held in memory that is not wiped.
#[test]
fn the_secret_half_is_wiped() {
    fn is_wiped<T: zeroize::ZeroizeOnDrop>(_: &T) {}

    is_wiped(&key().0);
    is_wiped(&key().secret());
}
