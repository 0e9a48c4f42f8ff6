//! What the desk's drafts say.

use std::sync::LazyLock;

use pli_format::{
    Language, catalogue,
    words::{Catalogue, Words},
};

static WORDS: LazyLock<Catalogue> = catalogue!("../../../assets/locales/desk");

/// The catalogue of a language.
pub fn words_of(language: Language) -> &'static Words {
    WORDS.of(language)
}
