#![no_main]

use libfuzzer_sys::fuzz_target;
use pli_format::consent::ConsentRecord;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(record) = ConsentRecord::from_canonical(bytes) {
        assert_eq!(record.to_canonical(), bytes);
    }
});
