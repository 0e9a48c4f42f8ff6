use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Recipient;
use crate::{Sha256, spelling::written_as_shown};

/// One recipient with its validity window.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Epoch {
    name: EpochName,
    recipient: Recipient,
    #[serde(with = "crate::instant")]
    not_before: Timestamp,
    #[serde(with = "crate::instant")]
    not_after: Timestamp,
}

impl Epoch {
    /// The month it is named after.
    pub fn name(&self) -> EpochName {
        self.name
    }

    /// The age public key that is sealed to.
    pub fn recipient(&self) -> &Recipient {
        &self.recipient
    }

    /// First instant at which anything is sealed to it.
    pub fn not_before(&self) -> Timestamp {
        self.not_before
    }

    /// Last instant at which anything is sealed to it.
    pub fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// Whether something may be sealed to it now.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        (self.not_before..=self.not_after).contains(&now)
    }

    /// SHA-256 of the recipient's text (`age1…`, no line ending).
    pub fn fingerprint(&self) -> Sha256 {
        Sha256::of(self.recipient.to_string().as_bytes())
    }
}

/// The epoch a package is sealed to, as a consent names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpochRef {
    /// `YYYY-MM`, by which records name it.
    pub name: EpochName,
    /// SHA-256 of its recipient's text.
    pub fingerprint: Sha256,
}

impl From<&Epoch> for EpochRef {
    fn from(epoch: &Epoch) -> Self {
        Self { name: epoch.name(), fingerprint: epoch.fingerprint() }
    }
}

/// The month an epoch is named after, `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EpochName {
    year: u16,
    month: u8,
}

written_as_shown!(EpochName);

/// A text is not the name of an epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an epoch is named after a month, as 2026-11")]
pub struct EpochNameError;

impl EpochName {
    /// 0 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }
}

impl std::str::FromStr for EpochName {
    type Err = EpochNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |text: &str| text.bytes().all(|c| c.is_ascii_digit()).then(|| text.parse().ok())?;
        let (year, month) = text.split_once('-').ok_or(EpochNameError)?;
        match (year.len(), month.len(), digits(year), digits(month)) {
            (4, 2, Some(year), Some(month @ 1..=12)) => {
                Ok(Self { year, month: u8::try_from(month).map_err(|_| EpochNameError)? })
            }
            _ => Err(EpochNameError),
        }
    }
}

impl std::fmt::Display for EpochName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.year, self.month))
    }
}
