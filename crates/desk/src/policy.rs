use std::sync::LazyLock;

use serde::Deserialize;

use crate::retention::Retention;

/// What the desk sets itself, beyond what the terms of a consent promise: `assets/desk/policy.toml`, which
/// says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Days from the reception to the deletion when nobody opened the credentials.
    pub unopened_days: u16,
    /// How long what is no credential is kept.
    pub retention: Retention,
}

static COMPILED_IN: LazyLock<Policy> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/desk/policy.toml"))
        .expect("the policy in the repository is valid, as a test proves")
});

impl Policy {
    /// The policy that this version of the desk carries.
    pub fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_opened_waits_fourteen_days() {
        assert_eq!(Policy::compiled_in().unopened_days, 14);
    }
}
