use jiff::Timestamp;
use pli_format::CaseReference;
use sqlx::{Row, any::AnyRow, query};

use super::{Change, Registry, RegistryError, Sending, parsed, parsed_if_any, reference, written};
use crate::person;

/// A gift that is due, or was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    /// The request it was first due for.
    pub reference: CaseReference,
    /// Whom it is for.
    pub name: String,
    /// The Bankin' account it is for.
    pub email: String,
    /// How many months of Bankin' Plus or Pro.
    pub months: i64,
    pub due_at: Timestamp,
    /// When it was marked as given.
    pub given_at: Option<Timestamp>,
}

impl Change<'_> {
    /// Records a person's gift as due. False where that person has one already: there is one each.
    pub async fn owe_gift(&mut self, sending: &Sending, months: i64, now: Timestamp) -> Result<bool, RegistryError> {
        let gift = query(
            "INSERT INTO gifts (person, reference, name, email, months, due_at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT DO NOTHING",
        )
        .bind(person::address(&sending.email))
        .bind(sending.reference.to_string())
        .bind(&sending.name)
        .bind(&sending.email)
        .bind(months)
        .bind(written(now));
        Ok(self.execute(gift).await? == 1)
    }

    /// Marks the gift of a request's person as given. False where none is due.
    pub async fn give_gift(&mut self, reference: &CaseReference, now: Timestamp) -> Result<bool, RegistryError> {
        let update = query("UPDATE gifts SET given_at = $1 WHERE reference = $2 AND given_at IS NULL");
        Ok(self.execute(update.bind(written(now)).bind(reference.to_string())).await? > 0)
    }
}

impl Registry {
    /// The gifts, oldest first.
    pub async fn gifts(&mut self) -> Result<Vec<Gift>, RegistryError> {
        let rows = query("SELECT * FROM gifts ORDER BY due_at, reference").fetch_all(&mut self.connection).await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &AnyRow) -> Result<Gift, RegistryError> {
    Ok(Gift {
        reference: reference(row)?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        months: row.try_get("months")?,
        due_at: parsed(row, "due_at")?,
        given_at: parsed_if_any(row, "given_at")?,
    })
}
