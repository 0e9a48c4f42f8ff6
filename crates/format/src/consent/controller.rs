//! Who answers for the data. `build.rs` reads with it, too, what a release is to carry.

use serde::{Deserialize, Serialize};

/// Who answers for the data (GDPR art. 13); every value is Bankin's to give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// The company's name, as it is registered.
    pub name: String,
    /// Its registered office: street, postal code, town.
    pub address: String,
    /// Registration number with the ACPR.
    pub acpr: String,
    /// How to reach the data protection officer.
    pub dpo: String,
}

/// What stands in a value as long as nobody has given it.
pub const PLACEHOLDER: &str = "À COMPLÉTER";

impl Controller {
    /// Reads `controller.toml` of the terms.
    ///
    /// # Errors
    /// When a value is missing, or is no text, or another stands there.
    pub fn parse(legal: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(legal)
    }

    /// Whether a value is still to be given, or is empty; a release build refuses that.
    pub fn has_placeholders(&self) -> bool {
        let values = [&self.name, &self.address, &self.acpr, &self.dpo];
        values.into_iter().any(|value| value.trim().is_empty() || value.contains(PLACEHOLDER))
    }
}
