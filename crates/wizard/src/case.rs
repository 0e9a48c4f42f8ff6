//! One person's request, from the first question to the hand-off.
//!
//! A [`Case`] knows the page it is at and takes only that page's answer; whether credentials may
//! be sealed is decided here and nowhere else.

mod accounts;
mod answer;
mod note;
mod page_view;
mod path;
mod resume;
#[cfg(test)]
mod tests;
mod undo;
mod view;

pub use answer::{Answer, Page, Signing};
pub(crate) use page_view::{deadline_of, phrase};
pub use resume::{Progress, ResumeContext, SealedTrace, Trace};
pub use view::{
    BankView, Choice, FileView, GestureView, MailView, PageView, ReviewField, ReviewRow, Step, View, Whereabouts,
};

use std::collections::BTreeMap;

use pli_format::{
    CaseReference, Entropy, Language, Localized, Sha256, SignedAt,
    bundle::Epoch,
    canonical::Canonical,
    case_key::{CaseKey, CasePublicKey},
    consent::{AskedBy, ConsentFacts, ConsentRecord, Named, Person, ProblemFacts, person},
    rules::{self, Bank},
    terms::{Agreement, Terms},
    text,
};

use crate::{
    Problem, ProblemCode, Refusal,
    answers::{Details, TypedDetails},
    package::{Package, PackageError},
};

/// One person's request.
pub struct Case {
    terms: &'static Terms,
    language: Language,
    /// For a person whom support gave no reference.
    own_reference: CaseReference,
    page: Page,
    editing: bool,
    answers: Answers,
    typed: TypedDetails,
    noted: Option<Answer>,
    consent: Option<Consent>,
    asked_again: bool,
    package: Option<Package>,
    handed_to: Option<String>,
    /// The person said that the message left.
    confirmed: bool,
    /// The last instant that a package from the history may be used, RFC 3339.
    package_deadline: Option<String>,
    /// Where its package was written, as a person finds it.
    folder: Option<String>,
    files_erased: bool,
    /// The consent was taken back.
    withdrawn: bool,
}

/// The answers that decide eligibility and that a consent binds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Answers {
    asked_by: Option<AskedBy>,
    bank: Option<String>,
    accounts: Vec<String>,
    /// By the identifier of the step.
    steps_tried: BTreeMap<String, bool>,
    details: Option<Details>,
}

/// A signed consent and the key that its package will be signed with.
struct Consent {
    record: Canonical<ConsentRecord>,
    key: CaseKey,
}

/// What surrounds a signature: the clock, the key in force, the program.
pub struct SigningContext<'a> {
    /// The person's time.
    pub at: SignedAt,
    /// The epoch that the credentials will be sealed to.
    pub epoch: &'a Epoch,
    /// Whether the bundle is the demonstration one.
    pub demo: bool,
    /// The version of Pli.
    pub app_version: &'a str,
}

impl Case {
    /// A new case, at the welcome page.
    pub fn new(language: Language, terms: &'static Terms, entropy: &mut impl Entropy) -> Self {
        Self::at(CaseReference::generate(entropy), terms, language)
    }

    /// The page the case is at.
    pub fn page(&self) -> Page {
        self.page
    }

    /// The language of every word.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Speaks another language from here on. What was signed stays in the language it was read in.
    pub fn set_language(&mut self, language: Language) {
        self.language = language;
    }

    /// The reference that support gave, or the case's own.
    pub fn reference(&self) -> &CaseReference {
        let given = self.answers.details.as_ref().and_then(|details| details.reference.as_ref());
        given.filter(|_| self.asks_for_reference()).unwrap_or(&self.own_reference)
    }

    /// Whether the person may have a reference from support: who read the article has none.
    pub(crate) fn asks_for_reference(&self) -> bool {
        self.answers.asked_by == Some(AskedBy::Support)
    }

