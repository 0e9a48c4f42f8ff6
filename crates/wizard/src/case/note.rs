//! What is typed or ticked on a page and not answered yet. It is kept with the case, so that nothing is
//! lost when the window is closed; nothing is decided by it.

use super::{Answer, Case, Page};
use crate::Refusal;

impl Case {
    /// Notes what stands on the page the case is at. Ticks, which cost a click each, do not take the place of
    /// what was typed on another page.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] for another page's answer, or one that nothing is typed or ticked for.
    pub fn note(&mut self, answer: Answer) -> Result<(), Refusal> {
        match (self.page, &answer) {
            (Page::Problem, Answer::Problem { .. }) => self.noted = Some(answer),
            (Page::Accounts, Answer::Accounts { .. }) => {
                if !self.has_typed() {
                    self.noted = Some(answer);
                }
            }
            _ => return Err(Refusal::OutOfOrder),
        }
        Ok(())
    }

    /// Forgets the ticks that were noted: their page was answered. What was typed stays until its own page is.
    pub(super) fn forget_ticks(&mut self) {
        if !self.has_typed() {
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

    use super::{super::accounts::choice_id, *};

    fn typed(name: &str) -> Answer {
        let text = |text: &str| text.to_owned();
        Answer::Problem { name: name.to_owned(), email: text("h@"), reference: text(""), description: text("Mon PEA") }
    }

    fn ticked(bank: &str, account: &str) -> Answer {
        Answer::Accounts { accounts: vec![choice_id(bank, account)] }
    }

    fn after(by: AskedBy, bank: &str, account: &str) -> Case {
        let mut case = Case::new(Language::Fr, Terms::current(), &mut |bytes: &mut [u8]| bytes.fill(7));
        for answer in [Answer::Start, Answer::WhoAsked { by }, ticked(bank, account)] {
            case.answer(answer).unwrap();
        }
        case
    }

    fn at_the_problem() -> Case {
        after(AskedBy::Support, "lcl", "pea")
    }

    fn noted(case: &Case) -> Option<Answer> {
        case.trace().progress.unwrap().noted
    }

    #[test]
    fn what_was_typed_outlives_the_answers_to_other_pages() {
        let mut case = at_the_problem();
        case.note(typed("Hélène")).unwrap();
        case.back();
        case.note(ticked("lcl", "assurance-vie")).unwrap();
        case.answer(ticked("lcl", "assurance-vie")).unwrap();
        assert_eq!((case.page(), noted(&case)), (Page::Problem, Some(typed("Hélène"))));
    }

    #[test]
    fn what_was_answered_is_noted_no_more() {
        let mut case = at_the_problem();
        case.note(typed("Hélène")).unwrap();
        case.answer(typed("Hélène")).unwrap_err();
        assert_eq!(noted(&case), None, "it is kept as typed");
        case.back();
        let ticks = ticked("lcl", "assurance-vie");
        case.note(ticks.clone()).unwrap();
        assert_eq!(noted(&case), Some(ticks.clone()));
        case.answer(ticks).unwrap();
        assert_eq!(noted(&case), None);
    }

    #[test]
    fn what_goes_on_at_once_is_answered_and_not_noted() {
        let mut case = after(AskedBy::Article, "credit-mutuel", "epargne");
        for answer in [Answer::Step { tried: true }, typed("Hélène")] {
            assert_eq!(case.note(answer), Err(Refusal::OutOfOrder));
        }
    }
}
