use serde::{Deserialize, Serialize};

use crate::{CaseReference, Language};

/// What a consent is about: the answers it binds. Changing one asks for the consent again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentFacts {
    /// The request, by the reference that support gave or Pli drew.
    pub reference: CaseReference,
    /// The language the consent was read in.
    pub language: Language,
    /// The account holder who consents.
    pub person: Person,
    /// The bank, by its rules' identifier and its name.
    pub bank: Named,
    /// The missing accounts, in the rules' order; never empty.
    pub accounts: Vec<Named>,
    /// What does not work.
    pub problem: ProblemFacts,
}

/// The person who consents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// As typed, NFC.
    pub name: String,
    /// The e-mail of the Bankin' account.
    pub email: String,
}

/// A bank, an account or a step: a stable identifier and its name in the consent's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// As in the rules of the terms.
    pub id: String,
    /// As shown to the person.
    pub name: String,
}

/// The problem as the person told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProblemFacts {
    /// Who asked for the sharing.
    pub asked_by: AskedBy,
    /// What was tried first, without success: every step that the bank's rules ask for, in their order.
    pub steps_tried: Vec<Named>,
    /// The description, in the person's words; may hold line breaks.
    pub description: String,
}

/// Who asked the person to share credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(export))]
pub enum AskedBy {
    /// Bankin' support, by mail or in the app.
    Support,
    /// Nobody: the person read Bankin's help article.
    Article,
    /// Somebody on the phone.
    PhoneCall,
    /// Somebody by text message or messaging app.
    TextMessage,
    /// Somebody else, by whatever way.
    SomeoneElse,
}
