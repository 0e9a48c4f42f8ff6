use jiff::Timestamp;
use pli_format::Sha256;
use sqlx::{query, query_scalar};

use super::{Change, RegistryError, written};
use crate::person;

impl Change<'_> {
    /// Notes that a mail from this address takes a consent back that has not come, unless it is noted. Of the address
    /// only a hash is kept: it is to be known again, and not read.
    pub async fn note_early(&mut self, mark: &str, address: &str, now: Timestamp) -> Result<(), RegistryError> {
        let noted = query(
            "INSERT INTO early_withdrawals (mark, person_sha256, came_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        );
        self.execute(noted.bind(mark).bind(hash(address)).bind(written(now))).await?;
        Ok(())
    }

    /// The marks of the mails from this address that took a consent back before it came, each once: they are
    /// forgotten.
    pub async fn take_early(&mut self, address: &str) -> Result<Vec<String>, RegistryError> {
        let taken = query_scalar("DELETE FROM early_withdrawals WHERE person_sha256 = $1 RETURNING mark");
        Ok(taken.bind(hash(address)).fetch_all(&mut *self.transaction).await?)
    }

    /// Forgets those that came before this.
    pub async fn forget_early(&mut self, before: Timestamp) -> Result<u64, RegistryError> {
        self.execute(query("DELETE FROM early_withdrawals WHERE came_at < $1").bind(written(before))).await
    }
}

fn hash(address: &str) -> String {
    Sha256::of(person::address(address).as_bytes()).to_string()
}
