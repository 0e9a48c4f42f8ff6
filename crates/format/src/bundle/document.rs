use jiff::Timestamp;
use minisign_verify::PublicKey;
use serde::{Deserialize, Serialize};

use super::{BundleError, FORMAT};
use crate::{
    Sha256,
    recipients::{Epoch, EpochName},
};

/// The bundle as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    format: String,
    pub demo: bool,
    pub serial: u64,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    pub receipt_key: String,
    pub epochs: Vec<Epoch>,
    pub destroyed: Vec<DestroyedEpoch>,
}

/// An epoch whose identity exists no more: what was sealed to it can never be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DestroyedEpoch {
    /// The name it had.
    pub name: EpochName,
    /// SHA-256 of its recipient's text.
    pub fingerprint: Sha256,
    /// When its identity was destroyed.
    pub destroyed_at: Timestamp,
}

/// Reads a bundle that the root signed.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, BundleError> {
    let mut document: Document =
        serde_json::from_slice(bytes).map_err(|error| BundleError::Malformed(error.to_string()))?;
    document.epochs.sort_by_key(Epoch::not_before);
    document.check().map_err(|what| BundleError::Malformed(what.to_owned()))?;
    Ok(document)
}

impl Document {
    fn check(&self) -> Result<(), &'static str> {
        let fails_when = |wrong: bool, what| if wrong { Err(what) } else { Ok(()) };
        let epochs = &self.epochs;

        fails_when(self.format != FORMAT, "unknown format")?;
        fails_when(self.not_before >= self.not_after, "the bundle ends before it begins")?;
        fails_when(PublicKey::from_base64(&self.receipt_key).is_err(), "the receipt key is not minisign's")?;
        fails_when(epochs.is_empty(), "there is no epoch")?;
        fails_when(
            epochs.iter().any(|epoch| epoch.not_before() >= epoch.not_after()),
            "an epoch ends before it begins",
        )?;
        fails_when(
            epochs.windows(3).any(|three| three[0].not_after() >= three[2].not_before()),
            "three epochs are valid at once",
        )?;
        fails_when(
            epochs.windows(2).any(|two| two[0].not_after() >= two[1].not_after()),
            "an epoch ends before the one it follows",
        )?;
        fails_when(repeats(epochs.iter().map(Epoch::name)), "two epochs have the same name")?;
        fails_when(repeats(epochs.iter().map(Epoch::fingerprint)), "two epochs have the same recipient")?;
        fails_when(
            epochs.iter().any(|epoch| self.destroyed.iter().any(|gone| gone.is(epoch))),
            "a destroyed epoch is still listed",
        )
    }
}

impl DestroyedEpoch {
    fn is(&self, epoch: &Epoch) -> bool {
        self.name == epoch.name() || self.fingerprint == epoch.fingerprint()
    }
}

fn repeats<T: PartialEq>(items: impl Iterator<Item = T>) -> bool {
    let mut seen = Vec::new();
    items.into_iter().any(|item| {
        let again = seen.contains(&item);
        seen.push(item);
        again
    })
}
