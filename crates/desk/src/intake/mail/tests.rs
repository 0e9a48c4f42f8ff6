use pli_format::withdrawal::UncheckedWithdrawal;

use super::*;
use crate::intake::{Attachment, Sender};

const AGE: &[u8] = b"age-encryption.org/v1\n-> X25519 \xff\x00\x80\r\n--- mac\n\x00\x01\x02";
const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n";

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .chunks(3)
        .flat_map(|chunk| {
            let bits = chunk.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
            (0..4).map(move |place| {
                if place <= chunk.len() { char::from(DIGITS[(bits >> (18 - 6 * place) & 63) as usize]) } else { '=' }
            })
        })
        .collect()
}

fn quoted(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("={byte:02X}")).collect()
}

fn part(headers: &str, body: &str) -> String {
    format!("--b\r\n{headers}\r\n\r\n{body}\r\n")
}

fn mail(parts: &str) -> String {
    format!(
        "From: =?utf-8?q?H=C3=A9l=C3=A8ne_Marchand?= <helene.marchand@exemple.fr>\r\nMessage-ID: <1@exemple.fr>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--\r\n"
    )
}

fn read_ok(mail: &str) -> Delivery {
    read(Source { path: "-".into(), number: None }, mail.as_bytes()).unwrap()
}

fn read_err(mail: &[u8]) -> MailError {
    read(Source { path: "-".into(), number: None }, mail).unwrap_err()
}

fn age_part() -> String {
    part("Content-Type: application/octet-stream; name=\"i.age\"\r\nContent-Transfer-Encoding: base64", &base64(AGE))
}

fn pdf_part() -> String {
    part("Content-Type: application/pdf; name=\"c.pdf\"\r\nContent-Transfer-Encoding: base64", &base64(PDF))
}

fn bytes(attachments: &[Attachment]) -> Vec<&[u8]> {
    attachments.iter().map(|attachment| attachment.bytes.as_slice()).collect()
}

#[test]
fn a_mail_with_both_attachments() {
    let delivery = read_ok(&mail(&(pdf_part() + &age_part())));
    let sender = Sender { name: Some("Hélène Marchand".into()), address: "helene.marchand@exemple.fr".into() };
    assert_eq!(delivery.envelope.sender, Some(sender));
    assert_eq!(delivery.envelope.message_id.as_deref(), Some("1@exemple.fr"));
    assert_eq!(delivery.consents, [Attachment { name: "c.pdf".into(), bytes: PDF.into() }]);
    assert_eq!(delivery.sealed, [Attachment { name: "i.age".into(), bytes: AGE.into() }]);
    assert_eq!((delivery.withdrawals, delivery.remarks), (vec![], vec![]));
}

#[test]
fn two_of_ten_attachments_are_ours() {
    let other =
        part("Content-Type: image/png; name=logo.png\r\nContent-Transfer-Encoding: base64", &base64(b"\x89PNG"));
    let delivery = read_ok(&mail(&(other.repeat(4) + &age_part() + &other.repeat(3) + &pdf_part() + &other)));
    assert_eq!(
        (bytes(&delivery.sealed), bytes(&delivery.consents), delivery.remarks),
        (vec![AGE], vec![PDF], vec![Clue::Picture("logo.png".into())])
    );
}

#[test]
fn renamed_attachments_of_any_type_are_known_by_how_they_begin() {
    let age = part(
        "Content-Type: text/plain; charset=utf-8; name=\"sans titre.txt\"\r\nContent-Transfer-Encoding: base64",
        &base64(AGE),
    );
    let pdf = part(
        "Content-Disposition: inline; filename*=utf-8''re%CC%A7u.bin\r\nContent-Transfer-Encoding: quoted-printable",
        &quoted(PDF),
    );
    let delivery = read_ok(&mail(&(age + &pdf)));
    assert_eq!((bytes(&delivery.sealed), bytes(&delivery.consents)), (vec![AGE], vec![PDF]));
}

#[test]
fn base64_with_junk_in_it_is_read() {
    let junk = base64(AGE).replace('L', "L \r\n\u{0}~*\r\n");
    let delivery = read_ok(&mail(&part(
        "Content-Type: application/octet-stream; name=i.age\r\nContent-Transfer-Encoding: BASE64 ",
        &junk,
    )));
    assert_eq!(bytes(&delivery.sealed), [AGE]);
}

#[test]
fn a_forwarded_mail_gives_its_attachments() {
    let forwarded = part(
        "Content-Type: message/rfc822",
        &mail(&(pdf_part() + &age_part())).replace("--b", "--c").replace("=b\r", "=c\r"),
    );
    let delivery = read_ok(&mail(&forwarded));
    assert_eq!((bytes(&delivery.sealed), bytes(&delivery.consents)), (vec![AGE], vec![PDF]));
}

