//! The draft: the unsent mail to support, in the person's words and language.
//!
//! A draft is composed from the answers and from the names of the two attachments, never from
//! credentials: no function here takes one. What a person types in the answers is compared with the
//! credentials when they are sealed ([`crate::ProblemCode::CredentialInAnswers`]).

mod compose_url;
mod eml;

use crate::{
    CaseReference, Language, SUPPORT_ADDRESS,
    case::{AskedBy, MailView},
    consent::ConsentFacts,
    words::Words,
};

pub use compose_url::{ComposeUrl, MAILTO};
pub use eml::{Attachment, AttachmentKind};

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

/// A mail without attachment, for a person who has nothing to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainMail<'a> {
    /// The rules do not foresee sharing for this bank's accounts; empty for a bank they do not know.
    NotEligible {
        /// The bank's name.
        bank: &'a str,
    },
    /// Somebody asked for the credentials who should not have.
    FraudStop {
        /// Who asked.
        by: AskedBy,
    },
}

impl Draft {
    /// The draft that goes with a package.
    ///
    /// `attached` are the file names of the consent PDF and the sealed file, `key_words` the words
    /// by which people compare the epoch's key.
    pub fn of_package(facts: &ConsentFacts, attached: [&str; 2], key_words: &str) -> Self {
        let words = Words::of(facts.language);
        let text = |id: &str, name: &str, value: &str| words.text(id, &[(name, value.into())]);
        let accounts: Vec<_> = facts
            .accounts
            .iter()
            .map(|account| account.name.as_str())
            .collect();
        let mut rows = vec![
            text(
                "mail-row-reference",
                "reference",
                &facts.reference.to_string(),
            ),
            text("mail-row-bank", "bank", &facts.bank.name),
            text("mail-row-accounts", "accounts", &accounts.join(", ")),
            text("mail-row-since", "since", &facts.problem.since),
        ];
        if facts.problem.manual_sync_tried == Some(true) {
            rows.push(words.text("mail-row-manual-sync", &[]));
        }
        rows.push(text("mail-row-email", "email", &facts.person.email));
        let before = [
            &words.text("mail-greeting", &[]),
            &words.text("mail-purpose", &[]),
            &rows.join("\n"),
            &words.text("mail-description", &[]),
        ]
        .map(String::as_str)
        .join("\n\n");
        let attachments = [
            words.text("mail-attachments", &[]),
            text("mail-attachment-consent", "file", attached[0]),
            text("mail-attachment-sealed", "file", attached[1]),
            text("mail-key", "words", key_words),
        ];
        Self {
            subject: subject(words, &facts.reference),
            before: before + "\n",
            description: facts.problem.description.clone(),
            after: format!("\n\n{}\n\n{}\n", attachments.join("\n"), facts.person.name),
            shortened: text("mail-shortened", "file", attached[0]),
        }
    }

    /// A mail without attachment.
    pub fn plain(language: Language, mail: PlainMail<'_>) -> Self {
        let words = Words::of(language);
        let (subject, body) = match mail {
            PlainMail::NotEligible { bank: "" } => (
                words.text("mail-plain-subject", &[]),
                words.text("mail-plain-body", &[]),
            ),
            PlainMail::NotEligible { bank } => (
                words.text("mail-plain-bank-subject", &[("bank", bank.into())]),
                words.text("mail-plain-bank-body", &[("bank", bank.into())]),
            ),
            PlainMail::FraudStop { by } => (
                words.text("mail-fraud-subject", &[]),
                words.text("mail-fraud-body", &[("by", asked_by(by).into())]),
            ),
        };
        let before = format!("{}\n\n{body}\n", words.text("mail-greeting", &[]));
        Self {
            subject,
            before,
            description: String::new(),
            after: String::new(),
            shortened: String::new(),
        }
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

    /// The draft as a page shows it.
    pub fn view(&self) -> MailView {
        MailView {
            to: self.to().to_owned(),
            subject: self.subject.clone(),
            body: self.body(),
        }
    }
}

fn subject(words: &Words, reference: &CaseReference) -> String {
    words.text(
        "mail-subject",
        &[("reference", reference.to_string().into())],
    )
}

/// The selector that the catalogues use.
fn asked_by(by: AskedBy) -> &'static str {
    match by {
        AskedBy::PhoneCall => "phone-call",
        AskedBy::TextMessage => "text-message",
        AskedBy::Support | AskedBy::Article | AskedBy::SomeoneElse => "someone-else",
    }
}

#[cfg(test)]
mod tests;
