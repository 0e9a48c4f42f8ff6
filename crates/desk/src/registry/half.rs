use jiff::Timestamp;
use pli_format::Sha256;
use sqlx::{query, query_scalar};

use super::{Change, Registry, RegistryError, written};

/// A part of a package that waits for the other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptHalf<'a> {
    /// The hash of the sealed file: its own, or the one that the consent was signed with.
    pub sealed: Sha256,
    /// Whether it is the consent.
    pub is_consent: bool,
    /// Of the mail that it came with.
    pub mark: &'a str,
    /// Who wrote, as the mail says.
    pub sender: Option<&'a str>,
    pub bytes: &'a [u8],
}

impl Registry {
    /// The consents that wait for their sealed files.
    pub async fn waiting_consents(&mut self) -> Result<Vec<Vec<u8>>, RegistryError> {
        let waiting = query_scalar("SELECT bytes FROM halves WHERE kind = 'consent' ORDER BY came_at, sha256");
        Ok(waiting.fetch_all(&mut self.connection).await?)
    }
}

impl Change<'_> {
    /// Keeps a part of a package, unless it is kept already.
    pub async fn keep_half(&mut self, half: &KeptHalf<'_>, now: Timestamp) -> Result<(), RegistryError> {
        let kept = query(
            "INSERT INTO halves (sha256, kind, mark, sender, came_at, bytes) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT DO NOTHING",
        )
        .bind(half.sealed.to_string())
        .bind(kind(half.is_consent))
        .bind(half.mark)
        .bind(half.sender)
        .bind(written(now))
        .bind(half.bytes);
        self.execute(kept).await?;
        Ok(())
    }

    /// The consent, or else the sealed file, that waits for the other part of its package.
    pub async fn kept_half(&mut self, sealed: Sha256, is_consent: bool) -> Result<Option<Vec<u8>>, RegistryError> {
        let kept = query_scalar("SELECT bytes FROM halves WHERE sha256 = $1 AND kind = $2");
        let kept = kept.bind(sealed.to_string()).bind(kind(is_consent));
        Ok(kept.fetch_optional(&mut *self.transaction).await?)
    }

    /// Forgets the parts of a package that is whole now.
    pub async fn forget_half(&mut self, sealed: Sha256) -> Result<(), RegistryError> {
        self.execute(query("DELETE FROM halves WHERE sha256 = $1").bind(sealed.to_string())).await?;
        Ok(())
    }

    /// Forgets what came before this and is alone still; how many parts.
    pub async fn forget_halves(&mut self, before: Timestamp) -> Result<u64, RegistryError> {
        self.execute(query("DELETE FROM halves WHERE came_at < $1").bind(written(before))).await
    }
}

fn kind(is_consent: bool) -> &'static str {
    if is_consent { "consent" } else { "sealed" }
}
