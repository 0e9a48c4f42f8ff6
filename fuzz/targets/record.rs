use pli_format::{
    canonical::Canonical,
    consent::{ConsentRecord, RECORD_FORMAT},
    terms::KnownTerms,
};

pub fn run(bytes: &[u8]) {
    if let Ok(record) = Canonical::<ConsentRecord>::read_as(RECORD_FORMAT, bytes) {
        assert_eq!(record.bytes(), bytes);
        let _ = KnownTerms::compiled_in().findings(&record);
    }
}
