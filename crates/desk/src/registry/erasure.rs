use jiff::Timestamp;
use sqlx::{query, query_scalar};

use super::{Change, Registry, RegistryError, Sending, found, written};
use crate::person;

/// How much of a person was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    pub sendings: u64,
    pub gifts: u64,
    pub invitations: u64,
}

impl Change<'_> {
    /// Erases the names and addresses of cases that ended before an instant, and the invitations from
    /// before it.
    pub async fn forget_names(&mut self, closed_before: Timestamp) -> Result<u64, RegistryError> {
        let statement = "UPDATE sendings SET name = '', email = '', person = '', sender = NULL, invited = NULL \
                         WHERE state = 'closed' AND closed_at < $1 AND person <> ''";
        let forgotten = self.execute(query(statement).bind(written(closed_before))).await?;
        for statement in ["DELETE FROM decisions WHERE done_at < $1", "DELETE FROM invitations WHERE invited_at < $1"] {
            self.execute(query(statement).bind(written(closed_before))).await?;
        }
        Ok(forgotten)
    }

    /// Erases gifts that were given before an instant. How many.
    pub async fn forget_gifts(&mut self, given_before: Timestamp) -> Result<u64, RegistryError> {
        self.execute(query("DELETE FROM gifts WHERE given_at < $1").bind(written(given_before))).await
    }

    /// Erases the consent of a case that ended.
    pub async fn forget_consent(&mut self, sending: &Sending) -> Result<(), RegistryError> {
        let deletion = query("DELETE FROM consents WHERE package_sha256 = $1");
        self.execute(deletion.bind(sending.package.to_string())).await?;
        Ok(())
    }

    /// Erases what is known of a person besides the consents of cases that ended.
    pub async fn erase(&mut self, address: &str) -> Result<Erased, RegistryError> {
        self.take_early(address).await?;
        let (address, hash) = (person::address(address), person::hash(address));
        let halves = query_scalar("DELETE FROM halves WHERE LOWER(sender) = $1 OR person_sha256 = $2 RETURNING mark");
        let marks: Vec<String> = halves.bind(&address).bind(&hash).fetch_all(&mut *self.transaction).await?;
        for mark in marks {
            // Nobody waits for what it was asked for.
            let asked = query("DELETE FROM decisions WHERE kind = 'incomplete' AND (mark = $1 OR mark LIKE $2)");
            self.execute(asked.bind(&mark).bind(format!("{mark}-%"))).await?;
            self.void_question(&mark).await?;
        }
        for statement in [
            "DELETE FROM decisions WHERE LOWER(sender) = $1",
            "DELETE FROM decisions WHERE LOWER(details) = $1",
            "UPDATE sendings SET sender = NULL WHERE LOWER(sender) = $1 AND state = 'closed'",
            "UPDATE sendings SET invited = NULL WHERE LOWER(invited) = $1 AND state = 'closed'",
        ] {
            self.execute(query(statement).bind(&address)).await?;
        }
        let sendings = "UPDATE sendings SET name = '', email = '', person = '', sender = NULL, invited = NULL \
                        WHERE person = $1 AND state = 'closed'";
        Ok(Erased {
            sendings: self.execute(query(sendings).bind(&address)).await?,
            gifts: self.execute(query("DELETE FROM gifts WHERE person = $1").bind(&address)).await?,
            invitations: self.execute(query("DELETE FROM invitations WHERE person = $1").bind(&address)).await?,
        })
    }
}

impl Registry {
    /// Cases that ended and have their consent, which names this person: whether or not their names are erased.
    pub async fn consents_of(&mut self, address: &str) -> Result<Vec<Sending>, RegistryError> {
        let kept = "SELECT sendings.* FROM sendings JOIN consents ON consents.package_sha256 = sendings.package_sha256 \
                    WHERE state = 'closed' AND person_sha256 = $1 ORDER BY closed_at, sendings.package_sha256";
        found(&mut self.connection, kept, person::hash(address)).await
    }

    /// Cases that ended before an instant and have their consent.
    pub async fn consents_kept_since(&mut self, closed_before: Timestamp) -> Result<Vec<Sending>, RegistryError> {
        let kept = "SELECT sendings.* FROM sendings JOIN consents ON consents.package_sha256 = sendings.package_sha256 \
                    WHERE state = 'closed' AND closed_at < $1 ORDER BY closed_at, sendings.package_sha256";
        found(&mut self.connection, kept, written(closed_before)).await
    }

    /// The open sendings that name an address: of its person, from it, or of a request that it was invited for.
    pub async fn open_about(&mut self, address: &str) -> Result<Vec<Sending>, RegistryError> {
        let about = "SELECT * FROM sendings WHERE state <> 'closed' \
                     AND (person = $1 OR LOWER(sender) = $1 OR LOWER(invited) = $1) ORDER BY received_at";
        found(&mut self.connection, about, person::address(address)).await
    }
}
