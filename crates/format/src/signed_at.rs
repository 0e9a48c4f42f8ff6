use jiff::{Timestamp, tz::Offset};
use serde::{Deserialize, Serialize};

/// When something was signed: an instant, the offset the person's clock had, and its zone's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct SignedAt {
    instant: Timestamp,
    offset: Offset,
    zone: String,
}

/// As it stands in a record.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// RFC 3339 in the person's offset, to the second, such as `2026-11-23T14:05:00+01:00`.
    time: String,
    /// IANA name, such as `Europe/Paris`; empty when the system does not say.
    zone: String,
}

impl SignedAt {
    /// The instant, seen in `offset` and truncated to the second.
    pub fn new(instant: Timestamp, offset: Offset, zone: &str) -> Self {
        let instant = Timestamp::from_second(instant.as_second()).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { instant, offset, zone: zone.to_owned() }
    }

    /// The instant, to the second.
    pub fn instant(&self) -> Timestamp {
        self.instant
    }

    /// The date and time on the person's clock.
    pub fn local(&self) -> jiff::civil::DateTime {
        self.offset.to_datetime(self.instant)
    }

    /// The offset of the person's clock from UTC.
    pub fn offset(&self) -> Offset {
        self.offset
    }

    /// RFC 3339 with the person's offset.
    pub fn rfc3339(&self) -> String {
        self.instant.display_with_offset(self.offset).to_string()
    }

    /// The IANA zone name, or an empty string.
    pub fn zone(&self) -> &str {
        &self.zone
    }
}

impl From<SignedAt> for Written {
    fn from(at: SignedAt) -> Self {
        Self { time: at.rfc3339(), zone: at.zone }
    }
}

impl TryFrom<Written> for SignedAt {
    type Error = jiff::Error;

    fn try_from(written: Written) -> Result<Self, jiff::Error> {
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(&written.time)?;
        let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
        Ok(Self::new(written.time.parse()?, offset, &written.zone))
    }
}