    /// Takes the answer to the page the case is at and moves on.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] for another page's answer, [`Refusal::Correct`] for what is to be
    /// corrected. What was typed is kept; nothing else changes.
    pub fn answer(&mut self, answer: Answer) -> Result<(), Refusal> {
        let mut answers = self.answers.clone();
        match (self.page, answer) {
            (Page::Welcome, Answer::Start) => {}
            (Page::WhoAsked, Answer::WhoAsked { by }) => answers.asked_by = Some(by),
            (Page::Accounts, Answer::Accounts { accounts }) => self.take_accounts(&mut answers, &accounts)?,
            (Page::Step(at), Answer::Step { tried }) => {
                answers.steps_tried.insert(self.step_at(at)?.id.clone(), tried);
            }
            (Page::StepGuide(_), Answer::StepDone { helped: true }) => {
                self.page = Page::Solved;
                return Ok(());
            }
            (Page::StepGuide(at), Answer::StepDone { helped: false }) => {
                answers.steps_tried.insert(self.step_at(at)?.id.clone(), true);
            }
            (Page::Problem, Answer::Problem { name, email, reference, description }) => {
                let reference = if self.asks_for_reference() { reference } else { String::new() };
                let typed = TypedDetails { name, email, reference, description };
                let earlier = std::mem::replace(&mut self.typed, typed);
                self.noted = None;
                answers.details = Some(self.typed.check(&earlier).map_err(|problems| Refusal::Correct { problems })?);
            }
            (Page::Review, Answer::ConfirmAnswers) if self.is_answered() => {
                self.page = Page::Consent;
                return Ok(());
            }
            (Page::Consent, Answer::Continue) if self.consent.is_some() => {
                self.page = Page::Credentials;
                return Ok(());
            }
            _ => return Err(Refusal::OutOfOrder),
        }
        self.forget_ticks();
        self.take(answers);
        self.advance();
        Ok(())
    }

