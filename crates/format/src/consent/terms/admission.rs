use super::Terms;
use crate::{
    Language, Localized,
    consent::{AskedBy, ConsentFacts, Named, person},
    rules::Bank,
};

/// Why the terms do not admit facts: the first member that Pli would not have made so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdmissionError {
    /// A choice that the rules do not offer, or that does not come to a consent.
    #[error("by the rules this case is not eligible: {0}")]
    Choice(&'static str),
    /// A text in a form that Pli does not write: too long, not in normal form, not to be drawn.
    #[error("not as Pli writes it: {0}")]
    Text(&'static str),
}

impl AdmissionError {
    /// Stable, for logs and scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Choice(_) => "not-eligible",
            Self::Text(_) => "not-as-written",
        }
    }
}

impl Terms {
    /// Whether these facts are ones that Pli makes under these terms: every choice one that the rules
    /// offer, by identifier and name and in the rules' order, and every text in the form that Pli
    /// brings it into.
    pub fn admits(&self, facts: &ConsentFacts) -> Result<(), AdmissionError> {
        let (person, problem) = (&facts.person, &facts.problem);
        let bank = self.rules().bank(&facts.bank.id).filter(|bank| bank.name() == facts.bank.name);
        let bank = bank.ok_or(AdmissionError::Choice("facts.bank"))?;
        let choices = [
            (self.speaks(facts.language), "facts.language"),
            (is_asked_by_us(problem.asked_by), "facts.problem.asked_by"),
            (are_accounts_of(bank, &facts.accounts, facts.language), "facts.accounts"),
            (problem.steps_tried == steps_of(bank, facts.language), "facts.problem.steps_tried"),
        ];
        let texts = [
            (person::name(&person.name).as_ref() == Ok(&person.name), "facts.person.name"),
            (person::email(&person.email).as_ref() == Ok(&person.email), "facts.person.email"),
            (
                person::description(&problem.description).as_ref() == Ok(&problem.description),
                "facts.problem.description",
            ),
        ];
        let failed = |checks: &[(bool, &'static str)]| checks.iter().find(|(holds, _)| !holds).map(|(_, it)| *it);
        match (failed(&choices), failed(&texts)) {
            (Some(member), _) => Err(AdmissionError::Choice(member)),
            (None, Some(member)) => Err(AdmissionError::Text(member)),
            (None, None) => Ok(()),
        }
    }
}

/// Whoever else asks for credentials is a fraud.
fn is_asked_by_us(by: AskedBy) -> bool {
    matches!(by, AskedBy::Support | AskedBy::Article)
}

/// Whether they are some of the bank's accounts: one at least, none twice, in the rules' order.
fn are_accounts_of(bank: &Bank, accounts: &[Named], language: Language) -> bool {
    let mut offered = bank.accounts().iter().map(|account| named(&account.id, &account.name, language));
    !accounts.is_empty() && accounts.iter().all(|account| offered.any(|offered| offered == *account))
}

/// Every step that the bank asks for.
fn steps_of(bank: &Bank, language: Language) -> Vec<Named> {
    bank.steps().iter().map(|step| named(&step.id, &step.name, language)).collect()
}

fn named(id: &str, name: &Localized, language: Language) -> Named {
    Named { id: id.to_owned(), name: name.get(language).clone() }
}
