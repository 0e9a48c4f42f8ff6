use jiff::Timestamp;
use pli_format::CaseReference;
use sqlx::{AnyConnection, Connection, query};

use super::{Backend, CaseRow, NewCase, RegistryError, Transaction, reference, written};

/// What is written together. Dropped without [`commit`](Self::commit), nothing of it is kept.
pub struct Change<'a> {
    transaction: Transaction<'a>,
}

/// What became of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is a new case.
    New,
    /// This very package was received before.
    Before(Box<CaseRow>),
    /// The case was received before with another package.
    OtherPackage(Box<CaseRow>),
    /// The sealed file belongs to another case.
    OtherCase(CaseReference),
}

/// Who is in charge of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The developer that was named, from now on.
    Taken,
    /// The developer that was named, already.
    Already,
    /// Somebody else.
    Held(String),
    /// The case is closed.
    Closed,
    /// There is no such case.
    Unknown,
}

impl<'a> Change<'a> {
    pub(super) async fn begin(connection: &'a mut AnyConnection, backend: Backend) -> Result<Self, RegistryError> {
        let transaction = match backend {
            Backend::Sqlite => connection.begin_with("BEGIN IMMEDIATE").await?,
            Backend::Postgres => connection.begin().await?,
        };
        Ok(Self { transaction })
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// [`RegistryError`]; nothing is kept then.
    pub async fn commit(self) -> Result<(), RegistryError> {
        Ok(self.transaction.commit().await?)
    }

    /// Keeps a package, unless its case or its sealed file is known.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn receive(&mut self, case: &NewCase, now: Timestamp) -> Result<Kept, RegistryError> {
        let named = case.reference.to_string();
        let inserted = query(
            "INSERT INTO cases (reference, name, email, language, bank, epoch, package_sha256, sealed_sha256, case_key, \
             signed_at, expires_at, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
             ON CONFLICT DO NOTHING",
        )
        .bind(named.clone())
        .bind(case.name.clone())
        .bind(case.email.clone())
        .bind(case.language.tag())
        .bind(case.bank.clone())
        .bind(case.epoch.clone())
        .bind(case.package_sha256.clone())
        .bind(case.sealed_sha256.clone())
        .bind(case.case_key.clone())
        .bind(written(case.signed_at))
        .bind(written(case.expires_at))
        .bind(written(now))
        .execute(&mut *self.transaction)
        .await?;
        if inserted.rows_affected() == 0 {
            return self.known(case).await;
        }
        for (statement, bytes) in [
            ("INSERT INTO consents (reference, pdf) VALUES ($1, $2)", &case.consent),
            ("INSERT INTO sealed_files (reference, bytes) VALUES ($1, $2)", &case.sealed),
        ] {
            query(statement).bind(named.clone()).bind(bytes.clone()).execute(&mut *self.transaction).await?;
        }
        Ok(Kept::New)
    }

    async fn known(&mut self, case: &NewCase) -> Result<Kept, RegistryError> {
        let Some(known) = self.case(&case.reference).await? else {
            let row = query("SELECT reference FROM cases WHERE sealed_sha256 = $1")
                .bind(case.sealed_sha256.clone())
                .fetch_one(&mut *self.transaction)
                .await?;
            return Ok(Kept::OtherCase(reference(&row)?));
        };
        Ok(if known.package_sha256 == case.package_sha256 {
            Kept::Before(known.into())
        } else {
            Kept::OtherPackage(known.into())
        })
    }

    /// A case.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn case(&mut self, reference: &CaseReference) -> Result<Option<CaseRow>, RegistryError> {
        let row = query("SELECT * FROM cases WHERE reference = $1")
            .bind(reference.to_string())
            .fetch_optional(&mut *self.transaction)
            .await?;
        row.map(|row| CaseRow::read(&row)).transpose()
    }

    /// Records the gift of a case as due.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn owe_gift(
        &mut self,
        reference: &CaseReference,
        months: i64,
        now: Timestamp,
    ) -> Result<(), RegistryError> {
        query("INSERT INTO gifts (reference, months, due_at) VALUES ($1, $2, $3)")
            .bind(reference.to_string())
            .bind(months)
            .bind(written(now))
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Marks a gift as given. False where none is due.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn give_gift(&mut self, reference: &CaseReference, now: Timestamp) -> Result<bool, RegistryError> {
        let updated = query("UPDATE gifts SET given_at = $1 WHERE reference = $2 AND given_at IS NULL")
            .bind(written(now))
            .bind(reference.to_string())
            .execute(&mut *self.transaction)
            .await?;
        Ok(updated.rows_affected() == 1)
    }

    /// Puts one developer in charge: of a case that nobody has, or that `instead_of` has.
    ///
    /// One statement decides, so of any number of processes on any number of machines one wins.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn claim(
        &mut self,
        reference: &CaseReference,
        developer: &str,
        instead_of: Option<&str>,
        now: Timestamp,
    ) -> Result<Claim, RegistryError> {
        let updated = query(
            "UPDATE cases SET state = 'assigned', developer = $1, assigned_at = $2 \
             WHERE reference = $3 AND (state = 'received' OR (state = 'assigned' AND developer = $4))",
        )
        .bind(developer.to_owned())
        .bind(written(now))
        .bind(reference.to_string())
        .bind(instead_of.unwrap_or_default().to_owned())
        .execute(&mut *self.transaction)
        .await?;
        if updated.rows_affected() == 1 {
            return Ok(Claim::Taken);
        }
        Ok(match self.case(reference).await? {
            None => Claim::Unknown,
            Some(CaseRow { closed_at: Some(_), .. }) => Claim::Closed,
            Some(CaseRow { developer: Some(holder), .. }) if holder == developer => Claim::Already,
            Some(CaseRow { developer, .. }) => Claim::Held(developer.unwrap_or_default()),
        })
    }

    /// Records that this developer opened the sealed file. False where the developer may not, now:
    /// the case is closed, or somebody else's, or over.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn opened(
        &mut self,
        reference: &CaseReference,
        developer: &str,
        now: Timestamp,
    ) -> Result<bool, RegistryError> {
        let updated = query(
            "UPDATE cases SET opened_at = COALESCE(opened_at, $1) \
             WHERE reference = $2 AND state = 'assigned' AND developer = $3 AND expires_at >= $4",
        )
        .bind(written(now))
        .bind(reference.to_string())
        .bind(developer.to_owned())
        .bind(written(now))
        .execute(&mut *self.transaction)
        .await?;
        Ok(updated.rows_affected() == 1)
    }

    /// Closes a case: deletes its sealed file and keeps the receipt. False where it was closed before.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn delete(
        &mut self,
        reference: &CaseReference,
        reason: &str,
        receipt: &str,
        now: Timestamp,
    ) -> Result<bool, RegistryError> {
        let updated = query(
            "UPDATE cases SET state = 'closed', closed_at = $1, reason = $2 WHERE reference = $3 AND state <> 'closed'",
        )
        .bind(written(now))
        .bind(reason.to_owned())
        .bind(reference.to_string())
        .execute(&mut *self.transaction)
        .await?;
        if updated.rows_affected() == 0 {
            return Ok(false);
        }
        query("DELETE FROM sealed_files WHERE reference = $1")
            .bind(reference.to_string())
            .execute(&mut *self.transaction)
            .await?;
        query("INSERT INTO receipts (reference, file) VALUES ($1, $2)")
            .bind(reference.to_string())
            .bind(receipt.to_owned())
            .execute(&mut *self.transaction)
            .await?;
        Ok(true)
    }
}
