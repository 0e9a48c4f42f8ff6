//! Examination: everything that can be known of a package without a key.

use jiff::Timestamp;
use pli_format::{
    Sha256,
    bundle::Bundle,
    consent::{ConsentRecord, verify},
};

mod eligibility;
mod fault;

pub use fault::{Check, Fault};

/// Whether the consent PDF is rendered again and compared, which takes most of the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rendering {
    /// Byte for byte.
    #[default]
    Compared,
    /// Not looked at.
    Skipped,
}

/// What was found.
#[derive(Debug)]
pub struct Examination {
    /// The consent record, if it can be read. Believe it only when there is no fault.
    pub record: Option<ConsentRecord>,
    /// What is wrong, the gravest first.
    pub faults: Vec<Fault>,
    /// SHA-256 of the sealed file.
    pub sealed_sha256: Sha256,
}

/// SHA-256 of a package: of consent PDF and sealed file, one after the other.
pub fn package_sha256(consent: &[u8], sealed: &[u8]) -> Sha256 {
    Sha256::of(&[consent, sealed].concat())
}

/// Examines a package at an instant, by the bundle in force.
pub fn examine(consent: &[u8], sealed: &[u8], bundle: &Bundle, now: Timestamp, rendering: Rendering) -> Examination {
    let report = match rendering {
        Rendering::Compared => verify::verify(consent, sealed),
        Rendering::Skipped => verify::verify_with(consent, sealed, |_, _, _| Ok(consent.to_vec())),
    };
    let mut faults: Vec<Fault> = report.findings.into_iter().map(Fault::Document).collect();
    if let Some(record) = &report.record {
        faults.extend(eligibility::faults(record));
        faults.extend(epoch(record, bundle));
        faults.extend(time(record, now));
    }
    Examination {
        record: report.record,
        faults,
        sealed_sha256: Sha256::of(sealed),
    }
}

/// Whether the epoch that the record names is one of the bundle's, the same one, and was in force
/// when the consent was signed.
fn epoch(record: &ConsentRecord, bundle: &Bundle) -> Option<Fault> {
    let name = record.epoch.name;
    if record.demo != bundle.is_demo() {
        return Some(Fault::Demonstration { record: record.demo });
    }
    if bundle.destroyed().iter().any(|destroyed| destroyed.fingerprint == record.epoch.fingerprint) {
        return Some(Fault::EpochDestroyed(name));
    }
    let Some(epoch) = bundle.epoch(name) else {
        return Some(Fault::EpochUnknown(name));
    };
    if epoch.fingerprint() != record.epoch.fingerprint {
        return Some(Fault::EpochOther(name));
    }
    (!epoch.is_valid(record.signed_at.instant())).then(|| Fault::EpochNotInForce(name))
}

/// Clocks of people are wrong by hours at times (a zone that was never set); by a day, they are not.
const CLOCKS_DIFFER: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

fn time(record: &ConsentRecord, now: Timestamp) -> Option<Fault> {
    let signed = record.signed_at.instant();
    if now > record.expires_at {
        Some(Fault::Expired { at: record.expires_at })
    } else if signed.checked_sub(CLOCKS_DIFFER).is_ok_and(|earliest| earliest > now) {
        Some(Fault::NotYetSigned { at: signed })
    } else {
        None
    }
}
