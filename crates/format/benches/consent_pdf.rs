//! How long a consent PDF takes: at most 15 ms in the middle, on two cores.

#![allow(clippy::disallowed_methods, reason = "outside the core, files and clocks are there to be used")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../tests/consent_pdf/fixtures.rs"]
mod fixtures;

use divan::Bencher;
use pli_format::{
    Sha256,
    consent::{pdf, verify::verify},
};

fn main() {
    divan::main();
}

#[divan::bench(args = ["fr-lcl", "fr-arabic", "fr-lcl-longest", "en-credit-mutuel"])]
fn render(bencher: Bencher, name: &str) {
    let fixture = fixtures::named(name);
    let (sealed, signature) = (Sha256::of(&fixture.sealed), fixture.signature());
    bencher.bench(|| pdf::render(&fixture.record, sealed, signature));
}

#[divan::bench]
fn verify_sound(bencher: Bencher) {
    let fixture = fixtures::named("fr-lcl");
    let document = fixture.render();
    bencher.bench(|| verify(&document, &fixture.sealed));
}
