use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::Recipient;

/// One recipient with its validity window.
#[derive(Clone, Debug, Deserialize)]
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
    /// `YYYY-MM`, the month it is named after.
    pub fn name(&self) -> &str {
        &self.name.0
    }

    /// Its recipient.
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
    pub fn fingerprint(&self) -> [u8; 32] {
        Sha256::digest(self.recipient.to_string()).into()
    }
}

/// `YYYY-MM`.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
struct EpochName(String);

impl TryFrom<String> for EpochName {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let shape_holds = name.len() == 7
            && name.bytes().enumerate().all(|(at, c)| if at == 4 { c == b'-' } else { c.is_ascii_digit() });
        let month_holds = shape_holds && (1..=12).contains(&name[5..].parse().unwrap_or(0));
        if month_holds { Ok(Self(name)) } else { Err("an epoch is named after a month, as 2026-11") }
    }
}
