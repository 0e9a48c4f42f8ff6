//! Settling: what the registry makes of the answers, and what is done about each.

use std::path::PathBuf;

use pli_format::withdrawal::UncheckedWithdrawal;

use crate::{
    Desk, Failure, closing, drafts,
    reception::{Answer, GIFT_MONTHS, Reason, Verdict},
    registry::{Change, Kept, NewDecision, NewSending, Registry, Sending},
    submission::{Judging, Unsigned, Wording},
    taking_back::{self, TakesBack},
};

mod half;

/// Of a decision: a withdrawal of a consent that has not come. It is obeyed when it does.
pub const EARLY: &str = "early-withdrawal";

/// Settles a batch: what passed is kept, with the drafts and the decisions it leads to, all or nothing;
/// then signed withdrawals are obeyed. What could not be done for one stops no other, and is returned.
///
/// # Errors
/// [`Failure`]; nothing of the batch is kept.
pub async fn settle(
    desk: &Desk,
    registry: &mut Registry,
    answers: &mut [Answer],
    judging: &Judging<'_>,
) -> Result<Vec<Failure>, Failure> {
    let mut left = Vec::new();
    let mut change = registry.change().await?;
    if let Ok(before) = desk.now.checked_sub(half::WAITS) {
        change.forget_halves(before).await?;
    }
    for answer in answers.iter_mut() {
        keep(desk, &mut change, answer, judging).await?;
    }
    for answer in answers.iter().filter(|answer| !matches!(answer.verdict, Verdict::Withdrawal(_))) {
        note(desk, &mut change, answer).await?;
    }
    change.commit().await?;
    for answer in answers.iter_mut() {
        if let Verdict::Accepted(sending, _) | Verdict::Contested(sending, _) = &answer.verdict {
            let sending = sending.clone();
            left.extend(obey_early(desk, registry, &sending).await.err());
        }
        if let Verdict::Withdrawal(unchecked) = &answer.verdict {
            let unchecked = unchecked.clone();
            match obey(desk, registry, &unchecked).await {
                Ok(verdict) => answer.verdict = verdict,
                Err(failure) => {
                    answer.verdict = hold(desk, registry, unchecked, reason(&failure)).await?;
                    left.push(failure);
                }
            }
            let mut change = registry.change().await?;
            note(desk, &mut change, answer).await?;
            change.commit().await?;
        }
    }
    Ok(left)
}

/// The draft that answers a mail, written unless it ever was.
///
/// # Errors
/// [`Failure`]
pub async fn draft(desk: &Desk, registry: &mut Registry, answer: &Answer) -> Result<Option<PathBuf>, Failure> {
    if let Verdict::Withdrawn(_, draft) = &answer.verdict {
        return Ok(draft.clone());
    }
    match answer.reply() {
        Some(reply) => drafts::write(desk, registry, &reply.name).await,
        None => Ok(None),
    }
}

async fn keep(desk: &Desk, change: &mut Change<'_>, answer: &mut Answer, judging: &Judging<'_>) -> Result<(), Failure> {
    let verdict = match std::mem::replace(&mut answer.verdict, Verdict::Unrelated) {
        Verdict::Half(half) => half::settle(desk, change, half, answer, judging).await?,
        verdict => verdict,
    };
    answer.verdict = match verdict {
        Verdict::Sound(new) => keep_package(desk, change, &new).await?,
        Verdict::Seen(package) => match change.sending(package).await? {
            Some(sending) => Verdict::Known(sending.into()),
            None => Verdict::Seen(package),
        },
        Verdict::Unsigned(unsigned, _) => {
            let sender = answer.envelope.sender.as_ref().map(|sender| sender.address.as_str());
            take_back(desk, change, unsigned, sender).await?
        }
        verdict => verdict,
    };
    Ok(())
}

