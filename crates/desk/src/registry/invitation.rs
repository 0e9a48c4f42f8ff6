use jiff::Timestamp;
use pli_format::{CaseReference, Language};
use sqlx::{Row, any::AnyRow, query, query_scalar};

use super::{Change, Registry, RegistryError, language, parsed, reference, written};
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
    /// When it was made, to the second.
    pub invited_at: Timestamp,
}

impl Invitation {
    fn read(row: &AnyRow) -> Result<Self, RegistryError> {
        Ok(Self {
            reference: reference(row)?,
            email: row.try_get("email")?,
            bank: row.try_get("bank")?,
            language: language(row)?,
            invited_at: parsed(row, "invited_at")?,
        })
    }
}

impl Change<'_> {
    /// Records an invitation. False where its reference is taken: another one is drawn then.
    pub async fn invite(&mut self, invitation: &Invitation) -> Result<bool, RegistryError> {
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
        .bind(written(invitation.invited_at));
        Ok(self.execute(invited).await? == 1)
    }

    /// The address that support invited for a request, if it did.
    pub async fn invited(&mut self, reference: &CaseReference) -> Result<Option<String>, RegistryError> {
        let invited = query_scalar("SELECT email FROM invitations WHERE reference = $1").bind(reference.to_string());
        Ok(invited.fetch_optional(&mut *self.transaction).await?)
    }
}

impl Registry {
    /// The invitation for a request, if there is one.
    pub async fn invitation(&mut self, reference: &CaseReference) -> Result<Option<Invitation>, RegistryError> {
        let found = query("SELECT * FROM invitations WHERE reference = $1").bind(reference.to_string());
        found.fetch_optional(&mut self.connection).await?.as_ref().map(Invitation::read).transpose()
    }

    /// The invitations of a person, by when they were made.
    pub async fn invitations_of(&mut self, address: &str) -> Result<Vec<Invitation>, RegistryError> {
        let found = query("SELECT * FROM invitations WHERE person = $1 ORDER BY invited_at, reference")
            .bind(person::address(address));
        found.fetch_all(&mut self.connection).await?.iter().map(Invitation::read).collect()
    }
}
