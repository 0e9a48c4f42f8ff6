use serde::Deserialize;

/// The pages, as the app names them. The tests know the app from outside only, so this is their
/// own list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    NoKey,
    Welcome,
    WhoAsked,
    FraudStop,
    Accounts,
    Step,
    StepGuide,
    Solved,
    NotEligible,
    Problem,
    Review,
    Consent,
    Credentials,
    MailClient,
    HandedOver,
    Done,
}
