//! Taking back: a signed withdrawal is obeyed at once; anything that may be one puts sendings on hold.

use pli_format::{
    canonical::Canonical,
    consent::{self, ConsentRecord},
    receipt::Reason,
    withdrawal::{UncheckedWithdrawal, WithdrawalError},
};

use crate::{
    Desk, Failure,
    closing::{self, Deleted},
    receipt::ReceiptSigner,
    registry::{Registry, Sending},
};

/// What a signed withdrawal takes back.
#[derive(Debug)]
pub enum TakesBack {
    /// This sending, signed with the key of its case; and whoever else holds its sealed file.
    This(Box<Sending>, Vec<Sending>),
    /// Nothing that was received: it names another consent, or is signed with another key.
    Nothing(WithdrawalError),
}

/// Finds the sending whose consent a withdrawal takes back, whichever of its request it is; or whose sealed file,
/// where the record that it names only waits for it. What waits is forgotten then.
///
/// # Errors
/// [`Failure::Registry`]
pub async fn find(registry: &mut Registry, unchecked: &UncheckedWithdrawal) -> Result<TakesBack, Failure> {
    let mut refusal = WithdrawalError::OtherConsent(unchecked.reference().clone());
    for sending in registry.sendings(unchecked.reference()).await? {
        let Some(record) = record(registry, &sending).await? else { continue };
        match unchecked.clone().verify(&record) {
            Ok(_) => {
                let sharing = registry.sharing(sending.package).await?;
                return Ok(TakesBack::This(sending.into(), sharing));
            }
            Err(error @ WithdrawalError::NotGenuine) => refusal = error,
            Err(_) => {}
        }
    }
    match by_sealed_file(registry, unchecked).await? {
        Some(takes_back) => Ok(takes_back),
        None => Ok(TakesBack::Nothing(refusal)),
    }
}

/// The record that it names was never received whole: its consent came alone, and waits. Its sealed file may be
/// here all the same, under somebody else's consent.
async fn by_sealed_file(
    registry: &mut Registry,
    unchecked: &UncheckedWithdrawal,
) -> Result<Option<TakesBack>, Failure> {
    for consent in registry.waiting_consents().await? {
        let Ok(signed) = consent::open(&consent) else { continue };
        if signed.check_signature().is_err() || unchecked.clone().verify(&signed.record).is_err() {
            continue;
        }
        let mut change = registry.change().await?;
        change.forget_half(signed.proof.sealed).await?;
        let mut holding = change.with_sealed(signed.proof.sealed).await?;
        change.commit().await?;
        holding.retain(Sending::is_open);
        if !holding.is_empty() {
            let first = holding.remove(0);
            return Ok(Some(TakesBack::This(first.into(), holding)));
        }
    }
    Ok(None)
}

async fn record(registry: &mut Registry, sending: &Sending) -> Result<Option<Canonical<ConsentRecord>>, Failure> {
    let Some(consent) = registry.consent(sending.package).await? else { return Ok(None) };
    Ok(consent::open(&consent).ok().map(|signed| signed.record))
}

/// Obeys: deletes the sealed file, under every consent that it was sent with. Those that only held it
/// are closed first, so that the last receipt is true.
///
/// # Errors
/// [`Failure`]; [`Failure::Closed`] where it was deleted already.
pub async fn obey(
    desk: &Desk,
    registry: &mut Registry,
    sending: &Sending,
    sharing: &[Sending],
    key: &ReceiptSigner,
) -> Result<Deleted, Failure> {
    for other in sharing {
        match closing::close(desk, registry, other, Reason::Withdrawn, key).await {
            Ok(_) | Err(Failure::Closed(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    closing::close(desk, registry, sending, Reason::Withdrawn, key).await
}
