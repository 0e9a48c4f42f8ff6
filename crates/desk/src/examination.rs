//! Examination: everything that can be known of a package without a key.

use jiff::Timestamp;
use pli_format::{
    Sha256,
    bundle::Bundle,
    canonical::Canonical,
    consent::{self, ConsentRecord, Signed},
    seal,
    terms::KnownTerms,
};

mod fault;

pub use fault::{Check, Fault};

/// Whether the consent PDF is rendered again and compared, which takes most of the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rendering {
    /// Byte for byte.
    #[default]
    Compared,
    Skipped,
}

/// What was found.
#[derive(Debug)]
pub struct Examination {
    /// The consent record, if it can be read. Believe it only when there is no fault.
    pub record: Option<Canonical<ConsentRecord>>,
    /// What is wrong, the gravest first.
    pub faults: Vec<Fault>,
    /// SHA-256 of the sealed file.
    pub sealed_sha256: Sha256,
}

/// SHA-256 of a package: of consent PDF and sealed file, one after the other.
pub fn package_sha256(consent: &[u8], sealed: &[u8]) -> Sha256 {
    Sha256::of(&[consent, sealed].concat())
}

/// Examines a package at an instant, by the terms that are known and the bundle in force.
pub fn examine(
    document: &[u8],
    sealed: &[u8],
    known: &KnownTerms,
    bundle: &Bundle,
    now: Timestamp,
    rendering: Rendering,
) -> Examination {
    let sealed_sha256 = Sha256::of(sealed);
    let (record, faults) = match consent::open(document) {
        Ok(signed) => {
            let mut faults = documents(&signed, document, sealed_sha256, known, rendering);
            faults.extend(against(&signed.record, known, bundle, now));
            faults.extend(sealed_file(sealed, Some(&signed.record), bundle));
            (Some(signed.record), faults)
        }
        Err(finding) => {
            let faults = [Fault::Document(finding)].into_iter().chain(sealed_file(sealed, None, bundle));
            (None, faults.collect())
        }
    };
    Examination { record, faults, sealed_sha256 }
}

/// What speaks against a record at an instant: its terms first, then the bundle in force, then the time.
pub fn against(record: &ConsentRecord, known: &KnownTerms, bundle: &Bundle, now: Timestamp) -> Vec<Fault> {
    let terms = known.findings(record).into_iter().map(Fault::Terms);
    terms.chain(epoch(record, bundle)).chain(time(record, now)).collect()
}

/// What is wrong with the consent PDF, its signature, or the sealed file beside it. By terms that are
/// not known nothing can be drawn.
fn documents(signed: &Signed, document: &[u8], sealed: Sha256, known: &KnownTerms, rendering: Rendering) -> Vec<Fault> {
    let terms = known.of(&signed.record).ok().filter(|_| rendering == Rendering::Compared);
    let drawing = terms.map_or(Ok(()), |terms| signed.check_drawing(document, terms));
    let checks = [signed.check_signature(), signed.check_sealed(sealed), drawing];
    checks.into_iter().filter_map(Result::err).map(Fault::Document).collect()
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
    (!epoch.is_valid(record.signed_at.instant())).then_some(Fault::EpochNotInForce(name))
}

/// What of a sealed file is wrong that no key is needed for. An epoch that is not the bundle's is told
/// as such, and says nothing of the recipients.
fn sealed_file(sealed: &[u8], record: Option<&ConsentRecord>, bundle: &Bundle) -> Option<Fault> {
    let inspected = match seal::inspect(sealed) {
        Ok(inspected) => inspected,
        Err(error) => return Some(Fault::Sealed(error)),
    };
    let record = record.filter(|record| epoch(record, bundle).is_none())?;
    inspected.check(bundle, record.signed_at.instant(), record.expires_at).err().map(Fault::Sealed)
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
