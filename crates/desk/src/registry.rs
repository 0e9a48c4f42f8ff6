//! The registry: every sending the desk holds, and what it did about it. One file with `SQLite`, with a
//! folder of sealed files beside it, or a `PostgreSQL` database for a team; the statements are the same.
//!
//! A change is a [`Change`]: either all of it is kept or, whatever kills the process, nothing.
//! Sealed files are deleted in two steps: the change that closes a sending marks its file, and
//! [`Registry::wipe`] leaves no byte of what is marked, whoever marked it.

use std::{collections::HashSet, str::FromStr};

use jiff::Timestamp;
use pli_format::{CaseReference, Language, Sha256};
use sqlx::{Any, AnyConnection, AssertSqlSafe, Connection, Row, any::AnyRow, query, query_scalar};

mod change;
mod decision;
mod draft;
mod early_withdrawal;
mod erasure;
mod error;
mod gift;
mod half;
mod invitation;
mod listing;
mod location;
mod postgres;
mod sealed_folder;
mod sending;
mod silence;
mod sqlite;

pub use change::{Change, Claim, Kept};
pub use decision::{Decision, NewDecision};
pub use draft::{Draft, Pending};
pub use erasure::Erased;
pub use error::RegistryError;
pub use gift::Gift;
pub use half::{KeptHalf, Waited};
pub use invitation::Invitation;
pub use listing::{Filter, Page};
pub use location::{Location, LocationError, PATIENCE, SILENCE};
use sealed_folder::SealedFolder;
pub use sending::{NewSending, Sending, State, short};
pub use silence::unless_silent;

use crate::person;

/// What is read within a change and without one, by one value.
const SENDING: &str = "SELECT * FROM sendings WHERE package_sha256 = $1";
const OF_REQUEST: &str = "SELECT * FROM sendings WHERE reference = $1 ORDER BY received_at, package_sha256";
const OF_PERSON: &str = "SELECT * FROM sendings WHERE person = $1 ORDER BY received_at, package_sha256";
const CONSENT: &str = "SELECT pdf FROM consents WHERE package_sha256 = $1";
const RECEIPT: &str = "SELECT file FROM receipts WHERE package_sha256 = $1";

pub struct Registry {
    connection: AnyConnection,
    backend: Backend,
}

#[derive(Clone, Debug)]
enum Backend {
    Sqlite(SealedFolder),
    Postgres,
}

impl Registry {
    /// Opens the registry that was made before. A file that is lost is not taken for an empty registry.
    pub async fn reopen(location: &Location) -> Result<Self, RegistryError> {
        match location {
            Location::Sqlite(path) if !sqlite::is_there(path) => {
                Err(RegistryError::Missing(path.display().to_string()))
            }
            _ => Self::open(location).await,
        }
    }

    /// Opens the registry, made on first use, and brings its tables up to date. No file is made beside sealed files,
    /// which it would not know.
    pub async fn open(location: &Location) -> Result<Self, RegistryError> {
        sqlx::any::install_default_drivers();
        match location {
            Location::Sqlite(path) => {
                if !sqlite::is_there(path) && !SealedFolder::beside(path).is_empty()? {
                    return Err(RegistryError::Missing(path.display().to_string()));
                }
                Ok(Self { connection: sqlite::open(path).await?, backend: Backend::Sqlite(SealedFolder::beside(path)) })
            }
            Location::Postgres(url) => Ok(Self { connection: postgres::open(url).await?, backend: Backend::Postgres }),
        }
    }

    /// Whether nobody else uses this request's credentials from another desk; from then on nobody does, for as long
    /// as this registry is open. A file has one desk, which knows by itself.
    pub async fn use_alone(&mut self, reference: &CaseReference) -> Result<bool, RegistryError> {
        match self.backend {
            Backend::Sqlite(_) => Ok(true),
            Backend::Postgres => postgres::use_alone(&mut self.connection, reference).await,
        }
    }

