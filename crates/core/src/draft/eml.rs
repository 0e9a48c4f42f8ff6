use lettre::message::{
    Body, Mailboxes, MaybeString, MultiPart, MultiPartKind, SinglePart,
    header::{
        ContentDisposition, ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0,
        Subject, To,
    },
};

use super::Draft;

/// A file of the package, as it is attached.
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

impl Draft {
    /// The draft as a message file (RFC 5322, MIME): a pure function of its input.
    ///
    /// `X-Unsent: 1` makes Thunderbird and Outlook open it for writing. It stands first because a
    /// file that begins with `To:` is taken for plain text. The mail client adds `From`, `Date` and
    /// `Message-ID` when the person sends.
    pub fn to_eml(&self, attachments: &[Attachment<'_>]) -> Vec<u8> {
        let message = MultiPart::builder()
            .header(Unsent)
            .header(To::from(self.to().parse::<Mailboxes>().expect("support's address is one")))
            .header(Subject::from(self.subject.clone()))
            .header(MIME_VERSION_1_0)
            .kind(MultiPartKind::Mixed)
            .boundary(BOUNDARY)
            .singlepart(text_part(self.body()));
        attachments.iter().fold(message, |message, file| message.singlepart(attached_part(file))).formatted()
    }
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
