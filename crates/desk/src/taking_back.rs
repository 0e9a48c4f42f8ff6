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
    receipt::ReceiptKey,
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

/// Finds the sending whose consent a withdrawal takes back, whichever of its request it is.
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
    Ok(TakesBack::Nothing(refusal))
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
    key: &ReceiptKey,
) -> Result<Deleted, Failure> {
    for other in sharing {
        match closing::close(desk, registry, other, Reason::Withdrawn, key).await {
            Ok(_) | Err(Failure::Closed(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    closing::close(desk, registry, sending, Reason::Withdrawn, key).await
}