/// Holds what an unsigned withdrawal is about: the request that it names, or else what its sender sent.
/// In a person's own words it is about nothing else.
async fn take_back(
    desk: &Desk,
    change: &mut Change<'_>,
    unsigned: Unsigned,
    sender: Option<&str>,
) -> Result<Verdict, Failure> {
    let mut sendings = match &unsigned.reference {
        Some(reference) => change.sendings(reference).await?,
        None => Vec::new(),
    };
    if sendings.is_empty() && unsigned.wording == Wording::Own {
        sendings = change.sendings_of(sender.unwrap_or_default()).await?;
    }
    if sendings.is_empty() && unsigned.wording == Wording::Own {
        return Ok(Verdict::Unrelated);
    }
    change.hold(&sendings, desk.now).await?;
    let one = sendings.iter().rfind(|sending| sending.is_open()).or(sendings.last());
    Ok(Verdict::Unsigned(unsigned, one.cloned().map(Box::new)))
}

async fn keep_package(desk: &Desk, change: &mut Change<'_>, new: &NewSending) -> Result<Verdict, Failure> {
    let kept = change.receive(new, desk.now).await?;
    if let Kept::Before(sending) = kept {
        return Ok(Verdict::Known(sending));
    }
    let sending = change.sending(new.package).await?.ok_or(crate::registry::RegistryError::Damaged("sendings"))?;
    change.decided_about(&sending.reference, "incomplete", &desk.operator, desk.now).await?;
    if let Kept::Contested(rivals) = kept {
        return Ok(Verdict::Contested(sending.into(), rivals.len()));
    }
    let is_first = change.owe_gift(&sending, GIFT_MONTHS, desk.now).await?;
    Ok(Verdict::Accepted(sending.into(), is_first))
}

/// Notes the draft that answers, and what a person decides.
async fn note(desk: &Desk, change: &mut Change<'_>, answer: &Answer) -> Result<(), Failure> {
    let decision = answer.decision();
    if let Some(decision) = &decision {
        change.ask(decision, desk.now).await?;
    }
    if let Some(reply) = answer.reply() {
        let reference = answer.reference();
        change
            .draft(&reply.name, reference.as_ref(), None, &reply.to_eml(), &desk.public_key()?.to_string(), desk.now)
            .await?;
    }
    Ok(())
}

/// Obeys a signed withdrawal at once, or holds what it may be about.
async fn obey(desk: &Desk, registry: &mut Registry, unchecked: &UncheckedWithdrawal) -> Result<Verdict, Failure> {
    let (sending, sharing) = match taking_back::find(registry, unchecked).await? {
        TakesBack::This(sending, sharing) => (sending, sharing),
        TakesBack::Nothing(error) => {
            let reason = Reason { code: error.code(), text: error.to_string() };
            return hold(desk, registry, unchecked.clone(), reason).await;
        }
    };
    if !sending.is_open() {
        return Ok(Verdict::Withdrawn(sending, None));
    }
    let key = desk.receipt_key()?;
    let deleted = taking_back::obey(desk, registry, &sending, &sharing, &key).await?;
    closing::ended(deleted.left)?;
    Ok(Verdict::Withdrawn(sending, deleted.draft))
}

/// What cannot be obeyed, and may be meant: nobody uses the request's sendings until somebody decided.
/// It is kept, for the consent that it takes back may be on its way.
async fn hold(
    desk: &Desk,
    registry: &mut Registry,
    unchecked: UncheckedWithdrawal,
    reason: Reason,
) -> Result<Verdict, Failure> {
    let mut change = registry.change().await?;
    let sendings = change.sendings(unchecked.reference()).await?;
    change.hold(&sendings, desk.now).await?;
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

/// A withdrawal may come before the consent that it takes back.
async fn obey_early(desk: &Desk, registry: &mut Registry, sending: &Sending) -> Result<(), Failure> {
    for decision in registry.decisions_about(&sending.reference, EARLY).await? {
        let Ok(unchecked) = pli_format::withdrawal::parse(decision.details.as_bytes()) else { continue };
        if let Verdict::Withdrawn(..) = obey(desk, registry, &unchecked).await? {
            let mut change = registry.change().await?;
            change.decided(decision.number, &desk.operator, desk.now).await?;
            change.release(&sending.reference).await?;
            change.decided_about(&sending.reference, "withdrawal", &desk.operator, desk.now).await?;
            change.commit().await?;
        }
    }
    Ok(())
}

fn reason(failure: &Failure) -> Reason {
    Reason { code: failure.code(), text: failure.to_string() }
}
