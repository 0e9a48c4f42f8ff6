//! The words in which the wizard says what was answered.

use std::sync::LazyLock;

use pli_format::{
    Language,
    words::{Catalogue, Words},
};

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::parse(
        include_str!("../../../assets/locales/case.fr.ftl"),
        include_str!("../../../assets/locales/case.en.ftl"),
    )
    .expect("the catalogues in the repository are valid, as a test proves")
});

/// The words of this language.
pub fn words(language: Language) -> &'static Words {
    WORDS.of(language)
}
