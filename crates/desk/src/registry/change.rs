use jiff::Timestamp;
use pli_format::{CaseReference, Sha256};
use sqlx::{Any, AnyConnection, Connection, any::AnyArguments, query, query::Query, query_scalar};

use super::{
    Backend, CONSENT, NewSending, OF_REQUEST, RECEIPT, RegistryError, SENDING, Sending, State, Transaction, found,
    parsed, read_sealed, written,
};
use crate::person;

const OF_ADDRESS: &str =
    "SELECT * FROM sendings WHERE person = $1 OR LOWER(sender) = $1 ORDER BY received_at, package_sha256";

/// What is written together. Dropped without [`commit`](Self::commit), nothing of it is kept.
pub struct Change<'a> {
    pub(super) transaction: Transaction<'a>,
    backend: &'a Backend,
}

/// What became of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is new, and the only one.
    New,
    /// This very package was received before.
    Before(Box<Sending>),
    /// It is new, and contested: by these open sendings of its request, or with its sealed file.
    Contested(Vec<Sending>),
    /// It is false, and not kept: its sealed file was opened, and is another consent's.
    False,
}

/// Who is in charge of a sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The developer that was named, from now on.
    Taken,
    /// The developer that was named, already.
    Already,
    Held(String),
    /// Nobody can be: somebody chooses first, or decides about a withdrawal.
    Undecided,
    Closed,
}

/// Open sendings of the same request as package $1, or with the same sealed file.
const RIVALS: &str = "SELECT other.* FROM sendings mine JOIN sendings other ON other.package_sha256 <> mine.package_sha256 \
    AND (other.reference = mine.reference OR other.sealed_sha256 = mine.sealed_sha256) \
    WHERE mine.package_sha256 = $1 AND other.state <> 'closed' ORDER BY other.received_at, other.package_sha256";

