//! What a case looks like now: the view of its page.

use pli_format::{
    Language, Localized,
    bundle::Epoch,
    consent::{AskedBy, Clause, ConsentRecord, person::DESCRIPTION_MAX},
    rules::{self, Bank, OTHER, OtherAccount},
    typeface,
};

use super::{
    Answer, BankView, Case, Choice, Consent, FileView, GestureView, MailView, Page, PageView, ReviewField, ReviewRow,
    Step, View, Whereabouts, accounts::choice_id,
};
use crate::{answers::TypedDetails, draft::Draft, words::words};

impl Case {
    /// The view of the page the case is at. `key` is the epoch in force, or the code of why there is
    /// none; `demo` says whether it is of the demonstration bundle.
    pub fn view(&self, key: Result<&Epoch, &'static str>, demo: bool) -> View {
        let page = self.page_view(key);
        let goes_on = !matches!(page, PageView::NoKey { .. });
        View {
            case: self.id().to_string(),
            language: self.language,
            demo,
            step: self.step().filter(|_| goes_on),
            begun: self.page != Page::Welcome,
            finished: self.page == Page::Done,
            reference: self.shown_reference(),
            back: goes_on && self.page_before().is_some(),
            editing: self.editing,
            folder: self.folder.clone(),
            whereabouts: self.whereabouts(key.ok()),
            kept: true,
            ask_before_closing: self.would_lose_something(),
            page,
        }
    }

    fn step(&self) -> Option<Step> {
        Some(match self.page {
            Page::Welcome | Page::Done => return None,
            Page::WhoAsked
            | Page::FraudStop
            | Page::Accounts
            | Page::Step(_)
            | Page::StepGuide(_)
            | Page::Solved
            | Page::NotEligible => Step::Request,
            Page::Problem => Step::Problem,
            Page::Review => Step::Review,
            Page::Consent => Step::Consent,
            Page::Credentials => Step::Credentials,
            Page::MailClient | Page::HandedOver => Step::Message,
        })
    }

    /// The reference is known once the person had the chance to say which one support gave.
    fn shown_reference(&self) -> Option<String> {
        let asked = self.answers.details.is_some() && self.step() > Some(Step::Problem) || self.page == Page::Done;
        asked.then(|| self.reference().to_string())
    }

    fn whereabouts(&self, epoch: Option<&Epoch>) -> Whereabouts {
        let has_left = self.confirmed || self.handed_to.is_some();
        match self.page {
            Page::MailClient | Page::HandedOver | Page::Done if self.withdrawn && has_left => Whereabouts::Withdrawn,
            Page::Done if self.files_erased => Whereabouts::FilesErased,
            Page::MailClient | Page::HandedOver | Page::Done if self.confirmed => Whereabouts::ConfirmedByYou,
            // After a first way, whether the message left is the person's to say.
            Page::MailClient if self.handed_to.is_none() => Whereabouts::FilesReady,
            Page::MailClient | Page::HandedOver | Page::Done => Whereabouts::FilesInFolder,
            _ if epoch.is_some_and(|epoch| self.consent_for(epoch).is_some()) => Whereabouts::HereSigned,
            _ => Whereabouts::Here,
        }
    }

    fn would_lose_something(&self) -> bool {
        !self.confirmed && self.holds_an_effort()
    }

    /// Without a key nothing is begun that could not be sealed; what is sealed can still be handed over.
    fn page_view(&self, key: Result<&Epoch, &'static str>) -> PageView {
        let epoch = match key {
            Err(code) if self.package.is_none() => return PageView::NoKey { code: code.to_owned() },
            key => key,
        };
        match self.page {
            Page::Welcome => PageView::Welcome { keep_days: self.terms.policy().keep_days.into() },
            Page::WhoAsked => PageView::WhoAsked { chosen: self.answers.asked_by },
            Page::FraudStop => PageView::FraudStop {
                by: self.answers.asked_by.unwrap_or(AskedBy::SomeoneElse),
                mail: self.draft().into(),
            },
            Page::Accounts => self.accounts_view(),
            Page::Step(at) => self.step_at(at).map_or_else(|_| self.accounts_view(), |step| self.step_view(step)),
            Page::StepGuide(at) => self.step_at(at).map_or_else(|_| self.accounts_view(), |step| self.guide_view(step)),
            Page::Solved => PageView::Solved,
            Page::NotEligible => PageView::NotEligible { bank: self.bank_name(), mail: self.draft().into() },
            Page::Problem => self.problem_view(),
            Page::Review => PageView::Review { rows: self.review_rows() },
            Page::Consent => match epoch {
                Ok(epoch) => self.consent_view(epoch),
                Err(code) => PageView::NoKey { code: code.to_owned() },
            },
            Page::Credentials => PageView::Credentials { bank: self.bank_name(), sealed: self.package.is_some() },
            Page::MailClient => {
                PageView::MailClient { files: self.files(), mail: self.draft().into(), can_retype: self.can_retype() }
            }
            Page::HandedOver => PageView::HandedOver {
                files: self.files(),
                mail: self.draft().into(),
                via: self.handed_to.clone().unwrap_or_default(),
            },
            Page::Done => PageView::Done {
                bank: self.bank_name(),
                files: self.files(),
                deadline: self.deadline().unwrap_or_default(),
                withdrawn: self.withdrawn,
            },
        }
    }

