//! Which cases are eligible: `rules.toml` of the terms, read and checked once.

use serde::Deserialize;

mod bank;
#[cfg(test)]
mod tests;

pub use bank::{Account, Bank, CredentialField, Gesture, OtherAccount, Step};

/// The identifier of the choice "another bank", and of "another account".
pub const OTHER: &str = "other";

/// Every bank the rules know.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    #[serde(rename = "bank")]
    banks: Vec<Bank>,
    other_bank: OtherAccount,
}

/// Why a rules file is refused. Only a mistake in the repository can cause one.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// Not the TOML that [`Rules`] describes.
    #[error("the rules do not parse: {0}")]
    Toml(#[from] toml::de::Error),
    /// Two banks, or two steps, accounts or credentials of one bank, share an identifier.
    #[error("the identifier {0:?} is used twice")]
    Twice(String),
    /// An identifier is not made of lower-case letters, digits and dashes, or is reserved.
    #[error("{0:?} is not an identifier")]
    Identifier(String),
    /// A bank has no account or no credential, or a step no gesture.
    #[error("{0:?} has no {1}")]
    Empty(String, &'static str),
}

impl Rules {
    /// Reads and checks a rules file.
    ///
    /// # Errors
    /// [`RulesError`] names the first mistake.
    pub fn parse(toml: &str) -> Result<Self, RulesError> {
        let rules: Self = toml::from_str(toml)?;
        distinct(rules.banks.iter().map(Bank::id))?;
        for bank in &rules.banks {
            bank.check()?;
        }
        Ok(rules)
    }

    /// The banks, in the order they are offered.
    pub fn banks(&self) -> &[Bank] {
        &self.banks
    }

    /// The choice "another bank".
    pub fn other_bank(&self) -> &OtherAccount {
        &self.other_bank
    }

    /// The bank with this identifier.
    pub fn bank(&self, id: &str) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.id() == id)
    }
}

/// Checks that identifiers are well formed and each used once.
fn distinct<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), RulesError> {
    let mut seen = Vec::new();
    for id in ids {
        let well_formed = id.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if id.is_empty() || id == OTHER || !well_formed {
            return Err(RulesError::Identifier(id.to_owned()));
        }
        if seen.contains(&id) {
            return Err(RulesError::Twice(id.to_owned()));
        }
        seen.push(id);
    }
    Ok(())
}
