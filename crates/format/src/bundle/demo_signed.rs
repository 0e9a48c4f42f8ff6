//! Bundles for tests, signed by the demonstration root.

use std::io::Cursor;

use minisign::SecretKeyBox;

use super::{Bundle, Root, compiled_in};

const ROOT_KEY: &str = include_str!("../../../../tests/demo/DEMO-ONLY-root.key");
const FIRST: &str = "age1f437uxu9grc5l3nw9z9v35lpnzkganvehkm395gyjtpy54s7ea3q4egesc";
const SECOND: &str = "age13etx3zpqml4tzuk3jjqfppwzrrezuqtl9l5ewv7hjusf4nm7w3fsn0eg8f";

/// The demonstration bundle's text.
pub fn json() -> String {
    String::from_utf8(compiled_in::BUNDLE.to_vec()).unwrap()
}

/// A bundle file: the demonstration root's signature, then the bundle.
pub fn file(bundle: &str) -> Vec<u8> {
    [signature(bundle).as_bytes(), bundle.as_bytes()].concat()
}

/// The demonstration bundle with another recipient in its second epoch.
pub fn with_second_recipient(recipient: &str) -> Bundle {
    with_recipients([FIRST, recipient])
}

/// The demonstration bundle with other recipients in its two epochs.
pub fn with_recipients([first, second]: [&str; 2]) -> Bundle {
    let bundle = json().replace(FIRST, first).replace(SECOND, second);
    let now = "2026-11-23T13:05:00Z".parse().unwrap();
    Bundle::open(bundle.as_bytes(), signature(&bundle).as_bytes(), Root::compiled_in(), now, 0).unwrap()
}

fn signature(bundle: &str) -> String {
    let root = SecretKeyBox::from_string(ROOT_KEY).unwrap().into_unencrypted_secret_key().unwrap();
    minisign::sign(None, &root, Cursor::new(bundle), None, Some("pli-bundle/1")).unwrap().to_string()
}
