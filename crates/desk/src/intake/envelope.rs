use mail_parser::{HeaderName, Message, MessageParser};
use pli_format::{CaseReference, Language, SUPPORT_ADDRESS};

use super::Automation;
use crate::draft_mark;

/// The longest address, identifier or subject that is read, in bytes.
pub const FIELD: usize = 1_000;
/// The most mails that one is taken to answer.
const ANSWERED: usize = 50;

/// Who wrote, and what the mail answers: as it claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Who wrote, if the mail says so.
    pub sender: Option<Sender>,
    /// The mail's identifier, without angle brackets (RFC 5322, 3.6.4).
    pub message_id: Option<String>,
    pub subject: Option<String>,
    /// The identifiers of `In-Reply-To` and `References`, in this order.
    pub answers: Vec<String>,
    /// The references that subject, names of attachments and text name, in this order.
    pub references: Vec<CaseReference>,
    pub automation: Automation,
    /// The language to answer in where no consent says another.
    pub language: Language,
}

/// The sender of a mail, as the mail claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The display name, if any.
    pub name: Option<String>,
    /// The address; not checked.
    pub address: String,
}

impl Envelope {
    /// Reads the headers of a mail.
    pub fn of(message: &Message<'_>) -> Self {
        let mut envelope = Self {
            sender: sender(message),
            message_id: message.message_id().filter(|id| id.len() <= FIELD).map(str::to_owned),
            subject: message.subject().filter(|subject| subject.len() <= FIELD).map(str::to_owned),
            automation: Automation::of(message),
            ..Self::default()
        };
        for name in [HeaderName::InReplyTo, HeaderName::References] {
            for id in identifiers(message.header_raw(name).unwrap_or_default()) {
                if envelope.answers.len() < ANSWERED && !envelope.answers.iter().any(|known| known == id) {
                    envelope.answers.push(id.to_owned());
                }
            }
        }
        envelope
    }

    /// The address of who wrote, if the mail says so.
    pub fn address(&self) -> Option<&str> {
        self.sender.as_ref().map(|sender| sender.address.as_str())
    }

    /// Whether the mail came from the desk's own address.
    pub fn is_ours(&self) -> bool {
        self.address().is_some_and(|address| address.eq_ignore_ascii_case(SUPPORT_ADDRESS))
    }

    /// Whether a program wrote it, which is sent nothing (RFC 3834, 2) and whose words mean nothing.
    pub fn is_automatic(&self) -> bool {
        self.automation == Automation::Machine
    }

    /// Whether a draft may answer it: a person wrote it, and it was not us.
    pub fn is_answered(&self) -> bool {
        self.automation == Automation::None && !self.is_ours()
    }

    /// Whether it names a draft of ours as the mail that it answers.
    pub fn answers_a_draft(&self) -> bool {
        self.answers.iter().any(|id| draft_mark::is_message_id(id))
    }

    /// Notes these references, too.
    pub fn name(&mut self, references: Vec<CaseReference>) {
        for reference in references {
            if self.references.len() < super::reference::MOST && !self.references.contains(&reference) {
                self.references.push(reference);
            }
        }
    }
}

fn sender(message: &Message<'_>) -> Option<Sender> {
    let raw = message.header_raw(HeaderName::From).filter(|raw| raw.len() <= FIELD)?;
    let field = format!("From: {}\r\n\r\n", raw.trim());
    let parsed = MessageParser::new().with_address_headers().parse_headers(field.as_bytes())?;
    // `Marchand, Hélène <helene@exemple.fr>`, without quotation marks, is two, and one has no address.
    let mut senders = parsed.from()?.iter().filter_map(|sender| Some((sender.name(), sender.address()?)));
    let (name, address) = senders.find(|(_, address)| address.contains('@'))?;
    Some(Sender { name: name.map(str::to_owned), address: address.to_owned() })
}

/// What stands between angle brackets.
fn identifiers(field: &str) -> impl Iterator<Item = &str> {
    field
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .map(|(id, _)| id.trim())
        .filter(|id| id.len() <= FIELD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_is_the_first_with_an_address() {
        for (from, name, address) in [
            ("Hélène Marchand <helene@exemple.fr>", Some("Hélène Marchand"), "helene@exemple.fr"),
            ("helene@exemple.fr", None, "helene@exemple.fr"),
            ("Marchand, Hélène <helene@exemple.fr>", Some("Hélène"), "helene@exemple.fr"),
            ("\"Marchand, Hélène\" <helene@exemple.fr>", Some("Marchand, Hélène"), "helene@exemple.fr"),
            ("Hélène <helene@exemple.fr>, Anne <anne@exemple.fr>", Some("Hélène"), "helene@exemple.fr"),
        ] {
            let mail = format!("From: {from}\r\n\r\nx");
            let message = MessageParser::new().header_raw(HeaderName::From).parse(&mail).unwrap();
            let expected = Sender { name: name.map(str::to_owned), address: address.to_owned() };
            assert_eq!(Envelope::of(&message).sender, Some(expected), "{from}");
        }
        for from in ["", "Hélène", "Marchand, Hélène"] {
            let mail = format!("From: {from}\r\n\r\nx");
            let message = MessageParser::new().header_raw(HeaderName::From).parse(&mail).unwrap();
            assert_eq!(Envelope::of(&message).sender, None, "{from}");
        }
    }
}
