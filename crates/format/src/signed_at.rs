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
    /// The instant, truncated to the second and seen in `offset`, rounded to the minute as RFC 3339
    /// writes it. A zone that has no IANA name has none.
    pub fn new(instant: Timestamp, offset: Offset, zone: &str) -> Self {
        let instant = Timestamp::from_second(instant.as_second()).unwrap_or(Timestamp::UNIX_EPOCH);
        let zone = if is_zone(zone) { zone.to_owned() } else { String::new() };
        Self { instant, offset: to_the_minute(offset), zone }
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

/// Whether it is empty, or formed as the names of the IANA time zone database are ("Theory and
/// pragmatics", "Timezone identifiers"): up to three parts of at most 14 characters, the first a letter.
pub(crate) fn is_zone(name: &str) -> bool {
    let is_inside = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'_');
    let is_part = |part: &str| {
        part.len() <= 14 && part.starts_with(|c: char| c.is_ascii_alphabetic()) && part.bytes().all(is_inside)
    };
    name.is_empty() || name.split('/').count() <= 3 && name.split('/').all(is_part)
}

/// The nearest whole minute, half a minute away from zero.
fn to_the_minute(offset: Offset) -> Offset {
    let seconds = offset.seconds();
    let minutes = (seconds.abs() + 30) / 60 * seconds.signum();
    Offset::from_seconds(minutes * 60).unwrap_or(offset)
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
        // A zone that no Pli writes is for the terms to refuse: it stays as it was signed.
        Ok(Self { zone: written.zone, ..Self::new(written.time.parse()?, offset, "") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_with_seconds_is_rounded_once_so_that_text_and_clock_agree() {
        let instant: Timestamp = "2026-11-23T13:05:00Z".parse().unwrap();
        for (seconds, written) in [
            (4_530, "2026-11-23T14:21:00+01:16"),
            (4_529, "2026-11-23T14:20:00+01:15"),
            (-4_530, "2026-11-23T11:49:00-01:16"),
            (-29, "2026-11-23T13:05:00+00:00"),
        ] {
            let at = SignedAt::new(instant, Offset::from_seconds(seconds).unwrap(), "");
            assert_eq!(at.rfc3339(), written);
            assert_eq!(format!("{}", at.local()), written[..19]);
            let read: SignedAt = serde_json::from_str(&serde_json::to_string(&at).unwrap()).unwrap();
            assert_eq!(read, at);
        }
    }

    #[test]
    fn a_zone_is_named_as_iana_does_or_not_at_all() {
        for zone in ["", "UTC", "Europe/Paris", "America/Argentina/ComodRivadavia", "Etc/GMT+12", "EST5EDT"] {
            assert!(is_zone(zone), "{zone}");
        }
        for other in
            ["Bridge me rembourse", "Europe/", "/Paris", "A/b/c/d", "Europe/Paris\n", "1st", "É", "ABCDEFGHIJKLMNO"]
        {
            assert!(!is_zone(other), "{other:?}");
            assert_eq!(SignedAt::new(Timestamp::UNIX_EPOCH, Offset::UTC, other).zone(), "");
        }
    }
}
