#![no_main]

use libfuzzer_sys::fuzz_target;
use pli_format::{credentials::{Credentials, Unusual}, terms::Terms};

fuzz_target!(|body: &[u8]| {
    let fields = Terms::current().rules().bank("lcl").unwrap().credentials();
    if let Ok(credentials) = Credentials::parse(body, fields) {
        let answers = ["Mon code : 12-34".to_owned()];
        let asked = credentials.faults(fields, &answers, Unusual::Ask);
        let confirmed = credentials.faults(fields, &answers, Unusual::Confirmed);
        assert!(confirmed.len() <= asked.len() && asked.len() <= fields.len());
    }
});
