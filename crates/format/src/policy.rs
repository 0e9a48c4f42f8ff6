//! How long credentials may be kept: `assets/policy.toml`.

use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// The limits that Bridge keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Days from the signature to the deletion, whatever happened.
    pub keep_days: u16,
    /// Days from the reception to the deletion when nobody opened them.
    pub unopened_days: u16,
}

static COMPILED_IN: LazyLock<Policy> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/policy.toml"))
        .expect("the policy in the repository is valid, as a test proves")
});

impl Policy {
    /// The policy that this version of Pli carries.
    pub fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }

    /// The last instant at which credentials signed for at `signed` may be kept.
    pub fn expiry(&self, signed: Timestamp) -> Timestamp {
        let kept = SignedDuration::from_hours(24 * i64::from(self.keep_days));
        signed.checked_add(kept).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_expire_thirty_days_after_the_signature() {
        let signed: Timestamp = "2026-11-23T13:05:00Z".parse().unwrap();
        assert_eq!(Policy::compiled_in().expiry(signed).to_string(), "2026-12-23T13:05:00Z");
    }
}
