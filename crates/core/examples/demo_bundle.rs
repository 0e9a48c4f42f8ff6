//! Writes and signs the demonstration bundle in `assets/bundle/demo`, with the keys under
//! `tests/demo`. Run from the repository's root: `cargo run -p pli-core --example demo_bundle`.

#![allow(clippy::disallowed_methods, reason = "these are files of the repository")]

use std::{error::Error, fs, io::Cursor, path::Path};

use minisign::SecretKeyBox;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let keys = Path::new("tests/demo");
    let out = Path::new("assets/bundle/demo");

    let bundle = json!({
        "format": "pli-bundle/1",
        "demo": true,
        "serial": 1,
        "not_before": "2026-01-01T00:00:00Z",
        "not_after": "2031-12-31T23:59:59Z",
        "receipt_key": minisign_public(&keys.join("DEMO-ONLY-receipt.key"))?,
        "epochs": [
            {
                "name": "2026-01",
                "recipient": recipient(&keys.join("DEMO-ONLY-identity-2026-01.txt"))?,
                "not_before": "2026-01-01T00:00:00Z",
                "not_after": "2028-12-31T23:59:59Z",
            },
            {
                "name": "2028-11",
                "recipient": recipient(&keys.join("DEMO-ONLY-identity-2028-11.txt"))?,
                "not_before": "2028-11-01T00:00:00Z",
                "not_after": "2031-12-31T23:59:59Z",
            },
        ],
        "destroyed": [],
    });
    let bundle = serde_json::to_string_pretty(&bundle)? + "\n";

    let root = fs::read_to_string(keys.join("DEMO-ONLY-root.key"))?;
    let root = SecretKeyBox::from_string(&root)?.into_unencrypted_secret_key()?;
    let signature =
        minisign::sign(None, &root, Cursor::new(&bundle), Some("pli bundle, serial 1"), Some("pli-bundle/1"))?;

    fs::write(out.join("bundle.json"), bundle)?;
    fs::write(out.join("bundle.json.minisig"), signature.to_string())?;
    fs::write(out.join("root.pub"), minisign::PublicKey::from_secret_key(&root)?.to_box()?.to_string())?;
    Ok(())
}

fn minisign_public(secret: &Path) -> Result<String, Box<dyn Error>> {
    let secret = SecretKeyBox::from_string(&fs::read_to_string(secret)?)?.into_unencrypted_secret_key()?;
    Ok(minisign::PublicKey::from_secret_key(&secret)?.to_base64())
}

fn recipient(identity_file: &Path) -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(identity_file)?;
    let identity = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-")).ok_or("no identity")?;
    Ok(identity.parse::<age::x25519::Identity>()?.to_public().to_string())
}
