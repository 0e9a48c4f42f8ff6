use serde::Deserialize;

use super::{Localized, RulesError, distinct};

/// A bank whose missing accounts may make a case eligible.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    id: String,
    name: String,
    manual_sync: Option<ManualSync>,
    #[serde(rename = "account")]
    accounts: Vec<Account>,
    other_account: OtherAccount,
    #[serde(rename = "credential")]
    credentials: Vec<CredentialField>,
}

/// What must have been tried without success before a case is eligible.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManualSync {
    /// The menus to open in Bankin', outermost first.
    pub path: Localized<Vec<String>>,
    /// The feature's name there.
    pub feature: Localized,
}

/// An account whose absence makes a case eligible.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Stable identifier.
    pub id: String,
    /// Its name.
    pub name: Localized,
    /// One line of help.
    pub hint: Localized,
    /// As the person says it in a sentence: "mon PEA".
    pub mine: Localized,
}

/// The choice that is none of the others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherAccount {
    /// Its name.
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
    /// Its label.
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
    /// Stable identifier.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name, the same in every language.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What must be tried first, if anything.
    pub fn manual_sync(&self) -> Option<&ManualSync> {
        self.manual_sync.as_ref()
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
        distinct(self.accounts.iter().map(|account| account.id.as_str()))?;
        distinct(self.credentials.iter().map(|field| field.id.as_str()))
    }
}
