//! What the program says: in the language of who uses it, with times in their zone.

use std::{env, io, sync::LazyLock};

use fluent_bundle::FluentValue;
use jiff::{Timestamp, tz::TimeZone};
use pli_format::{
    Language, Localized,
    words::{Catalogue, Words},
};

use crate::sentence::{Value, Worded};

const FRENCH: &str = concat!(
    include_str!("../../../assets/locales/desk-cli.fr.ftl"),
    include_str!("../../../assets/locales/desk-failures.fr.ftl"),
    include_str!("../../../assets/locales/desk-findings.fr.ftl"),
    include_str!("../../../assets/locales/desk-help.fr.ftl"),
);
const ENGLISH: &str = concat!(
    include_str!("../../../assets/locales/desk-cli.en.ftl"),
    include_str!("../../../assets/locales/desk-failures.en.ftl"),
    include_str!("../../../assets/locales/desk-findings.en.ftl"),
    include_str!("../../../assets/locales/desk-help.en.ftl"),
);

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::parse(Localized { fr: FRENCH, en: ENGLISH })
        .expect("the catalogues in the repository are valid, as a test proves")
});

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
        let locale = || {
            let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
            names.iter().find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
        };
        let language = asked.unwrap_or_else(|| Language::of_locale(&locale().unwrap_or_default()));
        Self::new(language, TimeZone::system())
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there are words under this identifier.
    pub fn has(&self, id: &str) -> bool {
        self.words().has(id)
    }

    fn words(&self) -> &'static Words {
        WORDS.of(self.language)
    }

    pub fn say(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.words().text(id, values)
    }

    /// A sentence that others made.
    pub fn tell(&self, said: &(impl Worded + ?Sized)) -> String {
        let sentence = said.sentence();
        let values: Vec<(&str, FluentValue<'_>)> =
            sentence.values.iter().map(|(name, value)| (*name, self.value(value))).collect();
        self.say(&sentence.id, &values)
    }

    fn value(&self, value: &Value) -> FluentValue<'static> {
        match value {
            Value::Text(text) => text.clone().into(),
            Value::Number(number) => (*number).into(),
            Value::Time(at) => self.time(*at).into(),
            Value::System(kind, text) => self.system(*kind, text).into(),
            Value::Sentence(sentence) => self.tell(&**sentence).into(),
        }
    }

    /// What the system says, where there are words for it; else in its own.
    fn system(&self, kind: io::ErrorKind, text: &str) -> String {
        let id = match kind {
            io::ErrorKind::NotFound => "system-not-found",
            io::ErrorKind::PermissionDenied => "system-permission",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "system-full",
            io::ErrorKind::FileTooLarge => "system-too-large",
            io::ErrorKind::ReadOnlyFilesystem => "system-read-only",
            io::ErrorKind::IsADirectory => "system-directory",
            io::ErrorKind::NotADirectory => "system-no-directory",
            io::ErrorKind::UnexpectedEof => "system-end",
            io::ErrorKind::BrokenPipe => "system-pipe",
            _ => "system-other",
        };
        self.say(id, &[("text", text.to_owned().into())])
    }

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
        let french = ids(FRENCH);
        // English help is in the doc comments of the command line, and in clap.
        let is_help =
            |id: &&String| ["help-", "usage-", "location-", "argument-"].iter().any(|prefix| id.starts_with(prefix));
        let others = |ids: &[String]| ids.iter().filter(|id| !is_help(id)).cloned().collect::<Vec<_>>();
        assert_eq!(others(&french), others(&ids(ENGLISH)));
        assert!(french.iter().all(|id| WORDS.of(Language::Fr).has(id)));
    }

    #[test]
    fn times_are_those_of_the_readers_zone() {
        let at: Timestamp = "2026-11-24T23:30:00Z".parse().unwrap();
        let paris = TimeZone::get("Europe/Paris").unwrap();
        assert_eq!(Speech::new(Language::Fr, paris.clone()).time(at), "25/11/2026 00:30");
        assert_eq!(Speech::new(Language::En, paris).time(at), "2026-11-25 00:30");
    }
}
