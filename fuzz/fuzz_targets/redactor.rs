#![no_main]

#[path = "../targets/redactor.rs"]
mod target;

/// As the target takes it: secret, ways, before, after, piece.
type Parts = (String, Vec<u8>, Vec<u8>, Vec<u8>, u8);

libfuzzer_sys::fuzz_target!(|input: Parts| {
    let (secret, ways, before, after, piece) = input;
    target::run(target::Input { secret, ways, before, after, piece });
});
