//! The words of every language: one Fluent catalogue each, for the interface, the PDF and the mail.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::langid;

use crate::Language;

/// A catalogue.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

macro_rules! catalogue {
    ($language:expr, $tag:literal) => {
        Words::of_parts(
            $language,
            &[
                include_str!(concat!("../../../assets/locales/case.", $tag, ".ftl")),
                include_str!(concat!("../../../assets/locales/mail.", $tag, ".ftl")),
                include_str!(concat!("../../../assets/locales/pdf.", $tag, ".ftl")),
            ],
        )
        .expect("the catalogues in the repository are valid, as a test proves")
    };
}

static FRENCH: LazyLock<Words> = LazyLock::new(|| catalogue!(Language::Fr, "fr"));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| catalogue!(Language::En, "en"));

/// Why a catalogue is refused. Only a mistake in the repository can cause one.
#[derive(Debug, thiserror::Error)]
#[error("the catalogue is not valid Fluent: {0}")]
pub struct WordsError(String);

impl Words {
    /// The catalogue of this language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Fr => &FRENCH,
            Language::En => &ENGLISH,
        }
    }

    /// Reads a catalogue.
    ///
    /// # Errors
    /// When it is not Fluent syntax, or names a message twice.
    pub fn parse(language: Language, source: &str) -> Result<Self, WordsError> {
        Self::of_parts(language, &[source])
    }

    fn of_parts(language: Language, parts: &[&str]) -> Result<Self, WordsError> {
        let locale = match language {
            Language::Fr => langid!("fr-FR"),
            Language::En => langid!("en-GB"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        for &part in parts {
            let resource =
                FluentResource::try_new(part.to_owned()).map_err(|(_, errors)| WordsError(format!("{errors:?}")))?;
            bundle.add_resource(resource).map_err(|errors| WordsError(format!("{errors:?}")))?;
        }
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

    /// Whether the catalogue has this message, with a value.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }
}
