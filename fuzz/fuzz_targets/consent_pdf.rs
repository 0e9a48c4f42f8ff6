#![no_main]

use libfuzzer_sys::fuzz_target;
use pli_core::consent::verify::verify;

const PDF: &[u8] = include_bytes!("../../tests/vectors/good/french/consent.pdf");
const SEALED: &[u8] = include_bytes!("../../tests/vectors/good/french/sealed.age");

fuzz_target!(|document: &[u8]| {
    assert!(!verify(document, SEALED).is_sound() || document == PDF);
});
