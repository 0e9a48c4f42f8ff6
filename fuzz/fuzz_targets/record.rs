#![no_main]

use libfuzzer_sys::fuzz_target;
use pli_format::{
    canonical::Canonical,
    consent::{ConsentRecord, RECORD_FORMAT},
    terms::KnownTerms,
};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(record) = Canonical::<ConsentRecord>::read_as(RECORD_FORMAT, bytes) {
        assert_eq!(record.bytes(), bytes);
        let _ = KnownTerms::compiled_in().findings(&record);
    }
});
