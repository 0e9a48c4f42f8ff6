//! Canonical JSON (RFC 8785): what is hashed and signed has one spelling, and a reader takes no other.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};

use crate::Sha256;

/// A value with its canonical bytes and their SHA-256: written once, or found to be written so.
///
/// Within another document it stands as the value alone, in whatever spelling that has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical<T> {
    value: T,
    bytes: Vec<u8>,
    sha256: Sha256,
}

/// Why bytes are not the canonical JSON of a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// Not the JSON that the format describes.
    #[error("not what the format describes: {0}")]
    Malformed(String),
    /// Another format, or another version of it.
    #[error("of an unknown format: {0}")]
    UnknownFormat(String),
    /// The right members in another spelling.
    #[error("not in canonical form")]
    NotCanonical,
}

/// Only what tells one format from another.
#[derive(Deserialize)]
struct FormatOnly {
    format: String,
}

impl<T: Serialize> Canonical<T> {
    /// Writes a value.
    ///
    /// # Panics
    /// When the value cannot be JSON: a map whose keys are no texts, a number that is not finite. The
    /// formats hold neither.
    pub fn of(value: T) -> Self {
        let bytes = serde_json_canonicalizer::to_vec(&value).expect("the formats hold only what is JSON");
        Self { sha256: Sha256::of(&bytes), value, bytes }
    }
}

impl<T: Serialize + DeserializeOwned> Canonical<T> {
    /// Reads the bytes of a value that names no format.
    ///
    /// # Errors
    /// [`CanonicalError::Malformed`], [`CanonicalError::NotCanonical`]
    pub fn read(bytes: &[u8]) -> Result<Self, CanonicalError> {
        let value: T = serde_json::from_slice(bytes).map_err(malformed)?;
        let canonical = Self::of(value);
        if canonical.bytes == bytes { Ok(canonical) } else { Err(CanonicalError::NotCanonical) }
    }

    /// Reads the bytes of a value whose member `format` is this one. That is looked at first: what
    /// another version holds is not for this one to judge.
    pub fn read_as(format: &str, bytes: &[u8]) -> Result<Self, CanonicalError> {
        check_format(format, bytes)?;
        Self::read(bytes)
    }
}

impl<T> Canonical<T> {
    /// The canonical bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the canonical bytes.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// The value alone.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T> Deref for Canonical<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Serialize> Serialize for Canonical<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<'de, T: Serialize + Deserialize<'de>> Deserialize<'de> for Canonical<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::of)
    }
}

/// Whether a JSON object's member `format` is this one.
///
/// # Errors
/// [`CanonicalError::Malformed`] where there is none, [`CanonicalError::UnknownFormat`] for another.
pub fn check_format(format: &str, bytes: &[u8]) -> Result<(), CanonicalError> {
    // Serde takes a list of its values for an object, and passes over texts without reading them.
    let is_object = std::str::from_utf8(bytes).is_ok_and(|text| text.trim_start().starts_with('{'));
    if !is_object {
        return Err(CanonicalError::Malformed("not a JSON object".to_owned()));
    }
    let FormatOnly { format: named } = serde_json::from_slice(bytes).map_err(malformed)?;
    if named == format { Ok(()) } else { Err(CanonicalError::UnknownFormat(named)) }
}

fn malformed(error: serde_json::Error) -> CanonicalError {
    CanonicalError::Malformed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Note {
        text: String,
        format: String,
        number: u32,
    }

    const FORMAT: &str = "pli-note/1";
    const NOTE: &str = r#"{"format":"pli-note/1","number":7,"text":"é \"\n"}"#;

    fn read(bytes: &str) -> Result<Canonical<Note>, CanonicalError> {
        Canonical::read_as(FORMAT, bytes.as_bytes())
    }

    #[test]
    fn what_is_written_is_read_back_with_its_bytes_and_hash() {
        let note = Note { text: "é \"\n".to_owned(), format: FORMAT.to_owned(), number: 7 };
        let written = Canonical::of(note.clone());
        assert_eq!(written.bytes(), NOTE.as_bytes());
        assert_eq!(written.sha256(), Sha256::of(NOTE.as_bytes()));
        assert_eq!(read(NOTE).unwrap(), written);
        assert_eq!((written.number, written.into_value()), (7, note));
    }

    #[test]
    fn every_other_spelling_is_refused() {
        for other in [
            r#"{"format":"pli-note/1","number":7,"text":"\u00e9 \"\n"}"#,
            r#"{"format":"pli-note/1","text":"é \"\n","number":7}"#,
            r#"{ "format":"pli-note/1","number":7,"text":"é \"\n"}"#,
            "{\"format\":\"pli-note/1\",\"number\":7,\"text\":\"é \\\"\\n\"}\n",
        ] {
            assert_eq!(read(other), Err(CanonicalError::NotCanonical), "{other}");
        }
    }

    #[test]
    fn another_format_is_told_apart_before_its_members() {
        for newer in [r#"{"format":"pli-note/2"}"#, r#"{"pages":[1],"format":"pli-note/2"}"#] {
            assert_eq!(read(newer), Err(CanonicalError::UnknownFormat("pli-note/2".to_owned())), "{newer}");
        }
    }

    #[test]
    fn what_the_format_does_not_describe_is_malformed() {
        for other in [
            "",
            "[]",
            r#"{"number":7,"text":""}"#,
            r#"{"format":"pli-note/1","format":"pli-note/1","number":7,"text":""}"#,
            r#"{"format":"pli-note/1","number":7.0,"text":""}"#,
            r#"{"format":"pli-note/1","number":7,"text":"","title":""}"#,
            r#"{"format":"pli-note/1","number":7}"#,
            r#"{"format":"pli-note/1","number":7,"text":"\ud800"}"#,
        ] {
            assert!(matches!(read(other), Err(CanonicalError::Malformed(_))), "{other}");
        }
    }
}
