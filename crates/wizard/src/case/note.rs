//! What is typed or chosen on a page and not answered yet. It is kept with the case, so that nothing is
//! lost when the window is closed; nothing is decided by it.

use super::{Answer, Case, Page};
use crate::Refusal;

impl Case {
    /// Notes what stands on the page the case is at. A choice, which costs one click, does not take the place of
    /// what was typed on another page.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] for another page's answer, or one that nothing is typed or chosen for.
    pub fn note(&mut self, answer: Answer) -> Result<(), Refusal> {
        match (self.page, &answer) {
            (Page::Problem, Answer::Problem { .. }) => self.noted = Some(answer),
            (Page::WhoAsked, Answer::WhoAsked { .. })
            | (Page::Bank, Answer::Bank { .. })
            | (Page::Accounts, Answer::Accounts { .. })
            | (Page::Step(_), Answer::Step { .. }) => {
                if !self.has_typed() {
                    self.noted = Some(answer);
                }
            }
            _ => return Err(Refusal::OutOfOrder),
        }
        Ok(())
    }

    /// Forgets the choice that was noted: its page was answered. What was typed stays until its own page is.
    pub(super) fn forget_choice(&mut self) {
        if !self.has_typed() {
            self.noted = None;
        }
    }

    /// Forgets the choice of a step that is left: it does not say of which step it is.
    pub(super) fn forget_step(&mut self) {
        if matches!(self.noted, Some(Answer::Step { .. })) {
            self.noted = None;
        }
    }

    fn has_typed(&self) -> bool {
        matches!(self.noted, Some(Answer::Problem { .. }))
    }
}

#[cfg(test)]
mod tests {
    use pli_format::{Language, consent::AskedBy, terms::Terms};

    use super::*;

    fn typed(name: &str) -> Answer {
        let text = |text: &str| text.to_owned();
        Answer::Problem { name: name.to_owned(), email: text("h@"), reference: text(""), description: text("Mon PEA") }
    }

    fn after(by: AskedBy, bank: &str, account: &str) -> Case {
        let mut case = Case::new(Language::Fr, Terms::current(), &mut |bytes: &mut [u8]| bytes.fill(7));
        for answer in [
            Answer::Start,
            Answer::WhoAsked { by: Some(by) },
            Answer::Bank { bank: Some(bank.to_owned()) },
            Answer::Accounts { accounts: vec![account.to_owned()] },
        ] {
            case.answer(answer).unwrap();
        }
        case
    }

    fn at_the_problem() -> Case {
        let mut case = after(AskedBy::Support, "lcl", "pea");
        case.answer(Answer::Continue).unwrap();
        case
    }

    fn noted(case: &Case) -> Option<Answer> {
        case.trace().progress.unwrap().noted
    }

    #[test]
    fn what_was_typed_outlives_the_answers_to_other_pages() {
        let mut case = at_the_problem();
        case.note(typed("Hélène")).unwrap();
        case.back();
        case.back();
        case.note(Answer::Accounts { accounts: vec!["assurance-vie".to_owned()] }).unwrap();
        case.answer(Answer::Accounts { accounts: vec!["assurance-vie".to_owned()] }).unwrap();
        case.answer(Answer::Continue).unwrap();
        assert_eq!((case.page(), noted(&case)), (Page::Problem, Some(typed("Hélène"))));
    }

    #[test]
    fn what_was_answered_is_noted_no_more() {
        let mut case = at_the_problem();
        case.note(typed("Hélène")).unwrap();
        case.answer(typed("Hélène")).unwrap_err();
        assert_eq!(noted(&case), None, "it is kept as typed");
        case.back();
        case.back();
        let chosen = Answer::Accounts { accounts: vec!["assurance-vie".to_owned()] };
        case.note(chosen.clone()).unwrap();
        assert_eq!(noted(&case), Some(chosen.clone()));
        case.answer(chosen).unwrap();
        assert_eq!(noted(&case), None);
    }

    #[test]
    fn the_choice_of_a_step_is_noted_until_its_page_is_left() {
        let mut case = after(AskedBy::Article, "credit-mutuel", "epargne");
        let chosen = Answer::Step { tried: Some(true) };
        assert_eq!(case.note(typed("Hélène")), Err(Refusal::OutOfOrder));
        case.note(chosen.clone()).unwrap();
        assert_eq!(noted(&case), Some(chosen));
        case.back();
        assert_eq!(noted(&case), None);
    }
}
