//! Signed withdrawals: obeyed at once, or when what they take back comes.

use pli_format::withdrawal::{self, UncheckedWithdrawal};

use super::{EARLY, UNSIGNED, WITHDRAWAL, of_another_consent, reason};
use crate::{
    Desk, Failure, closing,
    reception::{self, Answer, Reason, Verdict},
    registry::{Change, NewDecision, Registry, RegistryError, Sending},
    taking_back::{self, TakesBack},
};

/// Whether something may be deleted before it is known what its person is told.
pub async fn may_be_withdrawn(change: &mut Change<'_>, verdict: &Verdict) -> Result<bool, Failure> {
    Ok(match verdict {
        Verdict::Withdrawal(_) => true,
        Verdict::Accepted(sending, _) | Verdict::Contested(sending, _) => {
            change.is_undecided(&sending.reference, EARLY).await?
        }
        _ => false,
    })
}

/// Obeys a signed withdrawal, or the one that waited for a package; returns what could not be done.
pub async fn withdraw(desk: &Desk, registry: &mut Registry, answer: &mut Answer) -> Result<Vec<Failure>, Failure> {
    let mut left = Vec::new();
    match &answer.verdict {
        Verdict::Withdrawal(unchecked) => {
            let unchecked = unchecked.clone();
            match take_back_signed(desk, registry, &unchecked, answer.mark(), &mut left).await {
                Ok(verdict) => answer.verdict = verdict,
                Err(failure) => {
                    answer.verdict = hold(desk, registry, unchecked, answer.mark(), reason(&failure)).await?;
                    left.push(failure);
                }
            }
        }
        Verdict::Accepted(sending, _) | Verdict::Contested(sending, _) => {
            let sending = sending.clone();
            match obey_early(desk, registry, &sending, &mut left).await {
                Ok(Some(withdrawn)) => answer.verdict = withdrawn,
                Ok(None) => {}
                Err(failure) => {
                    answer.take_back();
                    left.push(failure);
                }
            }
        }
        _ => {}
    }
    Ok(left)
}

/// Obeys a signed withdrawal at once, or holds what it may be about.
async fn take_back_signed(
    desk: &Desk,
    registry: &mut Registry,
    unchecked: &UncheckedWithdrawal,
    mark: &str,
    left: &mut Vec<Failure>,
) -> Result<Verdict, Failure> {
    match taking_back::find(registry, unchecked).await? {
        TakesBack::Consent { own, sharing } => obey(desk, registry, own, &sharing, left).await,
        TakesBack::False => Ok(Verdict::Refused(Some(unchecked.reference().clone()), vec![of_another_consent()])),
        TakesBack::Nothing(error) => {
            let reason = Reason::new(error.code(), &error);
            hold(desk, registry, unchecked.clone(), mark, reason).await
        }
    }
}

/// Deletes what a signed withdrawal takes back, unless all of it is deleted already.
async fn obey(
    desk: &Desk,
    registry: &mut Registry,
    own: Vec<Sending>,
    sharing: &[Sending],
    left: &mut Vec<Failure>,
) -> Result<Verdict, Failure> {
    let open: Vec<&Sending> = own.iter().chain(sharing).filter(|sending| sending.is_open()).collect();
    let mut drafts = None;
    if !open.is_empty() {
        desk.check_date(registry, &open).await?;
        let key = desk.receipt_key()?;
        let deleted = closing::take_back(desk, registry, &own, sharing, &key).await?;
        left.extend(deleted.left);
        drafts = Some(deleted.drafts);
    }
    let last = own.into_iter().next_back().or_else(|| sharing.first().cloned());
    let sending = last.ok_or(RegistryError::Damaged("sendings"))?;
    Ok(Verdict::Withdrawn(sending.into(), drafts))
}

/// What cannot be obeyed, and may be meant: nobody uses the request's sendings until somebody decided.
/// It is kept, for the consent that it takes back may be on its way. What was decided about this very mail stays so.
async fn hold(
    desk: &Desk,
    registry: &mut Registry,
    unchecked: UncheckedWithdrawal,
    mark: &str,
    reason: Reason,
) -> Result<Verdict, Failure> {
    let mut change = registry.change().await?;
    if !change.is_decided(WITHDRAWAL, &reception::mark_about(mark, unchecked.reference())).await? {
        let sendings = change.sendings(unchecked.reference()).await?;
        change.hold(&sendings, desk.now).await?;
    }
    let file = unchecked.to_file();
    let early = NewDecision {
        kind: EARLY,
        mark: pli_format::Sha256::of(file.as_bytes()).to_string(),
        reference: Some(unchecked.reference().clone()),
        sender: None,
        details: file,
    };
    change.ask(&early, desk.now).await?;
    change.commit().await?;
    Ok(Verdict::Unmatched(unchecked, reason))
}

/// A withdrawal may come before the consent that it takes back. What became of the package then, if one did.
async fn obey_early(
    desk: &Desk,
    registry: &mut Registry,
    sending: &Sending,
    left: &mut Vec<Failure>,
) -> Result<Option<Verdict>, Failure> {
    let mut withdrawn = None;
    for decision in registry.decisions_about(&sending.reference, EARLY).await? {
        let Ok(unchecked) = withdrawal::parse(decision.details.as_bytes()) else { continue };
        let TakesBack::Consent { own, sharing } = taking_back::find(registry, &unchecked).await? else { continue };
        if own.iter().any(|taken_back| taken_back.package == sending.package) {
            withdrawn = Some(obey(desk, registry, own, &sharing, left).await?);
        } else {
            obey(desk, registry, own, &sharing, left).await?;
        }
        let mut change = registry.change().await?;
        change.decided(decision.number, &desk.operator, desk.now).await?;
        // What somebody else may have taken back, unsigned, stays on hold.
        if !change.is_undecided(&sending.reference, UNSIGNED).await? {
            change.release(&sending.reference).await?;
        }
        change.decided_about(&sending.reference, WITHDRAWAL, &desk.operator, desk.now).await?;
        change.commit().await?;
    }
    Ok(withdrawn)
}
