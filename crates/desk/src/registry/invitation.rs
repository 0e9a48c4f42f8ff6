use jiff::Timestamp;
use pli_format::{CaseReference, Language};
use sqlx::{query, query_scalar};

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
        let invited = query(
            "INSERT INTO invitations (reference, email, person, bank, language, invited_at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(invitation.reference.to_string())
        .bind(&invitation.email)
        .bind(person::address(&invitation.email))
        .bind(&invitation.bank)
        .bind(invitation.language.tag())
        .bind(written(now));
        Ok(self.execute(invited).await? == 1)
    }

    /// The address that support invited for a request, if it did.
    pub async fn invited(&mut self, reference: &CaseReference) -> Result<Option<String>, RegistryError> {
        Ok(query_scalar(INVITED).bind(reference.to_string()).fetch_optional(&mut *self.transaction).await?)
    }
}

impl Registry {
    /// The address that support invited for a request, if it did.
    pub async fn invited(&mut self, reference: &CaseReference) -> Result<Option<String>, RegistryError> {
        Ok(query_scalar(INVITED).bind(reference.to_string()).fetch_optional(&mut self.connection).await?)
    }
}

const INVITED: &str = "SELECT email FROM invitations WHERE reference = $1";