    fn accounts_view(&self) -> PageView {
        let rules = self.terms.rules();
        PageView::Accounts {
            banks: rules.banks().iter().map(|bank| self.bank_view(bank)).collect(),
            other: self.other(OTHER, rules.other_bank()),
            chosen: self.ticked_accounts(),
        }
    }

    fn bank_view(&self, bank: &Bank) -> BankView {
        let accounts = bank.accounts().iter().map(|account| Choice {
            id: choice_id(bank.id(), &account.id),
            label: self.say(&account.name),
            hint: self.say(&account.hint),
        });
        let accounts = accounts.chain([self.other(bank.id(), bank.other_account())]).collect();
        BankView { id: bank.id().to_owned(), name: bank.name().to_owned(), accounts }
    }

    fn step_view(&self, step: &rules::Step) -> PageView {
        PageView::Step {
            id: step.id.clone(),
            question: self.say(&step.question),
            hint: self.say(&step.hint),
            tried: self.answers.steps_tried.get(&step.id).copied(),
        }
    }

    fn guide_view(&self, step: &rules::Step) -> PageView {
        let gestures = step.gestures.iter().map(|gesture| GestureView {
            title: self.say(&gesture.title),
            text: gesture.text.as_ref().map(|text| self.say(text)).unwrap_or_default(),
            path: gesture.path.clone(),
        });
        PageView::StepGuide { id: step.id.clone(), gestures: gestures.collect() }
    }

    fn problem_view(&self) -> PageView {
        let typed = match self.noted.clone() {
            Some(Answer::Problem { name, email, reference, description }) => {
                TypedDetails { name, email, reference, description }
            }
            _ => self.typed.clone(),
        };
        PageView::Problem {
            name: typed.name,
            email: typed.email,
            reference: typed.reference,
            description: typed.description,
            description_max: DESCRIPTION_MAX.into(),
            asks_for_reference: self.asks_for_reference(),
        }
    }

    fn review_rows(&self) -> Vec<ReviewRow> {
        let Some(details) = &self.answers.details else { return Vec::new() };
        let words = words(self.language);
        let asked_by = self.answers.asked_by.map(|by| words.text(asked_by_message(by), &[])).unwrap_or_default();
        let row = |row, value: &str, page, field: &str| ReviewRow {
            row,
            name: String::new(),
            value: value.to_owned(),
            page,
            field: field.to_owned(),
        };
        let mut rows = vec![
            row(ReviewField::AskedBy, &asked_by, Page::WhoAsked, ""),
            row(ReviewField::Bank, &self.bank_name(), Page::Accounts, ""),
            row(ReviewField::Accounts, &self.accounts_phrase(), Page::Accounts, ""),
        ];
        let steps = self.bank().map(Bank::steps).unwrap_or_default();
        rows.extend((0..).zip(steps).map(|(at, step)| ReviewRow {
            name: self.say(&step.name),
            ..row(ReviewField::Step, &words.text("answer-step-tried", &[]), Page::Step(at), "")
        }));
        if self.asks_for_reference() {
            let own = || words.text("answer-own-reference", &[("reference", self.reference().to_string().into())]);
            let reference = details.reference.as_ref().map_or_else(own, ToString::to_string);
            rows.push(row(ReviewField::Reference, &reference, Page::Problem, "reference"));
        }
        rows.extend([
            row(ReviewField::Description, &details.description, Page::Problem, "description"),
            row(ReviewField::Name, &details.name, Page::Problem, "name"),
            row(ReviewField::Email, &details.email, Page::Problem, "email"),
        ]);
        rows
    }

