use pli_format::canonical::{Canonical, CanonicalError};
use serde::{Deserialize, Serialize};

use super::KeptCase;

/// The `format` of the cases this version writes and reads.
pub const FORMAT: &str = "pli-history/1";

/// What the formats of every version begin with.
const FAMILY: &str = "pli-history/";

/// Why a case is not shown. The others are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It was encrypted for an identity that is not in the keyring.
    #[error("encrypted for an identity that this keyring does not hold")]
    KeyLost,
    /// Not what was written: cut, altered, or of another program.
    #[error("the file is damaged")]
    Damaged,
    /// Written by a version of Pli that knows more.
    #[error("written by a newer version, as {0}")]
    NewerVersion(String),
}

/// A case as its file holds it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<T> {
    case: T,
    format: String,
}

impl KeptCase {
    /// The case as canonical JSON, to be encrypted.
    pub fn to_bytes(&self) -> Vec<u8> {
        Canonical::of(Written { case: self, format: FORMAT.to_owned() }).bytes().to_vec()
    }

    /// Reads what [`KeptCase::to_bytes`] wrote; nothing of any other spelling.
    ///
    /// # Errors
    /// [`Unreadable::NewerVersion`] or [`Unreadable::Damaged`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let read: Canonical<Written<Self>> = Canonical::read_as(FORMAT, bytes).map_err(|error| match error {
            CanonicalError::UnknownFormat(format) if is_of_family(&format) => Unreadable::NewerVersion(format),
            _ => Unreadable::Damaged,
        })?;
        Ok(read.into_value().case)
    }
}

fn is_of_family(format: &str) -> bool {
    format.strip_prefix(FAMILY).is_some_and(|version| version.parse::<u32>().is_ok())
}
