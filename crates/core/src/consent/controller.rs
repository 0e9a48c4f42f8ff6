use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// Who answers for the data (GDPR art. 13); every value is Bankin's to give, in `assets/legal.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Registered name.
    pub name: String,
    /// Registered address.
    pub address: String,
    /// Registration number with the ACPR.
    pub acpr: String,
    /// How to reach the data protection officer.
    pub dpo: String,
}

/// What a value begins with as long as nobody has given it.
const PLACEHOLDER: &str = "À COMPLÉTER";

static COMPILED_IN: LazyLock<Controller> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../assets/legal.toml")).expect("legal.toml is valid, as a test proves")
});

impl Controller {
    /// The controller that this version of Pli names.
    pub fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }

    /// Whether a value is still to be given; a release build refuses that.
    pub fn has_placeholders(&self) -> bool {
        [&self.name, &self.address, &self.acpr, &self.dpo].into_iter().any(|value| value.contains(PLACEHOLDER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_that_is_still_to_be_given_is_a_placeholder() {
        let given = Controller { name: "a".into(), address: "b".into(), acpr: "c".into(), dpo: "d".into() };
        assert!(!given.has_placeholders());
        assert!(Controller { dpo: "À COMPLÉTER (contact)".into(), ..given }.has_placeholders());
    }

    #[test]
    fn the_repository_names_no_controller_of_its_own() {
        let Controller { name, address, acpr, dpo } = Controller::compiled_in();
        for value in [name, address, acpr, dpo] {
            assert!(value.starts_with(PLACEHOLDER), "{value}");
        }
    }
}
