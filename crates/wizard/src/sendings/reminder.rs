use jiff::Timestamp;

use super::{CaseState, KeptCase, Listed, PasswordChange, Reminder, ReminderView, SendingRow, Stage};
use crate::case::Page;

impl Listed {
    /// What waits for the person now, with the case it is about.
    pub fn reminders(&self, now: Timestamp) -> Vec<ReminderView> {
        self.cases.iter().flat_map(|kept_case| kept_case.reminder_views(self, now)).collect()
    }
}

impl KeptCase {
    fn reminder_views(&self, listed: &Listed, now: Timestamp) -> Vec<ReminderView> {
        let SendingRow { id, reference, bank, .. } = self.view(now);
        let view =
            |reminder| ReminderView { reminder, id: id.clone(), reference: reference.clone(), bank: bank.clone() };
        self.reminders(listed, now).into_iter().map(view).collect()
    }

    /// What waits for the person now, but for what they do not want to see again.
    pub(super) fn reminders(&self, listed: &Listed, now: Timestamp) -> Vec<Reminder> {
        let due = match &self.stage {
            Stage::Unfinished(progress) if matches!(progress.page, Page::StepGuide(_)) => vec![Reminder::TryStep],
            Stage::Unfinished(_) => vec![Reminder::Resume],
            Stage::Sending(sending) => {
                let state = sending.state(now);
                let password = self.password_change(Some(listed), now) == PasswordChange::Now
                    && sending.password_changed_at.is_none();
                [
                    (state == CaseState::Ready, Reminder::Resume),
                    (state == CaseState::HandedOver, Reminder::Confirm),
                    (password, Reminder::ChangePassword),
                    (state == CaseState::Overdue, Reminder::AskForReceipt),
                ]
                .into_iter()
                .filter_map(|(is_due, reminder)| is_due.then_some(reminder))
                .collect()
            }
        };
        due.into_iter().filter(|reminder| !self.dismissed.contains(reminder)).collect()
    }
}
