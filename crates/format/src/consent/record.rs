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
    /// The terms that it was signed under, the exact text that was read among them.
    pub terms: TermsRef,
    /// The clauses as they were read, answers filled in: heading and body.
    pub clauses: Vec<(String, String)>,
    /// Every act, each ticked by hand.
    pub acts: Vec<SignedAct>,
    /// The name as it was typed to sign.
    pub signature: String,
    /// When it was signed.
    pub signed_at: SignedAt,
    /// The last instant the credentials may be used or kept, RFC 3339, UTC.
    #[serde(with = "crate::instant")]
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

/// Which terms a record was signed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsRef {
    /// Counts from 1.
    pub version: u32,
    /// SHA-256 of what `sha256sum *` prints in the version's folder: for each file, in the order of
    /// the names' bytes, its SHA-256 in hexadecimal, two spaces, its name, a line feed.
    pub sha256: Sha256,
}

/// An act of consent that was ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedAct {
    /// As `acts` of `text.toml` lists it.
    pub id: String,
    /// The words that stood beside the box.
    pub text: String,
}
