//! Withdrawals in a person's own words, before or after what they take back.

use jiff::Timestamp;

use super::{UNSIGNED, draft_answered, half, is_question_answered};
use crate::{
    Desk, Failure, person,
    reception::{self, Answer, Verdict},
    registry::{Change, NewDecision, Sending},
    submission::{Unsigned, Wording},
};

/// What an unsigned withdrawal amounts to. An answer to our question repeats its subject: whether it says yes or no is
/// for somebody to read, and it holds nothing anew.
pub async fn settle(
    desk: &Desk,
    change: &mut Change<'_>,
    mut unsigned: Unsigned,
    answer: &Answer,
) -> Result<Verdict, Failure> {
    unsigned.is_asked = is_question_answered(change, &answer.envelope).await?;
    if unsigned.references.is_empty() {
        unsigned.references.extend(draft_answered(change, &answer.envelope).await?.0);
    }
    if let (true, Wording::Repeated, [asked]) = (unsigned.is_asked, unsigned.wording, &unsigned.references[..])
        && !change.sendings(asked).await?.is_empty()
    {
        return Ok(Verdict::Answered(Some(asked.clone()), Vec::new()));
    }
    take_back(desk, change, unsigned, answer).await
}

/// Holds what an unsigned withdrawal is about: the requests that it names. In a person's own words, where none of them
/// is open, also what its sender sent, or will within days. It is about nothing that came long after it was first read,
/// and what was decided about this very mail stays so.
async fn take_back(
    desk: &Desk,
    change: &mut Change<'_>,
    mut unsigned: Unsigned,
    answer: &Answer,
) -> Result<Verdict, Failure> {
    let first_read = change.first_read(answer.mark()).await?.unwrap_or(desk.now);
    let last = first_read.checked_add(half::WAITS).unwrap_or(Timestamp::MAX);
    let mut sendings = Vec::new();
    for reference in &unsigned.references {
        sendings.extend(change.sendings(reference).await?);
    }
    sendings.retain(|sending| sending.received_at <= last);
    unsigned.references.retain(|named| sendings.iter().all(|sending| sending.reference != *named));
    let sender = answer.envelope.address().filter(|_| unsigned.wording == Wording::Own);
    if let Some(sender) = sender.filter(|_| !sendings.iter().any(Sending::is_open)) {
        let mut sent = change.sendings_of(sender).await?;
        sent.retain(|sending| sending.received_at <= last && !sendings.contains(sending));
        sendings.extend(sent);
    }
    let awaited = sender.filter(|_| !sendings.iter().any(Sending::is_open));
    change.note_read(answer.mark(), awaited, desk.now).await?;
    if sendings.is_empty() && unsigned.references.is_empty() {
        return Ok(Verdict::Unrelated);
    }
    let mut undecided = Vec::new();
    for sending in &sendings {
        if !change.is_decided(UNSIGNED, &reception::mark_about(answer.mark(), &sending.reference)).await? {
            undecided.push(sending.clone());
        }
    }
    change.hold(&undecided, desk.now).await?;
    Ok(Verdict::Unsigned(unsigned, asked_about(sendings)))
}

/// Of each person and request one: the open ones, or the last where all are closed.
fn asked_about(mut sendings: Vec<Sending>) -> Vec<Sending> {
    if !sendings.iter().any(Sending::is_open) {
        return sendings.pop().into_iter().collect();
    }
    let mut asked: Vec<Sending> = Vec::new();
    for sending in sendings.into_iter().filter(Sending::is_open) {
        let is_same =
            |other: &Sending| other.reference == sending.reference && person::is_same(&other.email, &sending.email);
        if !asked.iter().any(is_same) {
            asked.push(sending);
        }
    }
    asked
}

/// Of whoever sent it, or whose consent it is, a mail may have come before that takes it back: a person decides.
pub async fn ask_what_came_before(desk: &Desk, change: &mut Change<'_>, sending: &Sending) -> Result<(), Failure> {
    for address in [Some(&sending.email), sending.sender.as_ref()].into_iter().flatten() {
        for mark in change.take_early(address).await? {
            let reasons = reception::unsigned(&sending.reference);
            let early = NewDecision {
                kind: UNSIGNED,
                mark: reception::mark_about(&mark, &sending.reference),
                reference: Some(sending.reference.clone()),
                sender: Some(address.clone()),
                details: reasons.code.to_owned(),
            };
            change.ask(&early, desk.now).await?;
        }
    }
    Ok(())
}