    fn step_at(&self, at: u8) -> Result<&'static rules::Step, Refusal> {
        self.bank().and_then(|bank| bank.steps().get(usize::from(at))).ok_or(Refusal::OutOfOrder)
    }

    /// Takes answers over; a consent to other answers is void, and so is what was sealed under it.
    fn take(&mut self, answers: Answers) {
        if self.answers != answers && self.consent.take().is_some() {
            self.package = None;
            self.asked_again = true;
        }
        self.answers = answers;
    }

    /// Signs the consent: every act ticked, the name typed.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] unless the case is at its consent, [`Refusal::Correct`] for what is missing.
    pub fn sign(
        &mut self,
        signing: &Signing,
        context: &SigningContext<'_>,
        entropy: &mut impl Entropy,
    ) -> Result<(), Refusal> {
        let facts = self.facts().filter(|_| self.page == Page::Consent).ok_or(Refusal::OutOfOrder)?;
        self.check_signing(signing, &facts)?;
        let signature = person::name(&signing.name).map_err(|_| other_name(&facts))?;
        let key = CaseKey::generate(entropy);
        let record = self.record(facts, signature, context, key.public());
        self.consent = Some(Consent { record: Canonical::of(record), key });
        self.asked_again = false;
        self.page = Page::Credentials;
        Ok(())
    }

    fn check_signing(&self, signing: &Signing, facts: &ConsentFacts) -> Result<(), Refusal> {
        let mut problems: Vec<Problem> = self
            .terms
            .acts(self.language)
            .into_iter()
            .filter(|act| !signing.acts.contains(&act.id))
            .map(|act| Problem::new(format!("act-{}", act.id), ProblemCode::ActMissing))
            .collect();
        if text::line(&signing.name).is_empty() {
            problems.push(Problem::new("signature", ProblemCode::SignatureEmpty));
        } else if !text::same_name(&signing.name, &facts.person.name) {
            problems.push(other_name(facts));
        }
        if problems.is_empty() { Ok(()) } else { Err(Refusal::Correct { problems }) }
    }

    /// The epoch or the time that the consent was signed for has passed: it is void, and asked again.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] unless the case waits for its credentials.
    pub fn void_consent(&mut self) -> Result<(), Refusal> {
        if self.package.is_some() {
            return Err(Refusal::OutOfOrder);
        }
        self.step_from(Page::Credentials, Page::Consent)?;
        self.consent = None;
        self.asked_again = true;
        Ok(())
    }

    /// The record as it would be signed now, without signature or case key.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] unless the case is at its consent.
    pub fn preview(&self, context: &SigningContext<'_>) -> Result<ConsentRecord, Refusal> {
        let facts = self.facts().filter(|_| self.page == Page::Consent).ok_or(Refusal::OutOfOrder)?;
        Ok(self.record(facts, String::new(), context, CasePublicKey::NONE))
    }

    fn record(
        &self,
        facts: ConsentFacts,
        signature: String,
        context: &SigningContext<'_>,
        case_key: CasePublicKey,
    ) -> ConsentRecord {
        self.terms.record(Agreement {
            facts,
            signature,
            signed_at: context.at.clone(),
            epoch: context.epoch.into(),
            case_key,
            app_version: context.app_version.to_owned(),
            demo: context.demo,
        })
    }

    /// What may be sealed now: a consent that was signed for these very answers, and its bank. None
    /// for a case that is not eligible or not consented, whatever the interface does.
    pub fn sealable(&self) -> Option<(&Canonical<ConsentRecord>, &'static Bank)> {
        let consent = self.consent.as_ref().filter(|_| self.page == Page::Credentials)?;
        Some((&consent.record, self.bank()?))
    }

    /// Takes the file that was sealed for the record with this SHA-256, and makes the package from it.
    ///
    /// # Errors
    /// [`PackageError::OutOfOrder`] when that record is not, or not any more, what may be sealed.
    pub fn pack(&mut self, sealed: Vec<u8>, record_sha256: Sha256) -> Result<&Package, PackageError> {
        let in_force = |consent: &&Consent| self.page == Page::Credentials && consent.record.sha256() == record_sha256;
        let consent = self.consent.as_ref().filter(in_force).ok_or(PackageError::OutOfOrder)?;
        let package = Package::make(consent.record.clone(), &consent.key, sealed, self.terms)?;
        Ok(self.package.insert(package))
    }

    /// The package, once made.
    pub fn package(&self) -> Option<&Package> {
        self.package.as_ref()
    }

    /// The package, while it may be handed over: from its writing until the person says that it left, or takes the
    /// consent back.
    pub fn to_hand_over(&self) -> Option<&Package> {
        self.package.as_ref().filter(|_| !self.withdrawn && matches!(self.page, Page::MailClient | Page::HandedOver))
    }

    /// The package's files are written, in this place: how does the person read their mail?
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] when there is no package.
    pub fn saved(&mut self, folder: &str) -> Result<(), Refusal> {
        if self.package.is_none() || self.page != Page::Credentials {
            return Err(Refusal::OutOfOrder);
        }
        self.folder = Some(folder.to_owned());
        self.page = Page::MailClient;
        Ok(())
    }

    /// The package's files are in this place by now.
    pub fn moved(&mut self, folder: &str) {
        self.folder = Some(folder.to_owned());
    }

    /// The draft was given to a mail client, by its name. Never "sent": only the person knows.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] when there is nothing to hand over.
    pub fn handed_over(&mut self, via: &str) -> Result<(), Refusal> {
        if self.to_hand_over().is_none() {
            return Err(Refusal::OutOfOrder);
        }
        self.handed_to = Some(via.to_owned());
        self.page = Page::HandedOver;
        Ok(())
    }

    /// "Essayer une autre façon"
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] before a hand-off.
    pub fn another_way(&mut self) -> Result<(), Refusal> {
        self.step_from(Page::HandedOver, Page::MailClient)
    }

    /// The person says that the message left with both attachments.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] before a hand-off.
    pub fn confirm_handed_over(&mut self) -> Result<(), Refusal> {
        self.step_from(Page::HandedOver, Page::Done)?;
        self.confirmed = true;
        Ok(())
    }

    /// The person had the package's files erased.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] before the end.
    pub fn files_erased(&mut self) -> Result<(), Refusal> {
        self.step_from(Page::Done, Page::Done)?;
        self.files_erased = true;
        Ok(())
    }

    /// The person attached the files to a mail by themselves, and says that it left.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] when there is nothing to hand over.
    pub fn sent_by_hand(&mut self) -> Result<(), Refusal> {
        let via = self.handed_to.clone().unwrap_or_default();
        self.handed_over(&via)?;
        self.confirm_handed_over()
    }

    fn step_from(&mut self, from: Page, to: Page) -> Result<(), Refusal> {
        if self.page != from {
            return Err(Refusal::OutOfOrder);
        }
        self.page = to;
        Ok(())
    }

    fn bank(&self) -> Option<&'static Bank> {
        self.answers.bank.as_deref().and_then(|id| self.terms.rules().bank(id))
    }

    /// What a consent would bind; none unless the case is eligible and every answer is there.
    fn facts(&self) -> Option<ConsentFacts> {
        self.facts_in(self.language)
    }

    fn facts_in(&self, language: Language) -> Option<ConsentFacts> {
        let bank = self.bank().filter(|_| self.is_answered())?;
        let details = self.answers.details.clone()?;
        Some(ConsentFacts {
            reference: self.reference().clone(),
            language,
            person: Person { name: details.name, email: details.email },
            bank: Named { id: bank.id().to_owned(), name: bank.name().to_owned() },
            accounts: self.missing(bank, language),
            problem: ProblemFacts {
                asked_by: self.answers.asked_by?,
                steps_tried: bank.steps().iter().map(|step| named(&step.id, &step.name, language)).collect(),
                description: details.description,
            },
        })
    }

    fn missing(&self, bank: &Bank, language: Language) -> Vec<Named> {
        let account = |id: &String| bank.account(id).map(|account| named(&account.id, &account.name, language));
        self.answers.accounts.iter().filter_map(account).collect()
    }
}

fn named(id: &str, name: &Localized, language: Language) -> Named {
    Named { id: id.to_owned(), name: name.get(language).clone() }
}

fn other_name(facts: &ConsentFacts) -> Problem {
    Problem::new("signature", ProblemCode::SignatureOther).with("name", &facts.person.name)
}
