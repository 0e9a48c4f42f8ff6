//! Taking back: a signed withdrawal is obeyed at once; anything that may be one puts sendings on hold.

use pli_format::{
    canonical::Canonical,
    consent::{self, ConsentRecord},
    withdrawal::{UncheckedWithdrawal, WithdrawalError},
};

use crate::{
    Failure,
    registry::{Registry, Sending},
};

/// What a signed withdrawal takes back.
#[derive(Debug)]
pub enum TakesBack {
    /// A consent that was received, or waits for its sealed file.
    Consent {
        /// Its sendings, closed ones, too; none where it only waits.
        own: Vec<Sending>,
        /// The open ones of other consents over the same sealed files.
        sharing: Vec<Sending>,
    },
    /// A consent over a sealed file that was sealed for another, as opening it told.
    False,
    /// Nothing that was received: it names another consent, or is signed with another key.
    Nothing(WithdrawalError),
}

/// Finds the sendings whose consent a withdrawal takes back, whichever of its request they are; or whose sealed file,
/// where the record that it names only waits for it. What waits is forgotten then.
///
/// # Errors
/// [`Failure::Registry`]
pub async fn find(registry: &mut Registry, unchecked: &UncheckedWithdrawal) -> Result<TakesBack, Failure> {
    let mut refusal = WithdrawalError::OtherConsent(unchecked.reference().clone());
    let mut found = Vec::new();
    for sending in registry.sendings(unchecked.reference()).await? {
        let Some(record) = record(registry, &sending).await? else { continue };
        match unchecked.clone().verify(&record) {
            Ok(_) => found.push(sending),
            Err(error @ WithdrawalError::NotGenuine) => refusal = error,
            Err(_) => {}
        }
    }
    if !found.is_empty() {
        return with_sharing(registry, found).await;
    }
    match by_sealed_file(registry, unchecked).await? {
        Some(takes_back) => Ok(takes_back),
        None => Ok(TakesBack::Nothing(refusal)),
    }
}

/// The sendings of one consent, with those of others over their sealed files.
async fn with_sharing(registry: &mut Registry, found: Vec<Sending>) -> Result<TakesBack, Failure> {
    let (mut own, mut sharing) = (Vec::new(), Vec::<Sending>::new());
    for sending in found {
        let mut others = registry.sharing(sending.package).await?;
        others.retain(|other| other.record != sending.record);
        if sending.is_refused() || is_opened(&others) {
            continue;
        }
        others.retain(|other| sharing.iter().all(|known| known.package != other.package));
        sharing.extend(others);
        own.push(sending);
    }
    Ok(if own.is_empty() { TakesBack::False } else { TakesBack::Consent { own, sharing } })
}

/// Whether one of these was opened: what is sealed is of its consent, and of no other.
fn is_opened(sendings: &[Sending]) -> bool {
    sendings.iter().any(|sending| sending.opened_at.is_some())
}

/// The record that it names was never received whole: its consent came alone, and waits. Its sealed file may be
/// here all the same, under somebody else's consent.
async fn by_sealed_file(
    registry: &mut Registry,
    unchecked: &UncheckedWithdrawal,
) -> Result<Option<TakesBack>, Failure> {
    for consent in registry.waiting_consents(unchecked.record_sha256()).await? {
        let Ok(signed) = consent::open(&consent) else { continue };
        if signed.check_signature().is_err() || unchecked.clone().verify(&signed.record).is_err() {
            continue;
        }
        let mut change = registry.change().await?;
        change.forget_half(signed.proof.sealed).await?;
        let mut sharing = change.with_sealed(signed.proof.sealed).await?;
        change.commit().await?;
        sharing.retain(Sending::is_open);
        if is_opened(&sharing) {
            return Ok(Some(TakesBack::False));
        }
        if !sharing.is_empty() {
            return Ok(Some(TakesBack::Consent { own: Vec::new(), sharing }));
        }
    }
    Ok(None)
}

async fn record(registry: &mut Registry, sending: &Sending) -> Result<Option<Canonical<ConsentRecord>>, Failure> {
    let Some(consent) = registry.consent(sending.package).await? else { return Ok(None) };
    Ok(consent::open(&consent).ok().map(|signed| signed.record))
}
