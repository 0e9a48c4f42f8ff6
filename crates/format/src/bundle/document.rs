use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{BundleError, FORMAT, ReceiptKey};
use crate::{
    Sha256,
    recipients::{Epoch, EpochName},
};

/// The bundle as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    format: String,
    pub demo: bool,
    pub serial: u64,
    #[serde(with = "crate::instant")]
    pub not_before: Timestamp,
    #[serde(with = "crate::instant")]
    pub not_after: Timestamp,
    pub receipt_keys: Vec<ReceiptKey>,
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
    #[serde(with = "crate::instant")]
    pub destroyed_at: Timestamp,
}

/// The greatest serial: the greatest integer that every reader of JSON knows.
const LAST_SERIAL: u64 = (1 << 53) - 1;

/// Reads a bundle that the root signed. `is_demo` tells whether it is the demonstration's root.
pub(super) fn parse(bytes: &[u8], is_demo: bool) -> Result<Document, BundleError> {
    let malformed = |error: serde_json::Error| BundleError::Malformed(error.to_string());
    let mut document: Document = serde_json::from_slice(bytes).map_err(malformed)?;
    if !has_objects(&serde_json::from_slice(bytes).map_err(malformed)?) {
        return Err(BundleError::Malformed("a list where an object should be".to_owned()));
    }
    document.epochs.sort_by_key(Epoch::not_before);
    document.check(is_demo).map_err(|what| BundleError::Malformed(what.to_owned()))?;
    Ok(document)
}

impl Document {
    fn check(&self, is_demo: bool) -> Result<(), &'static str> {
        let fails_when = |wrong: bool, what| if wrong { Err(what) } else { Ok(()) };

        fails_when(self.format != FORMAT, "unknown format")?;
        fails_when(self.demo && !is_demo, "a demonstration under a root that is none")?;
        fails_when(!self.demo && is_demo, "no demonstration under the demonstration's root")?;
        fails_when(!(1..=LAST_SERIAL).contains(&self.serial), "the serial is not from 1 to 2^53 - 1")?;
        fails_when(self.not_before >= self.not_after, "the bundle ends before it begins")?;
        self.check_receipt_keys()?;
        self.check_epochs()?;
        self.check_destroyed()
    }

    fn check_receipt_keys(&self) -> Result<(), &'static str> {
        let keys = &self.receipt_keys;
        if keys.is_empty() {
            return Err("there is no receipt key");
        }
        if keys.iter().any(|key| key.not_before >= key.not_after) {
            return Err("a receipt key ends before it begins");
        }
        if repeats(keys, |one, other| one.key.is_like(&other.key)) {
            return Err("a receipt key stands twice");
        }
        Ok(())
    }

    fn check_epochs(&self) -> Result<(), &'static str> {
        let epochs = &self.epochs;
        if epochs.is_empty() {
            return Err("there is no epoch");
        }
        if epochs.iter().any(|epoch| epoch.not_before() >= epoch.not_after()) {
            return Err("an epoch ends before it begins");
        }
        if epochs.windows(3).any(|three| three[0].not_after() >= three[2].not_before()) {
            return Err("three epochs are valid at once");
        }
        if epochs.windows(2).any(|two| two[0].not_after() >= two[1].not_after()) {
            return Err("an epoch ends before the one it follows");
        }
        if repeats(epochs, |one, other| one.name() == other.name()) {
            return Err("two epochs have the same name");
        }
        if repeats(epochs, |one, other| one.fingerprint() == other.fingerprint()) {
            return Err("two epochs have the same recipient");
        }
        Ok(())
    }

    fn check_destroyed(&self) -> Result<(), &'static str> {
        let is_like = |one: &DestroyedEpoch, name, fingerprint| one.name == name || one.fingerprint == fingerprint;
        if repeats(&self.destroyed, |one, other| is_like(one, other.name, other.fingerprint)) {
            return Err("a destroyed epoch stands twice");
        }
        let is_listed =
            |gone: &DestroyedEpoch| self.epochs.iter().any(|epoch| is_like(gone, epoch.name(), epoch.fingerprint()));
        if self.destroyed.iter().any(is_listed) {
            return Err("a destroyed epoch is still listed");
        }
        Ok(())
    }
}

/// Whether there are objects where serde takes a list of their values, too.
fn has_objects(bundle: &Value) -> bool {
    let lists = [&bundle["receipt_keys"], &bundle["epochs"], &bundle["destroyed"]];
    bundle.is_object() && lists.into_iter().filter_map(Value::as_array).flatten().all(Value::is_object)
}

fn repeats<T>(items: &[T], is_like: impl Fn(&T, &T) -> bool) -> bool {
    items.iter().enumerate().any(|(at, item)| items[..at].iter().any(|before| is_like(before, item)))
}
