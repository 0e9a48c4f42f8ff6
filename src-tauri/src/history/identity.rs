//! The identity that every case is encrypted for. It exists in the keyring and nowhere else.

use age::{secrecy::ExposeSecret, x25519::Identity};

use crate::keyring::{Keyring, KeyringError};

/// The identity's name in the keyring.
pub const NAME: &str = "history";
/// A secret that says nothing; see [`unlock`].
const PROBE: &str = "unlocked";

/// The identity of this person's history; a new one at the first use, or when the keyring has lost it.
pub fn obtain(keyring: &dyn Keyring) -> Result<Identity, KeyringError> {
    if let Some(identity) = read(keyring)? {
        return Ok(identity);
    }
    unlock(keyring)?;
    match read(keyring)? {
        Some(identity) => Ok(identity),
        None => create(keyring),
    }
}

fn read(keyring: &dyn Keyring) -> Result<Option<Identity>, KeyringError> {
    let secret = keyring.get(NAME)?;
    Ok(secret.and_then(|secret| std::str::from_utf8(&secret).ok()?.parse().ok()))
}

/// Some keyrings find nothing while they are locked. Writing unlocks them: what a new identity would
/// replace is there to be read then.
fn unlock(keyring: &dyn Keyring) -> Result<(), KeyringError> {
    keyring.set(PROBE, b"1")?;
    keyring.delete(PROBE)
}

/// Accepts a new identity only when the keyring gives it back.
fn create(keyring: &dyn Keyring) -> Result<Identity, KeyringError> {
    keyring.set(NAME, Identity::generate().to_string().expose_secret().as_bytes())?;
    read(keyring)?.ok_or(KeyringError::Failed)
}
