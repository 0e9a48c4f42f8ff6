use pli_format::{Sha256, consent};

const PDF: &[u8] = include_bytes!("../../tests/vectors/good/french/consent.pdf");
const SEALED: &[u8] = include_bytes!("../../tests/vectors/good/french/sealed.age");

pub fn run(document: &[u8]) {
    let Ok(signed) = consent::open(document) else { return };
    // Drawing the record again takes most of the time and reads nothing from outside: whatever holds
    // says what the genuine document says.
    if signed.check_signature().and(signed.check_sealed(Sha256::of(SEALED))).is_ok() {
        let genuine = consent::open(PDF).expect("a good vector");
        assert_eq!((signed.record, signed.proof), (genuine.record, genuine.proof));
    }
}
