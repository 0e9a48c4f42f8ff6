use jiff::Timestamp;
use pli_format::CaseReference;
use sqlx::{Row, any::AnyRow, query, query_scalar};

use super::{Change, Registry, RegistryError, parsed, reference_if_any, written};
use crate::person;

/// Something that a person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// How it is called.
    pub number: i64,
    /// What kind of thing it is, as the desk's catalogue has it.
    pub kind: String,
    /// The request it is about, if any.
    pub reference: Option<CaseReference>,
    /// Who wrote, as the mail says.
    pub sender: Option<String>,
    /// What more there is to know: codes of the desk's own, or a place.
    pub details: String,
    pub since: Timestamp,
}

/// Something that a person is to decide, as [`Decision`] says of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    pub kind: &'static str,
    /// The same for the same thing, however often it is said.
    pub mark: String,
    pub reference: Option<CaseReference>,
    pub sender: Option<String>,
    pub details: String,
}

impl Change<'_> {
    /// Asks a person to decide, unless they were asked before.
    pub async fn ask(&mut self, decision: &NewDecision, now: Timestamp) -> Result<(), RegistryError> {
        let asked = query(
            "INSERT INTO decisions (kind, mark, reference, sender, details, since) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT DO NOTHING",
        )
        .bind(decision.kind)
        .bind(&decision.mark)
        .bind(decision.reference.as_ref().map(ToString::to_string))
        .bind(&decision.sender)
        .bind(&decision.details)
        .bind(written(now));
        self.execute(asked).await?;
        Ok(())
    }

    /// Something to decide, decided or not.
    pub async fn decision(&mut self, number: i64) -> Result<Option<Decision>, RegistryError> {
        let row = query("SELECT * FROM decisions WHERE number = $1")
            .bind(number)
            .fetch_optional(&mut *self.transaction)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// It is decided. False where it was already.
    pub async fn decided(&mut self, number: i64, by: &str, now: Timestamp) -> Result<bool, RegistryError> {
        let update = query("UPDATE decisions SET done_at = $1, done_by = $2 WHERE number = $3 AND done_at IS NULL");
        Ok(self.execute(update.bind(written(now)).bind(by).bind(number)).await? == 1)
    }

    /// How this is called, where a person was asked and has not decided.
    pub async fn undecided(&mut self, kind: &str, mark: &str) -> Result<Option<i64>, RegistryError> {
        let number = query_scalar("SELECT number FROM decisions WHERE kind = $1 AND mark = $2 AND done_at IS NULL");
        Ok(number.bind(kind).bind(mark).fetch_optional(&mut *self.transaction).await?)
    }

    /// Whether a person was asked this, and has decided.
    ///
    /// # Errors
    /// [`RegistryError`]
    pub async fn is_decided(&mut self, kind: &str, mark: &str) -> Result<bool, RegistryError> {
        let row = query("SELECT 1 FROM decisions WHERE kind = $1 AND mark = $2 AND done_at IS NOT NULL LIMIT 1")
            .bind(kind.to_owned())
            .bind(mark.to_owned())
            .fetch_optional(&mut *self.transaction)
            .await?;
        Ok(row.is_some())
    }

    /// Whether something of this kind about a request waits for a decision.
    pub async fn is_undecided(&mut self, reference: &CaseReference, kind: &str) -> Result<bool, RegistryError> {
        let row = query("SELECT 1 FROM decisions WHERE reference = $1 AND kind = $2 AND done_at IS NULL LIMIT 1")
            .bind(reference.to_string())
            .bind(kind)
            .fetch_optional(&mut *self.transaction)
            .await?;
        Ok(row.is_some())
    }

    /// Whether somebody who writes from this address is of a request: they sent for it, or were invited.
    pub async fn is_of_request(&mut self, reference: &CaseReference, address: &str) -> Result<bool, RegistryError> {
        let row = query(
            "SELECT 1 FROM sendings WHERE reference = $1 AND (person = $2 OR LOWER(sender) = $2) \
             UNION ALL SELECT 1 FROM invitations WHERE reference = $1 AND person = $2 \
             UNION ALL SELECT 1 FROM decisions WHERE reference = $1 AND LOWER(sender) = $2 AND kind = 'incomplete' LIMIT 1",
        )
        .bind(reference.to_string())
        .bind(person::address(address))
        .fetch_optional(&mut *self.transaction)
        .await?;
        Ok(row.is_some())
    }

    /// Whether anything is known of a request, or of who writes about it: somebody sent for it, was invited, or wrote.
    pub async fn is_known(&mut self, reference: &CaseReference, address: Option<&str>) -> Result<bool, RegistryError> {
        let row = query(
            "SELECT 1 FROM sendings WHERE reference = $1 OR person = $2 OR LOWER(sender) = $2 \
             UNION ALL SELECT 1 FROM invitations WHERE reference = $1 OR person = $2 \
             UNION ALL SELECT 1 FROM halves WHERE LOWER(sender) = $2 \
             UNION ALL SELECT 1 FROM decisions WHERE reference = $1 OR LOWER(sender) = $2 LIMIT 1",
        )
        .bind(reference.to_string())
        .bind(address.map(person::address))
        .fetch_optional(&mut *self.transaction)
        .await?;
        Ok(row.is_some())
    }

    /// What of this kind was asked before an instant is decided.
    pub async fn decided_before(
        &mut self,
        before: Timestamp,
        kind: &str,
        by: &str,
        now: Timestamp,
    ) -> Result<(), RegistryError> {
        let update = "UPDATE decisions SET done_at = $1, done_by = $2 \
                      WHERE since < $3 AND kind = $4 AND done_at IS NULL";
        self.execute(query(update).bind(written(now)).bind(by).bind(written(before)).bind(kind)).await?;
        Ok(())
    }

    /// What was asked for of the mail with this mark is decided.
    pub async fn decided_of(&mut self, mark: &str, kind: &str, by: &str, now: Timestamp) -> Result<(), RegistryError> {
        let update = "UPDATE decisions SET done_at = $1, done_by = $2 \
                      WHERE (mark = $3 OR mark LIKE $4) AND kind = $5 AND done_at IS NULL";
        let update = query(update).bind(written(now)).bind(by).bind(mark).bind(format!("{mark}-%")).bind(kind);
        self.execute(update).await?;
        Ok(())
    }

    /// Everything of this kind about a request is decided.
    pub async fn decided_about(
        &mut self,
        reference: &CaseReference,
        kind: &str,
        by: &str,
        now: Timestamp,
    ) -> Result<(), RegistryError> {
        let update = "UPDATE decisions SET done_at = $1, done_by = $2 \
                      WHERE reference = $3 AND kind = $4 AND done_at IS NULL";
        self.execute(query(update).bind(written(now)).bind(by).bind(reference.to_string()).bind(kind)).await?;
        Ok(())
    }
}

