//! The mails that a person may want to write after the sending.

use jiff::civil::Date;

use super::Draft;
use crate::{CaseReference, Language, consent::ConsentRecord, words::Words};

impl Draft {
    /// A mail that takes the consent back. `withdrawal` is the signed withdrawal file: it stands in
    /// the text, so that no client can lose it. Without it, the mail alone says so.
    pub fn withdrawal(record: &ConsentRecord, withdrawal: Option<&str>) -> Self {
        let words = Words::of(record.facts.language);
        let values = values(record, record.signed_at.local().date());
        let mut body = words.text("mail-withdrawal-body", &values);
        if let Some(withdrawal) = withdrawal {
            body = [&body, &*words.text("mail-withdrawal-signed", &[]), withdrawal.trim_end()].join("\n\n");
        }
        let body = format!("{body}\n\n{}", record.facts.person.name);
        Self::short(words, Self::withdrawal_subject(&record.facts.reference, record.facts.language), &body)
    }

    /// The subject of a mail that takes the consent of this case back.
    pub fn withdrawal_subject(reference: &CaseReference, language: Language) -> String {
        Words::of(language).text("mail-withdrawal-subject", &[("reference", reference.to_string().into())])
    }

    /// A mail that asks for the receipt, once the credentials may not be kept any more.
    pub fn ask_for_receipt(record: &ConsentRecord) -> Self {
        let words = Words::of(record.facts.language);
        let until = record.signed_at.offset().to_datetime(record.expires_at).date();
        let values = values(record, until);
        let body = format!("{}\n\n{}", words.text("mail-receipt-body", &values), record.facts.person.name);
        Self::short(words, words.text("mail-receipt-subject", &values), &body)
    }
}

fn values(record: &ConsentRecord, date: Date) -> [(&'static str, fluent_bundle::FluentValue<'static>); 2] {
    let date = date.strftime("%d/%m/%Y").to_string();
    [("reference", record.facts.reference.to_string().into()), ("date", date.into())]
}
