use jiff::{Timestamp, tz::Offset};
use serde::{Deserialize, Serialize};

/// When something was signed: an instant, the offset the person's clock had, and its zone's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedAt {
    /// Seconds precision, RFC 3339 in the person's offset, such as `2026-11-23T14:05:00+01:00`.
    time: String,
    /// IANA name, such as `Europe/Paris`; empty when the system does not say.
    zone: String,
}

impl SignedAt {
    /// The instant, seen in `offset` and truncated to the second.
    pub fn new(instant: Timestamp, offset: Offset, zone: &str) -> Self {
        let second = Timestamp::from_second(instant.as_second()).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { time: second.display_with_offset(offset).to_string(), zone: zone.to_owned() }
    }

    /// The instant.
    ///
    /// # Errors
    /// When the value was deserialised from something that is not RFC 3339.
    pub fn instant(&self) -> Result<Timestamp, jiff::Error> {
        self.time.parse()
    }

    /// RFC 3339 with the person's offset.
    pub fn rfc3339(&self) -> &str {
        &self.time
    }

    /// The IANA zone name, or an empty string.
    pub fn zone(&self) -> &str {
        &self.zone
    }
}
