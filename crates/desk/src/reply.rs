//! The drafts that the desk writes for support to send: the acknowledgement, what is missing, the
//! proof. A draft is a file; nothing here sends anything.

use fluent_bundle::FluentValue;
use jiff::{Timestamp, tz::TimeZone};
use pli_format::{
    CaseReference, Language, SUPPORT_ADDRESS, mail,
    message_file::{Attachment, MessageFile},
    receipt,
    rules::Bank,
    withdrawal,
    words::Words,
};

use crate::{
    download_page, draft_mark,
    intake::{Clue, Envelope, Sender},
    person,
    registry::{Invitation, Sending},
    submission::{Incomplete, Missing, Unsigned},
    words::words_of,
};

/// How much of a file's name is repeated to the person, in characters.
const NAME: usize = 60;

/// A draft of a mail to the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// What to call its file, without ending; ASCII.
    pub name: String,
    to: Option<(Option<String>, String)>,
    in_reply_to: Option<String>,
    subject: String,
    body: String,
    attachments: Vec<(String, Vec<u8>)>,
}

/// A closed sending, and the receipt of its deletion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub sending: Sending,
    /// The receipt file.
    pub receipt: String,
    /// Whether the bank's password is still needed.
    pub is_password_needed: bool,
}

impl Reply {
    /// "We have received your case", with the gift.
    pub fn received(case: &Sending, months: i64, in_reply_to: Option<&str>) -> Self {
        let words = words_of(case.language);
        let reference = case.reference.to_string();
        let expires = date(case.expires_at, case.language);
        let body = words.text("received-body", &[("expires", expires.into()), ("months", months.into())]);
        Self {
            name: case.acknowledgement(),
            to: Some((Some(case.name.clone()), case.email.clone())),
            in_reply_to: in_reply_to.map(str::to_owned),
            subject: words.text("received-subject", &[("reference", reference.into())]),
            body: letter(words, Some(&case.name), &[body]),
            attachments: Vec::new(),
        }
    }

    /// "You may share your credentials", to the person whom support invites.
    pub fn invitation(invitation: &Invitation, bank: Option<&Bank>) -> Self {
        let words = words_of(invitation.language);
        let language = invitation.language;
        let list = |names: Vec<&String>| names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
        let accounts =
            bank.map(|bank| list(bank.accounts().iter().map(|account| account.name.get(language)).collect()));
        let steps = bank.map(|bank| list(bank.steps().iter().map(|step| step.name.get(language)).collect()));
        let fields = bank.map(|bank| list(bank.credentials().iter().map(|field| field.name.get(language)).collect()));
        let values = [
            ("reference", invitation.reference.to_string().into()),
            ("download", download_page::address().into()),
            ("support", SUPPORT_ADDRESS.into()),
            ("bank", bank.map_or("-", Bank::name).to_owned().into()),
            ("accounts", accounts.unwrap_or_default().into()),
            ("steps", steps.clone().unwrap_or_default().into()),
            ("fields", fields.unwrap_or_default().into()),
        ];
        let kind = if bank.is_some() { "-bank" } else { "" };
        let mut paragraphs = vec![words.text(&format!("invitation-body{kind}"), &values)];
        if steps.is_some_and(|steps| !steps.is_empty()) {
            paragraphs.push(words.text("invitation-steps", &values));
        }
        paragraphs.push(words.text("invitation-link", &values));
        paragraphs.push(words.text(&format!("invitation-asked{kind}"), &values));
        paragraphs.extend(["invitation-never", "invitation-check"].map(|id| words.text(id, &values)));
        Self {
            name: format!("{}-invitation", invitation.reference),
            to: Some((None, invitation.email.clone())),
            subject: words.text("invitation-subject", &values),
            body: letter(words, None, &paragraphs),
            ..Self::default()
        }
    }

    /// "Something is missing", to whoever wrote. `mark` tells mails apart.
    pub fn incomplete(incomplete: &Incomplete, envelope: &Envelope, mark: &str) -> Self {
        let words = words_of(incomplete.language);
        let subject = match &incomplete.reference {
            Some(reference) => words.text("incomplete-subject-request", &[("reference", reference.to_string().into())]),
            None => words.text("incomplete-subject", &[]),
        };
        let missing = incomplete.missing.iter().map(|missing| match missing {
            Missing::Consent => "incomplete-consent",
            Missing::Sealed => "incomplete-sealed",
        });
        let list: Vec<String> = missing.map(|id| words.text(id, &[])).collect();
        let body = if incomplete.has_come { "incomplete-body-another" } else { "incomplete-body" };
        let mut paragraphs = vec![words.text(body, &[]), list.join("\n")];
        paragraphs.extend(incomplete.clues.iter().map(|clue| explained(clue, words)));
        paragraphs.push(words.text("incomplete-how", &[]));
        Self {
            name: match &incomplete.reference {
                Some(reference) => format!("{reference}-incomplete-{mark}"),
                None => format!("{mark}-incomplete"),
            },
            subject,
            body: letter(words, None, &paragraphs),
            ..Self::answering(envelope)
        }
    }

