//! A sealed file is opened for whoever may, and watched while its credentials are in use.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use pli_format::{Sha256, payload::OpenedPayload};

use super::Desk;
use crate::{
    Failure,
    audit::Act,
    connector::{ConnectorError, forbid_core_dumps},
    opening::{self, OpeningError, Revocation, TimeLimited},
    registry::{Registry, Sending},
    selector::Selector,
};

/// A sending whose sealed file was opened.
pub struct Unsealed {
    pub package: Sha256,
    pub payload: OpenedPayload,
    /// How long its identity took to open it.
    pub took: Duration,
}

impl Desk {
    /// Opens a sealed file for who runs this command, after every check, and records that it was opened. An age plugin
    /// has so much time for it, and two minutes at most.
    ///
    /// Somebody types a passphrase meanwhile, or touches a key: what was checked before is looked at
    /// again after each, and the registry's own statement is the last word. What is sealed says which
    /// consent it belongs to: another one over the same sealed file is false, and refused.
    ///
    /// # Errors
    /// [`Failure`]; nothing was opened, or it is wiped.
    pub async fn unseal(&self, selector: &Selector, limit: Duration) -> Result<Unsealed, Failure> {
        let mut registry = self.registry().await?;
        let sending = selector.find(&mut registry).await?;
        let consent = registry.consent(sending.package).await?.unwrap_or_default();
        let sealed = registry.sealed_of(&sending).await?;
        let openable =
            opening::admit(&sending, &consent, sealed, &self.operator, self.terms, &self.bundle()?, self.now)?;
        self.check_clock(&mut registry, sending.received_at).await?;
        forbid_core_dumps().map_err(ConnectorError::NotStarted)?;
        let identities = TimeLimited::all(self.identities(&sending.epoch)?, limit);
        let begun = Instant::now();
        self.check_standing(registry.sending(sending.package).await?)?;
        let payload = match openable.open(identities.iter().map(|identity| identity as &dyn age::Identity)) {
            Err(OpeningError::OtherPayload) => return Err(self.refuse(&mut registry, &sending).await?.into()),
            payload => payload?,
        };
        let took = begun.elapsed();
        let mut change = registry.change().await?;
        let Some(refused) = change.opened(sending.package, &self.operator, self.time()).await? else {
            self.check_standing(change.sending(sending.package).await?)?;
            return Err(OpeningError::Closed.into());
        };
        change.commit().await?;
        registry.close().await?;
        self.log_refused(&refused)?;
        Ok(Unsealed { package: sending.package, payload, took })
    }

    /// What is sealed belongs to another consent: where that one is here, this one is false.
    async fn refuse(&self, registry: &mut Registry, sending: &Sending) -> Result<OpeningError, Failure> {
        if !registry.sharing(sending.package).await?.is_empty() {
            let mut change = registry.change().await?;
            change.refuse(sending, self.time()).await?;
            change.commit().await?;
            self.log_refused(std::slice::from_ref(sending))?;
        }
        Ok(OpeningError::OtherPayload)
    }

    fn log_refused(&self, refused: &[Sending]) -> Result<(), Failure> {
        let act = |sending: &Sending| {
            Act::new("use", &self.operator, Some(&sending.reference), "refused")
                .with(format!("{} other-payload", sending.short()))
        };
        let acts: Vec<Act> = refused.iter().map(act).collect();
        if acts.is_empty() { Ok(()) } else { self.log(&acts) }
    }

    fn check_standing(&self, sending: Option<Sending>) -> Result<(), OpeningError> {
        let sending = sending.ok_or(OpeningError::Closed)?;
        opening::check_standing(&sending, &self.operator, self.time())
    }

    /// Whether the roster has who made the request still, as a developer: it may have taken long.
    ///
    /// # Errors
    /// [`OpeningError::TakenOff`]
    pub fn check_developer(&self) -> Result<(), OpeningError> {
        opening::check_roster(self.visit.as_ref().map(|visit| &visit.is_developer), &self.operator)
    }

    /// Watches a sending that was unsealed, for as long as its credentials are in use.
    ///
    /// # Errors
    /// [`Failure::Connector`]
    pub fn watch(&self, package: Sha256) -> Result<Revocation, Failure> {
        let is_developer = self.visit.as_ref().map(|visit| Arc::clone(&visit.is_developer));
        let (location, clock) = (self.location.clone(), Arc::clone(&self.clock));
        let watched = Revocation::watch(location, package, self.operator.clone(), is_developer, clock);
        Ok(watched.map_err(ConnectorError::Watch)?)
    }
}
