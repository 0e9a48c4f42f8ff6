//! Withdrawals in a person's own words that came before what they take back.

use super::UNSIGNED;
use crate::{
    Desk, Failure, reception,
    registry::{Change, NewDecision, Sending},
};

/// Of whoever sent it, or whose consent it is, a mail may have come before that takes it back: a person decides.
pub async fn ask(desk: &Desk, change: &mut Change<'_>, sending: &Sending) -> Result<(), Failure> {
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
