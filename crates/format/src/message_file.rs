//! The message file: a mail that nobody has sent yet, as RFC 5322 and MIME have it.

use lettre::message::{
    Body, Mailbox, Mailboxes, MaybeString, MultiPart, MultiPartKind, SinglePart,
    header::{
        ContentDisposition, ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue, InReplyTo,
        MIME_VERSION_1_0, MessageId, Subject, To,
    },
};

/// An unsent mail, complete but for what its sender's mail client adds: `From`, `Date`, and `Message-ID`
/// where it has none.
#[derive(Clone, Debug)]
pub struct MessageFile<'a> {
    /// The addressee: a name, and an address. One that is no address leaves the message without.
    pub to: Option<(Option<&'a str>, &'a str)>,
    /// A `Message-ID` of its own, without angle brackets, where answers are to be known by it.
    pub message_id: Option<&'a str>,
    /// The `Message-ID` of the mail that this one answers, without its angle brackets.
    pub in_reply_to: Option<&'a str>,
    /// Without line breaks; encoded where it is not ASCII (RFC 2047).
    pub subject: &'a str,
    /// The text; lines end with a line feed.
    pub body: &'a str,
    /// In this order.
    pub attachments: &'a [Attachment<'a>],
}

/// A file, as it is attached.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// ASCII file name, so that no client has to decode it.
    pub name: &'a str,
    /// Such as `application/pdf`. For the sealed file `application/octet-stream`: the registered
    /// `application/vnd.age` is unknown to the filters of mail providers.
    pub media_type: &'static str,
    /// The file's bytes.
    pub bytes: &'a [u8],
}

/// Neither quoted-printable nor base64 can hold `=_` (RFC 2045, 6.7), so no part can hold this.
const BOUNDARY: &str = "=_pli";

impl MessageFile<'_> {
    /// The file's bytes: a pure function of the message.
    ///
    /// `X-Unsent: 1` makes Thunderbird and Outlook open it for writing. It stands first because a
    /// file that begins with `To:` is taken for plain text.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut message = MultiPart::builder().header(Unsent);
        if let Some(to) = self.addressee() {
            message = message.header(To::from(Mailboxes::from(to)));
        }
        message = message.header(Subject::from(self.subject.to_owned())).header(MIME_VERSION_1_0);
        if let Some(id) = self.message_id.filter(|id| is_message_id(id)) {
            message = message.header(MessageId::from(format!("<{id}>")));
        }
        if let Some(id) = self.in_reply_to.filter(|id| is_message_id(id)) {
            message = message.header(InReplyTo::from(format!("<{id}>")));
        }
        let message = message.kind(MultiPartKind::Mixed).boundary(BOUNDARY).singlepart(text_part(self.body.to_owned()));
        self.attachments.iter().fold(message, |message, file| message.singlepart(attached_part(file))).formatted()
    }

    fn addressee(&self) -> Option<Mailbox> {
        let (name, address) = self.to?;
        Some(Mailbox::new(name.map(str::to_owned), address.parse().ok()?))
    }
}

/// Nothing that could end the header or begin another.
fn is_message_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|c| c.is_ascii_graphic() && !matches!(c, b'<' | b'>'))
}

fn text_part(body: String) -> SinglePart {
    SinglePart::builder().header(ContentType::TEXT_PLAIN).body(encoded(body, ContentTransferEncoding::QuotedPrintable))
}

fn attached_part(file: &Attachment<'_>) -> SinglePart {
    SinglePart::builder()
        .header(ContentDisposition::attachment(file.name))
        .header(ContentType::parse(file.media_type).expect("a media type written in the code"))
        .body(encoded(file.bytes.to_vec(), ContentTransferEncoding::Base64))
}

fn encoded(content: impl Into<MaybeString>, encoding: ContentTransferEncoding) -> Body {
    Body::new_with_encoding(content, encoding).expect("quoted-printable and base64 encode anything")
}

/// `X-Unsent: 1`
#[derive(Clone)]
struct Unsent;

impl Header for Unsent {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Unsent")
    }

    fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        if value == "1" { Ok(Self) } else { Err("X-Unsent is 1 or absent".into()) }
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "1".to_owned())
    }
}
