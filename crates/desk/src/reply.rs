//! The drafts that the desk writes for support to send: the acknowledgement, what is missing, the
//! receipt. A draft is a file; nothing here sends anything.

use std::sync::LazyLock;

use fluent_bundle::FluentValue;
use jiff::{Timestamp, tz::TimeZone};
use pli_format::{
    Language,
    message_file::{Attachment, MessageFile},
    withdrawal::{self, Unsigned},
    words::{Catalogue, Words},
};

use crate::{
    intake::Sender,
    registry::Sending,
    submission::{Incomplete, Missing},
};

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::parse(
        include_str!("../../../assets/locales/desk.fr.ftl"),
        include_str!("../../../assets/locales/desk.en.ftl"),
    )
    .expect("the catalogues in the repository are valid, as a test proves")
});

fn words_of(language: Language) -> &'static Words {
    WORDS.of(language)
}

/// A draft of a mail to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What to call its file, without ending; ASCII.
    pub name: String,
    to: Option<(Option<String>, String)>,
    in_reply_to: Option<String>,
    subject: String,
    body: String,
    attachments: Vec<(String, Vec<u8>)>,
}

impl Reply {
    /// "We have received your case", with the gift.
    pub fn received(case: &Sending, months: i64, in_reply_to: Option<&str>) -> Self {
        let words = words_of(case.language);
        let reference = case.reference.to_string();
        let expires = date(case.expires_at, case.language);
        let body = words.text("received-body", &[("expires", expires.into()), ("months", months.into())]);
        Self {
            name: format!("{reference}-received-{}", case.short()),
            to: Some((Some(case.name.clone()), case.email.clone())),
            in_reply_to: in_reply_to.map(str::to_owned),
            subject: words.text("received-subject", &[("reference", reference.into())]),
            body: letter(words, Some(&case.name), &[body]),
            attachments: Vec::new(),
        }
    }

    /// "Something is missing", to whoever wrote. `mark` tells mails apart.
    pub fn incomplete(incomplete: &Incomplete, sender: Option<&Sender>, in_reply_to: Option<&str>, mark: &str) -> Self {
        let words = words_of(incomplete.language);
        let subject = match &incomplete.reference {
            Some(reference) => words.text("incomplete-subject-case", &[("reference", reference.as_str().into())]),
            None => words.text("incomplete-subject", &[]),
        };
        let missing = incomplete.missing.iter().map(|missing| match missing {
            Missing::Consent => "incomplete-consent",
            Missing::Sealed => "incomplete-sealed",
        });
        let list: Vec<String> = missing.map(|id| words.text(id, &[])).collect();
        let paragraphs = [words.text("incomplete-body", &[]), list.join("\n"), words.text("incomplete-how", &[])];
        Self {
            name: match &incomplete.reference {
                Some(reference) => format!("{reference}-incomplete-{mark}"),
                None => format!("{mark}-incomplete"),
            },
            to: sender.map(|sender| (sender.name.clone(), sender.address.clone())),
            in_reply_to: in_reply_to.map(str::to_owned),
            subject,
            body: letter(words, None, &paragraphs),
            attachments: Vec::new(),
        }
    }

    /// "Was it you?", to the person of the case; to whoever wrote where the case was not received.
    /// `mark` tells the mails about one case apart.
    pub fn unsigned(
        unsigned: &Unsigned,
        case: Option<&Sending>,
        sender: Option<&Sender>,
        in_reply_to: Option<&str>,
        mark: &str,
    ) -> Self {
        let Unsigned { reference, language } = unsigned;
        let words = words_of(case.map_or(*language, |case| case.language));
        let body = words.text("unsigned-body", &[("reference", reference.to_string().into())]);
        let person = case.map(|case| (Some(case.name.clone()), case.email.clone()));
        Self {
            name: format!("{reference}-unsigned-{mark}"),
            to: person.or_else(|| sender.map(|sender| (sender.name.clone(), sender.address.clone()))),
            in_reply_to: in_reply_to.map(str::to_owned),
            subject: format!("Re: {}", withdrawal::subject(reference, *language)),
            body: letter(words, case.map(|case| &*case.name), &[body]),
            attachments: Vec::new(),
        }
    }