    /// Whether desks on other machines may have it, too.
    pub fn is_shared(&self) -> bool {
        matches!(self.backend, Backend::Postgres)
    }

    /// The time by its own clock; none for a file.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn time(&mut self) -> Result<Option<Timestamp>, RegistryError> {
        match self.backend {
            Backend::Sqlite(_) => Ok(None),
            Backend::Postgres => postgres::time(&mut self.connection).await.map(Some),
        }
    }

    /// Begins a change. Others who write wait, readers do not.
    pub async fn change(&mut self) -> Result<Change<'_>, RegistryError> {
        Change::begin(&mut self.connection, &self.backend).await
    }

    pub async fn sending(&mut self, package: Sha256) -> Result<Option<Sending>, RegistryError> {
        Ok(found(&mut self.connection, SENDING, package.to_string()).await?.pop())
    }

    /// Every sending of a request, by when it came.
    pub async fn sendings(&mut self, reference: &CaseReference) -> Result<Vec<Sending>, RegistryError> {
        found(&mut self.connection, OF_REQUEST, reference.to_string()).await
    }

    /// The sendings of a person, by the address of the Bankin' account.
    pub async fn sendings_of(&mut self, address: &str) -> Result<Vec<Sending>, RegistryError> {
        found(&mut self.connection, OF_PERSON, person::address(address)).await
    }

    /// The open sendings that hold the same sealed file as this one.
    pub async fn sharing(&mut self, package: Sha256) -> Result<Vec<Sending>, RegistryError> {
        let sharing = "SELECT other.* FROM sendings mine \
             JOIN sendings other ON other.sealed_sha256 = mine.sealed_sha256 \
             WHERE mine.package_sha256 = $1 AND other.package_sha256 <> mine.package_sha256 \
             AND other.state <> 'closed' ORDER BY other.received_at, other.package_sha256";
        found(&mut self.connection, sharing, package.to_string()).await
    }

    /// Which of these packages were received.
    pub async fn known(&mut self, packages: &[Sha256]) -> Result<HashSet<Sha256>, RegistryError> {
        let mut known = HashSet::new();
        for some in packages.chunks(256) {
            let places = places(some.len());
            // Only numbers are put into it.
            let statement = format!("SELECT package_sha256 FROM sendings WHERE package_sha256 IN ({places})");
            let mut query = query(AssertSqlSafe(statement));
            for package in some {
                query = query.bind(package.to_string());
            }
            for row in query.fetch_all(&mut self.connection).await? {
                known.insert(parsed(&row, "package_sha256")?);
            }
        }
        Ok(known)
    }

    /// Which of these addresses something is open of: they are its person's, or it came from there.
    pub async fn open_of(&mut self, addresses: &[String]) -> Result<HashSet<String>, RegistryError> {
        let mut open = HashSet::new();
        for some in addresses.chunks(256) {
            let places = places(some.len());
            // Only numbers are put into it.
            let statement = format!(
                "SELECT person FROM sendings WHERE state <> 'closed' AND person IN ({places}) \
                 UNION SELECT LOWER(sender) FROM sendings WHERE state <> 'closed' AND LOWER(sender) IN ({places})"
            );
            let mut query = query_scalar(AssertSqlSafe(statement));
            for address in some {
                query = query.bind(address);
            }
            open.extend(query.fetch_all(&mut self.connection).await?);
        }
        Ok(open)
    }

    /// The consent PDF of a sending; none once it is erased.
    pub async fn consent(&mut self, package: Sha256) -> Result<Option<Vec<u8>>, RegistryError> {
        Ok(query_scalar(CONSENT).bind(package.to_string()).fetch_optional(&mut self.connection).await?)
    }

    /// A sealed file; none once it is deleted.
    pub async fn sealed(&mut self, sealed: Sha256) -> Result<Option<Vec<u8>>, RegistryError> {
        read_sealed(&mut self.connection, &self.backend, sealed).await
    }

    /// The sealed file of a sending; none once it is closed.
    ///
    /// # Errors
    /// [`RegistryError::Damaged`]: somebody else removed that of an open one.
    pub async fn sealed_of(&mut self, sending: &Sending) -> Result<Option<Vec<u8>>, RegistryError> {
        if let Some(sealed) = self.sealed(sending.sealed).await? {
            return Ok(Some(sealed));
        }
        match self.sending(sending.package).await? {
            Some(sending) if sending.is_open() => Err(RegistryError::Damaged("sealed_files")),
            _ => Ok(None),
        }
    }

    /// The receipt file of a closed sending (see [`pli_format::receipt`]).
    pub async fn receipt(&mut self, package: Sha256) -> Result<Option<String>, RegistryError> {
        Ok(query_scalar(RECEIPT).bind(package.to_string()).fetch_optional(&mut self.connection).await?)
    }

    /// The requests with open sendings of an epoch: what nobody can open once its identity is destroyed.
    pub async fn sealed_to(&mut self, epoch: &str) -> Result<Vec<CaseReference>, RegistryError> {
        let rows =
            query("SELECT DISTINCT reference FROM sendings WHERE epoch = $1 AND state <> 'closed' ORDER BY reference")
                .bind(epoch)
                .fetch_all(&mut self.connection)
                .await?;
        rows.iter().map(reference).collect()
    }

    /// Leaves no byte of the sealed files that were deleted, by anybody, in the registry's files.
    ///
    /// # Errors
    /// [`RegistryError`]; what is left is done by the next call.
    pub async fn wipe(&mut self) -> Result<(), RegistryError> {
        let doomed = query("SELECT 1 FROM doomed LIMIT 1").fetch_optional(&mut self.connection).await?;
        if doomed.is_none() {
            return Ok(());
        }
        match &self.backend {
            Backend::Sqlite(folder) => {
                // Nobody can receive the same sealed file meanwhile.
                let mut change = Change::begin(&mut self.connection, &self.backend).await?;
                for sealed in change.wipeable().await? {
                    folder.wipe(sealed)?;
                }
                folder.sweep()?;
                change.forget_doomed().await?;
                change.commit().await
            }
            Backend::Postgres => postgres::rewrite_doomed(&mut self.connection).await,
        }
    }

    pub async fn close(self) -> Result<(), RegistryError> {
        Ok(self.connection.close().await?)
    }
}

