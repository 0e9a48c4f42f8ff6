use std::path::PathBuf;

use jiff::Timestamp;
use pli_format::{CaseReference, Sha256};
use sqlx::{Row, any::AnyRow, query};

use super::{Change, Registry, RegistryError, parsed, reference_if_any, written};
use crate::person;

/// A mail to a person that the desk wrote, or is about to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its name, without ending: there is one of each.
    pub name: String,
    /// The request it is about, if any.
    pub reference: Option<CaseReference>,
    /// The folder it was written to; none while it is to be written.
    pub folder: Option<PathBuf>,
    pub drafted_at: Timestamp,
    /// Whom it is to, by [a hash](person::hash) of the address.
    pub to: Option<String>,
    /// Of the mail as it was written.
    pub sha256: Sha256,
    /// Whether what it says is over.
    pub is_void: bool,
}

/// A draft to be written, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its name, without ending.
    pub name: String,
    pub mail: Vec<u8>,
}

impl Change<'_> {
    /// Notes a mail that this desk is to write to its folder of drafts, unless one of this name ever was.
    /// `message_id` is the mail's own, by which an answer is known.
    pub async fn draft(
        &mut self,
        name: &str,
        reference: Option<&CaseReference>,
        message_id: Option<&str>,
        mail: &[u8],
        desk: &str,
        now: Timestamp,
    ) -> Result<bool, RegistryError> {
        let draft = query(
            "INSERT INTO drafts (name, reference, message_id, state, desk, drafted_at, sha256, mail) \
             VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        )
        .bind(name)
        .bind(reference.map(ToString::to_string))
        .bind(message_id)
        .bind(desk)
        .bind(written(now))
        .bind(Sha256::of(mail).to_string())
        .bind(mail);
        Ok(self.execute(draft).await? == 1)
    }

    /// Notes whom a draft is to.
    pub async fn draft_is_to(&mut self, name: &str, address: &str) -> Result<(), RegistryError> {
        let noted = query("UPDATE drafts SET to_sha256 = $1 WHERE name = $2 AND state <> 'gone'");
        self.execute(noted.bind(person::hash(address)).bind(name)).await?;
        Ok(())
    }

    /// What a draft says is over. It does not come back; what is written of it is to be removed.
    pub async fn void_draft(&mut self, name: &str) -> Result<(), RegistryError> {
        self.void_drafts_like(name).await
    }

    /// What the drafts of a kind about a request say is over, as of [`void_draft`](Self::void_draft).
    pub async fn void_drafts_about(&mut self, reference: &CaseReference, kind: &str) -> Result<(), RegistryError> {
        self.void_drafts_like(&format!("{reference}-{kind}-%")).await
    }

    /// What was asked for of the mail with this mark has come, as of [`void_draft`](Self::void_draft).
    pub async fn void_question(&mut self, mark: &str) -> Result<(), RegistryError> {
        self.void_drafts_like(&format!("{mark}-incomplete")).await?;
        self.void_drafts_like(&format!("%-incomplete-{mark}")).await
    }

    /// Of names that are like this: they hold no character that means something to `LIKE`.
    async fn void_drafts_like(&mut self, names: &str) -> Result<(), RegistryError> {
        for statement in [
            "UPDATE drafts SET state = 'gone', mail = NULL, to_sha256 = NULL WHERE state = 'pending' AND name LIKE $1",
            "UPDATE drafts SET state = 'void' WHERE state = 'written' AND name LIKE $1",
        ] {
            self.execute(query(statement).bind(names.to_owned())).await?;
        }
        Ok(())
    }

    /// The request that a draft of the desk's with this Message-ID was about; none where there is no such
    /// draft.
    pub async fn draft_by_message_id(&mut self, id: &str) -> Result<Option<Option<CaseReference>>, RegistryError> {
        let row = query("SELECT reference FROM drafts WHERE message_id = $1")
            .bind(id)
            .fetch_optional(&mut *self.transaction)
            .await?;
        row.map(|row| reference_if_any(&row)).transpose()
    }
}

impl Registry {
    /// The draft of this name that is to be written.
    pub async fn pending_draft(&mut self, name: &str) -> Result<Option<Pending>, RegistryError> {
        let row = query("SELECT name, mail FROM drafts WHERE name = $1 AND state = 'pending'")
            .bind(name)
            .fetch_optional(&mut self.connection)
            .await?;
        row.map(|row| read_pending(&row)).transpose()
    }

    /// The drafts that this desk is to write, and those that any was to before an instant and did not.
    pub async fn pending_drafts(&mut self, desk: &str, before: Timestamp) -> Result<Vec<Pending>, RegistryError> {
        let rows = query(
            "SELECT name, mail FROM drafts WHERE state = 'pending' AND (desk = $1 OR drafted_at < $2) ORDER BY name",
        )
        .bind(desk)
        .bind(written(before))
        .fetch_all(&mut self.connection)
        .await?;
        rows.iter().map(read_pending).collect()
    }

    /// Records that a draft is in this folder, where the person finds it. Its text is kept no longer.
    pub async fn draft_written(&mut self, name: &str, folder: &str) -> Result<(), RegistryError> {
        query("UPDATE drafts SET state = 'written', folder = $1, mail = NULL WHERE name = $2 AND state = 'pending'")
            .bind(folder)
            .bind(name)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// Records that a draft was sent, or removed.
    pub async fn draft_gone(&mut self, name: &str) -> Result<(), RegistryError> {
        query("UPDATE drafts SET state = 'gone', to_sha256 = NULL WHERE name = $1 AND state IN ('written', 'void')")
            .bind(name)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// The drafts that are not known to be gone, oldest first.
    pub async fn drafts(&mut self) -> Result<Vec<Draft>, RegistryError> {
        let rows = query("SELECT * FROM drafts WHERE state <> 'gone' ORDER BY drafted_at, name")
            .fetch_all(&mut self.connection)
            .await?;
        rows.iter()
            .map(|row| {
                let (folder, state): (Option<String>, String) = (row.try_get("folder")?, row.try_get("state")?);
                Ok(Draft {
                    name: row.try_get("name")?,
                    reference: reference_if_any(row)?,
                    folder: folder.map(PathBuf::from),
                    drafted_at: parsed(row, "drafted_at")?,
                    to: row.try_get("to_sha256")?,
                    sha256: parsed(row, "sha256")?,
                    is_void: state == "void",
                })
            })
            .collect()
    }
}

fn read_pending(row: &AnyRow) -> Result<Pending, RegistryError> {
    Ok(Pending { name: row.try_get("name")?, mail: row.try_get("mail")? })
}
