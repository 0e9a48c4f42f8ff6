//! One mail, taken apart.

use std::borrow::Cow;

use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType, decoders::html::html_to_text};
use pli_format::withdrawal;

use super::{Attachment, Delivery, Kind, MailError, Remark, Sender, Source, decoding, limits};

/// The longest address, identifier or subject that is read, in bytes.
const FIELD: usize = 1_000;

/// Reads a mail: every age file, PDF and withdrawal in it, however deep, whatever they are called;
/// withdrawals in its text, too, where the app writes them.
///
/// # Errors
/// [`MailError`]; a mail that is only odd gives a [`Remark`] instead.
pub fn read(source: Source, mail: &[u8]) -> Result<Delivery, MailError> {
    limits::weigh(mail)?;
    let message = parser().parse(mail).filter(has_a_known_header).ok_or(MailError::NotMail)?;
    let mut delivery = Delivery {
        sender: sender(&message),
        message_id: message.message_id().filter(|id| id.len() <= FIELD).map(str::to_owned),
        ..Delivery::of(source)
    };
    if is_cut_off(&message) {
        delivery.remarks.push(Remark::CutOff);
    }
    let mut parts = 0;
    collect(&message, 1, &mut parts, &mut delivery)?;
    Ok(delivery)
}

/// The parser takes any text for a header without its colon.
fn has_a_known_header(message: &Message<'_>) -> bool {
    message.headers().iter().any(|header| !matches!(header.name, mail_parser::HeaderName::Other(_)))
}

/// Reads only what is needed: an address list of a million is not worth a million addresses.
fn parser() -> MessageParser {
    MessageParser::new()
        .with_mime_headers()
        .header_id(mail_parser::HeaderName::MessageId)
        .header_text(mail_parser::HeaderName::Subject)
        .header_raw(mail_parser::HeaderName::From)
        .default_header_ignore()
}

fn sender(message: &Message<'_>) -> Option<Sender> {
    let raw = message.header_raw(mail_parser::HeaderName::From).filter(|raw| raw.len() <= FIELD)?;
    let field = format!("From: {}\r\n\r\n", raw.trim());
    let parsed = MessageParser::new().with_address_headers().parse_headers(field.as_bytes())?;
    let first = parsed.from()?.first()?;
    Some(Sender { name: first.name().map(str::to_owned), address: first.address()?.to_owned() })
}

fn collect(message: &Message<'_>, depth: usize, parts: &mut usize, delivery: &mut Delivery) -> Result<(), MailError> {
    if depth > limits::DEPTH {
        return Err(MailError::TooDeep);
    }
    *parts += message.parts.len();
    if *parts > limits::PARTS {
        return Err(MailError::TooManyParts);
    }
    let subject = message.subject().filter(|subject| subject.len() <= FIELD);
    delivery.unsigned = delivery.unsigned.take().or_else(|| withdrawal::unsigned_in(subject?));
    for part in &message.parts {
        match &part.body {
            PartType::Multipart(_) => {}
            PartType::Message(forwarded) => collect(forwarded, depth + 1, parts, delivery)?,
            _ => sort(name(part), content(message, part), text(part), delivery),
        }
    }
    Ok(())
}

/// The bytes of a part. A part that the parser took for text is decoded again from the source,
/// since reading a file as text changes it.
fn content<'a>(message: &'a Message<'_>, part: &'a MessagePart<'_>) -> Cow<'a, [u8]> {
    let body = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) if !part.is_encoding_problem => Cow::Borrowed(bytes),
        _ => decoding::decode(body, declared_encoding(part)).map_or(Cow::Borrowed(body), Cow::Owned),
    }
}

/// What a part says to its reader, in the character set that it names.
fn text<'a>(part: &'a MessagePart<'_>) -> Option<Cow<'a, str>> {
    match &part.body {
        PartType::Text(text) if !part.is_encoding_problem => Some(Cow::Borrowed(text)),
        PartType::Html(html) => Some(Cow::Owned(html_to_text(html))),
        _ => None,
    }
}

/// What the part's header says; the parser forgets it where decoding failed.
fn declared_encoding(part: &MessagePart<'_>) -> Encoding {
    match part.content_transfer_encoding().map(str::trim) {
        Some(encoding) if encoding.eq_ignore_ascii_case("base64") => Encoding::Base64,
        Some(encoding) if encoding.eq_ignore_ascii_case("quoted-printable") => Encoding::QuotedPrintable,
        _ => Encoding::None,
    }
}

fn name(part: &MessagePart<'_>) -> String {
    part.attachment_name().unwrap_or_default().chars().take(FIELD).collect()
}

/// Puts an attachment where it belongs. What is none of ours is passed over.
pub(super) fn sort(name: String, bytes: Cow<'_, [u8]>, text: Option<Cow<'_, str>>, delivery: &mut Delivery) {
    match Kind::of(&bytes) {
        Kind::Age => delivery.sealed.push(Attachment { name, bytes: bytes.into_owned() }),
        Kind::Pdf => delivery.consents.push(Attachment { name, bytes: bytes.into_owned() }),
        Kind::Other => {
            delivery.read_text(text.as_deref().or_else(|| str::from_utf8(&bytes).ok()).unwrap_or_default());
            delivery.remarks.extend(remark(name, bytes.is_empty()));
        }
    }
}

/// What may be wrong with a file that is none of ours.
fn remark(name: String, is_empty: bool) -> Option<Remark> {
    let called = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
    match (called(".age"), called(".pdf")) {
        _ if called("winmail.dat") => Some(Remark::Winmail),
        (false, false) => None,
        _ if is_empty => Some(Remark::Empty(name)),
        (true, _) => Some(Remark::NotAge(name)),
        (_, true) => Some(Remark::NotPdf(name)),
    }
}

/// Whether the outermost multipart never ends (RFC 2046, 5.1.1, close-delimiter).
fn is_cut_off(message: &Message<'_>) -> bool {
    let boundary =
        message.parts.first().and_then(|root| root.content_type()).and_then(|kind| kind.attribute("boundary"));
    boundary.is_some_and(|boundary| {
        let close = format!("--{boundary}--");
        !message.raw_message.windows(close.len()).rev().any(|window| window == close.as_bytes())
    })
}

#[cfg(test)]
mod tests;