    /// "You were right to write", to a person whom somebody asked who should not have.
    pub fn fraud(envelope: &Envelope, mark: &str) -> Self {
        let words = words_of(envelope.language);
        Self {
            name: format!("{mark}-fraud"),
            subject: words.text("fraud-subject", &[]),
            body: letter(words, None, &[words.text("fraud-body", &[])]),
            ..Self::answering(envelope)
        }
    }

    /// "Was it you?", to the person of the case; to whoever wrote where the case was not received.
    /// `mark` tells the mails about one case apart.
    pub fn unsigned(
        reference: &CaseReference,
        unsigned: &Unsigned,
        case: Option<&Sending>,
        envelope: &Envelope,
        mark: &str,
    ) -> Self {
        let words = words_of(case.map_or(unsigned.language, |case| case.language));
        let body = words.text("unsigned-body", &[("reference", reference.to_string().into())]);
        let answering = Self::answering(envelope);
        let person = case.map(|case| (Some(case.name.clone()), case.email.clone()));
        Self {
            name: match case {
                Some(case) => format!("{reference}-unsigned-{}-{mark}", case.short()),
                None => format!("{reference}-unsigned-{mark}"),
            },
            to: person.or(answering.to),
            in_reply_to: answering.in_reply_to,
            subject: format!("Re: {}", withdrawal::subject(reference, unsigned.language)),
            body: letter(words, case.map(|case| &*case.name), &[body]),
            attachments: Vec::new(),
        }
    }

    /// A draft without words, to whoever wrote.
    fn answering(envelope: &Envelope) -> Self {
        Self {
            to: envelope.sender.as_ref().map(|Sender { name, address }| (name.clone(), address.clone())),
            in_reply_to: envelope.message_id.clone(),
            ..Self::default()
        }
    }

    /// "Your credentials are deleted", with the receipt and its signature. `reason` is the receipt's;
    /// `is_password_needed` says whether another sending holds the bank's password, which is then not to be changed.
    pub fn closed(
        case: &Sending,
        closed_at: Timestamp,
        reason: &str,
        is_password_needed: bool,
        attachments: Vec<(String, Vec<u8>)>,
    ) -> Self {
        let words = words_of(case.language);
        let reference = case.reference.to_string();
        let closed = date(closed_at, case.language);
        let (subject, password) = if is_password_needed {
            ("closed-subject-one", "closed-password-later")
        } else {
            ("closed-subject", "closed-password")
        };
        let paragraphs = [
            words.text(&format!("closed-{reason}"), &[]),
            words.text("closed-body", &[("closed", closed.into())]),
            words.text(password, &[]),
            words.text("closed-copy", &[]),
        ];
        Self {
            name: format!("{reference}-closed-{}", case.short()),
            to: Some((Some(case.name.clone()), case.email.clone())),
            in_reply_to: None,
            subject: words.text(subject, &[("reference", reference.into())]),
            body: letter(words, Some(&case.name), &paragraphs),
            attachments,
        }
    }

    /// The receipt once more, in answer to a mail that asks for it: to the address of the consent, whoever
    /// asks. None where that was erased. `mark` tells such mails apart.
    pub fn proof(proof: &Proof, envelope: &Envelope, mark: &str) -> Option<Self> {
        let Proof { sending, receipt, is_password_needed } = proof;
        let (closed_at, reason) = (sending.closed_at?, sending.reason.as_deref()?);
        if sending.email.is_empty() {
            return None;
        }
        let attachment = (receipt::file_name(&sending.reference), receipt.clone().into_bytes());
        let closed = Self::closed(sending, closed_at, reason, *is_password_needed, vec![attachment]);
        let is_theirs = envelope.address().is_some_and(|address| person::is_same(address, &sending.email));
        let in_reply_to = envelope.message_id.clone().filter(|_| is_theirs);
        Some(Self { name: format!("{}-{mark}", closed.name), in_reply_to, ..closed })
    }

    /// The address that it is to.
    pub fn address(&self) -> Option<&str> {
        self.to.as_ref().map(|(_, address)| address.as_str())
    }

    /// The `Message-ID`, without angle brackets: of the draft's name, so that the same draft has the
    /// same. A mail client may give the mail another when it is sent; then its subject is what an
    /// answer is known by.
    pub fn message_id(&self) -> String {
        draft_mark::message_id(&self.name)
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
            message_id: Some(&self.message_id()),
            in_reply_to: self.in_reply_to.as_deref(),
            subject: &self.subject,
            body: &self.body,
            attachments: &attachments,
        }
        .to_bytes()
    }
}