#[test]
fn a_forwarded_mail_in_base64_gives_its_attachments() {
    let inner = mail(&(pdf_part() + &age_part()));
    let forwarded =
        part("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64", &base64(inner.as_bytes()));
    let delivery = read_ok(&mail(&forwarded));
    assert_eq!((bytes(&delivery.sealed), bytes(&delivery.consents)), (vec![AGE], vec![PDF]));
}

#[test]
fn what_is_not_what_its_name_says_is_remarked_upon() {
    let named = |name: &str, body: &[u8]| {
        part(
            &format!("Content-Type: application/octet-stream; name={name}\r\nContent-Transfer-Encoding: base64"),
            &base64(body),
        )
    };
    let delivery = read_ok(&mail(
        &(named("i.age", b"PK\x03\x04")
            + &named("c.PDF", b"{\\rtf1")
            + &named("v.age", b"")
            + &named("winmail.dat", b"\x78\x9f\x3e\x22")),
    ));
    assert_eq!(
        delivery.remarks,
        [Clue::NotAge("i.age".into()), Clue::NotPdf("c.PDF".into()), Clue::Empty("v.age".into()), Clue::Winmail]
    );
}

#[test]
fn a_mail_cut_off_anywhere_is_read_as_far_as_it_goes() {
    let whole = mail(&(pdf_part() + &age_part()));
    assert_eq!(read_ok(&whole[..whole.len() - 20]).remarks, [Clue::CutOff]);
    for end in 0..whole.len() {
        let _ = read(Source { path: "-".into(), number: None }, &whole.as_bytes()[..end]);
    }
}

#[test]
fn a_hundred_thousand_nested_mails_are_refused() {
    assert_eq!(read_err("Content-Type: message/rfc822\r\n\r\n".repeat(100_000).as_bytes()), MailError::TooManyParts);
}

#[test]
fn eleven_nested_mails_are_refused_and_ten_are_read() {
    let nest =
        |depth: usize| format!("{}Subject: x\r\n\r\nx", "Content-Type: message/rfc822\r\n\r\n".repeat(depth - 1));
    assert_eq!(read_err(nest(11).as_bytes()), MailError::TooDeep);
    assert_eq!(read_ok(&nest(10)).remarks, []);
}

#[test]
fn a_mail_of_a_million_parts_is_refused() {
    assert_eq!(read_err(mail(&"--b\r\n\r\n".repeat(1_000_000)).as_bytes()), MailError::TooManyParts);
    assert_eq!(read_err(mail(&"--b\r\n\r\n".repeat(1_000)).as_bytes()), MailError::TooManyParts);
}

#[test]
fn a_mail_of_a_million_headers_is_refused() {
    assert_eq!(read_err("A:\r\n".repeat(1_000_000).as_bytes()), MailError::TooManyHeaders);
}

#[test]
fn a_mail_that_is_too_long_is_refused() {
    assert_eq!(read_err(&vec![b'x'; limits::MAIL + 1]), MailError::TooLong);
}

#[test]
fn what_has_no_header_is_not_a_mail() {
    assert_eq!(read_err(b"\x7fELF\x02\x01\x01\0"), MailError::NotMail);
    assert_eq!(read_err(b""), MailError::NotMail);
}

#[test]
fn a_million_addresses_take_no_room() {
    let mail = format!("From: {}\r\nSubject: x\r\n\r\nx", "a@b,".repeat(1_000_000));
    assert_eq!(read_ok(&mail).envelope.sender, None);
}

/// However many somebody wrote into a mail, the rest of it is not compared with them.
#[test]
fn so_many_withdrawals_are_read_of_a_mail() {
    let record = "0".repeat(64);
    let withdrawal = |second: usize| {
        format!(
            "{{\"at\":\"2026-12-01T09:30:{second:02}Z\",\"format\":\"pli-withdrawal/1\",\"record_sha256\":\"{record}\",\
             \"reference\":\"K7M4-Q2XD\"}}\n{record}{record}\n"
        )
    };
    for (written, read, remarks) in
        [(1, 1, vec![]), (16, 16, vec![]), (17, 16, vec![Clue::ManyWithdrawals]), (60, 16, vec![Clue::ManyWithdrawals])]
    {
        let text: String = (0..written).map(withdrawal).collect();
        let delivery = read_ok(&mail(&part("Content-Type: text/plain", &(text.clone() + &text))));
        let found: Vec<String> = delivery.withdrawals.iter().map(UncheckedWithdrawal::to_file).collect();
        assert_eq!((found, delivery.remarks), ((0..read).map(withdrawal).collect(), remarks), "{written}");
    }
}
