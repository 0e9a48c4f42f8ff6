//! The consent PDF: a pure function of the record, the sealed file's hash and the case signature.
//! The same input gives the same bytes on every system.
//!
//! It conforms to PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1); `PDF_A3.md` and `PDF_UA1.md`
//! say clause by clause how.

use super::{ConsentRecord, ConsentText, TextError};
use crate::{Sha256, case_key::CaseSignature};
use evidence::Evidence;
use face::Face;

mod content;
mod document;
mod embedded_font;
mod evidence;
mod face;
mod flow;
mod letter;
mod page;
mod paragraph;
mod run;
mod sheet;
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
    /// The record names a text that this version of Pli does not carry.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The record names another text under the same version, or words that are not the text's.
    #[error("the record does not hold the words of consent text {0}")]
    OtherWords(u32),
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
    /// sRGB.
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

/// Renders the signed consent. The record and the signature are embedded as associated files.
///
/// # Errors
/// [`PdfError`]; for a record made from checked answers, none.
pub fn render(record: &ConsentRecord, sealed: Sha256, signature: CaseSignature) -> Result<Vec<u8>, PdfError> {
    let canonical = record.to_canonical();
    let record_sha256 = Sha256::of(&canonical);
    compose(record, Some(&Evidence { record: &canonical, record_sha256, sealed, signature }))
}

/// Renders the same document before it is signed: marked as a preview on every page, no act
/// ticked, without signature, evidence or embedded files.
///
/// # Errors
/// [`PdfError`]; for a record made from checked answers, none.
pub fn preview(record: &ConsentRecord) -> Result<Vec<u8>, PdfError> {
    compose(record, None)
}

fn compose(record: &ConsentRecord, evidence: Option<&Evidence<'_>>) -> Result<Vec<u8>, PdfError> {
    let text = ConsentText::version(record.text.version, record.facts.language)?;
    let epoch = record.epoch.name;
    let same_words = record.text == text.reference()
        && record.clauses == text.read(&record.facts, &record.controller, epoch, record.days_kept())
        && record.acts.iter().map(|act| (&act.id, &act.text)).eq(text.acts().iter().map(|act| (&act.id, &act.text)));
    if !same_words {
        return Err(PdfError::OtherWords(record.text.version));
    }
    let clauses = text.clauses(&record.facts, &record.controller, epoch, record.days_kept());
    let mut sheet = letter::write(record, text, &clauses, evidence)?;
    let mut pages = flow::paginate(&sheet.strips, &mut sheet.tags);
    page::furnish(&mut pages, &mut sheet.shaper, record, text, evidence.is_some())?;
    document::write(record, text, evidence, &pages, &sheet.tags)
}

/// What made a document, as its metadata says: the version of this renderer, not of the app, so that
/// every version of the app with the same renderer makes the same bytes.
pub(super) fn producer() -> String {
    format!("Pli, renderer {RENDERER_VERSION}")
}

/// The characters of a text that no face draws, each once, in order. Line breaks are not drawn.
pub fn can_draw(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars().filter(|c| *c != '\n') {
        if Face::Regular.drawing(c).is_none() && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

/// Whether the signature face has every letter of a name. If not, the name is signed in upright
/// letters.
pub fn signature_face_draws(name: &str) -> bool {
    name.chars().all(|c| Face::Signature.drawing(c) == Some(Face::Signature))
}
