use serde::Deserialize;

use super::{RulesError, distinct};
use crate::Localized;

/// A bank whose missing accounts may make a case eligible.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    id: String,
    name: String,
    #[serde(rename = "step", default)]
    steps: Vec<Step>,
    #[serde(rename = "account")]
    accounts: Vec<Account>,
    other_account: OtherAccount,
    #[serde(rename = "credential")]
    credentials: Vec<CredentialField>,
}

/// What must have been tried without success before a case is eligible.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Lower-case letters, digits and dashes; it stands in records and never changes.
    pub id: String,
    /// As records and the page of answers call it, without a verb.
    pub name: Localized,
    /// Asks whether it was tried.
    pub question: Localized,
    /// What it is, in a sentence or two.
    pub hint: Localized,
    /// How it is done, one gesture after the other.
    #[serde(rename = "gesture")]
    pub gestures: Vec<Gesture>,
}

/// One thing to do in Bankin', or at the bank.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gesture {
    /// What to do.
    pub title: Localized,
    /// More about it.
    pub text: Option<Localized>,
    /// The menus to open, outermost first, as they are called there.
    #[serde(default)]
    pub path: Vec<String>,
}

/// An account whose absence makes a case eligible.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Lower-case letters, digits and dashes; it stands in records and never changes.
    pub id: String,
    /// As the bank calls it.
    pub name: Localized,
    /// One line of help.
    pub hint: Localized,
}

/// The choice that is none of the others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherAccount {
    /// As the choice is labelled: "Une autre banque", "Un autre compte".
    pub name: Localized,
    /// One line of help.
    pub hint: Localized,
}

/// One field of the bank's login.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialField {
    /// Stable identifier; the key in the payload.
    pub id: String,
    /// As the bank's own page labels it.
    pub name: Localized,
    /// One line of help.
    pub hint: Localized,
    /// How many digits it usually has; none where the bank has no usual form.
    pub usual_digits: Option<u8>,
    /// Whether what is typed is hidden at first.
    pub masked: bool,
}

impl CredentialField {
    /// Whether a value looks as this bank's usually do.
    pub fn is_usual(&self, value: &str) -> bool {
        self.usual_digits
            .is_none_or(|digits| value.len() == usize::from(digits) && value.bytes().all(|c| c.is_ascii_digit()))
    }
}

impl Bank {
    /// Lower-case letters, digits and dashes; it stands in records and never changes.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name, the same in every language.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What must have been tried first, in the order it is asked.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The accounts whose absence makes a case eligible.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// "Another account", which makes it not eligible.
    pub fn other_account(&self) -> &OtherAccount {
        &self.other_account
    }

    /// The fields of its login, in the order they are asked.
    pub fn credentials(&self) -> &[CredentialField] {
        &self.credentials
    }

    /// The account with this identifier.
    pub fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    pub(super) fn check(&self) -> Result<(), RulesError> {
        for (list, what) in [(self.accounts.len(), "account"), (self.credentials.len(), "credential")] {
            if list == 0 {
                return Err(RulesError::Empty(self.id.clone(), what));
            }
        }
        if let Some(step) = self.steps.iter().find(|step| step.gestures.is_empty()) {
            return Err(RulesError::Empty(step.id.clone(), "gesture"));
        }
        distinct(self.steps.iter().map(|step| step.id.as_str()))?;
        distinct(self.accounts.iter().map(|account| account.id.as_str()))?;
        distinct(self.credentials.iter().map(|field| field.id.as_str()))
    }
}
