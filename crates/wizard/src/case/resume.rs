//! An unfinished case, left and found again at its step. Nothing here holds a credential or the
//! case key: the first are never in a case, the second is for the keyring.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use pli_format::{
    CaseReference, Language,
    bundle::Epoch,
    canonical::Canonical,
    case_key::CaseKey,
    consent::{AskedBy, CaseProof, ConsentRecord},
    rules::{OTHER, Rules},
    terms::Terms,
};

use super::{Answer, Answers, Case, Consent, Page, deadline_of};
use crate::{answers::TypedDetails, package::Package};

/// What is kept of an unfinished case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The page it was left at.
    pub page: Page,
    /// The language it was left in.
    pub language: Language,
    pub asked_by: Option<AskedBy>,
    /// The bank's identifier.
    pub bank: Option<String>,
    /// The accounts' identifiers.
    pub accounts: Vec<String>,
    /// Whether each step was tried, by its identifier, as far as that is answered.
    pub steps_tried: BTreeMap<String, bool>,
    /// "Vous et le problème", as last typed.
    pub typed: TypedDetails,
    /// The same, as last accepted.
    pub details: Option<TypedDetails>,
    /// What stands on the page and is not answered yet.
    pub noted: Option<Answer>,
    /// The consent, if one was signed.
    pub record: Option<Canonical<ConsentRecord>>,
}

/// What a case leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// [`Case::id`]
    pub id: CaseReference,
    /// What there is to resume.
    pub progress: Option<Progress>,
    /// What was sealed. None for a package that came from the history.
    pub sealed: Option<SealedTrace>,
    /// The mail client of the last hand-off.
    pub handed_to: Option<String>,
    /// The person said that the message left.
    pub confirmed: bool,
    /// The person had the package's files erased.
    pub files_erased: bool,
}

/// The parts that prove a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedTrace {
    /// What was agreed to.
    pub record: Canonical<ConsentRecord>,
    /// What binds it to the sealed file.
    pub proof: CaseProof,
}

/// What a signed consent must still meet when its case is resumed.
pub struct ResumeContext<'a> {
    pub now: Timestamp,
    /// The epoch in force; none when no key is.
    pub epoch: Option<&'a Epoch>,
    /// The case key, from the keyring.
    pub key: Option<CaseKey>,
}

impl Case {
    /// The case's own name in the history. It never changes, whatever reference support gave.
    pub fn id(&self) -> &CaseReference {
        &self.own_reference
    }

    /// The key of the consent in force.
    pub fn case_key(&self) -> Option<&CaseKey> {
        self.consent.as_ref().map(|consent| &consent.key)
    }

    /// What the case leaves behind at the page it is at.
    pub fn trace(&self) -> Trace {
        let sealed = |(consent, package): (&Consent, &Package)| SealedTrace {
            record: consent.record.clone(),
            proof: package.proof,
        };
        Trace {
            id: self.own_reference.clone(),
            progress: self.progress(),
            sealed: self.consent.as_ref().zip(self.package.as_ref()).map(sealed),
            handed_to: self.handed_to.clone(),
            confirmed: self.confirmed,
            files_erased: self.files_erased,
        }
    }

    /// What there is to keep of an unfinished case: none before the first answer that costs an
    /// effort, where nothing was typed and there is nothing to share, and once the package's files are written.
    fn progress(&self) -> Option<Progress> {
        let written = matches!(self.page, Page::MailClient | Page::HandedOver | Page::Done);
        (!written && self.holds_an_effort()).then(|| Progress {
            page: self.page,
            language: self.language,
            asked_by: self.answers.asked_by,
            bank: self.answers.bank.clone(),
            accounts: self.answers.accounts.clone(),
            steps_tried: self.answers.steps_tried.clone(),
            typed: self.typed.clone(),
            details: self.answers.details.clone().map(TypedDetails::from),
            noted: self.noted.clone(),
            record: self.consent.as_ref().map(|consent| consent.record.clone()),
        })
    }