/// The places of so many values in a statement.
fn places(count: usize) -> String {
    (1..=count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

/// A sealed file, where it is not deleted.
async fn read_sealed(
    connection: &mut AnyConnection,
    backend: &Backend,
    sealed: Sha256,
) -> Result<Option<Vec<u8>>, RegistryError> {
    match backend {
        Backend::Sqlite(folder) => Ok(folder.read(sealed)?),
        Backend::Postgres => {
            let bytes = query_scalar("SELECT bytes FROM sealed_files WHERE sealed_sha256 = $1");
            Ok(bytes.bind(sealed.to_string()).fetch_optional(connection).await?)
        }
    }
}

/// The sendings that a statement finds by this value.
async fn found(
    connection: &mut AnyConnection,
    statement: &'static str,
    value: String,
) -> Result<Vec<Sending>, RegistryError> {
    let rows = query(statement).bind(value).fetch_all(connection).await?;
    rows.iter().map(Sending::read).collect()
}

fn reference(row: &AnyRow) -> Result<CaseReference, RegistryError> {
    let text: String = row.try_get("reference")?;
    CaseReference::try_from(text).map_err(|_| RegistryError::Damaged("reference"))
}

fn language(row: &AnyRow) -> Result<Language, RegistryError> {
    let tag: String = row.try_get("language")?;
    Language::ALL.into_iter().find(|language| language.tag() == tag).ok_or(RegistryError::Damaged("language"))
}

fn reference_if_any(row: &AnyRow) -> Result<Option<CaseReference>, RegistryError> {
    let text: Option<String> = row.try_get("reference")?;
    text.map(|text| CaseReference::try_from(text).map_err(|_| RegistryError::Damaged("reference"))).transpose()
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
