use jiff::Timestamp;
use pli_format::{CaseReference, Language};
use sqlx::{Row, any::AnyRow};

use super::{RegistryError, parsed, parsed_if_any, reference};

/// A case as the registry has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub reference: CaseReference,
    /// How far it is.
    pub state: State,
    /// Who consented.
    pub name: String,
    /// The e-mail of the Bankin' account.
    pub email: String,
    /// The language to write to them in.
    pub language: Language,
    /// The bank's identifier.
    pub bank: String,
    /// The epoch it is sealed to.
    pub epoch: String,
    /// SHA-256 of the package, hexadecimal.
    pub package_sha256: String,
    /// SHA-256 of the sealed file, hexadecimal.
    pub sealed_sha256: String,
    /// Public half of the case key, hexadecimal.
    pub case_key: String,
    /// When the consent was signed.
    pub signed_at: Timestamp,
    /// The last instant the credentials may be used or kept.
    pub expires_at: Timestamp,
    /// When the package came.
    pub received_at: Timestamp,
    /// The developer in charge.
    pub developer: Option<String>,
    /// Since when.
    pub assigned_at: Option<Timestamp>,
    /// When the sealed file was first opened.
    pub opened_at: Option<Timestamp>,
    /// When the sealed file was deleted.
    pub closed_at: Option<Timestamp>,
    /// Why.
    pub reason: Option<String>,
}

/// How far a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody is in charge yet.
    Received,
    /// One developer is in charge.
    Assigned,
    /// The sealed file is deleted.
    Closed,
}

/// A package to keep: what was read from it after every check.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// The case.
    pub reference: CaseReference,
    /// Who consented.
    pub name: String,
    /// The e-mail of the Bankin' account.
    pub email: String,
    /// The language the consent was read in.
    pub language: Language,
    /// The bank's identifier.
    pub bank: String,
    /// The epoch it is sealed to.
    pub epoch: String,
    /// SHA-256 of the package, hexadecimal.
    pub package_sha256: String,
    /// SHA-256 of the sealed file, hexadecimal.
    pub sealed_sha256: String,
    /// Public half of the case key, hexadecimal.
    pub case_key: String,
    /// When the consent was signed.
    pub signed_at: Timestamp,
    /// The last instant the credentials may be used or kept.
    pub expires_at: Timestamp,
    /// The consent PDF.
    pub consent: Vec<u8>,
    /// The sealed file.
    pub sealed: Vec<u8>,
}

impl CaseRow {
    pub(super) fn read(row: &AnyRow) -> Result<Self, RegistryError> {
        let state: String = row.try_get("state")?;
        let language: String = row.try_get("language")?;
        Ok(Self {
            reference: reference(row)?,
            state: State::named(&state).ok_or(RegistryError::Damaged("state"))?,
            name: row.try_get("name")?,
            email: row.try_get("email")?,
            language: language_named(&language).ok_or(RegistryError::Damaged("language"))?,
            bank: row.try_get("bank")?,
            epoch: row.try_get("epoch")?,
            package_sha256: row.try_get("package_sha256")?,
            sealed_sha256: row.try_get("sealed_sha256")?,
            case_key: row.try_get("case_key")?,
            signed_at: parsed(row, "signed_at")?,
            expires_at: parsed(row, "expires_at")?,
            received_at: parsed(row, "received_at")?,
            developer: row.try_get("developer")?,
            assigned_at: parsed_if_any(row, "assigned_at")?,
            opened_at: parsed_if_any(row, "opened_at")?,
            closed_at: parsed_if_any(row, "closed_at")?,
            reason: row.try_get("reason")?,
        })
    }
}

impl State {
    fn named(name: &str) -> Option<Self> {
        match name {
            "received" => Some(Self::Received),
            "assigned" => Some(Self::Assigned),
            "closed" => Some(Self::Closed),
            _ => None,
        }
    }
}

pub(super) fn language_named(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}