/// What a clue means to the person, in a paragraph.
fn explained(clue: &Clue, words: &Words) -> String {
    let file: String = clue.file().unwrap_or_default().chars().filter(|c| !c.is_control()).take(NAME).collect();
    let file = if file.trim().is_empty() { words.text("file-unnamed", &[]) } else { file };
    let host = if let Clue::Link(host) = clue { host } else { "" };
    words.text(&format!("clue-{}", clue.code()), &[("file", file.into()), ("host", host.into())])
}

fn letter(words: &Words, name: Option<&str>, paragraphs: &[String]) -> String {
    let greeting = match name {
        Some(name) => words.text("reply-greeting", &[("name", FluentValue::from(name))]),
        None => words.text("reply-greeting-unnamed", &[]),
    };
    format!("{greeting}\n\n{}\n\n{}\n", paragraphs.join("\n\n"), words.text("reply-signature", &[]))
}

/// The day in Paris, where Bankin' is.
fn date(at: Timestamp, language: Language) -> String {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    mail::date(language, at.to_zoned(paris).date())
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
        assert!(french.iter().all(|id| Language::ALL.iter().all(|language| words_of(*language).has(id))));
    }

    fn envelope(sender: Option<Sender>, message_id: &str) -> Envelope {
        Envelope { sender, message_id: Some(message_id.to_owned()), ..Envelope::default() }
    }

    fn incomplete(language: Language, missing: Missing, clues: Vec<Clue>) -> Incomplete {
        Incomplete { reference: None, language, missing: vec![missing], clues, has_come: false }
    }

    #[test]
    fn what_is_missing_is_asked_for_in_answer_to_the_mail() {
        let sender = Sender { name: None, address: "helene.marchand@exemple.fr".into() };
        let envelope = envelope(Some(sender), "1@exemple.fr");
        let eml = String::from_utf8(
            Reply::incomplete(&incomplete(Language::Fr, Missing::Sealed, vec![]), &envelope, "1").to_eml(),
        )
        .unwrap();
        assert!(eml.starts_with("X-Unsent: 1\r\n"), "{eml}");
        assert!(eml.contains("\r\nTo: helene.marchand@exemple.fr\r\n"), "{eml}");
        assert!(eml.contains("\r\nIn-Reply-To: <1@exemple.fr>\r\n"), "{eml}");
        assert!(eml.contains("\r\nMessage-ID: <1-incomplete.pli-desk@bankin.com>\r\n"), "{eml}");
        assert!(eml.contains("identifiants scell=C3=A9s"), "{eml}");
        assert!(!eml.contains("votre accord sign=C3=A9"), "{eml}");
    }

    #[test]
    fn a_sender_cannot_add_headers_to_the_draft() {
        let sender =
            Sender { name: Some("a\r\nBcc: b@exemple.fr".into()), address: "a@exemple.fr\r\nBcc: c@exemple.fr".into() };
        let clues = vec![Clue::Picture("a\r\nBcc: e@exemple.fr".into())];
        let envelope = envelope(Some(sender), "1\r\nBcc: d");
        let reply = Reply::incomplete(&incomplete(Language::En, Missing::Consent, clues), &envelope, "1");
        let eml = String::from_utf8(reply.to_eml()).unwrap();
        assert!(!eml.contains("\nBcc"), "{eml}");
    }

    #[test]
    fn every_clue_has_words_of_its_own_in_both_languages() {
        let name = || "i.age".to_owned();
        let clues = [
            Clue::CutOff,
            Clue::NotAge(name()),
            Clue::NotPdf(name()),
            Clue::Empty(name()),
            Clue::Winmail,
            Clue::WithoutRecord(name()),
            Clue::CutPdf(name()),
            Clue::SavedAgain(name()),
            Clue::LineEnds(name()),
            Clue::Recoded(name()),
            Clue::Damaged(name()),
            Clue::OtherSealedFile(name()),
            Clue::Link("WeTransfer"),
            Clue::Picture(name()),
            Clue::Locked(name()),
            Clue::Unopened(name()),
            Clue::OutlookFile(name()),
            Clue::Encrypted,
            Clue::Calendar,
            Clue::ManyWithdrawals,
        ];
        for language in Language::ALL {
            let mut said: Vec<String> = clues.iter().map(|clue| explained(clue, words_of(language))).collect();
            assert!(said.iter().all(|text| text.len() > 30 && !text.starts_with("clue-")), "{said:?}");
            said.sort();
            said.dedup();
            assert_eq!(said.len(), clues.len());
        }
    }

    #[test]
    fn dates_are_written_in_one_way_a_language() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(date(at("2026-12-27T13:05:00Z"), Language::Fr), "27 décembre 2026");
        assert_eq!(date(at("2026-07-31T22:30:00Z"), Language::Fr), "1er août 2026");
        assert_eq!(date(at("2026-12-27T13:05:00Z"), Language::En), "27 December 2026");
    }
}
