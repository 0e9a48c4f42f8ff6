//! What the desk's drafts say.

use std::sync::LazyLock;

use pli_format::{
    Language,
    words::{Catalogue, Words},
};

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::parse(
        include_str!("../../../assets/locales/desk.fr.ftl"),
        include_str!("../../../assets/locales/desk.en.ftl"),
    )
    .expect("the catalogues in the repository are valid, as a test proves")
});

/// The catalogue of a language.
pub fn words_of(language: Language) -> &'static Words {
    WORDS.of(language)
}
