use serde::{Deserialize, Serialize};

use super::{ConsentFacts, Controller};
use crate::{Sha256, SignedAt, case_key::CasePublicKey, recipients::EpochRef};

/// The `format` of the records this version writes and reads.
pub const FORMAT: &str = "pli-consent/1";

/// The data agreed to: what `consent.json` holds, in canonical form (RFC 8785).
///
/// It never holds a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentRecord {
    /// Always [`FORMAT`].
    pub format: String,
    /// The answers that the consent binds.
    pub facts: ConsentFacts,
    /// Who is answerable for the data (GDPR art. 13).
    pub controller: Controller,
    /// The exact text that was read.
    pub text: TextRef,
    /// The clauses as they were read, answers filled in: heading and body.
    pub clauses: Vec<(String, String)>,
    /// Every act, each ticked by hand.
    pub acts: Vec<SignedAct>,
    /// The name as it was typed to sign.
    pub signature: String,
    /// When it was signed.
    pub signed_at: SignedAt,
    /// The last instant the credentials may be used or kept, RFC 3339, UTC.
    pub expires_at: jiff::Timestamp,
    /// The epoch the credentials are sealed to.
    pub epoch: EpochRef,
    /// Public half of the case key.
    pub case_key: CasePublicKey,
    /// The version of Pli that made the record.
    pub app_version: String,
    /// True when made with the demonstration bundle: worth nothing.
    pub demo: bool,
}

/// The version of the consent text and the SHA-256 of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRef {
    /// Counts from 1.
    pub version: u32,
    /// Of the Fluent file in the consent's language.
    pub sha256: Sha256,
}

/// An act of consent that was ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedAct {
    /// Stable identifier.
    pub id: String,
    /// The words that stood beside the box.
    pub text: String,
}

/// Why bytes are not a consent record.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Not the JSON that the format describes.
    #[error("not a consent record: {0}")]
    Json(#[from] serde_json::Error),
    /// A record, but not in canonical form.
    #[error("the consent record is not in canonical form")]
    NotCanonical,
    /// Another format or version.
    #[error("consent record of an unknown format: {0}")]
    UnknownFormat(String),
}

impl ConsentRecord {
    /// The canonical bytes (RFC 8785): what is hashed, signed and embedded.
    ///
    /// # Panics
    /// Never: a record holds only strings, integers and lists.
    pub fn to_canonical(&self) -> Vec<u8> {
        serde_json_canonicalizer::to_vec(self).expect("a record holds only strings, integers and lists")
    }

    /// Reads canonical bytes back.
    ///
    /// # Errors
    /// When they are not a record, not canonical, or of another format.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, RecordError> {
        let record: Self = serde_json::from_slice(bytes)?;
        if record.format != FORMAT {
            return Err(RecordError::UnknownFormat(record.format));
        }
        if record.to_canonical() != bytes {
            return Err(RecordError::NotCanonical);
        }
        Ok(record)
    }

    /// Whole days from the signature to the deletion.
    pub fn days_kept(&self) -> u16 {
        let kept = self.expires_at.duration_since(self.signed_at.instant());
        u16::try_from(kept.as_hours() / 24).unwrap_or(0)
    }

    /// SHA-256 of the canonical bytes.
    pub fn sha256(&self) -> Sha256 {
        Sha256::of(&self.to_canonical())
    }
}
