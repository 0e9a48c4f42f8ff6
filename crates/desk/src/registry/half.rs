use jiff::Timestamp;
use pli_format::Sha256;
use sqlx::{Row, query, query_scalar};

use super::{Change, Registry, RegistryError, written};
use crate::person;

/// A part of a package that waits for the other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptHalf<'a> {
    /// The hash of the sealed file: its own, or the one that the consent was signed with.
    pub sealed: Sha256,
    /// The hash of its record, where it is the consent.
    pub record: Option<Sha256>,
    /// Of the mail that it came with.
    pub mark: &'a str,
    /// Who wrote, as the mail says.
    pub sender: Option<&'a str>,
    /// Whose address the consent names.
    pub person: Option<&'a str>,
    pub bytes: &'a [u8],
}

/// A part that waited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waited {
    /// Of the mail that it came with.
    pub mark: String,
    /// Who wrote, as the mail says.
    pub sender: Option<String>,
    pub bytes: Vec<u8>,
}

impl Registry {
    /// The consents with this record that wait for their sealed files.
    pub async fn waiting_consents(&mut self, record: Sha256) -> Result<Vec<Vec<u8>>, RegistryError> {
        let waiting = query_scalar("SELECT bytes FROM halves WHERE record_sha256 = $1 ORDER BY came_at, sha256");
        Ok(waiting.bind(record.to_string()).fetch_all(&mut self.connection).await?)
    }
}

impl Change<'_> {
    /// Keeps a part of a package, unless it is kept already. Of one sealed file every consent is: none wins by coming
    /// first.
    pub async fn keep_half(&mut self, half: &KeptHalf<'_>, now: Timestamp) -> Result<(), RegistryError> {
        let kept = query(
            "INSERT INTO halves (sha256, sealed_sha256, kind, record_sha256, mark, sender, person_sha256, came_at, bytes) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        )
        .bind(Sha256::of(half.bytes).to_string())
        .bind(half.sealed.to_string())
        .bind(kind(half.record.is_some()))
        .bind(half.record.map(|record| record.to_string()))
        .bind(half.mark)
        .bind(half.sender)
        .bind(half.person.map(person::hash))
        .bind(written(now))
        .bind(half.bytes);
        self.execute(kept).await?;
        Ok(())
    }

    /// The consents, or else the sealed file, that wait for the other part of their package, by when they came.
    pub async fn kept_halves(&mut self, sealed: Sha256, is_consent: bool) -> Result<Vec<Waited>, RegistryError> {
        let kept = query(
            "SELECT mark, sender, bytes FROM halves WHERE sealed_sha256 = $1 AND kind = $2 ORDER BY came_at, sha256",
        );
        let rows = kept.bind(sealed.to_string()).bind(kind(is_consent)).fetch_all(&mut *self.transaction).await?;
        let waited = rows.iter().map(|row| {
            Ok(Waited { mark: row.try_get("mark")?, sender: row.try_get("sender")?, bytes: row.try_get("bytes")? })
        });
        waited.collect()
    }

    /// Whether this very part waits.
    pub async fn is_half_kept(&mut self, bytes: &[u8]) -> Result<bool, RegistryError> {
        let kept = query("SELECT 1 FROM halves WHERE sha256 = $1").bind(Sha256::of(bytes).to_string());
        Ok(kept.fetch_optional(&mut *self.transaction).await?.is_some())
    }

    /// Forgets the parts of a package that is whole now; the marks of the mails that they came with.
    pub async fn forget_half(&mut self, sealed: Sha256) -> Result<Vec<String>, RegistryError> {
        let forgotten = query_scalar("DELETE FROM halves WHERE sealed_sha256 = $1 RETURNING mark");
        Ok(forgotten.bind(sealed.to_string()).fetch_all(&mut *self.transaction).await?)
    }

    /// Forgets what came before this and is alone still; how many parts.
    pub async fn forget_halves(&mut self, before: Timestamp) -> Result<u64, RegistryError> {
        self.execute(query("DELETE FROM halves WHERE came_at < $1").bind(written(before))).await
    }
}

fn kind(is_consent: bool) -> &'static str {
    if is_consent { "consent" } else { "sealed" }
}
