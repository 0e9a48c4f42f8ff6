use std::{io::Cursor, sync::LazyLock};

use minisign::{SecretKey, SecretKeyBox};
use pli_format::bundle::{Bundle, Root};

static ROOT: LazyLock<SecretKey> = LazyLock::new(|| {
    let text = include_str!("../../tests/demo/DEMO-ONLY-root.key");
    SecretKeyBox::from_string(text).unwrap().into_unencrypted_secret_key().unwrap()
});

pub fn run(bytes: &[u8]) {
    let signature = minisign::sign(None, &ROOT, Cursor::new(bytes), None, Some("pli-bundle/1")).unwrap().to_string();
    let now = "2026-11-23T13:05:00Z".parse().unwrap();
    let Ok(bundle) = Bundle::open(bytes, signature.as_bytes(), Root::compiled_in(), now, 0) else { return };
    if let Ok(recipients) = bundle.recipients(now) {
        assert!((1..=2).contains(&recipients.iter().count()));
        assert!(recipients.iter().all(|recipient| recipient.kind() == recipients.kind()));
    }
}
