//! The bundle: the signed list of epochs. The only source of recipients.
//!
//! A bundle is JSON (`pli-bundle/1`) with a detached minisign signature by the root, whose public
//! key is compiled in. Nothing a person, a file or an argument says can change the root. A newer
//! bundle may come as a file, under the same root.

use jiff::Timestamp;

pub use crate::recipients::Epoch;
use crate::recipients::{EpochName, NoEpoch, Recipients};

mod compiled_in;
#[cfg(test)]
pub(crate) mod demo_signed;
mod document;
mod error;
mod file;
mod receipt_key;
mod root;
#[cfg(test)]
mod tests;

pub use document::DestroyedEpoch;
pub use error::BundleError;
pub use file::FILE_MAX_LENGTH;
pub use receipt_key::ReceiptKey;
pub use root::Root;

use document::Document;

/// The `format` of the bundles this version reads.
pub const FORMAT: &str = "pli-bundle/1";

/// A bundle whose signature, shape and dates were checked.
#[derive(Clone, Debug)]
pub struct Bundle(Document);

impl Bundle {
    /// Opens a bundle that comes from outside: `bytes` is the JSON, `signature` the text of its
    /// `.minisig`, `last_serial` the highest serial ever accepted here (0 before the first).
    ///
    /// The signature is checked first: nothing of an unsigned bundle is read. Then what it holds, then
    /// its serial, then its dates.
    ///
    /// # Errors
    /// [`BundleError`], each reason its own.
    pub fn open(
        bytes: &[u8],
        signature: &[u8],
        root: &Root,
        now: Timestamp,
        last_serial: u64,
    ) -> Result<Self, BundleError> {
        root.check(bytes, signature)?;
        let document = document::parse(bytes, root.is_demo())?;
        if document.serial < last_serial {
            return Err(BundleError::RolledBack { serial: document.serial, last_serial });
        }
        if now < document.not_before {
            return Err(BundleError::NotYetValid { not_before: document.not_before });
        }
        if now > document.not_after {
            return Err(BundleError::Expired { not_after: document.not_after });
        }
        Ok(Self(document))
    }

    /// Opens the bundle that this version of Pli carries.
    ///
    /// # Errors
    /// [`BundleError`]; [`BundleError::Expired`] once this version is too old.
    pub fn compiled_in(now: Timestamp, last_serial: u64) -> Result<Self, BundleError> {
        Self::open(compiled_in::BUNDLE, compiled_in::SIGNATURE, Root::compiled_in(), now, last_serial)
    }

    /// True for the demonstration bundle, whose identities are public.
    pub fn is_demo(&self) -> bool {
        self.0.demo
    }

    /// Grows with each bundle the root signs.
    pub fn serial(&self) -> u64 {
        self.0.serial
    }

    /// The last instant at which the bundle may be used.
    pub fn not_after(&self) -> Timestamp {
        self.0.not_after
    }

    /// The keys that sign receipts, each with its time: at least one.
    pub fn receipt_keys(&self) -> &[ReceiptKey] {
        &self.0.receipt_keys
    }

    /// Every epoch, by beginning. At most two are valid at any instant.
    pub fn epochs(&self) -> &[Epoch] {
        &self.0.epochs
    }

    /// The recipients to seal to at this instant.
    ///
    /// The current epoch is the earliest that is still valid. The next one joins it from its
    /// beginning on, unless it is of another kind.
    pub fn recipients(&self, now: Timestamp) -> Result<Recipients<'_>, NoEpoch> {
        Recipients::of(&self.0.epochs, now)
    }

    /// The epoch with this name.
    pub fn epoch(&self, name: EpochName) -> Option<&Epoch> {
        self.0.epochs.iter().find(|epoch| epoch.name() == name)
    }

    /// The epochs whose identity exists no more.
    pub fn destroyed(&self) -> &[DestroyedEpoch] {
        &self.0.destroyed
    }
}
