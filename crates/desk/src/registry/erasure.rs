use jiff::Timestamp;
use sqlx::query;

use super::{Change, Registry, RegistryError, Sending, written};
use crate::person;

impl Change<'_> {
    /// Erases the names and addresses of cases that ended before an instant, and the invitations from
    /// before it.
    pub async fn forget_names(&mut self, closed_before: Timestamp) -> Result<u64, RegistryError> {
        let statement = "UPDATE sendings SET name = '', email = '', person = '', sender = NULL, invited = NULL \
                         WHERE state = 'closed' AND closed_at < $1 AND person <> ''";
        let forgotten = query(statement).bind(written(closed_before)).execute(&mut *self.transaction).await?;
        query("DELETE FROM decisions WHERE done_at < $1")
            .bind(written(closed_before))
            .execute(&mut *self.transaction)
            .await?;
        query("DELETE FROM invitations WHERE invited_at < $1")
            .bind(written(closed_before))
            .execute(&mut *self.transaction)
            .await?;
        Ok(forgotten.rows_affected())
    }

    /// Erases gifts that were given before an instant. How many.
    pub async fn forget_gifts(&mut self, given_before: Timestamp) -> Result<u64, RegistryError> {
        let deleted = query("DELETE FROM gifts WHERE given_at < $1")
            .bind(written(given_before))
            .execute(&mut *self.transaction)
            .await?;
        Ok(deleted.rows_affected())
    }

    /// Erases the consent of a case that ended.
    pub async fn forget_consent(&mut self, sending: &Sending) -> Result<(), RegistryError> {
        query("DELETE FROM consents WHERE package_sha256 = $1")
            .bind(sending.package.to_string())
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Erases what is known of a person besides the consents of cases that ended. How many sendings and
    /// gifts.
    pub async fn erase(&mut self, address: &str) -> Result<(u64, u64), RegistryError> {
        let address = person::address(address);
        let gifts = query("DELETE FROM gifts WHERE person = $1")
            .bind(address.clone())
            .execute(&mut *self.transaction)
            .await?
            .rows_affected();
        for statement in [
            "DELETE FROM decisions WHERE LOWER(sender) = $1",
            "DELETE FROM halves WHERE LOWER(sender) = $1",
            "DELETE FROM invitations WHERE person = $1",
            "UPDATE sendings SET sender = NULL WHERE LOWER(sender) = $1 AND state = 'closed'",
        ] {
            query(statement).bind(address.clone()).execute(&mut *self.transaction).await?;
        }
        let sendings = query(
            "UPDATE sendings SET name = '', email = '', person = '', sender = NULL, invited = NULL WHERE person = $1 AND state = 'closed'",
        )
        .bind(address)
        .execute(&mut *self.transaction)
        .await?
        .rows_affected();
        Ok((sendings, gifts))
    }
}

impl Registry {
    /// Cases that ended before an instant and have their consent.
    pub async fn consents_kept_since(&mut self, closed_before: Timestamp) -> Result<Vec<Sending>, RegistryError> {
        let rows = query(
            "SELECT sendings.* FROM sendings JOIN consents ON consents.package_sha256 = sendings.package_sha256 \
             WHERE state = 'closed' AND closed_at < $1 ORDER BY closed_at, sendings.package_sha256",
        )
        .bind(written(closed_before))
        .fetch_all(&mut self.connection)
        .await?;
        rows.iter().map(Sending::read).collect()
    }
}
