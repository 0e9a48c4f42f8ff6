use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{FORMAT, Fields, PayloadCase, Plaintext, padded, write};
use crate::{
    CaseReference,
    canonical::{self, CanonicalError},
    credentials, hexadecimal,
    rules::Rules,
};

/// A payload that was read: on the receiving side only.
pub struct OpenedPayload {
    /// What it says of its case; to be compared with the consent record.
    pub case: PayloadCase,
    /// The bank login fields, by field. Wiped on drop.
    pub fields: BTreeMap<String, Zeroizing<String>>,
    /// The length that it is padded to, of [`LENGTHS`](super::LENGTHS).
    pub(crate) padded: usize,
}

/// Why a plaintext is not a payload. Never says what it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// Not the JSON that `pli-credentials/1` describes.
    #[error("not a payload")]
    Malformed,
    /// Another format or version.
    #[error("a payload of an unknown format")]
    UnknownFormat,
    /// The right members, but not in canonical form (RFC 8785), or followed by white space other
    /// than spaces.
    #[error("the payload is not in canonical form")]
    NotCanonical,
    /// A field that no sealing lets through: empty, too long, or with a control character.
    #[error(
        "a credential is empty, longer than {} characters, or holds a control character",
        credentials::MAX_CHARACTERS
    )]
    FieldOutOfBounds,
    /// Not one text for each credential of the bank's rules.
    #[error("the payload does not hold the credentials of its bank")]
    OtherFields,
    /// Padded to more than the smallest length that it fits.
    #[error("the payload is padded to another length than its own")]
    OtherPadding,
}

impl PayloadError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "payload-malformed",
            Self::UnknownFormat => "payload-unknown-format",
            Self::NotCanonical => "payload-not-canonical",
            Self::FieldOutOfBounds => "payload-field-out-of-bounds",
            Self::OtherFields => "payload-other-fields",
            Self::OtherPadding => "payload-other-padding",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnedPlaintext {
    bank: String,
    consent_sha256: String,
    #[serde(with = "crate::instant")]
    expires_at: Timestamp,
    fields: credentials::Fields,
    format: String,
    nonce: String,
    reference: CaseReference,
    #[serde(with = "crate::instant")]
    signed_at: Timestamp,
}

/// Reads the plaintext of a sealed file. `rules` are those of the terms that its consent names.
pub fn open(plaintext: &[u8], rules: &Rules) -> Result<OpenedPayload, PayloadError> {
    let end = plaintext.iter().rposition(|&c| c != b' ').map_or(0, |last| last + 1);
    let json = &plaintext[..end];
    canonical::check_format(FORMAT, json).map_err(|error| match error {
        CanonicalError::UnknownFormat(_) => PayloadError::UnknownFormat,
        CanonicalError::Malformed(_) | CanonicalError::NotCanonical => PayloadError::Malformed,
    })?;
    let document: OwnedPlaintext = serde_json::from_slice(json).map_err(|_| PayloadError::Malformed)?;
    if *document.to_canonical() != json {
        return Err(PayloadError::NotCanonical);
    }
    document.into_payload(json.len(), rules)
}

impl OwnedPlaintext {
    fn to_canonical(&self) -> Zeroizing<Vec<u8>> {
        write(&Plaintext {
            bank: &self.bank,
            consent_sha256: &self.consent_sha256,
            expires_at: self.expires_at,
            fields: Fields::of(self.fields.0.iter().map(|(id, value)| (id.as_str(), value.as_str()))),
            format: &self.format,
            nonce: &self.nonce,
            reference: &self.reference,
            signed_at: self.signed_at,
        })
    }

    fn into_payload(self, length: usize, rules: &Rules) -> Result<OpenedPayload, PayloadError> {
        hexadecimal::parse::<16>(self.nonce.as_bytes()).ok_or(PayloadError::Malformed)?;
        let consent_sha256 = self.consent_sha256.parse().map_err(|_| PayloadError::Malformed)?;
        self.check_fields(rules)?;
        let padded = padded(length).ok_or(PayloadError::OtherPadding)?;
        let case = PayloadCase {
            consent_sha256,
            reference: self.reference,
            bank: self.bank,
            signed_at: self.signed_at,
            expires_at: self.expires_at,
        };
        Ok(OpenedPayload { case, fields: self.fields.0, padded })
    }

    /// Held to what the sealing side lets through, so that nothing larger comes from a sealed file
    /// that something else than Pli made.
    fn check_fields(&self, rules: &Rules) -> Result<(), PayloadError> {
        let bank = rules.bank(&self.bank).ok_or(PayloadError::OtherFields)?;
        let fields = &self.fields.0;
        if fields.len() != bank.credentials().len() || bank.credentials().iter().any(|it| !fields.contains_key(&it.id))
        {
            return Err(PayloadError::OtherFields);
        }
        let out_of_bounds = fields.values().any(|value| credentials::out_of_bounds(value));
        if out_of_bounds { Err(PayloadError::FieldOutOfBounds) } else { Ok(()) }
    }
}
