//! How long a consent PDF takes: at most 15 ms in the middle, on two cores.

#![allow(clippy::disallowed_methods, reason = "outside the crate, files and clocks are there to be used")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../tests/consent_pdf/fixtures.rs"]
mod fixtures;

use divan::Bencher;
use pli_format::{consent, terms::Terms};

fn main() {
    divan::main();
}

#[divan::bench(args = ["fr-lcl", "fr-arabic", "fr-lcl-longest", "en-credit-mutuel"])]
fn render(bencher: Bencher, name: &str) {
    let signed = fixtures::named(name).signed();
    bencher.bench(|| signed.to_pdf(Terms::current()));
}

#[divan::bench]
fn open_and_compare(bencher: Bencher) {
    let document = fixtures::named("fr-lcl").render();
    bencher.bench(|| consent::open(&document).and_then(|signed| signed.check_drawing(&document, Terms::current())));
}
