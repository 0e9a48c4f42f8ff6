//! Which accounts are missing, and at which bank: one choice names both.

use pli_format::rules::{Bank, OTHER};

use super::{Answer, Answers, Case};
use crate::{Problem, ProblemCode};

impl Case {
    /// Takes what was ticked: accounts of one bank, in the rules' order.
    pub(super) fn take_accounts(&self, answers: &mut Answers, ticked: &[String]) -> Result<(), Problem> {
        let (bank, accounts) = self.of_one_bank(ticked).map_err(|code| Problem::new("account", code))?;
        if answers.bank.as_ref() != Some(&bank) {
            answers.steps_tried.clear();
        }
        answers.bank = Some(bank);
        answers.accounts = accounts;
        Ok(())
    }

    fn of_one_bank(&self, ticked: &[String]) -> Result<(String, Vec<String>), ProblemCode> {
        let is_ticked = |bank: &str, account: &str| ticked.contains(&choice_id(bank, account));
        let of_bank = |bank: &Bank| {
            let known = bank.accounts().iter().map(|account| account.id.as_str()).chain([OTHER]);
            let accounts: Vec<_> = known.filter(|id| is_ticked(bank.id(), id)).map(str::to_owned).collect();
            (bank.id().to_owned(), accounts)
        };
        let other_bank = is_ticked(OTHER, OTHER).then(|| (OTHER.to_owned(), vec![OTHER.to_owned()]));
        let known_banks = self.terms.rules().banks().iter().map(of_bank);
        let mut found = known_banks.chain(other_bank).filter(|(_, accounts)| !accounts.is_empty());
        let (bank, accounts) = found.next().ok_or(ProblemCode::ChooseAccounts)?;
        if found.next().is_some() {
            return Err(ProblemCode::BanksMixed);
        }
        if accounts.len() > 1 && accounts.iter().any(|id| id == OTHER) {
            return Err(ProblemCode::AccountsMixed);
        }
        Ok((bank, accounts))
    }

    /// What is ticked, answered or not.
    pub(super) fn ticked_accounts(&self) -> Vec<String> {
        match (&self.noted, &self.answers.bank) {
            (Some(Answer::Accounts { accounts }), _) => accounts.clone(),
            (_, Some(bank)) => self.answers.accounts.iter().map(|account| choice_id(bank, account)).collect(),
            _ => Vec::new(),
        }
    }
}

/// The identifier of the choice of this account at this bank: `lcl_pea`, `lcl_other`. Another bank is one choice.
pub(super) fn choice_id(bank: &str, account: &str) -> String {
    if bank == OTHER { OTHER.to_owned() } else { format!("{bank}_{account}") }
}
