use serde::{Deserialize, Deserializer, Serialize};

/// The languages that Pli speaks, once: whatever is said in each of them hangs on this list, and one
/// that is added is missing, to the compiler or a test, wherever something is not said in it yet.
macro_rules! languages {
    ($source:ident, $($(#[$attribute:meta])* $variant:ident $code:ident $tag:literal),+) => {
        /// A language Pli speaks. French is the source, English complete.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(export))]
        pub enum Language {
            $($(#[$attribute])* $variant),+
        }

        impl Language {
            /// Every language, in the order they are offered.
            pub const ALL: [Self; [$($tag),+].len()] = [$(Self::$variant),+];

            /// As ISO 639-1 has it, and the wire: `fr`.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($code)),+
                }
            }

            /// The BCP 47 tag, as PDF `/Lang` and HTML `lang` want it: `fr-FR`.
            pub const fn tag(self) -> &'static str {
                match self {
                    $(Self::$variant => $tag),+
                }
            }
        }

        /// One value a language. What is read from a file may lack some, all but the source: they stand
        /// there in the source's words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Localized<T = String> {
            $(
                #[allow(missing_docs, reason = "the language's own")]
                pub $code: T
            ),+
        }

        impl<T> Localized<T> {
            /// In this language.
            pub const fn get(&self, language: Language) -> &T {
                match language {
                    $(Language::$variant => &self.$code),+
                }
            }

            /// What a function makes of each.
            ///
            /// # Errors
            /// The function's, of the first language that has one.
            pub fn try_map<U, E>(self, make: impl Fn(Language, T) -> Result<U, E>) -> Result<Localized<U>, E> {
                Ok(Localized { $($code: make(Language::$variant, self.$code)?),+ })
            }
        }

        impl<'de, T: Clone + Deserialize<'de>> Deserialize<'de> for Localized<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Read<T> {
                    $($code: Option<T>),+
                }
                let read = Read::deserialize(deserializer)?;
                let source: T = read.$source.clone().ok_or_else(|| serde::de::Error::missing_field(stringify!($source)))?;
                Ok(Self { $($code: read.$code.unwrap_or_else(|| source.clone())),+ })
            }
        }
    };
}

languages! {
    fr,
    /// `fr-FR`
    #[default]
    Fr fr "fr-FR",
    /// `en-GB`
    En en "en-GB"
}

impl Language {
    /// The language of a system's locale, such as `en_GB.UTF-8`; the source where Pli does not speak it.
    pub fn of_locale(locale: &str) -> Self {
        Self::ALL.into_iter().find(|language| locale.starts_with(language.code())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_written_by_its_code() {
        for language in Language::ALL {
            assert_eq!(serde_json::to_string(&language).unwrap(), format!("{:?}", language.code()));
            assert!(language.tag().starts_with(language.code()));
        }
    }

    #[test]
    fn a_locale_that_pli_does_not_speak_is_answered_in_french() {
        let locales = ["fr_FR.UTF-8", "en_GB.UTF-8", "en", "de_DE.UTF-8", "C", ""];
        assert_eq!(
            locales.map(Language::of_locale),
            [Language::Fr, Language::En, Language::En, Language::Fr, Language::Fr, Language::Fr]
        );
    }

    #[test]
    fn what_is_not_said_in_a_language_is_said_in_the_source() {
        let read = |json: &str| serde_json::from_str::<Localized>(json).ok();
        let said = |fr: &str, en: &str| Some(Localized { fr: fr.to_owned(), en: en.to_owned() });
        assert_eq!(read(r#"{"fr":"Oui","en":"Yes"}"#), said("Oui", "Yes"));
        assert_eq!(read(r#"{"fr":"Oui"}"#), said("Oui", "Oui"));
        assert_eq!(read(r#"{"en":"Yes"}"#), None);
        assert_eq!(read(r#"{"fr":"Oui","xx":"?"}"#), None);
    }
}
