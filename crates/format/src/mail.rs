//! The words of the mails that Pli writes. The receiving side knows them again by their subjects.

use std::sync::LazyLock;

use crate::{
    Language,
    words::{Catalogue, Words},
};

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::parse(
        include_str!("../../../assets/locales/mail.fr.ftl"),
        include_str!("../../../assets/locales/mail.en.ftl"),
    )
    .expect("the catalogues in the repository are valid, as a test proves")
});

/// The words of this language.
pub fn words(language: Language) -> &'static Words {
    WORDS.of(language)
}
