//! Instants as documents have them (`docs/FORMAT.md`, 0.3): RFC 3339 in UTC, whole seconds, one
//! spelling. For members: `#[serde(with = "pli_format::instant")]`.

use jiff::{Timestamp, civil::DateTime, tz::Offset};
use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

#[cfg(test)]
mod tests;

/// How the instant without end is written. It is read as [`Timestamp::MAX`], which no clock passes.
pub const WITHOUT_END: &str = "9999-12-31T23:59:59Z";

/// The text is not an instant in its one spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an instant is written as 2026-12-23T13:05:00Z")]
pub struct InstantError;

/// Reads an instant.
pub fn parse(text: &str) -> Result<Timestamp, InstantError> {
    if text == WITHOUT_END {
        return Ok(Timestamp::MAX);
    }
    let civil: DateTime = text.strip_suffix('Z').ok_or(InstantError)?.parse().map_err(|_| InstantError)?;
    let at = Offset::UTC.to_timestamp(civil).map_err(|_| InstantError)?;
    // Whatever else the parser takes (a lower-case `t`, a second 60, a fraction) is spelt otherwise.
    if civil.year() >= 1 && write(at) == text { Ok(at) } else { Err(InstantError) }
}

/// Writes an instant; a fraction of a second is left out.
pub fn write(at: Timestamp) -> String {
    if at == Timestamp::MAX { WITHOUT_END.to_owned() } else { at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string() }
}

/// The second that this instant is in: as it is read back once it was written.
pub fn whole(at: Timestamp) -> Timestamp {
    if at == Timestamp::MAX { at } else { Timestamp::from_second(at.as_second()).unwrap_or(at) }
}

/// For serde: writes.
///
/// # Errors
/// The serialiser's.
pub fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&write(*at))
}

/// For serde: reads.
///
/// # Errors
/// [`InstantError`], as the deserialiser has it.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}