impl<'a> Change<'a> {
    pub(super) async fn begin(connection: &'a mut AnyConnection, backend: &'a Backend) -> Result<Self, RegistryError> {
        let transaction = match backend {
            Backend::Sqlite(_) => connection.begin_with("BEGIN IMMEDIATE").await?,
            Backend::Postgres => connection.begin().await?,
        };
        Ok(Self { transaction, backend })
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// [`RegistryError`]; nothing is kept then.
    pub async fn commit(self) -> Result<(), RegistryError> {
        Ok(self.transaction.commit().await?)
    }

    /// How many rows a statement changes.
    pub(super) async fn execute(&mut self, statement: Query<'_, Any, AnyArguments>) -> Result<u64, RegistryError> {
        Ok(statement.execute(&mut *self.transaction).await?.rows_affected())
    }

    /// Keeps a package, unless it is known. Another one for the same request, or with the same sealed
    /// file, contests it: neither wins by coming first, unless opening told whose it is. Who is in charge of one
    /// stays so.
    pub async fn receive(&mut self, new: &NewSending, now: Timestamp) -> Result<Kept, RegistryError> {
        self.one_at_a_time(&new.reference, new.sealed).await?;
        if let Some(known) = self.sending(new.package).await? {
            return Ok(Kept::Before(known.into()));
        }
        let is_another = |other: &Sending| other.opened_at.is_some() && other.record != new.record;
        if self.with_sealed(new.sealed).await?.iter().any(is_another) {
            return Ok(Kept::False);
        }
        self.insert(new, now).await?;
        let consent = query("INSERT INTO consents (package_sha256, person_sha256, pdf) VALUES ($1, $2, $3)");
        let consent = consent.bind(new.package.to_string()).bind(person::hash(&new.email)).bind(&new.consent);
        self.execute(consent).await?;
        self.keep_sealed(new.sealed, &new.sealed_file).await?;
        let rivals = self.rivals(new.package).await?;
        if rivals.is_empty() {
            return Ok(Kept::New);
        }
        self.set_state(new.package, State::Contested).await?;
        for rival in rivals.iter().filter(|rival| rival.state == State::Received) {
            self.set_state(rival.package, State::Contested).await?;
        }
        Ok(Kept::Contested(rivals))
    }

    /// Of two that receive for one request, or one sealed file, the second sees what the first kept:
    /// `SQLite` has one writer anyway.
    async fn one_at_a_time(&mut self, reference: &CaseReference, sealed: Sha256) -> Result<(), RegistryError> {
        if matches!(self.backend, Backend::Postgres) {
            // In one order, so that two changes do not wait for each other.
            let mut names = [reference.to_string(), sealed.to_string()];
            names.sort();
            for name in names {
                self.execute(query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text").bind(name)).await?;
            }
        }
        Ok(())
    }

    async fn insert(&mut self, new: &NewSending, now: Timestamp) -> Result<(), RegistryError> {
        let invited = self.invited(&new.reference).await?;
        let sending = query(
            "INSERT INTO sendings (package_sha256, reference, state, name, email, person, language, bank, epoch, \
             sealed_sha256, record_sha256, case_key, sender, signed_at, expires_at, received_at, invited) \
             VALUES ($1, $2, 'received', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        )
        .bind(new.package.to_string())
        .bind(new.reference.to_string())
        .bind(&new.name)
        .bind(&new.email)
        .bind(person::address(&new.email))
        .bind(new.language.tag())
        .bind(&new.bank)
        .bind(&new.epoch)
        .bind(new.sealed.to_string())
        .bind(new.record.to_string())
        .bind(&new.case_key)
        .bind(&new.sender)
        .bind(written(new.signed_at))
        .bind(written(new.expires_at))
        .bind(written(now))
        .bind(invited);
        self.execute(sending).await?;
        Ok(())
    }

    async fn keep_sealed(&mut self, sealed: Sha256, bytes: &[u8]) -> Result<(), RegistryError> {
        match self.backend {
            Backend::Sqlite(folder) => folder.keep(sealed, bytes)?,
            Backend::Postgres => {
                let kept =
                    query("INSERT INTO sealed_files (sealed_sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING");
                self.execute(kept.bind(sealed.to_string()).bind(bytes)).await?;
            }
        }
        Ok(())
    }

    /// A sealed file; none once it is deleted.
    pub async fn sealed(&mut self, sealed: Sha256) -> Result<Option<Vec<u8>>, RegistryError> {
        read_sealed(&mut self.transaction, self.backend, sealed).await
    }

    pub async fn sending(&mut self, package: Sha256) -> Result<Option<Sending>, RegistryError> {
        Ok(found(&mut self.transaction, SENDING, package.to_string()).await?.pop())
    }

    /// Every sending of a request, by when it came.
    pub async fn sendings(&mut self, reference: &CaseReference) -> Result<Vec<Sending>, RegistryError> {
        found(&mut self.transaction, OF_REQUEST, reference.to_string()).await
    }

    /// The sendings of a person, by the address of the Bankin' account, or by the one that they came from.
    pub async fn sendings_of(&mut self, address: &str) -> Result<Vec<Sending>, RegistryError> {
        found(&mut self.transaction, OF_ADDRESS, person::address(address)).await
    }

    /// The other open sendings that may hold the same password, of the request or of the person at this bank.
    pub async fn with_password_of(&mut self, sending: &Sending, now: Timestamp) -> Result<Vec<Sending>, RegistryError> {
        let mut others = self.sendings(&sending.reference).await?;
        others.extend(self.sendings_of(&sending.email).await?.into_iter().filter(|other| other.bank == sending.bank));
        others.retain(|other| other.is_open() && other.package != sending.package && now <= other.expires_at);
        Ok(others)
    }

    /// Every sending with this sealed file, by when it came.
    pub async fn with_sealed(&mut self, sealed: Sha256) -> Result<Vec<Sending>, RegistryError> {
        let holding = "SELECT * FROM sendings WHERE sealed_sha256 = $1 ORDER BY received_at, package_sha256";
        found(&mut self.transaction, holding, sealed.to_string()).await
    }

    /// The consent PDF of a sending; none once it is erased.
    pub async fn consent(&mut self, package: Sha256) -> Result<Option<Vec<u8>>, RegistryError> {
        Ok(query_scalar(CONSENT).bind(package.to_string()).fetch_optional(&mut *self.transaction).await?)
    }

    /// The receipt file of a closed sending, if it has one.
    pub async fn receipt(&mut self, package: Sha256) -> Result<Option<String>, RegistryError> {
        Ok(query_scalar(RECEIPT).bind(package.to_string()).fetch_optional(&mut *self.transaction).await?)
    }

    /// The open sendings of the same request, or with the same sealed file.
    pub async fn rivals(&mut self, package: Sha256) -> Result<Vec<Sending>, RegistryError> {
        found(&mut self.transaction, RIVALS, package.to_string()).await
    }

    async fn set_state(&mut self, package: Sha256, state: State) -> Result<(), RegistryError> {
        let update = query("UPDATE sendings SET state = $1 WHERE package_sha256 = $2");
        self.execute(update.bind(state.name()).bind(package.to_string())).await?;
        Ok(())
    }

    /// Puts one developer in charge: of a sending that nobody has, or that `instead_of` has.
    ///
    /// One statement decides, so of any number of processes on any number of machines one wins.
    pub async fn claim(
        &mut self,
        package: Sha256,
        developer: &str,
        instead_of: Option<&str>,
        now: Timestamp,
    ) -> Result<Claim, RegistryError> {
        let update = query(
            "UPDATE sendings SET state = 'in-charge', developer = $1, assigned_at = $2 \
             WHERE package_sha256 = $3 AND held_at IS NULL \
             AND (state = 'received' OR (state IN ('in-charge', 'used') AND developer = $4))",
        )
        .bind(developer)
        .bind(written(now))
        .bind(package.to_string())
        .bind(instead_of.unwrap_or_default());
        if self.execute(update).await? == 1 {
            return Ok(Claim::Taken);
        }
        Ok(match self.sending(package).await? {
            None | Some(Sending { state: State::Closed, .. }) => Claim::Closed,
            Some(Sending { held_at: Some(_), .. } | Sending { state: State::Contested, .. }) => Claim::Undecided,
            Some(Sending { developer: Some(holder), .. }) if holder == developer => Claim::Already,
            Some(Sending { developer, .. }) => Claim::Held(developer.unwrap_or_default()),
        })
    }

    /// Takes a sending for the one that counts: it is contested no more, and whoever was in charge of
    /// another one of its request is in charge of it. The others are the caller's to close.
    pub async fn choose(&mut self, chosen: &Sending, now: Timestamp) -> Result<(), RegistryError> {
        let others = self.sendings(&chosen.reference).await?;
        let in_charge = others.iter().filter(|other| other.is_open() && other.package != chosen.package);
        let Some(developer) = in_charge.filter_map(|other| other.developer.clone()).next_back() else {
            return self.set_state(chosen.package, State::Received).await;
        };
        let assign =
            "UPDATE sendings SET state = 'in-charge', developer = $1, assigned_at = $2 WHERE package_sha256 = $3";
        self.execute(query(assign).bind(developer).bind(written(now)).bind(chosen.package.to_string())).await?;
        Ok(())
    }

    /// Records that this developer opened the sealed file, and that what is in it belongs to this
    /// consent: any other over the same sealed file is false, and refused. None where the developer may
    /// not, now: it is closed, or somebody else's, or over, or on hold.
    pub async fn opened(
        &mut self,
        package: Sha256,
        developer: &str,
        now: Timestamp,
    ) -> Result<Option<Vec<Sending>>, RegistryError> {
        let update = query(
            "UPDATE sendings SET state = 'used', opened_at = COALESCE(opened_at, $1) \
             WHERE package_sha256 = $2 AND state IN ('in-charge', 'used') AND developer = $3 AND expires_at >= $4 \
             AND held_at IS NULL",
        )
        .bind(written(now))
        .bind(package.to_string())
        .bind(developer)
        .bind(written(now));
        if self.execute(update).await? == 0 {
            return Ok(None);
        }
        let Some(opened) = self.sending(package).await? else { return Ok(None) };
        let mut refused = self.rivals(package).await?;
        refused.retain(|rival| rival.sealed == opened.sealed);
        for rival in &refused {
            self.refuse(rival, now).await?;
        }
        Ok(Some(refused))
    }

    /// Closes a sending whose consent is not the one that the sealed file was sealed for. Nothing is
    /// deleted, as nothing was its own: there is no receipt.
    pub async fn refuse(&mut self, sending: &Sending, now: Timestamp) -> Result<(), RegistryError> {
        let rivals = self.rivals(sending.package).await?;
        self.end(sending, "refused", now).await?;
        self.settle(&rivals).await
    }

    /// Puts every open sending of a request on hold, or, where an address is given, every open one of
    /// that person. Those that were not yet are returned.
    pub async fn hold(&mut self, sendings: &[Sending], now: Timestamp) -> Result<Vec<Sending>, RegistryError> {
        let mut held = Vec::new();
        for sending in sendings.iter().filter(|sending| sending.is_open() && sending.held_at.is_none()) {
            let update = query("UPDATE sendings SET held_at = $1 WHERE package_sha256 = $2");
            self.execute(update.bind(written(now)).bind(sending.package.to_string())).await?;
            held.push(sending.clone());
        }
        Ok(held)
    }

    /// Lets the sendings of a request go on. How many were on hold.
    pub async fn release(&mut self, reference: &CaseReference) -> Result<u64, RegistryError> {
        let update = query("UPDATE sendings SET held_at = NULL WHERE reference = $1 AND held_at IS NOT NULL");
        self.execute(update.bind(reference.to_string())).await
    }

    /// Whether other open sendings hold the same sealed file.
    pub async fn sharing(&mut self, sending: &Sending) -> Result<Vec<Sending>, RegistryError> {
        let mut rivals = self.rivals(sending.package).await?;
        rivals.retain(|rival| rival.sealed == sending.sealed);
        Ok(rivals)
    }

    /// Closes a sending. Its sealed file is deleted, unless another open sending holds it: then there is
    /// no receipt to keep. False where it was closed before.
    pub async fn delete(
        &mut self,
        sending: &Sending,
        reason: &str,
        receipt: Option<&str>,
        now: Timestamp,
    ) -> Result<bool, RegistryError> {
        let rivals = self.rivals(sending.package).await?;
        if !self.end(sending, reason, now).await? {
            return Ok(false);
        }
        if let Some(receipt) = receipt {
            let kept = query("INSERT INTO receipts (package_sha256, file) VALUES ($1, $2)");
            self.execute(kept.bind(sending.package.to_string()).bind(receipt)).await?;
        }
        if rivals.iter().all(|rival| rival.sealed != sending.sealed) {
            self.doom(sending.sealed).await?;
        }
        self.settle(&rivals).await?;
        Ok(true)
    }

    async fn end(&mut self, sending: &Sending, reason: &str, now: Timestamp) -> Result<bool, RegistryError> {
        let update = query(
            "UPDATE sendings SET state = 'closed', closed_at = $1, reason = $2, held_at = NULL \
             WHERE package_sha256 = $3 AND state <> 'closed'",
        );
        let update = update.bind(written(now)).bind(reason).bind(sending.package.to_string());
        let is_ended = self.execute(update).await? == 1;
        if is_ended {
            self.void_draft(&sending.acknowledgement()).await?;
        }
        Ok(is_ended)
    }

    /// Marks a sealed file to be wiped once this change is kept.
    async fn doom(&mut self, sealed: Sha256) -> Result<(), RegistryError> {
        let statements: &[&str] = match self.backend {
            Backend::Sqlite(_) => &["INSERT INTO doomed (sealed_sha256) VALUES ($1) ON CONFLICT DO NOTHING"],
            Backend::Postgres => &[
                "INSERT INTO doomed (sealed_sha256, partition) SELECT sealed_sha256, tableoid::regclass::text \
                 FROM sealed_files WHERE sealed_sha256 = $1 ON CONFLICT DO NOTHING",
                "DELETE FROM sealed_files WHERE sealed_sha256 = $1",
            ],
        };
        for statement in statements {
            self.execute(query(*statement).bind(sealed.to_string())).await?;
        }
        Ok(())
    }

    /// Those that nobody contests any more wait for somebody in charge, as if they had come alone.
    async fn settle(&mut self, contested: &[Sending]) -> Result<(), RegistryError> {
        for sending in contested.iter().filter(|sending| sending.state == State::Contested) {
            if self.rivals(sending.package).await?.is_empty() {
                self.set_state(sending.package, State::Received).await?;
            }
        }
        Ok(())
    }

    /// Uses an approval, by its hash. False where it was used before.
    pub async fn use_approval(&mut self, approval: Sha256, now: Timestamp) -> Result<bool, RegistryError> {
        let used = query("INSERT INTO approvals (sha256, used_at) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        Ok(self.execute(used.bind(approval.to_string()).bind(written(now))).await? == 1)
    }

    /// Which of these rows of `doomed` can be wiped: no open sending holds them.
    pub(super) async fn wipeable(&mut self) -> Result<Vec<Sha256>, RegistryError> {
        let rows = query(
            "SELECT sealed_sha256 FROM doomed WHERE NOT EXISTS (SELECT 1 FROM sendings \
             WHERE sendings.sealed_sha256 = doomed.sealed_sha256 AND state <> 'closed')",
        )
        .fetch_all(&mut *self.transaction)
        .await?;
        rows.iter().map(|row| parsed(row, "sealed_sha256")).collect()
    }

    pub(super) async fn forget_doomed(&mut self) -> Result<(), RegistryError> {
        self.execute(query("DELETE FROM doomed")).await?;
        Ok(())
    }
}
