//! When the bank's password is to be changed. The desk cannot use a sealed file that holds an old one, and a bank locks
//! an account after a few failures.

use jiff::Timestamp;
use pli_format::{CaseReference, receipt::Reason};
use serde::Serialize;
use ts_rs::TS;

use super::{CaseState, KeptCase, Listed, Sending};

/// When the bank's password is to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum PasswordChange {
    /// Once the credentials of this sending have served.
    Later,
    /// They have; those of another sending may be in use.
    AfterAnother,
    Now,
}

impl KeptCase {
    /// When the bank's password is to be changed, as far as this case tells. `listed` is all that is kept; none when
    /// that is not known now.
    pub fn password_change(&self, listed: Option<&Listed>, now: Timestamp) -> PasswordChange {
        match self.sending() {
            Some(sending) if sending.has_served(now) => {
                if listed.is_some_and(|listed| !listed.needs_password_of(&self.id, sending, now)) {
                    PasswordChange::Now
                } else {
                    PasswordChange::AfterAnother
                }
            }
            _ => PasswordChange::Later,
        }
    }
}

impl Listed {
    /// Whether a sealed file other than this sending's may be in use that holds the same password.
    fn needs_password_of(&self, id: &CaseReference, sending: &Sending, now: Timestamp) -> bool {
        let facts = &sending.record.facts;
        let others = self.cases.iter().filter(|other| other.id != *id).filter_map(KeptCase::sending);
        let mut of_bank = others.clone().filter(|other| other.record.facts.bank.id == facts.bank.id);
        let mut of_request = others.filter(|other| other.record.facts.reference == facts.reference);
        !self.unreadable.is_empty()
            || of_bank.any(|other| other.may_be_in_use(now))
            // What the desk goes on with instead may have been sent from another computer.
            || sending.is_replaced() && !of_request.any(|other| other.receipt.is_some() && !other.is_replaced())
    }
}

impl Sending {
    /// Whether nobody has the credentials any more, by the consent or by its end.
    pub fn has_served(&self, now: Timestamp) -> bool {
        match self.state(now) {
            CaseState::Closed | CaseState::Overdue => true,
            CaseState::WithdrawalSent => self.was_handed_over(),
            _ => false,
        }
    }

    /// Nobody but the person knows whether a package left that was only written.
    fn may_be_in_use(&self, now: Timestamp) -> bool {
        matches!(
            self.state(now),
            CaseState::Ready | CaseState::HandedOver | CaseState::Confirmed | CaseState::Withdrawn
        )
    }

    fn is_replaced(&self) -> bool {
        self.receipt.as_ref().is_some_and(|receipt| receipt.reason == Reason::Replaced)
    }
}
