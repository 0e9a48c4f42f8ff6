//! Whom a package is sealed to: epochs, their recipients and fingerprints.

use jiff::Timestamp;

use crate::bundle::Bundle;

mod epoch;
mod fingerprint;
mod recipient;
#[cfg(test)]
mod tests;

pub use epoch::{Epoch, EpochName, EpochNameError, EpochRef};
pub use fingerprint::fingerprint_words;
pub use recipient::{Recipient, RecipientError, RecipientKind};

/// The recipients of one sealed file: the current epoch's and, in its overlap, the next one's.
///
/// Never empty, never of two kinds: a file is as weak as its weakest recipient.
#[derive(Clone, Debug)]
pub struct Recipients<'a> {
    current: &'a Epoch,
    next: Option<&'a Epoch>,
}

/// No epoch of the bundle is valid now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no epoch of the bundle is valid on {now}")]
pub struct NoEpoch {
    /// When one was looked for.
    pub now: Timestamp,
}

impl NoEpoch {
    /// The stable code, which the catalogues have words for under `failure-CODE`.
    pub const CODE: &str = "no-epoch";
}

/// The recipients to seal to at this instant.
///
/// The current epoch is the earliest that is still valid. The next one joins it from its
/// beginning on, unless it is of another kind.
///
/// # Errors
/// [`NoEpoch`].
pub fn current(bundle: &Bundle, now: Timestamp) -> Result<Recipients<'_>, NoEpoch> {
    let mut valid = bundle.epochs().iter().filter(|epoch| epoch.is_valid(now));
    let current = valid.next().ok_or(NoEpoch { now })?;
    let next = valid.next().filter(|next| next.recipient().kind() == current.recipient().kind());
    Ok(Recipients { current, next })
}

impl<'a> Recipients<'a> {
    /// The epoch that the consent record names.
    pub fn epoch(&self) -> &'a Epoch {
        self.current
    }

    /// The kind they all are of.
    pub fn kind(&self) -> RecipientKind {
        self.current.recipient().kind()
    }

    /// One or two.
    pub fn iter(&self) -> impl Iterator<Item = &'a Recipient> {
        [Some(self.current), self.next].into_iter().flatten().map(Epoch::recipient)
    }
}
