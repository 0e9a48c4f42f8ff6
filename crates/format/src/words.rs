//! Words in every language, as Fluent resources (projectfluent.org).

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use crate::{Language, Localized};

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

/// The words of one purpose, in every language.
pub struct Catalogue(Localized<Words>);

/// Why a catalogue is refused. Only a mistake in the repository can cause one.
#[derive(Debug, thiserror::Error)]
#[error("the catalogue is not valid Fluent: {0}")]
pub struct WordsError(String);

/// The [`Catalogue`] of the files `PATH.fr.ftl` and so on, by their path from the file that names it.
#[macro_export]
macro_rules! catalogue {
    ($path:literal) => {
        ::std::sync::LazyLock::new(|| {
            $crate::words::Catalogue::parse($crate::Localized {
                fr: include_str!(concat!($path, ".fr.ftl")),
                en: include_str!(concat!($path, ".en.ftl")),
            })
            .expect("the catalogues in the repository are valid, as a test proves")
        })
    };
}

impl Catalogue {
    /// Reads the Fluent resources of every language.
    ///
    /// # Errors
    /// As [`Words::parse`].
    pub fn parse(sources: Localized<&str>) -> Result<Self, WordsError> {
        sources.try_map(Words::parse).map(Self)
    }

    /// The words of this language.
    pub fn of(&self, language: Language) -> &Words {
        self.0.get(language)
    }
}

impl Words {
    /// Reads a catalogue.
    ///
    /// # Errors
    /// When it is not Fluent syntax, or names a message twice.
    pub fn parse(language: Language, source: &str) -> Result<Self, WordsError> {
        let locale: LanguageIdentifier = language.tag().parse().expect("a tag is a language identifier");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        let resource =
            FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| WordsError(format!("{errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| WordsError(format!("{errors:?}")))?;
        Ok(Self { bundle })
    }

    /// The message `id` (or `id.attribute`) with its values filled in. An unknown message gives its
    /// own identifier, so that nothing is ever blank; the tests look for that.
    pub fn text(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let (message, attribute) = id.split_once('.').map_or((id, None), |(message, name)| (message, Some(name)));
        let pattern = self.bundle.get_message(message).and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let args: FluentArgs = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        pattern.map_or_else(
            || id.to_owned(),
            |pattern| self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned(),
        )
    }

    /// Names in one phrase, "a, b et c": the message `id` puts `last` after all before it, `first`.
    pub fn list(&self, id: &str, names: &[String]) -> String {
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, first)) => self.text(id, &[("first", first.join(", ").into()), ("last", last.as_str().into())]),
        }
    }

    /// Whether the catalogue has this message, with a value, or this `message.attribute`.
    pub fn has(&self, id: &str) -> bool {
        match id.split_once('.') {
            None => self.bundle.get_message(id).is_some_and(|message| message.value().is_some()),
            Some((id, name)) => {
                self.bundle.get_message(id).is_some_and(|message| message.get_attribute(name).is_some())
            }
        }
    }
}
