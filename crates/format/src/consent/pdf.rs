//! The consent PDF: a pure function of the record, the sealed file's hash and the case signature.
//! The same input gives the same bytes on every system.
//!
//! It conforms to PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1); `PDF_A3.md` and `PDF_UA1.md`
//! say clause by clause how.

use super::{
    CaseProof, ConsentRecord,
    person::{DESCRIPTION_MAX, EMAIL_MAX, NAME_MAX},
    terms::Terms,
};
use crate::canonical::Canonical;
use evidence::Evidence;

mod content;
mod document;
mod embedded_font;
mod evidence;
mod flow;
mod letter;
mod page;
mod paragraph;
mod run;
mod sheet;
mod stream;
mod structure;
mod tags;

#[cfg(test)]
mod tests;

/// Counts the ways this module has ever drawn a record. Any change to the bytes is a new version:
/// a consent PDF of another version cannot be compared byte for byte.
pub const RENDERER_VERSION: u32 = 1;

/// The name of the embedded record.
pub const RECORD_FILE: &str = "consent.json";
/// The name of the embedded case signature; see [`super::CaseProof`].
pub const SIGNATURE_FILE: &str = "consent.sig";

/// Why a record cannot be rendered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// No face draws these characters.
    #[error("the consent PDF's fonts cannot draw {0:?}")]
    Undrawable(Vec<char>),
    /// The record names other terms than these, or words that are not theirs.
    #[error("the record does not hold the words of terms {0}")]
    OtherWords(u32),
    /// This member is longer than Pli lets anybody type: to draw it could take hours.
    #[error("{0} is longer than Pli writes it")]
    TooLong(&'static str),
    /// A font could not be cut down to the glyphs in use. Only a broken asset can cause it.
    #[error("a font cannot be embedded: {0}")]
    Font(String),
}

/// The colours of the letter. All text is 7:1 on white at the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Text,
    Soft,
    Pen,
    Wax,
    Rule,
    /// Behind the text.
    Watermark,
}

impl Ink {
    /// Red, green and blue of sRGB.
    const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Text => [0x1b, 0x20, 0x33],
            Self::Soft => [0x4a, 0x49, 0x54],
            Self::Pen => [0x2e, 0x31, 0x78],
            Self::Wax => [0x8e, 0x1b, 0x34],
            Self::Rule => [0xe2, 0xd7, 0xc3],
            Self::Watermark => [0xf4, 0xe9, 0xe8],
        }
    }
}

/// Renders the signed consent by the terms that its record names. The record and the signature are
/// embedded as associated files.
///
/// # Errors
/// [`PdfError`]; for a record that these terms made, none.
pub fn render(record: &Canonical<ConsentRecord>, proof: &CaseProof, terms: &Terms) -> Result<Vec<u8>, PdfError> {
    compose(record, terms, Some(Evidence { record, proof }))
}

/// Renders the same document before it is signed: marked as a preview on every page, no act
/// ticked, without signature, evidence or embedded files.
///
/// # Errors
/// [`PdfError`]; for a record that these terms made, none.
pub fn preview(record: &ConsentRecord, terms: &Terms) -> Result<Vec<u8>, PdfError> {
    compose(record, terms, None)
}

fn compose(record: &ConsentRecord, terms: &Terms, signed: Option<Evidence<'_>>) -> Result<Vec<u8>, PdfError> {
    if let Some(member) = too_long(record) {
        return Err(PdfError::TooLong(member));
    }
    if !terms.words_are_of(record) {
        return Err(PdfError::OtherWords(terms.reference().version));
    }
    let text = terms.text(record.facts.language);
    let days = terms.policy().keep_days;
    let clauses = text.clauses(&record.facts, terms.controller(), record.epoch.name, days);
    let mut sheet = letter::write(record, text, &clauses, signed)?;
    let mut pages = flow::paginate(&sheet.strips, &mut sheet.tags);
    page::furnish(&mut pages, &mut sheet.shaper, record, text, signed.is_some())?;
    document::write(record, text, signed, &pages, &sheet.tags)
}

/// The first member that a person types and nobody could have typed so long.
fn too_long(record: &ConsentRecord) -> Option<&'static str> {
    let (person, problem) = (&record.facts.person, &record.facts.problem);
    let is_within = |text: &str, max: usize| text.chars().nth(max).is_none();
    [
        (is_within(&person.name, NAME_MAX), "facts.person.name"),
        (person.email.len() <= EMAIL_MAX, "facts.person.email"),
        (is_within(&problem.description, DESCRIPTION_MAX.into()), "facts.problem.description"),
        (is_within(&record.signature, NAME_MAX), "signature"),
    ]
    .into_iter()
    .find_map(|(holds, member)| (!holds).then_some(member))
}

/// What made a document, as its metadata says: the version of this renderer, not of the app, so that
/// every version of the app with the same renderer makes the same bytes.
pub(super) fn producer() -> String {
    format!("Pli, renderer {RENDERER_VERSION}")
}
