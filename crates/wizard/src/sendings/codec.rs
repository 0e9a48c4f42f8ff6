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

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    #[serde(flatten)]
    kept_case: &'a KeptCase,
}

#[derive(Deserialize)]
struct Read {
    format: String,
}

impl KeptCase {
    /// The case as JSON, to be encrypted.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(&Written { format: FORMAT, kept_case: self })
            .expect("a case holds only strings, numbers and lists")
    }

    /// Reads what [`KeptCase::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`Unreadable::NewerVersion`] or [`Unreadable::Damaged`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut kept_case: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| Unreadable::Damaged)?;
        let Read { format } = Read::deserialize(&kept_case).map_err(|_| Unreadable::Damaged)?;
        if format != FORMAT {
            let newer = format.strip_prefix(FAMILY).and_then(|version| version.parse::<u32>().ok()).is_some();
            return Err(if newer { Unreadable::NewerVersion(format) } else { Unreadable::Damaged });
        }
        if let Some(fields) = kept_case.as_object_mut() {
            fields.remove("format");
        }
        Self::deserialize(kept_case).map_err(|_| Unreadable::Damaged)
    }
}
