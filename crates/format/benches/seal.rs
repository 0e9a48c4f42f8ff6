//! Checking and sealing two credentials, from the bytes of the seal window to the sealed file.
//! The median is to stay under 2 ms.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::{Duration, Instant};

use pli_format::{
    CaseReference, Language, Sha256,
    bundle::Bundle,
    credentials::{Answers, Said},
    payload::PayloadCase,
    seal::SealOrder,
};

const BODY: &[u8] = br#"{"identifiant":"0481516234","code":"482915"}"#;
const LIMIT: Duration = Duration::from_millis(2);

fn main() {
    divan::main();
    assert!(median() <= LIMIT, "sealing takes {:?}, more than {LIMIT:?}", median());
}

#[divan::bench(args = ["2026-11-23T13:05:00Z", "2028-11-23T13:05:00Z"])]
fn one_and_two_recipients(bencher: divan::Bencher<'_, '_>, now: &str) {
    let (order, bundle, now) = (order(), bundle(), now.parse().expect("a time"));
    bencher.bench(|| seal(&order, &bundle, now));
}

fn median() -> Duration {
    let (order, bundle, now) = (order(), bundle(), "2028-11-23T13:05:00Z".parse().expect("a time"));
    let mut times: Vec<Duration> = (0..101)
        .map(|_| {
            let start = Instant::now();
            divan::black_box(seal(&order, &bundle, now));
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

fn seal(order: &SealOrder, bundle: &Bundle, now: jiff::Timestamp) -> Vec<u8> {
    order
        .seal(BODY, Said::nothing(), bundle, now, &mut |bytes: &mut [u8]| bytes.fill(7))
        .expect("these credentials seal")
}

fn order() -> SealOrder {
    SealOrder {
        language: Language::Fr,
        case: PayloadCase {
            reference: CaseReference::parse("K7M4-Q2XD").expect("the example reference"),
            bank: "lcl".to_owned(),
            consent_sha256: Sha256([1; 32]),
            signed_at: "2026-11-23T13:05:00Z".parse().expect("a time"),
            expires_at: "2028-12-23T13:05:00Z".parse().expect("a time"),
        },
        epoch: bundle().epoch("2026-01".parse().expect("a name")).expect("the epoch now").into(),
        answers: Answers {
            description: "Mon PEA a disparu de Bankin’ le mois dernier.".repeat(80),
            ..Answers::default()
        },
    }
}

fn bundle() -> Bundle {
    Bundle::compiled_in("2026-11-23T13:05:00Z".parse().expect("a time"), 0).expect("the carried bundle opens")
}
