//! The operating system's keyring: Secret Service, Windows Credential Manager, macOS Keychain. It
//! holds the identity of the history and the case keys, nothing else.
//!
//! A call may wait for the person to answer the system's own dialog. Whoever calls does it on a
//! thread that nobody waits for without a limit ([`crate::history`]).

#[cfg(target_os = "linux")]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(target_os = "linux")]
use secret_service::{EncryptionType, blocking::SecretService};
use zeroize::Zeroizing;

/// What every entry of Pli is filed under.
pub const SERVICE: &str = "com.bankin.pli";

/// Named secrets of the person who is logged in.
pub trait Keyring {
    /// The secret with this name, if there is one.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyringError>;

    /// Keeps a secret under this name, instead of what was there.
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError>;

    /// Removes the secret with this name, every copy of it. One that is not there is no error.
    fn delete(&self, name: &str) -> Result<(), KeyringError>;
}

/// Why the keyring did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// This computer has none, or none runs yet.
    #[error("there is no keyring")]
    Absent,
    #[error("the keyring is locked")]
    Locked,
    /// The person, or a rule of the system, refused.
    #[error("the keyring refused")]
    Denied,
    /// It has several secrets of this name, and they differ: a restored copy, or two keyrings merged.
    #[error("the keyring holds different secrets under one name")]
    Different,
    #[error("the keyring failed")]
    Failed,
}

pub struct SystemKeyring;

impl SystemKeyring {
    fn entry(name: &str) -> Result<keyring::Entry, KeyringError> {
        if !answers() {
            return Err(without_store());
        }
        keyring::Entry::new(SERVICE, name).map_err(|error| KeyringError::from(&error))
    }
}

/// Whether there is a Secret Service, which may come later. The keyring's library connects once in the life of the
/// process: what it was refused then it would be refused for ever.
#[cfg(target_os = "linux")]
fn answers() -> bool {
    static ANSWERED: AtomicBool = AtomicBool::new(false);
    if !ANSWERED.load(Ordering::Relaxed) {
        ANSWERED.store(SecretService::connect(EncryptionType::Plain).is_ok(), Ordering::Relaxed);
    }
    ANSWERED.load(Ordering::Relaxed)
}

#[cfg(not(target_os = "linux"))]
fn answers() -> bool {
    true
}

impl Keyring for SystemKeyring {
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the copies are of a type that keyring does not name"
    )]
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyringError> {
        match Self::entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(keyring::Error::Ambiguous(copies)) => equal(copies.iter().map(|copy| copy.get_secret())).map(Some),
            Err(error) => Err(KeyringError::from(&error)),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError> {
        match Self::entry(name)?.set_secret(secret) {
            // What is written takes the place of all that was there.
            Err(keyring::Error::Ambiguous(_)) => {
                self.delete(name)?;
                Self::entry(name)?.set_secret(secret)
            }
            set => set,
        }
        .map_err(|error| KeyringError::from(&error))
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        match Self::entry(name)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(keyring::Error::Ambiguous(copies)) => {
                copies.iter().try_for_each(|copy| match copy.delete_credential() {
                    Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
                    Err(error) => Err(KeyringError::from(&error)),
                })
            }
            Err(error) => Err(KeyringError::from(&error)),
        }
    }
}

/// The secret that all copies hold.
fn equal(copies: impl Iterator<Item = Result<Vec<u8>, keyring::Error>>) -> Result<Zeroizing<Vec<u8>>, KeyringError> {
    let copies = copies.map(|secret| secret.map(Zeroizing::new));
    let mut secrets = copies.collect::<Result<Vec<_>, _>>().map_err(|error| KeyringError::from(&error))?;
    let one = secrets.pop().ok_or(KeyringError::Failed)?;
    if secrets.iter().all(|other| **other == *one) { Ok(one) } else { Err(KeyringError::Different) }
}

impl From<&keyring::Error> for KeyringError {
    fn from(error: &keyring::Error) -> Self {
        match error {
            keyring::Error::NoDefaultStore => without_store(),
            // Whoever is logged in without a session has none (`ERROR_NO_SUCH_LOGON_SESSION`).
            keyring::Error::NoStorageAccess(_) if cfg!(windows) => Self::Absent,
            keyring::Error::NoStorageAccess(reason) if is_refusal(reason.as_ref()) => Self::Denied,
            keyring::Error::NoStorageAccess(_) => Self::Locked,
            keyring::Error::PlatformFailure(reason) => of_platform(reason.as_ref()),
            _ => Self::Failed,
        }
    }
}

/// Behind a bus that was left aside there may be a keyring all the same.
#[cfg(target_os = "linux")]
fn without_store() -> KeyringError {
    if crate::session_bus::was_silent() { KeyringError::Failed } else { KeyringError::Absent }
}

#[cfg(not(target_os = "linux"))]
fn without_store() -> KeyringError {
    KeyringError::Absent
}

/// The Secret Service says with the same error that it is locked and that its dialog was dismissed.
#[cfg(target_os = "linux")]
fn is_refusal(reason: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(reason.downcast_ref(), Some(secret_service::Error::Prompt))
}

#[cfg(not(target_os = "linux"))]
fn is_refusal(_reason: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    false
}

#[cfg(target_os = "linux")]
fn of_platform(_reason: &(dyn std::error::Error + Send + Sync + 'static)) -> KeyringError {
    KeyringError::Failed
}

/// Windows and macOS have no separate error for a refusal: the person closed the dialog
/// (`errSecUserCanceled`), or a policy forbids it (`ERROR_ACCESS_DENIED`).
#[cfg(not(target_os = "linux"))]
fn of_platform(_reason: &(dyn std::error::Error + Send + Sync + 'static)) -> KeyringError {
    KeyringError::Denied
}

#[cfg(test)]
#[cfg(not(target_os = "linux"))]
mod own_store;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
