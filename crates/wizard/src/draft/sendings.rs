//! The mails that a person may want to write after the sending.

use jiff::civil::Date;

use pli_format::{consent::ConsentRecord, mail, withdrawal};

use super::Draft;

impl Draft {
    /// A mail that takes the consent back. `file` is the signed withdrawal file: it stands in
    /// the text, so that no client can lose it. Without it, the mail alone says so.
    pub fn withdrawal(record: &ConsentRecord, file: Option<&str>) -> Self {
        let words = mail::words(record.facts.language);
        let values = values(record, record.signed_at.local().date());
        let mut body = words.text("mail-withdrawal-body", &values);
        if let Some(file) = file {
            body = [&body, &*words.text("mail-withdrawal-signed", &[]), file.trim_end()].join("\n\n");
        }
        let body = format!("{body}\n\n{}", record.facts.person.name);
        Self::short(words, withdrawal::subject(&record.facts.reference, record.facts.language), &body)
    }

    /// A mail that asks for the receipt, once the credentials may not be kept any more.
    pub fn ask_for_receipt(record: &ConsentRecord) -> Self {
        let words = mail::words(record.facts.language);
        let until = record.signed_at.offset().to_datetime(record.expires_at).date();
        let values = values(record, until);
        let body = format!("{}\n\n{}", words.text("mail-receipt-body", &values), record.facts.person.name);
        Self::short(words, words.text("mail-receipt-subject", &values), &body)
    }
}

fn values(record: &ConsentRecord, date: Date) -> [(&'static str, fluent_bundle::FluentValue<'static>); 2] {
    let date = mail::date(record.facts.language, date);
    [("reference", record.facts.reference.to_string().into()), ("date", date.into())]
}
