//! Mails of people about what is open here that ask for nothing and are not heard to take a consent back: somebody
//! reads them, for no list has all the words that a person may find.

use pli_format::CaseReference;

use super::WROTE;
use crate::{
    Desk, Failure,
    reception::{self, Answer, Verdict},
    registry::{Change, NewDecision, Sending},
};

/// Asks a person to read the mail of such a verdict; nothing is on hold for it. A mail is asked about once, however often
/// it is received, and of each request one question waits at a time.
pub async fn ask(desk: &Desk, change: &mut Change<'_>, answer: &Answer, verdict: Verdict) -> Result<Verdict, Failure> {
    let (named, clues) = match &verdict {
        _ if !answer.is_of_a_person() => return Ok(verdict),
        Verdict::Answered(named, clues) => (named.as_ref(), clues.clone()),
        Verdict::Unrelated => (None, Vec::new()),
        _ => return Ok(verdict),
    };
    let open = open(change, answer, named).await?;
    if open.is_empty() && matches!(verdict, Verdict::Unrelated) {
        return Ok(verdict);
    }
    let is_new = change.first_read(answer.mark()).await?.is_none();
    change.note_read(answer.mark(), None, desk.now).await?;
    let mut unread = Vec::new();
    for reference in open {
        if is_new && !change.is_undecided(&reference, WROTE).await? {
            change.ask(&question(answer, &reference), desk.now).await?;
        }
        if change.is_undecided(&reference, WROTE).await? {
            unread.push(reference);
        }
    }
    Ok(if unread.is_empty() { verdict } else { Verdict::Wrote(unread, clues) })
}

fn question(answer: &Answer, reference: &CaseReference) -> NewDecision {
    NewDecision {
        kind: WROTE,
        mark: reception::mark_about(answer.mark(), reference),
        reference: Some(reference.clone()),
        sender: answer.envelope.address().map(str::to_owned),
        details: WROTE.to_owned(),
    }
}

/// The requests of which something is open that a mail names, or that are of who wrote it.
async fn open(
    change: &mut Change<'_>,
    answer: &Answer,
    named: Option<&CaseReference>,
) -> Result<Vec<CaseReference>, Failure> {
    let mut sendings = Vec::new();
    for reference in answer.envelope.references.iter().chain(named) {
        sendings.extend(change.sendings(reference).await?);
    }
    if let Some(address) = answer.envelope.address() {
        sendings.extend(change.sendings_of(address).await?);
    }
    let mut open = Vec::new();
    for Sending { reference, .. } in sendings.into_iter().filter(Sending::is_open) {
        if !open.contains(&reference) {
            open.push(reference);
        }
    }
    Ok(open)
}
