#![no_main]

#[path = "../targets/redactor.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|input: target::Input| target::run(input));
