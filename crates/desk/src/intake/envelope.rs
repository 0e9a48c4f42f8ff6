use mail_parser::{HeaderName, Message, MessageParser, MimeHeaders};
use pli_format::{CaseReference, Language, SUPPORT_ADDRESS};

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
    /// One line.
    pub subject: Option<String>,
    /// The identifiers of `In-Reply-To` and `References`, in this order.
    pub answers: Vec<String>,
    /// The references that subject, names of attachments and text name, in this order.
    pub references: Vec<CaseReference>,
    /// What wrote it.
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

/// Whether a person wrote a mail, by its headers. Anything but a person is answered by nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Automation {
    /// As far as it says.
    #[default]
    None,
    /// A person, by way of a list (`Precedence: list`, RFC 2919).
    List,
    /// A program: an absence, a report, a newsletter (RFC 3834; RFC 3464). Its words mean nothing.
    Machine,
}

impl Envelope {
    /// Reads the headers of a mail.
    pub fn of(message: &Message<'_>) -> Self {
        let mut envelope = Self {
            sender: sender(message),
            message_id: message.message_id().filter(|id| id.len() <= FIELD).map(str::to_owned),
            subject: message.subject().filter(|subject| subject.len() <= FIELD).map(str::to_owned),
            automation: automation(message),
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

    /// Whether the mail came from the desk's own address.
    pub fn is_ours(&self) -> bool {
        self.sender.as_ref().is_some_and(|sender| sender.address.eq_ignore_ascii_case(SUPPORT_ADDRESS))
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
    let first = parsed.from()?.first()?;
    Some(Sender { name: first.name().map(str::to_owned), address: first.address()?.to_owned() })
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

fn automation(message: &Message<'_>) -> Automation {
    let mut list = false;
    for header in message.headers() {
        let value = message.raw_message.get(header.offset_start as usize..header.offset_end as usize);
        let value = value.and_then(|raw| str::from_utf8(raw).ok()).unwrap_or_default().trim().to_ascii_lowercase();
        let first = value.split([';', ' ', ',']).next().unwrap_or_default();
        match header.name.as_str().to_ascii_lowercase().as_str() {
            "auto-submitted" if first != "no" => return Automation::Machine,
            "precedence" if matches!(first, "bulk" | "junk" | "auto_reply" | "auto-reply") => {
                return Automation::Machine;
            }
            "x-auto-response-suppress" if !matches!(first, "" | "none") => return Automation::Machine,
            "x-autoreply" | "x-autorespond" | "x-failed-recipients" if first != "no" => return Automation::Machine,
            "return-path" if value == "<>" => return Automation::Machine,
            "from" if is_null(&value) => return Automation::Machine,
            "precedence" => list |= first == "list",
            "list-id" | "list-unsubscribe" => list = true,
            _ => {}
        }
    }
    let is_report = message.parts[0]
        .content_type()
        .is_some_and(|kind| kind.subtype().is_some_and(|sub| sub.eq_ignore_ascii_case("report")));
    match (is_report, list) {
        (true, _) => Automation::Machine,
        (_, true) => Automation::List,
        _ => Automation::None,
    }
}

/// A sender that no answer reaches.
fn is_null(from: &str) -> bool {
    ["<>", "mailer-daemon@", "postmaster@", "noreply@", "no-reply@", "donotreply@", "ne-pas-repondre@"].iter().any(
        |sender| {
            from == *sender
                || from
                    .strip_suffix('>')
                    .unwrap_or(from)
                    .rsplit('<')
                    .next()
                    .is_some_and(|address| address.starts_with(sender))
        },
    )
}
