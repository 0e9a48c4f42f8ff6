//! Ways back after the seal: the same consent with other credentials, or a new request from an old one.

use pli_format::{
    CaseReference, Language, canonical::Canonical, case_key::CaseKey, consent::ConsentRecord, terms::Terms,
};

use super::{Answers, Case, Consent, Page};
use crate::{Refusal, answers::TypedDetails};

impl Case {
    /// Whether the credentials can still be typed again: no mail client has the package, and the consent
    /// can be bound to another sealed file.
    pub fn can_retype(&self) -> bool {
        self.page == Page::MailClient
            && self.to_hand_over().is_some()
            && self.handed_to.is_none()
            && self.consent.is_some()
    }

    /// The consent was taken back: nothing is sealed or handed over under it any more.
    pub fn withdrawn(&mut self) {
        self.withdrawn = true;
    }

    /// "Je me suis trompé": the consent stays, what was sealed under it is void. Its files are the caller's to erase.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] unless [`Case::can_retype`].
    pub fn retype(&mut self) -> Result<(), Refusal> {
        if !self.can_retype() {
            return Err(Refusal::OutOfOrder);
        }
        self.package = None;
        self.folder = None;
        self.page = Page::Credentials;
        Ok(())
    }

    /// Gives a case that came from the history the key of its consent, so that its credentials can be typed again.
    pub fn hold_key(&mut self, record: &Canonical<ConsentRecord>, key: CaseKey) {
        if key.public() == record.case_key {
            self.consent = Some(Consent { record: record.clone(), key });
        }
    }

    /// A new request with the answers of an earlier one, to be checked and signed anew.
    /// `earlier` is the own name of that request: a reference that Pli chose is not taken over.
    pub fn again(
        id: CaseReference,
        terms: &'static Terms,
        language: Language,
        record: &ConsentRecord,
        earlier: &CaseReference,
    ) -> Self {
        let mut case = Self::at(id, terms, language);
        case.answer_as(record);
        if record.facts.reference == *earlier {
            case.typed.reference.clear();
            case.answers.details = case.typed.check(&case.typed).ok();
        }
        case.page = case.first_open_page();
        case
    }

    /// Takes over the answers that a record binds.
    pub(super) fn answer_as(&mut self, record: &ConsentRecord) {
        let facts = &record.facts;
        self.typed = TypedDetails {
            name: facts.person.name.clone(),
            email: facts.person.email.clone(),
            reference: facts.reference.to_string(),
            description: facts.problem.description.clone(),
        };
        self.answers = Answers {
            asked_by: Some(facts.problem.asked_by),
            bank: Some(facts.bank.id.clone()),
            accounts: facts.accounts.iter().map(|account| account.id.clone()).collect(),
            steps_tried: facts.problem.steps_tried.iter().map(|step| (step.id.clone(), true)).collect(),
            details: self.typed.check(&self.typed).ok(),
        };
    }
}
