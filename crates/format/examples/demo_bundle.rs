//! Writes and signs the demonstration bundle in `assets/bundle/demo`, with the keys under
//! `tests/demo`, and there a newer one in one file. Run from the repository's root: `cargo run -p pli-format --example demo_bundle`.

#![allow(clippy::disallowed_methods, reason = "these are files of the repository")]

use std::{error::Error, fs, io::Cursor, path::Path};

use minisign::{PError, SecretKey, SecretKeyBox};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    let keys = Path::new("tests/demo");
    let out = Path::new("assets/bundle/demo");
    let root = fs::read_to_string(keys.join("DEMO-ONLY-root.key"))?;
    let root = SecretKeyBox::from_string(&root)?.into_unencrypted_secret_key()?;
    let receipt_key = minisign_public(&keys.join("DEMO-ONLY-receipt.key"))?;
    let first = recipient(&keys.join("DEMO-ONLY-identity-2026-01.txt"))?;
    let second = recipient(&keys.join("DEMO-ONLY-identity-2028-11.txt"))?;

    let carried = bundle(
        1,
        &receipt_key,
        &json!([
            epoch("2026-01", &first, "2026-01-01T00:00:00Z", "2028-12-31T23:59:59Z"),
            epoch("2028-11", &second, "2028-11-01T00:00:00Z", "2031-12-31T23:59:59Z"),
        ]),
        &json!([]),
    )?;
    fs::write(out.join("bundle.json.minisig"), sign(&root, 1, &carried)?)?;
    fs::write(out.join("bundle.json"), &carried)?;
    fs::write(out.join("root.pub"), minisign::PublicKey::from_secret_key(&root)?.to_box()?.to_string())?;

    let newer = bundle(
        2,
        &receipt_key,
        &json!([epoch("2026-11", &second, "2026-01-01T00:00:00Z", "2031-12-31T23:59:59Z")]),
        &json!([{
            "name": "2026-01",
            "fingerprint": hex::encode(Sha256::digest(&first)),
            "destroyed_at": "2026-11-01T00:00:00Z",
        }]),
    )?;
    fs::write(keys.join("DEMO-ONLY-bundle-2.plikeys"), sign(&root, 2, &newer)? + &newer)?;
    Ok(())
}

fn epoch(name: &str, recipient: &str, not_before: &str, not_after: &str) -> Value {
    json!({ "name": name, "recipient": recipient, "not_before": not_before, "not_after": not_after })
}

fn bundle(serial: u64, receipt_key: &str, epochs: &Value, destroyed: &Value) -> Result<String, serde_json::Error> {
    let bundle = json!({
        "format": "pli-bundle/1",
        "demo": true,
        "serial": serial,
        "not_before": "2026-01-01T00:00:00Z",
        "not_after": "2031-12-31T23:59:59Z",
        "receipt_keys": [{
            "key": receipt_key,
            "not_before": "2026-01-01T00:00:00Z",
            "not_after": "2031-12-31T23:59:59Z",
        }],
        "epochs": epochs,
        "destroyed": destroyed,
    });
    Ok(serde_json::to_string_pretty(&bundle)? + "\n")
}

fn sign(root: &SecretKey, serial: u64, bundle: &str) -> Result<String, PError> {
    let trusted = format!("pli bundle, serial {serial}");
    Ok(minisign::sign(None, root, Cursor::new(bundle), Some(&trusted), Some("pli-bundle/1"))?.to_string())
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
