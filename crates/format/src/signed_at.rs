use jiff::{Timestamp, civil::DateTime, tz::Offset};
use serde::{Deserialize, Serialize};

use crate::instant;

/// When something was signed: an instant, the offset the person's clock had, and its zone's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "InRecord", into = "InRecord")]
pub struct SignedAt {
    instant: Timestamp,
    offset: Offset,
    zone: String,
}

/// As it stands in a record.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct InRecord {
    /// RFC 3339 in the person's offset, to the second, such as `2026-11-23T14:05:00+01:00`.
    time: String,
    /// IANA name, such as `Europe/Paris`; empty when the system does not say.
    zone: String,
}

/// The text is not the time of a signature in its one spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time of a signature is written as 2026-11-23T14:05:00+01:00")]
pub struct SignedAtError;

/// The greatest offset, in minutes: 23:59.
const GREATEST_OFFSET: i32 = 23 * 60 + 59;

impl SignedAt {
    /// The instant, truncated to the second and seen in `offset`, rounded to the minute as RFC 3339
    /// writes it. A zone that is none of the IANA database's has none.
    pub fn new(instant: Timestamp, offset: Offset, zone: &str) -> Self {
        let zone = if is_zone(zone) { zone.to_owned() } else { String::new() };
        Self { instant: instant::whole(instant), offset: to_the_minute(offset), zone }
    }

    /// The instant, to the second.
    pub fn instant(&self) -> Timestamp {
        self.instant
    }

    /// The date and time on the person's clock.
    pub fn local(&self) -> DateTime {
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

/// The names of zones and links of the IANA time zone database 2026f, sorted, each on its line. It only
/// grows: a record is judged by what its program knew.
const ZONES: &str = include_str!("../../../assets/zones.txt");

/// Whether it is empty, or one of [`ZONES`]. Anything that is only formed like one could be a sentence.
pub(crate) fn is_zone(name: &str) -> bool {
    name.is_empty() || ZONES.lines().any(|zone| zone == name)
}

/// The nearest whole minute, half a minute away from zero.
fn to_the_minute(offset: Offset) -> Offset {
    let seconds = offset.seconds();
    let minutes = ((seconds.abs() + 30) / 60).min(GREATEST_OFFSET) * seconds.signum();
    Offset::from_seconds(minutes * 60).unwrap_or(offset)
}

/// Reads the time of a signature: the instant, and the offset that it is seen in.
fn parse(time: &str) -> Option<(Timestamp, Offset)> {
    let (civil, offset) = time.split_at_checked(19)?;
    let (sign, offset) = (&offset.get(..1)?, offset.get(1..)?);
    let (hours, minutes) = offset.split_once(':')?;
    let minutes: i32 = hours.parse::<i32>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
    let minutes = if *sign == "-" { -minutes } else { minutes };
    let offset = Offset::from_seconds(minutes.checked_mul(60)?).ok()?;
    let civil: DateTime = civil.parse().ok()?;
    let instant = offset.to_timestamp(civil).ok()?;
    // In UTC it is an instant of a payload, too.
    let is_instant = civil.year() >= 1 && instant::parse(&instant::write(instant)) == Ok(instant);
    (is_instant && minutes.abs() <= GREATEST_OFFSET).then_some((instant, offset))
}

impl From<SignedAt> for InRecord {
    fn from(at: SignedAt) -> Self {
        Self { time: at.rfc3339(), zone: at.zone }
    }
}

impl TryFrom<InRecord> for SignedAt {
    type Error = SignedAtError;

    fn try_from(InRecord { time, zone }: InRecord) -> Result<Self, SignedAtError> {
        let (instant, offset) = parse(&time).ok_or(SignedAtError)?;
        // A zone that no Pli writes is for the terms to refuse: it stays as it was signed.
        let at = Self { instant, offset, zone };
        // Whatever else was read (a lower-case `t`, a second 60, `-00:00`) is spelt otherwise.
        if at.rfc3339() == time { Ok(at) } else { Err(SignedAtError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let instant: Timestamp = "2026-11-23T13:05:00.9Z".parse().unwrap();
        for (seconds, time) in [
            (3600, "2026-11-23T14:05:00+01:00"),
            (0, "2026-11-23T13:05:00+00:00"),
            (-(3 * 3600 + 30 * 60), "2026-11-23T09:35:00-03:30"),
            (25 * 3600, "2026-11-24T13:04:00+23:59"),
            (-25 * 3600, "2026-11-22T13:06:00-23:59"),
        ] {
            let at = SignedAt::new(instant, Offset::from_seconds(seconds).unwrap(), "Europe/Paris");
            let json = format!(r#"{{"time":"{time}","zone":"Europe/Paris"}}"#);
            assert_eq!(serde_json::to_string(&at).unwrap(), json);
            assert_eq!(serde_json::from_str::<SignedAt>(&json).unwrap(), at);
        }
    }

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
        for other in ["Bridge/me_rembourse/tout", "Europe/", "europe/paris", "Europe/Paris\n", "\n", "UTC\nWET"] {
            assert!(!is_zone(other), "{other:?}");
            assert_eq!(SignedAt::new(Timestamp::UNIX_EPOCH, Offset::UTC, other).zone(), "");
        }
    }
}
