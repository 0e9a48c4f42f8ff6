//! Settling: what the registry makes of the answers, and what is done about each.

use std::path::PathBuf;

use jiff::Timestamp;
use pli_format::CaseReference;

use crate::{
    Desk, Failure, drafts,
    intake::{Clue, Envelope},
    opening::OpeningError,
    reception::{Answer, GIFT_MONTHS, Reason, Verdict},
    registry::{Change, Kept, NewSending, Registry, RegistryError, Sending},
    reply::Proof,
    selector::Selector,
    submission::{Half, Incomplete, Judging, Missing},
};

mod half;
mod signed;
mod unsigned;
mod wrote;

/// Of a decision: a withdrawal of a consent that has not come. It is obeyed when it does.
pub const EARLY: &str = "early-withdrawal";
/// Of a decision: a withdrawal that nobody signed.
const UNSIGNED: &str = "unsigned";
/// Of a decision: a signed withdrawal of a consent that is not here, or with another key.
const WITHDRAWAL: &str = "withdrawal";

/// Of a decision: a mail of a person about a request that is open, which somebody reads.
const WROTE: &str = "wrote";

/// Settles a batch: what passed is kept, with the drafts and the decisions it leads to, all or nothing;
/// then signed withdrawals are obeyed. What could not be done for one stops no other, and is returned.
///
/// # Errors
/// [`Failure`]; nothing of the batch is kept.
pub async fn settle(
    desk: &Desk,
    registry: &mut Registry,
    answers: &mut Vec<Answer>,
    judging: &Judging<'_>,
) -> Result<Vec<Failure>, Failure> {
    let mut left = Vec::new();
    let mut change = registry.change().await?;
    // Packages first: what else is said of a request is about them, in whatever order a mailbox has its mails.
    let (packages, others): (Vec<_>, Vec<_>) = answers
        .iter_mut()
        .partition(|answer| matches!(answer.verdict, Verdict::Sound(_) | Verdict::Seen(_) | Verdict::Half(_)));
    let mut more = Vec::new();
    for answer in packages.into_iter().chain(others) {
        more.extend(keep(desk, &mut change, answer, judging).await?);
    }
    answers.extend(more);
    let mut later = Vec::new();
    for answer in answers.iter_mut() {
        if signed::may_be_withdrawn(&mut change, &answer.verdict).await? {
            later.push(answer);
        } else if !half::is_made_whole(&mut change, &answer.verdict).await? {
            note(desk, &mut change, answer).await?;
        }
    }
    change.commit().await?;
    for answer in later {
        left.extend(signed::withdraw(desk, registry, answer).await?);
        let mut change = registry.change().await?;
        note(desk, &mut change, answer).await?;
        change.commit().await?;
    }
    drafts::discard(registry).await?;
    Ok(left)
}

/// Forgets what waited for too long: the parts of packages, who took back what did not come, and the signed withdrawals
/// of consents that are over by now, whatever their terms. By a clock that somebody looked at: on one that is wrong, a
/// mail that comes would delete what others wait for.
///
/// # Errors
/// [`Failure::Registry`]
pub async fn forget_what_waited(desk: &Desk, change: &mut Change<'_>) -> Result<(), Failure> {
    if let Ok(before) = desk.now.checked_sub(half::WAITS) {
        change.forget_halves(before).await?;
        change.forget_early(before).await?;
    }
    if let Ok(before) = desk.now.checked_sub(desk.terms.longest()) {
        change.decided_before(before, EARLY, &desk.operator, desk.now).await?;
    }
    Ok(())
}

/// The drafts that answer a mail, each written unless it ever was.
pub async fn drafts(desk: &Desk, registry: &mut Registry, answer: &Answer) -> Result<Vec<PathBuf>, Failure> {
    if let Verdict::Withdrawn(_, drafts) = &answer.verdict {
        return Ok(drafts.clone().unwrap_or_default());
    }
    let mut written = Vec::new();
    for reply in answer.replies() {
        written.extend(drafts::write(desk, registry, &reply.name).await?);
    }
    Ok(written)
}

