//! Whether the record is one that Pli makes: the facts are answered to a case again, and the words
//! are read from the text again. Anybody can sign other words with a key of their own.

use pli_format::{
    consent::{ConsentFacts, ConsentRecord, ConsentText, Controller},
    policy::Policy,
    rules::Rules,
};
use pli_wizard::case::{Answer, Case, Page};

use super::Fault;

/// What the rules, the consent text and the policy have against a record.
pub fn faults(record: &ConsentRecord) -> Vec<Fault> {
    let policy = Policy::compiled_in();
    let checks = [
        (is_eligible(&record.facts), Fault::NotEligible),
        (is_our_text(record), Fault::OtherText { version: record.text.version }),
        (record.expires_at == policy.expiry(record.signed_at.instant()), Fault::OtherTerm),
        (pli_format::text::same_name(&record.signature, &record.facts.person.name), Fault::OtherSignature),
    ];
    checks.into_iter().filter(|(holds, _)| !holds).map(|(_, fault)| fault).collect()
}

/// Whether a person with these answers gets as far as the consent.
fn is_eligible(facts: &ConsentFacts) -> bool {
    let mut case = Case::new(facts.language, Rules::compiled_in(), &mut |bytes: &mut [u8]| bytes.fill(0));
    loop {
        let answer = match case.page() {
            Page::Welcome => Answer::Start,
            Page::WhoAsked => Answer::WhoAsked { by: Some(facts.problem.asked_by) },
            Page::Bank => Answer::Bank { bank: Some(facts.bank.id.clone()) },
            Page::Accounts => {
                Answer::Accounts { accounts: facts.accounts.iter().map(|account| account.id.clone()).collect() }
            }
            Page::ManualSync => Answer::ManualSync { tried: facts.problem.manual_sync_tried },
            Page::Eligible => Answer::Continue,
            Page::Problem => Answer::Problem {
                name: facts.person.name.clone(),
                email: facts.person.email.clone(),
                reference: facts.reference.to_string(),
                since: facts.problem.since.clone(),
                description: facts.problem.description.clone(),
            },
            Page::Review => Answer::ConfirmAnswers,
            end => return end == Page::Consent,
        };
        if case.answer(answer).is_err() {
            return false;
        }
    }
}

/// Whether the words that were read are those of the text, filled in with these facts.
fn is_our_text(record: &ConsentRecord) -> bool {
    let Ok(text) = ConsentText::version(record.text.version, record.facts.language) else {
        return false;
    };
    let acts = text.acts();
    let same_acts = acts.len() == record.acts.len()
        && acts.iter().zip(&record.acts).all(|(act, signed)| act.id == signed.id && act.text == signed.text);
    let controller: &Controller = Controller::compiled_in();
    text.reference() == record.text
        && record.controller == *controller
        && same_acts
        && record.clauses == text.read(&record.facts, controller, record.epoch.name, Policy::compiled_in().keep_days)
}
