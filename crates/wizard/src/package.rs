//! The package: the consent PDF and the sealed file, and the draft that carries them.

use pli_format::{
    CaseReference, Sha256,
    case_key::{CaseKey, CaseSignature},
    consent::{ConsentRecord, pdf},
    message_file::Attachment,
};

use crate::draft::Draft;

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
    /// What binds the two attachments, made by the case key.
    pub signature: CaseSignature,
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
    /// The sealed file is not the one that the case key signed.
    #[error("another sealed file")]
    OtherFile,
    /// The consent PDF cannot be made.
    #[error("the consent PDF cannot be made: {0}")]
    Pdf(#[from] pdf::PdfError),
}

/// The names of a case's consent PDF and sealed file.
pub fn attachment_names(reference: &CaseReference) -> [String; 2] {
    [format!("consentement-{reference}.pdf"), format!("identifiants-{reference}.age")]
}

/// The name of the message that carries both.
pub fn message_name(reference: &CaseReference) -> String {
    format!("message-{reference}.eml")
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
        let signature = key.sign(record.sha256(), Sha256::of(&sealed));
        Self::with_signature(record, signature, sealed)
    }

    /// The same package once more, from the sealed file that this signature binds to the record.
    ///
    /// # Errors
    /// [`PackageError::OtherFile`] for another sealed file.
    pub fn again(record: &ConsentRecord, signature: CaseSignature, sealed: Vec<u8>) -> Result<Self, PackageError> {
        record
            .case_key
            .verify(record.sha256(), Sha256::of(&sealed), &signature)
            .map_err(|_| PackageError::OtherFile)?;
        Self::with_signature(record, signature, sealed)
    }

    fn with_signature(record: &ConsentRecord, signature: CaseSignature, sealed: Vec<u8>) -> Result<Self, PackageError> {
        let hash = Sha256::of(&sealed);
        let reference = &record.facts.reference;
        let [consent, name] = attachment_names(reference);
        let consent = File { name: consent, bytes: pdf::render(record, hash, signature)? };
        let sealed = File { name, bytes: sealed };
        let draft = Draft::of(record, &consent.name, &sealed.name);
        let eml = draft.to_eml(&[
            Attachment { name: &consent.name, media_type: "application/pdf", bytes: &consent.bytes },
            Attachment { name: &sealed.name, media_type: "application/octet-stream", bytes: &sealed.bytes },
        ]);
        let eml = File { name: message_name(reference), bytes: eml };
        Ok(Self { reference: reference.clone(), consent, sealed, eml, draft, signature })
    }

    /// SHA-256 of the sealed file.
    pub fn sealed_hash(&self) -> Sha256 {
        Sha256::of(&self.sealed.bytes)
    }

    /// Every file to write into the package's folder.
    pub fn files(&self) -> [&File; 3] {
        [&self.consent, &self.sealed, &self.eml]
    }
}
