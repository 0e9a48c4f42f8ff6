//! The registry: every case the desk holds, and its files. One file with `SQLite`, or a
//! `PostgreSQL` database for a team; the statements are the same.
//!
//! A change is a [`Change`]: either all of it is kept or, whatever kills the process, nothing.

use std::str::FromStr;

use jiff::Timestamp;
use pli_format::CaseReference;
use sqlx::{Any, AnyConnection, Connection, Row, any::AnyRow, query};

mod case_row;
mod change;
mod error;
mod location;
mod postgres;
mod sqlite;

pub use case_row::{CaseRow, NewCase, State};
pub use change::{Change, Claim, Kept};
pub use error::RegistryError;
pub use location::{Location, LocationError};

/// An open registry.
pub struct Registry {
    connection: AnyConnection,
    backend: Backend,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Backend {
    Sqlite,
    Postgres,
}

/// A gift that is due, or was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    /// The case.
    pub reference: CaseReference,
    /// Whom it is for.
    pub name: String,
    /// The Bankin' account it is for.
    pub email: String,
    /// How many months of Bankin' Plus or Pro.
    pub months: i64,
    /// Since when.
    pub due_at: Timestamp,
    /// When it was marked as given.
    pub given_at: Option<Timestamp>,
}

impl Registry {
    /// Opens the registry, made on first use, and brings its tables up to date.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn open(location: &Location) -> Result<Self, RegistryError> {
        sqlx::any::install_default_drivers();
        match location {
            Location::Sqlite(path) => Ok(Self { connection: sqlite::open(path).await?, backend: Backend::Sqlite }),
            Location::Postgres(url) => Ok(Self { connection: postgres::open(url).await?, backend: Backend::Postgres }),
        }
    }

    /// Begins a change. Others who write wait, readers do not.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn change(&mut self) -> Result<Change<'_>, RegistryError> {
        Change::begin(&mut self.connection, self.backend).await
    }

    /// A case.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn case(&mut self, reference: &CaseReference) -> Result<Option<CaseRow>, RegistryError> {
        let row = query("SELECT * FROM cases WHERE reference = $1")
            .bind(reference.to_string())
            .fetch_optional(&mut self.connection)
            .await?;
        row.map(|row| CaseRow::read(&row)).transpose()
    }

    /// Every case that is not closed, those that expire first first.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn open_cases(&mut self) -> Result<Vec<CaseRow>, RegistryError> {
        let rows = query("SELECT * FROM cases WHERE state <> 'closed' ORDER BY expires_at, reference")
            .fetch_all(&mut self.connection)
            .await?;
        rows.iter().map(CaseRow::read).collect()
    }

    /// The consent PDF of a case.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn consent(&mut self, reference: &CaseReference) -> Result<Option<Vec<u8>>, RegistryError> {
        self.one("SELECT pdf FROM consents WHERE reference = $1", reference).await
    }

    /// The sealed file of a case; none once it is deleted.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn sealed(&mut self, reference: &CaseReference) -> Result<Option<Vec<u8>>, RegistryError> {
        self.one("SELECT bytes FROM sealed_files WHERE reference = $1", reference).await
    }

    async fn one(
        &mut self,
        statement: &'static str,
        reference: &CaseReference,
    ) -> Result<Option<Vec<u8>>, RegistryError> {
        let row = query(statement).bind(reference.to_string()).fetch_optional(&mut self.connection).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    /// The receipt file of a closed case (see [`pli_format::receipt`]).
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn receipt(&mut self, reference: &CaseReference) -> Result<Option<String>, RegistryError> {
        let row = query("SELECT file FROM receipts WHERE reference = $1")
            .bind(reference.to_string())
            .fetch_optional(&mut self.connection)
            .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    /// The gifts, oldest first.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn gifts(&mut self) -> Result<Vec<Gift>, RegistryError> {
        let rows = query(
            "SELECT gifts.reference, name, email, months, due_at, given_at \
             FROM gifts JOIN cases ON cases.reference = gifts.reference ORDER BY due_at, gifts.reference",
        )
        .fetch_all(&mut self.connection)
        .await?;
        rows.iter().map(read_gift).collect()
    }

    /// The sealed files of open cases of an epoch: what nobody can open once its identity is destroyed.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn sealed_to(&mut self, epoch: &str) -> Result<Vec<CaseReference>, RegistryError> {
        let rows = query("SELECT reference FROM cases WHERE epoch = $1 AND state <> 'closed' ORDER BY reference")
            .bind(epoch.to_owned())
            .fetch_all(&mut self.connection)
            .await?;
        rows.iter().map(reference).collect()
    }

    /// Leaves no copy of what was deleted in the registry's files.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn vacuum(&mut self) -> Result<(), RegistryError> {
        match self.backend {
            Backend::Sqlite => sqlite::vacuum(&mut self.connection).await,
            Backend::Postgres => postgres::vacuum(&mut self.connection).await,
        }
    }

    /// Closes the connection.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn close(self) -> Result<(), RegistryError> {
        Ok(self.connection.close().await?)
    }
}

fn read_gift(row: &AnyRow) -> Result<Gift, RegistryError> {
    Ok(Gift {
        reference: reference(row)?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        months: row.try_get("months")?,
        due_at: parsed(row, "due_at")?,
        given_at: parsed_if_any(row, "given_at")?,
    })
}

fn reference(row: &AnyRow) -> Result<CaseReference, RegistryError> {
    let text: String = row.try_get("reference")?;
    CaseReference::try_from(text).map_err(|_| RegistryError::Damaged("reference"))
}

/// A column that holds a text of a certain form, as this crate wrote it.
fn parsed<T: FromStr>(row: &AnyRow, column: &'static str) -> Result<T, RegistryError> {
    let text: String = row.try_get(column)?;
    text.parse().map_err(|_| RegistryError::Damaged(column))
}

fn parsed_if_any<T: FromStr>(row: &AnyRow, column: &'static str) -> Result<Option<T>, RegistryError> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| text.parse().map_err(|_| RegistryError::Damaged(column))).transpose()
}

/// An instant as the registry writes it: RFC 3339, UTC, to the second, so that texts sort by time.
fn written(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

type Transaction<'a> = sqlx::Transaction<'a, Any>;
