//! How long the desk keeps what is no credential.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// The limits, in days.
#[expect(clippy::struct_field_names, reason = "the file says of each number what it counts")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    consent_days: u32,
    name_days: u32,
    gift_days: u32,
}

impl Retention {
    /// The last instant at which the consent of a case that ended at `closed` is kept.
    pub fn consent_until(&self, closed: Timestamp) -> Timestamp {
        closed.checked_add(days(self.consent_days)).unwrap_or(Timestamp::MAX)
    }

    /// Cases that ended before it have no consent any more.
    pub fn consents_since(&self, now: Timestamp) -> Timestamp {
        before(now, self.consent_days)
    }

    /// Cases that ended before it have no name any more.
    pub fn names_since(&self, now: Timestamp) -> Timestamp {
        before(now, self.name_days)
    }

    /// Gifts that were given before it are forgotten.
    pub fn gifts_since(&self, now: Timestamp) -> Timestamp {
        before(now, self.gift_days)
    }
}

fn days(days: u32) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(days))
}

fn before(now: Timestamp, limit: u32) -> Timestamp {
    now.checked_sub(days(limit)).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_is_kept_for_five_years() {
        let closed: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
        let retention = Retention { consent_days: 1826, name_days: 366, gift_days: 366 };
        let last = retention.consent_until(closed);
        assert_eq!(last.to_string(), "2031-11-24T08:00:00Z");
        assert_eq!(retention.consents_since(last), closed);
    }
}
