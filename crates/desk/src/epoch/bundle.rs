use jiff::Timestamp;
use pli_format::{
    bundle::{Bundle, BundleError, DestroyedEpoch, FORMAT, ReceiptKey, Root},
    instant,
    minisign::PublicKey,
    recipients::Epoch,
};
use serde_json::json;

use super::{EpochError, Epochs};
use crate::signing_key::SigningKey;

/// What the root is to sign. Formed where the identities are, signed where the root is: offline.
pub struct Draft<'a> {
    /// Above that of every bundle before.
    pub serial: u64,
    /// When apps may begin to use it.
    pub not_before: Timestamp,
    /// When they must stop.
    pub not_after: Timestamp,
    /// The keys of receipts, each with its time.
    pub receipt_keys: &'a [ReceiptKey],
    /// The epochs that are listed.
    pub epochs: &'a [Epoch],
    /// Those that exist no more.
    pub destroyed: &'a [DestroyedEpoch],
    /// True only for the demonstration, whose secret halves are public.
    pub demo: bool,
}

/// A bundle and its signature, to be written side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBundle {
    /// `bundle.json`
    pub bundle: String,
    /// `bundle.json.minisig`
    pub signature: String,
}

impl Draft<'_> {
    /// The bundle, unsigned: people read it before the root signs it.
    pub fn to_json(&self) -> String {
        let bundle = json!({
            "format": FORMAT,
            "demo": self.demo,
            "serial": self.serial,
            "not_before": instant::write(self.not_before),
            "not_after": instant::write(self.not_after),
            "receipt_keys": self.receipt_keys,
            "epochs": self.epochs,
            "destroyed": self.destroyed,
        });
        serde_json::to_string_pretty(&bundle).expect("it holds texts, times and numbers") + "\n"
    }
}

impl Epochs {
    /// The next bundle: the epochs that are kept here, those that were destroyed, and this key of receipts after
    /// those of the bundle in force; but for the demonstration's, which signs nobody's.
    ///
    /// # Errors
    /// [`EpochError::File`], [`EpochError::Malformed`]
    pub fn draft(
        &self,
        in_force: Option<&Bundle>,
        receipt_key: PublicKey,
        serial: u64,
        [from, until]: [Timestamp; 2],
    ) -> Result<String, EpochError> {
        let listed: Vec<_> = self.list()?.into_iter().map(|kept| kept.epoch).collect();
        let before = in_force.filter(|bundle| !bundle.is_demo()).map(Bundle::receipt_keys).unwrap_or_default();
        let destroyed = self.destroyed()?;
        let draft = Draft {
            serial,
            not_before: from,
            not_after: until,
            receipt_keys: &succeed(before, receipt_key, from),
            epochs: &listed,
            destroyed: &destroyed,
            demo: false,
        };
        Ok(draft.to_json())
    }
}

/// The keys of receipts once this one signs, from this instant on: those that signed before stay, for
/// the receipts of their time.
pub fn succeed(before: &[ReceiptKey], key: PublicKey, from: Timestamp) -> Vec<ReceiptKey> {
    if before.iter().any(|listed| listed.key == key && listed.not_after >= from) {
        return before.to_vec();
    }
    let ended = before.iter().map(|listed| ReceiptKey { not_after: listed.not_after.min(from), ..*listed });
    let next = ReceiptKey { key, not_before: from, not_after: Timestamp::MAX };
    ended.chain([next]).collect()
}

/// Signs a bundle with the root, unless apps with that root would refuse it.
///
/// # Errors
/// [`EpochError::Refused`]: malformed, or expired already; [`EpochError::Key`]
pub fn sign(bundle: &str, root: &SigningKey, now: Timestamp) -> Result<SignedBundle, EpochError> {
    let signature = root.sign(bundle.as_bytes(), FORMAT, FORMAT)?;
    match Bundle::open(bundle.as_bytes(), signature.as_bytes(), &Root::from(root.public()), now, 0) {
        // Signed ahead of its time is how a rotation is prepared.
        Ok(_) | Err(BundleError::NotYetValid { .. }) => Ok(SignedBundle { bundle: bundle.to_owned(), signature }),
        Err(error) => Err(EpochError::Refused(error)),
    }
}
