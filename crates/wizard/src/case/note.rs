//! What is typed or chosen on a page and not answered yet. It is kept with the case, so that nothing is
//! lost when the window is closed; nothing is decided by it.

use super::{Answer, Case, Page};
use crate::Refusal;

impl Case {
    /// Notes what stands on the page the case is at.
    ///
    /// # Errors
    /// [`Refusal::OutOfOrder`] for another page's answer, or one that nothing is typed or chosen for.
    pub fn note(&mut self, answer: Answer) -> Result<(), Refusal> {
        match (self.page, answer) {
            (Page::Problem, answer @ Answer::Problem { .. })
            | (Page::WhoAsked, answer @ Answer::WhoAsked { .. })
            | (Page::Bank, answer @ Answer::Bank { .. })
            | (Page::Accounts, answer @ Answer::Accounts { .. }) => self.noted = Some(answer),
            _ => return Err(Refusal::OutOfOrder),
        }
        Ok(())
    }
}
