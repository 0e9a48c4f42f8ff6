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
    #[test]
    fn a_consent_is_kept_for_five_years_a_name_and_a_gift_for_one() {
        let retention = crate::Policy::compiled_in().retention;
        let [closed, in_one, in_five] =
            ["2026-11-24T08:00:00Z", "2027-11-25T08:00:00Z", "2031-11-24T08:00:00Z"].map(|at| at.parse().unwrap());
        assert_eq!(retention.consent_until(closed), in_five);
        assert_eq!(retention.consents_since(in_five), closed);
        assert_eq!(retention.names_since(in_one), closed);
        assert_eq!(retention.gifts_since(in_one), closed);
    }
}
