//! A bundle in one file, as a person imports it (`docs/FORMAT.md`, clauses 1.13 to 1.15).

use jiff::Timestamp;

use super::{Bundle, BundleError, Root, compiled_in, document};

#[cfg(test)]
mod tests;

/// The longest bundle file, in bytes: room for hundreds of epochs.
pub const FILE_MAX_LENGTH: usize = 65_536;

/// How many lines minisign's signature has.
const SIGNATURE_LINES: usize = 4;

impl Bundle {
    /// The bundle to work with: the imported one, unless the one that this version carries is as new.
    ///
    /// An imported file that is not accepted any more changes nothing: the person imports another.
    ///
    /// # Errors
    /// Why the carried bundle is refused, when neither is accepted.
    pub fn in_force(imported: Option<&[u8]>, now: Timestamp, last_serial: u64) -> Result<Self, BundleError> {
        let carried = Self::compiled_in(now, last_serial);
        let imported = imported.and_then(|file| Self::import(file, now, last_serial).ok());
        match (carried, imported) {
            (Ok(carried), Some(imported)) if imported.serial() <= carried.serial() => Ok(carried),
            (_, Some(imported)) => Ok(imported),
            (carried, None) => carried,
        }
    }

    /// Opens a bundle file, under the root and not below the serial that this version carries.
    pub fn import(file: &[u8], now: Timestamp, last_serial: u64) -> Result<Self, BundleError> {
        import_beside(file, compiled_in::BUNDLE, now, last_serial)
    }

    /// Opens a bundle that comes beside its signature, as [`import`](Self::import) does.
    pub fn accept(bytes: &[u8], signature: &[u8], now: Timestamp, last_serial: u64) -> Result<Self, BundleError> {
        accept_beside(bytes, signature, compiled_in::BUNDLE, now, last_serial)
    }
}

/// Imports a file where this bundle is carried.
fn import_beside(file: &[u8], carried: &[u8], now: Timestamp, last_serial: u64) -> Result<Bundle, BundleError> {
    if file.len() > FILE_MAX_LENGTH {
        return Err(BundleError::Unsigned);
    }
    let (signature, bytes) = split(file).ok_or(BundleError::Unsigned)?;
    accept_beside(bytes, signature, carried, now, last_serial)
}

fn accept_beside(
    bytes: &[u8],
    signature: &[u8],
    carried: &[u8],
    now: Timestamp,
    last_serial: u64,
) -> Result<Bundle, BundleError> {
    let root = Root::compiled_in();
    // Expired or not.
    let carried = document::parse(carried, root.is_demo()).map_or(0, |document| document.serial);
    Bundle::open(bytes, signature, root, now, last_serial.max(carried))
}

/// The signature, its last line feed included, and the bundle.
fn split(file: &[u8]) -> Option<(&[u8], &[u8])> {
    let (end, _) = file.iter().enumerate().filter(|&(_, &byte)| byte == b'\n').nth(SIGNATURE_LINES - 1)?;
    Some(file.split_at(end + 1))
}
