use jiff::Timestamp;

use super::kept_case::{CaseState, KeptCase, Reminder, Sending, Stage};
use crate::case::Page;

impl KeptCase {
    /// What waits for the person now, but for what they do not want to see again.
    pub fn reminders(&self, now: Timestamp) -> Vec<Reminder> {
        let due = match &self.stage {
            Stage::Unfinished(progress) if matches!(progress.page, Page::StepGuide(_)) => vec![Reminder::TryStep],
            Stage::Unfinished(_) => vec![Reminder::Resume],
            Stage::Sending(sending) => sending.reminders(now),
        };
        due.into_iter().filter(|reminder| !self.dismissed.contains(reminder)).collect()
    }
}

impl Sending {
    fn reminders(&self, now: Timestamp) -> Vec<Reminder> {
        let state = self.state(now);
        let unfinished = matches!(state, CaseState::Ready | CaseState::HandedOver);
        let served = match state {
            CaseState::Closed | CaseState::Overdue => true,
            CaseState::Withdrawn => self.was_handed_over(),
            _ => false,
        };
        let password = served && self.password_changed_at.is_none();
        let receipt = state == CaseState::Overdue;
        [(unfinished, Reminder::Resume), (password, Reminder::ChangePassword), (receipt, Reminder::AskForReceipt)]
            .into_iter()
            .filter_map(|(due, reminder)| due.then_some(reminder))
            .collect()
    }
}
