//! What the program says: in the language of who uses it, with times in their zone.

use std::{env, sync::LazyLock};

use fluent_bundle::FluentValue;
use jiff::{Timestamp, tz::TimeZone};
use pli_format::{
    Language, catalogue,
    words::{Catalogue, Words},
};

static WORDS: LazyLock<Catalogue> = catalogue!("../../../assets/locales/desk-cli");

/// How the program speaks.
#[derive(Clone, Debug)]
pub struct Speech {
    language: Language,
    zone: TimeZone,
}

impl Speech {
    /// In a language, and times of a zone.
    pub fn new(language: Language, zone: TimeZone) -> Self {
        Self { language, zone }
    }

    /// In the language that was asked for, or that of the locale (POSIX: `LC_ALL`, `LC_MESSAGES`,
    /// `LANG`); in French where neither says.
    pub fn chosen(asked: Option<Language>) -> Self {
        Self::new(Self::language_chosen(asked), TimeZone::system())
    }

    /// The language of that.
    pub fn language_chosen(asked: Option<Language>) -> Language {
        let locale = || {
            let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
            names.iter().find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
        };
        asked.unwrap_or_else(|| Language::of_locale(&locale().unwrap_or_default()))
    }

    fn words(&self) -> &'static Words {
        WORDS.of(self.language)
    }

    /// A sentence.
    pub fn say(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.words().text(id, values)
    }

    /// A word.
    pub fn word(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// An instant, to the minute, in the reader's zone.
    pub fn time(&self, at: Timestamp) -> String {
        let format = match self.language {
            Language::Fr => "%d/%m/%Y %H:%M",
            Language::En => "%Y-%m-%d %H:%M",
        };
        at.to_zoned(self.zone.clone()).strftime(format).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_catalogues_have_the_same_messages() {
        let ids = |source: &str| -> Vec<String> {
            let ids = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
            ids.filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned()).collect()
        };
        let french = ids(include_str!("../../../assets/locales/desk-cli.fr.ftl"));
        assert_eq!(french, ids(include_str!("../../../assets/locales/desk-cli.en.ftl")));
        assert!(french.iter().all(|id| Language::ALL.iter().all(|language| WORDS.of(*language).has(id))));
    }

    #[test]
    fn times_are_those_of_the_readers_zone() {
        let at: Timestamp = "2026-11-24T23:30:00Z".parse().unwrap();
        let paris = TimeZone::get("Europe/Paris").unwrap();
        assert_eq!(Speech::new(Language::Fr, paris.clone()).time(at), "25/11/2026 00:30");
        assert_eq!(Speech::new(Language::En, paris).time(at), "2026-11-25 00:30");
    }
}
