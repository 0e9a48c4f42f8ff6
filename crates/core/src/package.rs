//! The package: the consent PDF and the sealed file, and the draft that carries them.

use crate::{
    CaseReference,
    case_key::CaseKey,
    consent::{CaseSignature, ConsentRecord, SealedHash, pdf},
    draft::{Attachment, Draft},
};

/// The first line of every age file (age-encryption.org/v1).
const AGE_INTRO: &[u8] = b"age-encryption.org/v1\n";

/// What goes to support: two attachments with ASCII names, and the draft.
pub struct Package {
    /// The case.
    pub reference: CaseReference,
    /// The consent PDF.
    pub consent: File,
    /// The sealed file.
    pub sealed: File,
    /// The message, with both attached.
    pub eml: File,
    /// The message's words.
    pub draft: Draft,
}

/// A file of the package.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// ASCII.
    pub name: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// Why there is no package. Nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The case is not at the step where its credentials are sealed.
    #[error("nothing may be sealed now")]
    OutOfOrder,
    /// What came from the seal process is not an age file.
    #[error("not a sealed file")]
    NotSealed,
    /// The consent PDF cannot be made.
    #[error("the consent PDF cannot be made: {0}")]
    Pdf(#[from] pdf::PdfError),
}

impl Package {
    /// Binds a sealed file to its consent: signs both, renders the PDF, writes the draft.
    ///
    /// # Errors
    /// [`PackageError`]; nothing is half made.
    pub fn make(record: &ConsentRecord, key: &CaseKey, sealed: Vec<u8>) -> Result<Self, PackageError> {
        if !sealed.starts_with(AGE_INTRO) {
            return Err(PackageError::NotSealed);
        }
        let hash = SealedHash::of(&sealed);
        let signature = CaseSignature(key.sign(&record.sha256(), &hash.0));
        let reference = &record.facts.reference;
        let consent =
            File { name: format!("consentement-{reference}.pdf"), bytes: pdf::render(record, hash, signature)? };
        let sealed = File { name: format!("identifiants-{reference}.age"), bytes: sealed };
        let draft = Draft::of(record, &consent.name, &sealed.name);
        let eml = draft.to_eml(&[
            Attachment { name: &consent.name, media_type: "application/pdf", bytes: &consent.bytes },
            Attachment { name: &sealed.name, media_type: "application/octet-stream", bytes: &sealed.bytes },
        ]);
        let eml = File { name: format!("message-{reference}.eml"), bytes: eml };
        Ok(Self { reference: reference.clone(), consent, sealed, eml, draft })
    }

    /// Every file to write into the package's folder.
    pub fn files(&self) -> [&File; 3] {
        [&self.consent, &self.sealed, &self.eml]
    }
}
