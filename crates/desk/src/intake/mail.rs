//! One mail, taken apart.

use std::borrow::Cow;

use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{
    Clue, Delivery, Envelope, Kind, MailError, Source, decoding,
    envelope::FIELD,
    hypertext::{text_of, with_addresses},
    limits,
    wrapping::{Met, Unwrapping},
};

/// A picture that is shown in a text and is shorter is taken for a part of its looks, in bytes.
const DECORATION: usize = 100_000;

/// Reads a mail: every age file, PDF and withdrawal in it, however deep, whatever they are called and
/// wrapped in; withdrawals in its text, too, where the app writes them; and what it says.
///
/// # Errors
/// [`MailError`]; a mail that is only odd gives a [`Clue`] instead.
pub fn read(source: Source, mail: &[u8]) -> Result<Delivery, MailError> {
    let mut delivery = Delivery::of(source);
    read_into(&mut Unwrapping::of(&mut delivery, read_into), mail)?;
    delivery.settle();
    Ok(delivery)
}

/// Reads a mail into the delivery that it is a part of.
pub(super) fn read_into(unwrapping: &mut Unwrapping<'_>, mail: &[u8]) -> Result<(), MailError> {
    limits::weigh(mail)?;
    // A program that passes it on may put a line before it.
    let begins = mail.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or_default();
    let mail = &*limits::shortened(&mail[begins..]);
    let message = parser().parse(mail).filter(has_a_known_header).ok_or(MailError::NotMail)?;
    collect(&message, 1, unwrapping)
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

fn collect(message: &Message<'_>, depth: usize, unwrapping: &mut Unwrapping<'_>) -> Result<(), MailError> {
    if depth > limits::DEPTH {
        return Err(MailError::TooDeep);
    }
    unwrapping.count(message.parts.len())?;
    let envelope = Envelope::of(message);
    let delivery = unwrapping.delivery();
    if is_cut_off(message) {
        delivery.remark(Clue::CutOff);
    }
    let is_outermost = delivery.begin(&envelope);
    // What a program, or we ourselves, wrote is nothing that a person says.
    let is_machine = envelope.is_automatic() || delivery.envelope.is_automatic();
    let speaks = !is_machine && (is_outermost || !envelope.is_ours());
    if let Some(subject) = envelope.subject.as_deref().filter(|_| speaks) {
        delivery.signs.read_subject(subject, is_outermost);
    }
    for part in &message.parts {
        match &part.body {
            PartType::Multipart(_) => {}
            PartType::Message(forwarded) => collect(forwarded, depth + 1, unwrapping)?,
            _ if is_calendar(part) => {
                if !is_reply(part) {
                    unwrapping.delivery().remark(Clue::Calendar);
                }
            }
            _ => {
                if let PartType::Html(html) = &part.body
                    && speaks
                {
                    unwrapping.delivery().signs.read_links(&text_of(&with_addresses(html)));
                }
                let file = met(message, part, speaks);
                if !is_decoration(part, &file) {
                    unwrapping.sort(file)?;
                }
            }
        }
    }
    Ok(())
}

/// A part as a file.
fn met<'a>(message: &'a Message<'_>, part: &'a MessagePart<'_>, speaks: bool) -> Met<'a> {
    let name = name(part);
    let is_body = speaks && name.is_empty() && matches!(part.body, PartType::Text(_) | PartType::Html(_));
    Met { bytes: content(message, part), text: text(part), is_body, name }
}

/// An invitation to a meeting (RFC 5545), or what Outlook made into one.
fn is_calendar(part: &MessagePart<'_>) -> bool {
    part.content_type()
        .is_some_and(|kind| kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("calendar")))
}

/// Whether it only says that somebody comes, or does not (RFC 5546, 3.2.3): it stands for nothing else.
fn is_reply(part: &MessagePart<'_>) -> bool {
    let method = part.content_type().and_then(|kind| kind.attribute("method"));
    method.is_some_and(|method| method.eq_ignore_ascii_case("reply"))
}

/// A logo or another small picture that a text shows (RFC 2392).
fn is_decoration(part: &MessagePart<'_>, file: &Met<'_>) -> bool {
    part.content_id().is_some() && file.bytes.len() < DECORATION && Kind::of(&file.bytes) == Kind::Picture
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
        PartType::Html(html) => Some(Cow::Owned(text_of(html))),
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