impl Registry {
    /// What is to be decided of this kind about a request.
    pub async fn decisions_about(
        &mut self,
        reference: &CaseReference,
        kind: &str,
    ) -> Result<Vec<Decision>, RegistryError> {
        let rows = query(
            "SELECT * FROM decisions WHERE reference = $1 AND kind = $2 AND done_at IS NULL ORDER BY since, number",
        )
        .bind(reference.to_string())
        .bind(kind)
        .fetch_all(&mut self.connection)
        .await?;
        rows.iter().map(read).collect()
    }

    /// The first thing that this address wrote and that must not be forgotten undecided: a fraud, or what sendings are
    /// on hold for.
    pub async fn undecided_of(&mut self, address: &str) -> Result<Option<Decision>, RegistryError> {
        let first = "SELECT * FROM decisions WHERE LOWER(sender) = $1 AND done_at IS NULL \
                     AND kind IN ('fraud', 'unsigned', 'withdrawal') ORDER BY number LIMIT 1";
        let row = query(first).bind(person::address(address)).fetch_optional(&mut self.connection).await?;
        row.map(|row| read(&row)).transpose()
    }

    /// What is to be decided, oldest first. What somebody wrote is read as long as something of their request is open.
    pub async fn decisions(&mut self) -> Result<Vec<Decision>, RegistryError> {
        let rows = query(
            "SELECT * FROM decisions WHERE done_at IS NULL AND (kind <> 'wrote' OR EXISTS (SELECT 1 FROM sendings \
             WHERE sendings.reference = decisions.reference AND state <> 'closed')) ORDER BY since, number",
        )
        .fetch_all(&mut self.connection)
        .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &AnyRow) -> Result<Decision, RegistryError> {
    Ok(Decision {
        number: row.try_get("number")?,
        kind: row.try_get("kind")?,
        reference: reference_if_any(row)?,
        sender: row.try_get("sender")?,
        details: row.try_get("details")?,
        since: parsed(row, "since")?,
    })
}