/// Keeps what passed, and whatever waited for it: the answers to that are returned.
async fn keep(
    desk: &Desk,
    change: &mut Change<'_>,
    answer: &mut Answer,
    judging: &Judging<'_>,
) -> Result<Vec<Answer>, Failure> {
    let (verdicts, rivals) = match std::mem::replace(&mut answer.verdict, Verdict::Unrelated) {
        Verdict::Half(half) => (half::settle(desk, change, half, answer, judging).await?, Vec::new()),
        Verdict::Sound(new) => {
            let rivals = half::rivals(change, &new, answer, judging).await?;
            (vec![Verdict::Sound(new)], rivals)
        }
        verdict => (vec![verdict], Vec::new()),
    };
    let mut verdicts = verdicts.into_iter();
    answer.verdict = verdicts.next().unwrap_or(Verdict::Unrelated);
    let mut others: Vec<Answer> = verdicts.map(|verdict| answer.saying(verdict)).chain(rivals).collect();
    keep_one(desk, change, answer).await?;
    for other in &mut others {
        keep_one(desk, change, other).await?;
    }
    Ok(others)
}

async fn keep_one(desk: &Desk, change: &mut Change<'_>, answer: &mut Answer) -> Result<(), Failure> {
    answer.verdict = match std::mem::replace(&mut answer.verdict, Verdict::Unrelated) {
        Verdict::Sound(new) => keep_package(desk, change, &new).await?,
        Verdict::Seen(package) => match change.sending(package).await? {
            Some(sending) => Verdict::Known(sending.into()),
            None => Verdict::Seen(package),
        },
        Verdict::Unsigned(unsigned, _) => unsigned::settle(desk, change, unsigned, answer).await?,
        Verdict::ReceiptAsked(reference, ..) => receipts(change, reference, desk.now).await?,
        Verdict::Named(reference, clues) => {
            if change.is_known(&reference, answer.envelope.address()).await? {
                answered(change, &answer.envelope, Some(reference), clues).await?
            } else {
                Verdict::Unrelated
            }
        }
        Verdict::Answered(reference, clues) => answered(change, &answer.envelope, reference, clues).await?,
        Verdict::Incomplete(incomplete) => Verdict::Incomplete(completed(change, &answer.envelope, incomplete).await?),
        Verdict::Half(Half { parts, incomplete: Some(incomplete) }) => {
            let incomplete = Some(completed(change, &answer.envelope, incomplete).await?);
            Verdict::Half(Half { parts, incomplete })
        }
        verdict => verdict,
    };
    let verdict = std::mem::replace(&mut answer.verdict, Verdict::Unrelated);
    answer.verdict = wrote::ask(desk, change, answer, verdict).await?;
    Ok(())
}

