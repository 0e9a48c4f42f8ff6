use pli_format::bundle::{Bundle, Root};

const BUNDLE: &[u8] = include_bytes!("../../assets/bundle/demo/bundle.json");
const SIGNATURE: &[u8] = include_bytes!("../../assets/bundle/demo/bundle.json.minisig");

pub fn run(signature: &[u8]) {
    let now = "2026-11-23T13:05:00Z".parse().unwrap();
    let opened = Bundle::open(BUNDLE, signature, Root::compiled_in(), now, 0);
    assert_eq!(opened.is_ok(), signature == SIGNATURE);
}
