//! The words of the mails that Pli writes. The receiving side knows them again by their subjects.

use std::sync::LazyLock;

use fluent_bundle::FluentValue;
use jiff::civil::Date;

use crate::{
    Language, catalogue,
    words::{Catalogue, Words},
};

static WORDS: LazyLock<Catalogue> = catalogue!("../../../assets/locales/mail");

/// The words of this language.
pub fn words(language: Language) -> &'static Words {
    WORDS.of(language)
}

/// A date as people write it in this language: "23 décembre 2026", "1er décembre 2026", "23 December 2026".
pub fn date(language: Language, date: Date) -> String {
    let words = words(language);
    let month = words.text("mail-month", &[("month", FluentValue::from(date.month()))]);
    let day = if date.day() == 1 { words.text("mail-first-day", &[]) } else { date.day().to_string() };
    let values = [("day", day.into()), ("month", month.into()), ("year", date.year().to_string().into())];
    words.text("mail-date", &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_in_one_way_a_language() {
        let said = |language, written: &str| date(language, written.parse().unwrap());
        assert_eq!(said(Language::Fr, "2026-12-23"), "23 décembre 2026");
        assert_eq!(said(Language::Fr, "2027-08-01"), "1er août 2027");
        assert_eq!(said(Language::En, "2026-12-23"), "23 December 2026");
        assert_eq!(said(Language::En, "2027-05-01"), "1 May 2027");
    }
}
