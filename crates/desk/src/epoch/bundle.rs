use jiff::Timestamp;
use pli_format::{
    bundle::{Bundle, BundleError, DestroyedEpoch, FORMAT, Root},
    recipients::Epoch,
};
use serde_json::json;

use super::EpochError;
use crate::signing_key::SigningKey;

/// What the root is to sign. Formed where the identities are, signed where the root is: offline.
pub struct Draft<'a> {
    /// Above that of every bundle before.
    pub serial: u64,
    /// When apps may begin to use it.
    pub not_before: Timestamp,
    /// When they must stop.
    pub not_after: Timestamp,
    /// The minisign public key of receipts, base64.
    pub receipt_key: &'a str,
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
        let epochs: Vec<_> = self
            .epochs
            .iter()
            .map(|epoch| {
                json!({
                    "name": epoch.name(),
                    "recipient": epoch.recipient().to_string(),
                    "not_before": epoch.not_before(),
                    "not_after": epoch.not_after(),
                })
            })
            .collect();
        let bundle = json!({
            "format": FORMAT,
            "demo": self.demo,
            "serial": self.serial,
            "not_before": self.not_before,
            "not_after": self.not_after,
            "receipt_key": self.receipt_key,
            "epochs": epochs,
            "destroyed": self.destroyed,
        });
        serde_json::to_string_pretty(&bundle).expect("it holds texts, times and numbers") + "\n"
    }
}

/// Of the first bundle: no app takes one below.
const FIRST_SERIAL: u64 = 1;

/// Signs a bundle with the root, unless apps with that root would refuse it.
///
/// # Errors
/// [`EpochError::Refused`]: malformed, or expired already; [`EpochError::Key`]
pub fn sign(bundle: &str, root: &SigningKey, now: Timestamp) -> Result<SignedBundle, EpochError> {
    let signature = root.sign(bundle.as_bytes(), FORMAT, FORMAT)?;
    let public = Root::parse(&format!("untrusted comment: root\n{}\n", root.public()))
        .map_err(|error| EpochError::Malformed(error.to_string()))?;
    match Bundle::open(bundle.as_bytes(), signature.as_bytes(), &public, now, FIRST_SERIAL) {
        // Signed ahead of its time is how a rotation is prepared.
        Ok(_) | Err(BundleError::NotYetValid { .. }) => Ok(SignedBundle { bundle: bundle.to_owned(), signature }),
        Err(error) => Err(EpochError::Refused(error)),
    }
}
