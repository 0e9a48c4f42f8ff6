use crate::{Sha256, canonical::CanonicalError, consent::pdf::PdfError};

/// One thing that is wrong with a consent PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The bytes are no PDF that can be read.
    #[error("not a readable PDF")]
    NotAPdf,
    /// No `consent.json` is embedded, or more than one.
    #[error("no single consent record is embedded")]
    RecordMissing,
    /// `consent.json` is not a record in canonical form.
    #[error("the record cannot be read: {0}")]
    RecordUnreadable(CanonicalError),
    /// No `consent.sig` is embedded, or more than one.
    #[error("no single case signature is embedded")]
    SignatureMissing,
    /// `consent.sig` is not a case signature in canonical form.
    #[error("the case signature cannot be read")]
    SignatureUnreadable,
    /// The key that the record names did not sign this record with that sealed file.
    #[error("the case key did not sign this record")]
    SignatureWrong,
    /// The sealed file is another than the one that was signed.
    #[error("the sealed file is not the one that was signed")]
    OtherSealedFile {
        /// SHA-256 that was signed.
        signed: Sha256,
        /// SHA-256 of the file at hand.
        given: Sha256,
    },
    /// Another version of the renderer made the document, or another program did.
    #[error("made by another renderer: {producer}")]
    OtherRenderer {
        /// As the document names it.
        producer: String,
    },
    /// The record cannot be rendered.
    #[error("the record cannot be rendered: {0}")]
    Unrenderable(PdfError),
    /// The document goes on after what the record makes.
    #[error("{bytes} bytes were added")]
    Appended {
        /// How many bytes more.
        bytes: usize,
    },
    /// The document ends before what the record makes.
    #[error("{bytes} bytes are missing")]
    Cut {
        /// How many bytes fewer.
        bytes: usize,
    },
    /// The document is not what the record makes.
    #[error("{bytes} bytes differ from the record's document, the first at {first} ({part:?})")]
    Differs {
        /// Where the first byte differs, counted from 0.
        first: usize,
        /// How many bytes differ, those that are too many or too few included.
        bytes: usize,
        /// What stands there in the record's document.
        part: Part,
    },
}

impl Finding {
    /// Stable, for logs and scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAPdf => "not-a-pdf",
            Self::RecordMissing => "record-missing",
            Self::RecordUnreadable(_) => "record-unreadable",
            Self::SignatureMissing => "signature-missing",
            Self::SignatureUnreadable => "signature-unreadable",
            Self::SignatureWrong => "signature-wrong",
            Self::OtherSealedFile { .. } => "other-sealed-file",
            Self::OtherRenderer { .. } => "other-renderer",
            Self::Unrenderable(_) => "unrenderable",
            Self::Appended { .. } => "appended",
            Self::Cut { .. } => "cut",
            Self::Differs { .. } => "differs",
        }
    }
}

/// What a byte of a consent PDF belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What a page draws.
    Page,
    /// A font, its widths or its map to Unicode.
    Font,
    /// The embedded record or signature.
    File,
    /// XMP or the information dictionary.
    Metadata,
    /// The structure tree, or the objects that hold the document together.
    Structure,
}
