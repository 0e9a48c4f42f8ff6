//! The order of the pages: what follows an answer, where "Retour" and "Modifier" lead.

use pli_format::{
    consent::AskedBy,
    rules::{Bank, OTHER},
};

use super::{Case, Page};
use crate::Refusal;

impl Case {
    /// "Retour": the page before, every answer kept.
    pub fn back(&mut self) {
        if let Some(page) = self.page_before() {
            self.page = page;
            self.editing = self.editing && page != Page::Review;
        }
    }

    /// "Modifier", on the page where the answers are checked.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] from elsewhere, or to a page that is not one of the answers.
    pub fn modify(&mut self, page: Page) -> Result<(), Refusal> {
        let answered = self.answered_pages().any(|answered| answered == page);
        if self.page != Page::Review || !answered {
            return Err(Refusal::OutOfOrder);
        }
        self.page = page;
        self.editing = true;
        Ok(())
    }

    /// Moves on after an answer: to the next page, or, after "Modifier", back to the answers unless
    /// one is missing now.
    pub(super) fn advance(&mut self) {
        self.page = if self.editing { self.first_open_page() } else { self.page_after(self.page) };
        self.editing = self.editing && self.page != Page::Review;
    }

    pub(super) fn page_before(&self) -> Option<Page> {
        if self.editing && self.is_answered() {
            return Some(Page::Review);
        }
        match self.page {
            Page::Welcome | Page::MailClient | Page::Done => None,
            Page::WhoAsked => Some(Page::Welcome),
            Page::FraudStop => Some(Page::WhoAsked),
            Page::Solved => self.steps().position(|step| step == Some(false)).and_then(step_guide),
            Page::Consent => Some(Page::Review),
            Page::Credentials => self.package.is_none().then_some(Page::Consent),
            Page::HandedOver => Some(Page::MailClient),
            here => self.path().take_while(|&page| page != here).last(),
        }
    }

    /// Whether the case is eligible and every answer is there.
    pub(super) fn is_answered(&self) -> bool {
        self.first_open_page() == Page::Review
    }

    /// The first page of the path that waits for an answer, or at which the path ends.
    pub(super) fn first_open_page(&self) -> Page {
        self.path().last().unwrap_or(Page::WhoAsked)
    }

    pub(super) fn is_on_path(&self, page: Page) -> bool {
        self.path().any(|on_path| on_path == page)
    }

    fn answered_pages(&self) -> impl Iterator<Item = Page> {
        self.path().filter(|&page| page != Page::Review)
    }

    /// The pages from the first question on, as far as the answers lead.
    fn path(&self) -> impl Iterator<Item = Page> {
        std::iter::successors(Some(Page::WhoAsked), |&page| {
            let answered = match page {
                Page::WhoAsked => self.answers.asked_by.is_some(),
                Page::Accounts => !self.answers.accounts.is_empty(),
                Page::Step(at) => self.steps().nth(at.into()).flatten().is_some(),
                Page::Problem => self.answers.details.is_some(),
                _ => false,
            };
            answered.then(|| self.page_after(page))
        })
    }

    /// The page that follows an answered one, given the answers so far.
    fn page_after(&self, page: Page) -> Page {
        match page {
            Page::Welcome => Page::WhoAsked,
            Page::WhoAsked if self.asked_by_a_stranger() => Page::FraudStop,
            Page::WhoAsked => Page::Accounts,
            Page::Accounts if self.answers.accounts.iter().any(|id| id == OTHER) => Page::NotEligible,
            Page::Accounts => self.step_page(0),
            Page::Step(at) if self.steps().nth(at.into()) == Some(Some(false)) => Page::StepGuide(at),
            Page::Step(at) | Page::StepGuide(at) => self.step_page(at.saturating_add(1)),
            Page::Problem => Page::Review,
            // An end, or a page that an act leaves and no answer.
            here => here,
        }
    }

    /// The bank's step at this place, or what follows the last.
    fn step_page(&self, at: u8) -> Page {
        if self.steps().nth(at.into()).is_some() { Page::Step(at) } else { Page::Problem }
    }

    /// For each step that the bank asks for, whether it was tried, where that is answered.
    fn steps(&self) -> impl Iterator<Item = Option<bool>> {
        let steps = self.bank().map(Bank::steps).unwrap_or_default();
        steps.iter().map(|step| self.answers.steps_tried.get(&step.id).copied())
    }

    fn asked_by_a_stranger(&self) -> bool {
        !matches!(self.answers.asked_by, Some(AskedBy::Support | AskedBy::Article))
    }
}

fn step_guide(at: usize) -> Option<Page> {
    u8::try_from(at).ok().map(Page::StepGuide)
}
