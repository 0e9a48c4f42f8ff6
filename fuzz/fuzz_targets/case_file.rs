#![no_main]

#[path = "../targets/case_file.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|input: &[u8]| target::run(input));
