//! Any bytes as a consent PDF: no panic, and never sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pli_core::consent::verify;

fuzz_target!(|document: &[u8]| {
    assert!(!verify::verify(document, b"age-encryption.org/v1\n").is_sound());
});