    fn consent_for(&self, epoch: &Epoch) -> Option<&Consent> {
        self.consent.as_ref().filter(|consent| consent.record.epoch.fingerprint == epoch.fingerprint())
    }

    /// What was signed is shown as it was read; one for another epoch is asked again.
    fn consent_view(&self, epoch: &Epoch) -> PageView {
        let signed = self.consent_for(epoch).map(|consent| consent.record.facts.clone());
        let is_signed = signed.is_some();
        let facts = signed.or_else(|| self.facts());
        let language = facts.as_ref().map_or(self.language, |facts| facts.language);
        let text = self.terms.text(language);
        let (controller, days) = (self.terms.controller(), self.terms.policy().keep_days);
        let clauses: Vec<Clause> =
            facts.as_ref().map(|facts| text.clauses(facts, controller, epoch.name(), days)).unwrap_or_default();
        let name = facts.map(|facts| facts.person.name).unwrap_or_default();
        PageView::Consent {
            language,
            title: text.title(),
            subtitle: text.subtitle(epoch.name()),
            clauses,
            acts: text.acts(),
            signature_face: typeface::signature_draws(&name),
            name,
            signed: is_signed,
            asked_again: self.asked_again || self.consent.is_some() && !is_signed,
        }
    }

    /// The message that the page the case is at offers to write: with the package, or a plain one.
    pub fn draft(&self) -> Draft {
        match (&self.package, self.page, self.answers.asked_by) {
            (Some(package), ..) => package.draft.clone(),
            (None, Page::FraudStop, Some(by)) => Draft::suspicion(self.language, by),
            (None, ..) => Draft::plain(self.language, self.bank().map(Bank::name)),
        }
    }

    fn files(&self) -> Vec<FileView> {
        let view = |file: &crate::package::File| FileView {
            name: file.name.clone(),
            size: u32::try_from(file.bytes.len()).unwrap_or(u32::MAX),
        };
        match &self.package {
            Some(package) if !self.files_erased => vec![view(&package.consent), view(&package.sealed)],
            _ => Vec::new(),
        }
    }

    fn bank_name(&self) -> String {
        self.bank().map(|bank| bank.name().to_owned()).unwrap_or_default()
    }

    /// The last instant the credentials may be used or kept, once that is agreed.
    fn deadline(&self) -> Option<String> {
        let signed = self.consent.as_ref().map(|consent| deadline_of(&consent.record));
        signed.or_else(|| self.package_deadline.clone())
    }

    /// The missing accounts in one phrase: "PEA et assurance vie".
    fn accounts_phrase(&self) -> String {
        let names: Vec<String> = self
            .bank()
            .map(|bank| self.missing(bank, self.language))
            .unwrap_or_default()
            .into_iter()
            .map(|account| account.name)
            .collect();
        phrase(&names, self.language)
    }

    fn other(&self, bank: &str, other: &OtherAccount) -> Choice {
        Choice { id: choice_id(bank, OTHER), label: self.say(&other.name), hint: self.say(&other.hint) }
    }

    fn say(&self, text: &Localized) -> String {
        text.get(self.language).clone()
    }
}

/// The last instant that a consent gives, RFC 3339, on the clock of the person who signed it: its day is the one that
/// the consent PDF names.
pub(crate) fn deadline_of(record: &ConsentRecord) -> String {
    record.expires_at.display_with_offset(record.signed_at.offset()).to_string()
}

/// Names in one phrase; those after the first lose their capital, unless it is an acronym's.
pub(crate) fn phrase(names: &[String], language: Language) -> String {
    let inside = |name: &String| {
        let mut letters = name.chars();
        match (letters.next(), letters.clone().next()) {
            (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
            _ => name.clone(),
        }
    };
    let names: Vec<String> = names.iter().take(1).cloned().chain(names.iter().skip(1).map(inside)).collect();
    words(language).list("answer-and", &names)
}

/// The Fluent message that says who asked.
pub(crate) fn asked_by_message(by: AskedBy) -> &'static str {
    match by {
        AskedBy::Support => "answer-asked-by-support",
        AskedBy::Article => "answer-asked-by-article",
        AskedBy::PhoneCall => "answer-asked-by-phone-call",
        AskedBy::TextMessage => "answer-asked-by-text-message",
        AskedBy::SomeoneElse => "answer-asked-by-someone-else",
    }
}

impl From<Draft> for MailView {
    fn from(draft: Draft) -> Self {
        Self { to: draft.to().to_owned(), subject: draft.subject().to_owned(), body: draft.body() }
    }
}
