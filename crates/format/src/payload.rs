//! The payload: the plaintext of a sealed file, `pli-credentials/1`. The only place where it is
//! formed, and the only place where it is read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};
use zeroize::Zeroizing;

use crate::{CaseReference, Entropy, Sha256, canonical::Canonical, consent::ConsentRecord, credentials::Credentials};

mod opened;
#[cfg(test)]
mod tests;

pub use opened::{OpenedPayload, PayloadError, open};

/// The `format` of the payloads this version writes and reads.
pub const FORMAT: &str = "pli-credentials/1";

/// The lengths a payload is padded to, in bytes. Three credentials of 64 characters of any kind
/// fit the first; two of [`MAX_CHARACTERS`](crate::credentials::MAX_CHARACTERS), the second.
pub const LENGTHS: [usize; 4] = [2048, 4096, 8192, 16384];

/// What a payload says of its case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayloadCase {
    /// `facts.reference` of the record.
    pub reference: CaseReference,
    /// The bank's identifier in the rules.
    pub bank: String,
    /// SHA-256 of the consent record's canonical bytes.
    pub consent_sha256: Sha256,
    /// When the consent was signed.
    pub signed_at: Timestamp,
    /// The last instant the credentials may be used or kept.
    pub expires_at: Timestamp,
}

impl PayloadCase {
    /// What a payload must say that is sealed for this consent.
    pub fn of(record: &Canonical<ConsentRecord>) -> Self {
        Self {
            reference: record.facts.reference.clone(),
            bank: record.facts.bank.id.clone(),
            consent_sha256: record.sha256(),
            signed_at: record.signed_at.instant(),
            expires_at: record.expires_at,
        }
    }
}

/// More credentials than the largest payload holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the credentials do not fit a payload")]
pub struct PayloadTooLong;

/// The payload as it is written: canonical JSON (RFC 8785), members in this order.
#[derive(Serialize)]
struct Plaintext<'a> {
    bank: &'a str,
    consent_sha256: &'a str,
    #[serde(with = "crate::instant")]
    expires_at: Timestamp,
    fields: Fields<'a>,
    format: &'a str,
    nonce: &'a str,
    reference: &'a CaseReference,
    #[serde(with = "crate::instant")]
    signed_at: Timestamp,
}

/// The credentials, in the order of the UTF-16 code units of their names.
struct Fields<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Fields<'a> {
    fn of(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut fields: Vec<_> = fields.collect();
        fields.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
        Self(fields)
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Forms a payload: canonical JSON, then spaces up to one of [`LENGTHS`].
///
/// The nonce (16 bytes from `entropy`) keeps two payloads of one case apart.
pub fn form(
    case: &PayloadCase,
    credentials: &Credentials,
    entropy: &mut impl Entropy,
) -> Result<Zeroizing<Vec<u8>>, PayloadTooLong> {
    let mut nonce = [0; 16];
    entropy.fill(&mut nonce);
    let json = write(&Plaintext {
        bank: &case.bank,
        consent_sha256: &case.consent_sha256.to_string(),
        expires_at: case.expires_at,
        fields: Fields::of(credentials.fields()),
        format: FORMAT,
        nonce: &hex::encode(nonce),
        reference: &case.reference,
        signed_at: case.signed_at,
    });
    pad(json)
}

/// Writes into memory that never moves, so that no copy is left unwiped.
fn write(plaintext: &Plaintext<'_>) -> Zeroizing<Vec<u8>> {
    let mut counted = Length(0);
    serde_json::to_writer(&mut counted, plaintext).expect("texts and times always serialise");
    let room = padded(counted.0).unwrap_or(counted.0);
    let mut json = Zeroizing::new(Vec::with_capacity(room));
    serde_json::to_writer(&mut *json, plaintext).expect("texts and times always serialise");
    json
}

fn pad(mut json: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, PayloadTooLong> {
    let length = padded(json.len()).ok_or(PayloadTooLong)?;
    json.resize(length, b' ');
    Ok(json)
}

/// The length that JSON of this length is padded to.
fn padded(length: usize) -> Option<usize> {
    LENGTHS.into_iter().find(|&padded| length <= padded)
}

/// Counts what is written to it.
struct Length(usize);

impl std::io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
