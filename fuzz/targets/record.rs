use pli_format::consent::ConsentRecord;

pub fn run(bytes: &[u8]) {
    if let Ok(record) = ConsentRecord::from_canonical(bytes) {
        assert_eq!(record.to_canonical(), bytes);
    }
}