    /// "Your credentials are deleted", with the receipt and its signature. `reason` is the receipt's.
    pub fn closed(case: &Sending, closed_at: Timestamp, reason: &str, attachments: Vec<(String, Vec<u8>)>) -> Self {
        let words = words_of(case.language);
        let reference = case.reference.to_string();
        let closed = date(closed_at, case.language);
        let paragraphs =
            [words.text(&format!("closed-{reason}"), &[]), words.text("closed-body", &[("closed", closed.into())])];
        Self {
            name: format!("{reference}-closed-{}", case.short()),
            to: Some((Some(case.name.clone()), case.email.clone())),
            in_reply_to: None,
            subject: words.text("closed-subject", &[("reference", reference.into())]),
            body: letter(words, Some(&case.name), &paragraphs),
            attachments,
        }
    }

    /// The draft as a message file. An address that is none leaves the draft without one.
    pub fn to_eml(&self) -> Vec<u8> {
        let attachments: Vec<Attachment<'_>> = self
            .attachments
            .iter()
            .map(|(name, bytes)| Attachment { name, media_type: "application/octet-stream", bytes })
            .collect();
        MessageFile {
            to: self.to.as_ref().map(|(name, address)| (name.as_deref(), address.as_str())),
            in_reply_to: self.in_reply_to.as_deref(),
            subject: &self.subject,
            body: &self.body,
            attachments: &attachments,
        }
        .to_bytes()
    }
}

fn letter(words: &Words, name: Option<&str>, paragraphs: &[String]) -> String {
    let greeting = match name {
        Some(name) => words.text("reply-greeting", &[("name", FluentValue::from(name))]),
        None => words.text("reply-greeting-unnamed", &[]),
    };
    format!("{greeting}\n\n{}\n\n{}\n", paragraphs.join("\n\n"), words.text("reply-signature", &[]))
}

/// The day in Paris, where Bankin' is: `23/12/2026`, or `23 December 2026`.
fn date(at: Timestamp, language: Language) -> String {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let format = match language {
        Language::Fr => "%d/%m/%Y",
        Language::En => "%-d %B %Y",
    };
    at.to_zoned(paris).strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_catalogues_have_the_same_messages() {
        let ids = |source: &str| -> Vec<String> {
            source
                .lines()
                .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
                .filter_map(|line| line.split_once(" ="))
                .map(|(id, _)| id.to_owned())
                .collect()
        };
        let french = ids(include_str!("../../../assets/locales/desk.fr.ftl"));
        assert_eq!(french, ids(include_str!("../../../assets/locales/desk.en.ftl")));
        assert!(french.iter().all(|id| Language::ALL.iter().all(|language| WORDS.of(*language).has(id))));
    }

    #[test]
    fn what_is_missing_is_asked_for_in_answer_to_the_mail() {
        let incomplete =
            Incomplete { reference: None, language: Language::Fr, missing: vec![Missing::Sealed], clues: vec![] };
        let sender = Sender { name: None, address: "helene.marchand@exemple.fr".into() };
        let eml = String::from_utf8(Reply::incomplete(&incomplete, Some(&sender), Some("1@exemple.fr"), "1").to_eml())
            .unwrap();
        assert!(eml.starts_with("X-Unsent: 1\r\n"), "{eml}");
        assert!(eml.contains("\r\nTo: helene.marchand@exemple.fr\r\n"), "{eml}");
        assert!(eml.contains("\r\nIn-Reply-To: <1@exemple.fr>\r\n"), "{eml}");
        assert!(eml.contains("identifiants chiffr=C3=A9s"), "{eml}");
        assert!(!eml.contains("l=E2=80=99accord sign=C3=A9"), "{eml}");
    }

    #[test]
    fn a_sender_cannot_add_headers_to_the_draft() {
        let incomplete =
            Incomplete { reference: None, language: Language::En, missing: vec![Missing::Consent], clues: vec![] };
        let sender =
            Sender { name: Some("a\r\nBcc: b@exemple.fr".into()), address: "a@exemple.fr\r\nBcc: c@exemple.fr".into() };
        let eml = String::from_utf8(Reply::incomplete(&incomplete, Some(&sender), Some("1\r\nBcc: d"), "1").to_eml())
            .unwrap();
        assert!(!eml.contains("Bcc"), "{eml}");
    }
}