    /// Whether the case, before its package is written, has what would have to be answered anew. Whoever went back
    /// to where a request begins, or came to where one ends, has what they typed and signed before.
    pub(super) fn holds_an_effort(&self) -> bool {
        match self.page {
            // What is signed was typed before.
            Page::Welcome | Page::WhoAsked | Page::FraudStop | Page::Solved | Page::NotEligible => {
                self.typed != TypedDetails::default() || self.noted.is_some()
            }
            _ => true,
        }
    }

    /// Takes up a case where it was left. Everything is checked again, as if it were answered now:
    /// what the rules do not know any more is asked again. A consent holds only with its key, before
    /// its expiry, for the epoch and the terms in force and for these very answers.
    pub fn resume(id: CaseReference, terms: &'static Terms, progress: Progress, context: ResumeContext<'_>) -> Self {
        let mut case = Self::at(id, terms, progress.language);
        case.answers = known_answers(terms.rules(), &progress);
        case.typed = progress.typed;
        case.noted = progress.noted;
        if let Some(record) = progress.record {
            case.take_consent(record, context);
        }
        case.page = case.reachable(progress.page);
        case
    }

    /// A case whose package is made, to hand it over or to say whether it left. What a mail client was given
    /// once may have left: nothing here says otherwise again.
    pub fn with_package(
        id: CaseReference,
        terms: &'static Terms,
        language: Language,
        record: &ConsentRecord,
        package: Package,
        handed_to: Option<String>,
        confirmed: bool,
    ) -> Self {
        let mut case = Self::at(id, terms, language);
        case.answer_as(record);
        case.package_deadline = Some(deadline_of(record));
        case.package = Some(package);
        case.page = if handed_to.is_some() { Page::HandedOver } else { Page::MailClient };
        case.handed_to = handed_to;
        case.confirmed = confirmed;
        case
    }

    pub(super) fn at(id: CaseReference, terms: &'static Terms, language: Language) -> Self {
        Self {
            terms,
            language,
            own_reference: id,
            page: Page::Welcome,
            editing: false,
            answers: Answers::default(),
            typed: TypedDetails::default(),
            noted: None,
            consent: None,
            asked_again: false,
            package: None,
            handed_to: None,
            confirmed: false,
            package_deadline: None,
            folder: None,
            files_erased: false,
            withdrawn: false,
        }
    }

    fn take_consent(&mut self, record: Canonical<ConsentRecord>, context: ResumeContext<'_>) {
        let in_force = context.epoch.is_some_and(|epoch| epoch.fingerprint() == record.epoch.fingerprint)
            && record.terms == self.terms.reference();
        let same_answers = self.facts_in(record.facts.language).is_some_and(|facts| facts == record.facts);
        let key = context.key.filter(|key| key.public() == record.case_key);
        match key.filter(|_| in_force && same_answers && context.now < record.expires_at) {
            Some(key) => self.consent = Some(Consent { record, key }),
            None => self.asked_again = true,
        }
    }

    /// `page`, or the first page before it that waits for an answer.
    fn reachable(&self, page: Page) -> Page {
        match page {
            Page::Credentials if self.is_answered() && self.consent.is_some() => page,
            Page::Consent | Page::Credentials if self.is_answered() => Page::Consent,
            Page::Review if self.is_answered() => page,
            _ if self.is_on_path(page) => page,
            _ => self.first_open_page(),
        }
    }
}

/// The answers that the rules still know, as far as each leads to the next.
fn known_answers(rules: &Rules, progress: &Progress) -> Answers {
    let bank = progress.bank.as_deref().filter(|id| *id == OTHER || rules.bank(id).is_some());
    let rule = bank.and_then(|id| rules.bank(id));
    let known = |id: &&String| *id == OTHER || rule.is_some_and(|bank| bank.account(id).is_some());
    let accounts: Vec<String> = progress.accounts.iter().filter(known).cloned().collect();
    let accounts = if accounts.len() == progress.accounts.len() { accounts } else { Vec::new() };
    Answers {
        asked_by: progress.asked_by,
        bank: bank.map(str::to_owned),
        accounts,
        steps_tried: progress.steps_tried.clone(),
        details: progress.details.as_ref().and_then(|details| details.check(details).ok()),
    }
}
