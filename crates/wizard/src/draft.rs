//! The draft: the unsent mail to support, in the person's words and language.
//!
//! A draft is composed from the answers and from the names of the two attachments, never from
//! credentials: no function here takes one. What a person types in the answers is compared with the
//! credentials when they are sealed ([`crate::ProblemCode::CredentialInAnswers`]).

mod compose_url;
mod sendings;

use pli_format::{
    Language, SUPPORT_ADDRESS,
    consent::{AskedBy, ConsentFacts, ConsentRecord},
    mail,
    message_file::{Attachment, MessageFile},
    recipients::fingerprint_words,
    words::Words,
};

pub use compose_url::{ComposeUrl, MAILTO};

/// An unsent mail. It has one addressee, [`SUPPORT_ADDRESS`], and nothing can give it another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    subject: String,
    before: String,
    /// The only part without a short bound, and so the part that [`Draft::compose_url`] shortens.
    description: String,
    after: String,
    /// Stands in for what was cut from the description.
    shortened: String,
}

impl Draft {
    /// The draft that goes with a package, whose two files have these names.
    pub fn of(record: &ConsentRecord, consent_name: &str, sealed_name: &str) -> Self {
        let facts = &record.facts;
        let words = mail::words(facts.language);
        let text = |id: &str, name: &str, value: &str| words.text(id, &[(name, value.into())]);
        let opening = [
            words.text("mail-greeting", &[]),
            words.text("mail-purpose", &[]),
            rows(facts, words).join("\n"),
            words.text("mail-description", &[]),
        ];
        let closing = [
            words.text("mail-attachments", &[]),
            text("mail-attachment-consent", "file", consent_name),
            text("mail-attachment-sealed", "file", sealed_name),
            text("mail-key", "words", &key_words(record)),
        ];
        Self {
            subject: text("mail-subject", "reference", &facts.reference.to_string()),
            before: opening.join("\n\n") + "\n",
            description: facts.problem.description.clone(),
            after: format!("\n\n{}\n\n{}\n", closing.join("\n"), facts.person.name),
            shortened: text("mail-shortened", "file", consent_name),
        }
    }

    /// A mail without attachment, for a person with nothing to share: about an account of this bank,
    /// or of a bank that the rules do not know.
    pub fn plain(language: Language, bank: Option<&str>) -> Self {
        let words = mail::words(language);
        match bank {
            Some(bank) => {
                let values = [("bank", bank.into())];
                Self::short(
                    words,
                    words.text("mail-plain-bank-subject", &values),
                    &words.text("mail-plain-bank-body", &values),
                )
            }
            None => Self::short(words, words.text("mail-plain-subject", &[]), &words.text("mail-plain-body", &[])),
        }
    }

    /// A mail without attachment, for a person whom somebody asked who should not have.
    pub fn suspicion(language: Language, by: AskedBy) -> Self {
        let words = mail::words(language);
        let by = match by {
            AskedBy::PhoneCall => "phone-call",
            AskedBy::TextMessage => "text-message",
            AskedBy::Support | AskedBy::Article | AskedBy::SomeoneElse => "someone-else",
        };
        Self::short(
            words,
            words.text("mail-suspicion-subject", &[]),
            &words.text("mail-suspicion-body", &[("by", by.into())]),
        )
    }

    fn short(words: &Words, subject: String, body: &str) -> Self {
        let before = format!("{}\n\n{body}\n", words.text("mail-greeting", &[]));
        Self { subject, before, description: String::new(), after: String::new(), shortened: String::new() }
    }

    /// The addressee, a bare address.
    pub fn to(&self) -> &'static str {
        SUPPORT_ADDRESS
    }

    /// The subject: one line.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The text: lines end with a line feed, paragraphs are divided by an empty line.
    pub fn body(&self) -> String {
        [&*self.before, &self.description, &self.after].concat()
    }
}

impl Draft {
    /// The draft as a message file.
    pub fn to_eml(&self, attachments: &[Attachment<'_>]) -> Vec<u8> {
        let (to, body) = (Some((None, self.to())), self.body());
        MessageFile { to, message_id: None, in_reply_to: None, subject: &self.subject, body: &body, attachments }
            .to_bytes()
    }
}

/// The facts that support sorts a mail by, one a line.
fn rows(facts: &ConsentFacts, words: &Words) -> Vec<String> {
    let accounts: Vec<_> = facts.accounts.iter().map(|account| account.name.as_str()).collect();
    let row = |id: &str, name: &str, value: &str| words.text(id, &[(name, value.into())]);
    let mut rows = vec![
        row("mail-row-reference", "reference", &facts.reference.to_string()),
        row("mail-row-bank", "bank", &facts.bank.name),
        row("mail-row-accounts", "accounts", &accounts.join(", ")),
    ];
    rows.extend(facts.problem.steps_tried.iter().map(|step| row("mail-row-step", "step", &step.name)));
    rows.push(row("mail-row-email", "email", &facts.person.email));
    rows
}

/// The words by which people compare the epoch's key.
fn key_words(record: &ConsentRecord) -> String {
    fingerprint_words(record.epoch.fingerprint, record.facts.language).join(" ")
}

#[cfg(test)]
mod tests;
