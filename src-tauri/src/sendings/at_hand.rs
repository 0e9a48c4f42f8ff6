use pli_format::{CaseReference, case_key::CaseKey};
use pli_wizard::{case::Page, sendings::KeptCase};

use crate::{clock, path_text, rejection::Rejection, session::Session};

impl Session {
    /// What there is to keep of the case that the window works on: it is there even when the history is not.
    pub(super) fn kept_at_hand(&self, id: &CaseReference) -> Option<KeptCase> {
        let work = self.work();
        let folder = work.written.as_ref().map(|folder| path_text::of(&folder.path));
        let trace = Some(work.case.trace()).filter(|trace| trace.id == *id)?;
        let mut kept_case = KeptCase::of(trace, folder.as_deref(), None, clock::now().instant())?;
        if let Some(sending) = kept_case.sending_mut() {
            sending.withdrawn_at = work.withdrawn_at;
        }
        Some(kept_case)
    }

    /// Something became of a sending that the history has: the pages after its seal, which do not know it, are left.
    pub(super) fn leave(&self, id: &CaseReference) -> Result<(), Rejection> {
        let is_at_hand = {
            let work = self.work();
            work.case.id() == id && matches!(work.case.page(), Page::MailClient | Page::HandedOver | Page::Done)
        };
        if is_at_hand {
            self.begin_anew()?;
        }
        Ok(())
    }

    /// The key of the case that the window works on: it is there even when the keyring is not.
    pub(super) fn key_at_hand(&self, id: &CaseReference) -> Option<CaseKey> {
        let work = self.work();
        let key = work.case.case_key().filter(|_| work.case.id() == id)?;
        Some(CaseKey::from_secret(&key.secret()))
    }
}
