//! Bundles that the demonstration's root signs, beside a desk.

use std::{fs, path::Path};

use pli_desk::signing_key::SigningKey;

use super::program::Program;

/// Writes `bundle.json`, the demonstration's bundle, changed, and beside it its signature, changed.
pub fn write_bundle(desk: &Program, change: impl Fn(String) -> String, sign: impl Fn(String) -> String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let bundle = change(fs::read_to_string(root.join("assets/bundle/demo/bundle.json")).unwrap());
    let key = fs::read_to_string(root.join("tests/demo/DEMO-ONLY-root.key")).unwrap();
    let mut ask = |_: &str, _: u8| Err(std::io::ErrorKind::UnexpectedEof.into());
    let key = SigningKey::open(&key, "the root", &mut ask).unwrap();
    let signature = key.sign(bundle.as_bytes(), "pli-bundle/1", "pli-bundle/1").unwrap();
    desk.write("bundle.json", bundle);
    desk.write("bundle.json.minisig", sign(signature));
}

/// Writes the demonstration's bundle with this serial.
pub fn write_serial(desk: &Program, serial: u64) {
    let newer = |bundle: String| bundle.replace("\"serial\": 1", &format!("\"serial\": {serial}"));
    write_bundle(desk, newer, |signature| signature);
}
