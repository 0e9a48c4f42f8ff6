use jiff::Timestamp;
use pli_format::{CaseReference, Language};
use sqlx::{Row, query};

use super::{Change, Registry, RegistryError, written};
use crate::person;

/// A person whom support asked to send a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The request, made for it.
    pub reference: CaseReference,
    /// The address that it was sent to.
    pub email: String,
    /// The bank's identifier, where support knows it.
    pub bank: Option<String>,
    /// The language that it is written in.
    pub language: Language,
}

impl Change<'_> {
    /// Records an invitation. False where its reference is taken: another one is drawn then.
    pub async fn invite(&mut self, invitation: &Invitation, now: Timestamp) -> Result<bool, RegistryError> {
        if !self.sendings(&invitation.reference).await?.is_empty() {
            return Ok(false);
        }
        let inserted = query(
            "INSERT INTO invitations (reference, email, person, bank, language, invited_at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(invitation.reference.to_string())
        .bind(invitation.email.clone())
        .bind(person::address(&invitation.email))
        .bind(invitation.bank.clone())
        .bind(invitation.language.tag())
        .bind(written(now))
        .execute(&mut *self.transaction)
        .await?;
        Ok(inserted.rows_affected() == 1)
    }

    /// The address that support invited for a request, if it did.
    pub async fn invited(&mut self, reference: &CaseReference) -> Result<Option<String>, RegistryError> {
        let row = query(INVITED).bind(reference.to_string()).fetch_optional(&mut *self.transaction).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }
}

impl Registry {
    /// The address that support invited for a request, if it did.
    pub async fn invited(&mut self, reference: &CaseReference) -> Result<Option<String>, RegistryError> {
        let row = query(INVITED).bind(reference.to_string()).fetch_optional(&mut self.connection).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }
}

const INVITED: &str = "SELECT email FROM invitations WHERE reference = $1";