/// What there is of the receipts of a request, and what is not as the person who asks for them thinks.
async fn receipts(change: &mut Change<'_>, reference: CaseReference, now: Timestamp) -> Result<Verdict, Failure> {
    let (mut proofs, mut reasons) = (Vec::new(), Vec::new());
    for sending in change.sendings(&reference).await? {
        let failure = match change.receipt(sending.package).await? {
            _ if sending.is_open() => Failure::StillOpen(reference.clone()),
            Some(receipt) if !sending.email.is_empty() => {
                let is_password_needed = !change.with_password_of(&sending, now).await?.is_empty();
                proofs.push(Proof { sending, receipt, is_password_needed });
                continue;
            }
            Some(_) => Failure::Erased(reference.clone()),
            None => Failure::NoReceipt(Selector::from(reference.clone())),
        };
        let reason = reason(&failure);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if proofs.is_empty() && reasons.is_empty() {
        reasons.push(reason(&Failure::UnknownCase(Selector::from(reference.clone()))));
    }
    Ok(Verdict::ReceiptAsked(reference, proofs, reasons))
}

/// An answer to us, or a mail about a request: of somebody who is of it, with something where files should be,
/// a package was meant.
async fn answered(
    change: &mut Change<'_>,
    envelope: &Envelope,
    reference: Option<CaseReference>,
    clues: Vec<Clue>,
) -> Result<Verdict, Failure> {
    let (drafted, is_draft) = draft_answered(change, envelope).await?;
    let reference = reference.or(drafted);
    if clues.is_empty() || envelope.is_automatic() || envelope.is_ours() {
        return Ok(Verdict::Answered(reference, clues));
    }
    if !(is_draft || is_of_request(change, reference.as_ref(), envelope).await?) {
        return Ok(Verdict::Answered(reference, clues));
    }
    let missing = vec![Missing::Consent, Missing::Sealed];
    let incomplete = Incomplete { reference, language: envelope.language, missing, clues, has_come: false };
    Ok(Verdict::Incomplete(completed(change, envelope, incomplete).await?))
}

/// With the request that the mail answers a draft about, and whether its package is here already. Who is not of
/// the request learns nothing of it.
async fn completed(
    change: &mut Change<'_>,
    envelope: &Envelope,
    mut incomplete: Incomplete,
) -> Result<Incomplete, Failure> {
    if incomplete.reference.is_none() {
        incomplete.reference = draft_answered(change, envelope).await?.0;
    }
    if is_of_request(change, incomplete.reference.as_ref(), envelope).await?
        && let Some(reference) = &incomplete.reference
    {
        incomplete.has_come = change.sendings(reference).await?.iter().any(Sending::is_open);
    }
    Ok(incomplete)
}

/// The request that a draft of ours was about which the mail answers, and whether there is such a draft.
async fn draft_answered(
    change: &mut Change<'_>,
    envelope: &Envelope,
) -> Result<(Option<CaseReference>, bool), Failure> {
    for id in &envelope.answers {
        if let Some(reference) = change.draft_by_message_id(id).await? {
            return Ok((reference, true));
        }
    }
    Ok((None, false))
}

/// Whether the mail answers our question whether the person took the consent back: they are not asked again.
async fn is_question_answered(change: &mut Change<'_>, envelope: &Envelope) -> Result<bool, Failure> {
    for id in envelope.answers.iter().filter(|id| id.contains("-unsigned-")) {
        if change.draft_by_message_id(id).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn is_of_request(
    change: &mut Change<'_>,
    reference: Option<&CaseReference>,
    envelope: &Envelope,
) -> Result<bool, Failure> {
    match (reference, envelope.address()) {
        (Some(reference), Some(address)) => Ok(change.is_of_request(reference, address).await?),
        _ => Ok(false),
    }
}

async fn keep_package(desk: &Desk, change: &mut Change<'_>, new: &NewSending) -> Result<Verdict, Failure> {
    let kept = change.receive(new, desk.now).await?;
    if kept == Kept::False {
        return Ok(Verdict::Refused(Some(new.reference.clone()), vec![of_another_consent()]));
    }
    // What is whole waits no more: once it is deleted, no part of it may be left.
    for mark in change.forget_half(new.sealed).await? {
        change.decided_of(&mark, "incomplete", &desk.operator, desk.now).await?;
        change.void_question(&mark).await?;
    }
    if let Kept::Before(sending) = kept {
        return Ok(Verdict::Known(sending));
    }
    let sending = change.sending(new.package).await?.ok_or(RegistryError::Damaged("sendings"))?;
    change.decided_about(&sending.reference, "incomplete", &desk.operator, desk.now).await?;
    change.void_drafts_about(&sending.reference, "incomplete").await?;
    unsigned::ask_what_came_before(desk, change, &sending).await?;
    if change.is_undecided(&sending.reference, UNSIGNED).await?
        || change.is_undecided(&sending.reference, WITHDRAWAL).await?
    {
        change.hold(std::slice::from_ref(&sending), desk.now).await?;
    }
    if let Kept::Contested(rivals) = kept {
        return Ok(Verdict::Contested(sending.into(), rivals.len()));
    }
    let is_first = change.owe_gift(&sending, GIFT_MONTHS, desk.now).await?;
    Ok(Verdict::Accepted(sending.into(), is_first))
}

/// Notes the drafts that answer, and what a person decides.
async fn note(desk: &Desk, change: &mut Change<'_>, answer: &Answer) -> Result<(), Failure> {
    for decision in answer.decisions() {
        change.ask(&decision, desk.now).await?;
    }
    for reply in answer.replies() {
        drafts::note(desk, change, &reply, answer.reference()).await?;
    }
    Ok(())
}

/// Why a consent over a sealed file that was opened under another is not taken, nor obeyed.
fn of_another_consent() -> Reason {
    reason(&OpeningError::OtherPayload.into())
}

fn reason(failure: &Failure) -> Reason {
    Reason::new(failure.code(), failure)
}
