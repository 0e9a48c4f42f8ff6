#![no_main]

#[path = "../targets/consent_pdf.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|input: &[u8]| target::run(input));
