//! What the interface sends back.

use pli_format::consent::AskedBy;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The pages a case can be at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Page {
    /// Before the first question.
    Welcome,
    WhoAsked,
    /// The end for a request that is likely a fraud.
    FraudStop,
    /// Which accounts are missing, and at which bank.
    Accounts,
    /// Was this step of the bank's tried, counted from 0.
    Step(u8),
    /// How this step is done.
    StepGuide(u8),
    /// A step helped.
    Solved,
    /// The end for a case that needs no sharing.
    NotEligible,
    /// The case is eligible: the person and the problem.
    Problem,
    /// Check your answers.
    Review,
    /// Read, tick, sign.
    Consent,
    /// Before and after the seal window.
    Credentials,
    /// How do you read your mail.
    MailClient,
    /// The draft was handed over.
    HandedOver,
    Done,
}

/// One answer, to the page the case is at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[ts(export)]
pub enum Answer {
    /// "Commencer"
    Start,
    WhoAsked {
        by: AskedBy,
    },
    Accounts {
        /// The choices that were ticked, which name account and bank.
        accounts: Vec<String>,
    },
    /// Was the step tried without success.
    Step {
        tried: bool,
    },
    /// After the step was tried.
    StepDone {
        /// True when the accounts came back.
        helped: bool,
    },
    /// From a consent that is signed already.
    Continue,
    /// The person and the problem, as typed.
    Problem {
        name: String,
        /// E-mail of the Bankin' account.
        email: String,
        /// Case reference from support, or empty.
        reference: String,
        description: String,
    },
    /// "Tout est juste"
    ConfirmAnswers,
}

/// What is typed at the foot of the consent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Signing {
    /// Identifiers of the acts that were ticked.
    pub acts: Vec<String>,
    /// The typed signature.
    pub name: String,
}
