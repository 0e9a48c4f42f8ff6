//! A secret among any bytes, cut anywhere: none of it comes out.
#![no_main]

use std::sync::Arc;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use pli_desk::redactor::{Patterns, Redactor};

#[derive(Arbitrary, Debug)]
struct Stream {
    secret: String,
    before: Vec<u8>,
    after: Vec<u8>,
    cuts: Vec<u8>,
}

fuzz_target!(|stream: Stream| {
    // A short secret is blanked only where it stands alone.
    if stream.secret.chars().count() < pli_desk::redactor::SHORT || stream.secret.contains('█') {
        return;
    }
    let bytes = [&stream.before, stream.secret.as_bytes(), &stream.after].concat();
    let mut redactor = Redactor::new(Arc::new(Patterns::of([stream.secret.as_str()])));
    let mut out = Vec::new();
    let mut rest = bytes.as_slice();
    for cut in &stream.cuts {
        let (piece, after) = rest.split_at(usize::from(*cut).min(rest.len()));
        redactor.push(piece, &mut out);
        rest = after;
    }
    redactor.push(rest, &mut out);
    redactor.finish(&mut out);
    assert!(!out.windows(stream.secret.len()).any(|window| window == stream.secret.as_bytes()));
});
