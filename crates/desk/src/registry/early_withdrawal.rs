use jiff::Timestamp;
use sqlx::{query, query_scalar};

use super::{Change, RegistryError, parsed, written};
use crate::person;

impl Change<'_> {
    /// Notes that a mail takes a consent back, unless it is noted; and the address that it came from, where it may be
    /// of a consent that has not come. Of the address only a hash is kept: it is to be known again, and not read.
    pub async fn note_read(&mut self, mark: &str, address: Option<&str>, now: Timestamp) -> Result<(), RegistryError> {
        let noted = query(
            "INSERT INTO early_withdrawals (mark, person_sha256, came_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        );
        self.execute(noted.bind(mark).bind(address.map(person::hash)).bind(written(now))).await?;
        Ok(())
    }

    /// When this very mail was first read; none where it never was.
    pub async fn first_read(&mut self, mark: &str) -> Result<Option<Timestamp>, RegistryError> {
        let first = query("SELECT came_at FROM early_withdrawals WHERE mark = $1").bind(mark.to_owned());
        let row = first.fetch_optional(&mut *self.transaction).await?;
        row.map(|row| parsed(&row, "came_at")).transpose()
    }

    /// The marks of the mails from this address that took a consent back before it came, each once: the address is
    /// forgotten.
    pub async fn take_early(&mut self, address: &str) -> Result<Vec<String>, RegistryError> {
        let taken =
            query_scalar("UPDATE early_withdrawals SET person_sha256 = NULL WHERE person_sha256 = $1 RETURNING mark");
        Ok(taken.bind(person::hash(address)).fetch_all(&mut *self.transaction).await?)
    }

    /// Forgets the addresses of those that came before this. That the mails were read stays: they are read again.
    pub async fn forget_early(&mut self, before: Timestamp) -> Result<u64, RegistryError> {
        let forgotten = "UPDATE early_withdrawals SET person_sha256 = NULL WHERE came_at < $1";
        self.execute(query(forgotten).bind(written(before))).await
    }
}
