//! The words in which the wizard says what was answered.

use std::sync::LazyLock;

use pli_format::{
    Language, catalogue,
    words::{Catalogue, Words},
};

static WORDS: LazyLock<Catalogue> = catalogue!("../../../assets/locales/case");

/// The words of this language.
pub fn words(language: Language) -> &'static Words {
    WORDS.of(language)
}
