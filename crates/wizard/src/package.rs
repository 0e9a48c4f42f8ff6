//! The package: the consent PDF and the sealed file, and the draft that carries them.

use pli_format::{
    CaseReference, Sha256,
    canonical::Canonical,
    case_key::CaseKey,
    consent::{CaseProof, ConsentRecord, Signed, pdf},
    message_file::Attachment,
    seal::INTRODUCTION,
    terms::{Terms, TermsFinding},
};

use crate::draft::Draft;

/// What goes to support: two attachments with ASCII names, and the draft.
#[derive(Clone)]
pub struct Package {
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
    pub proof: CaseProof,
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
    #[error("nothing may be sealed now")]
    OutOfOrder,
    /// What came from the seal process is not an age file.
    #[error("not a sealed file")]
    NotSealed,
    /// The sealed file is not the one that the case key signed.
    #[error("another sealed file")]
    OtherFile,
    /// The terms of the consent are not known to this version of Pli.
    #[error(transparent)]
    Terms(#[from] TermsFinding),
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
    /// Binds a sealed file to its consent: signs both, renders the PDF by the terms that it was signed
    /// under, writes the draft.
    ///
    /// # Errors
    /// [`PackageError`]; nothing is half made.
    pub fn make(
        record: Canonical<ConsentRecord>,
        key: &CaseKey,
        sealed: Vec<u8>,
        terms: &Terms,
    ) -> Result<Self, PackageError> {
        if !sealed.starts_with(INTRODUCTION) {
            return Err(PackageError::NotSealed);
        }
        let signed = Signed::sign(record, key, Sha256::of(&sealed));
        Self::of(&signed, sealed, terms)
    }

    /// The same package once more, from the sealed file that this proof binds to the record.
    ///
    /// # Errors
    /// [`PackageError::OtherFile`] for another sealed file.
    pub fn again(
        record: Canonical<ConsentRecord>,
        proof: CaseProof,
        sealed: Vec<u8>,
        terms: &Terms,
    ) -> Result<Self, PackageError> {
        let signed = Signed::with_proof(record, proof);
        signed.check_sealed(Sha256::of(&sealed)).and(signed.check_signature()).map_err(|_| PackageError::OtherFile)?;
        Self::of(&signed, sealed, terms)
    }

    fn of(signed: &Signed, sealed: Vec<u8>, terms: &Terms) -> Result<Self, PackageError> {
        let reference = &signed.record.facts.reference;
        let [consent, name] = attachment_names(reference);
        let consent = File { name: consent, bytes: signed.to_pdf(terms)? };
        let sealed = File { name, bytes: sealed };
        let draft = Draft::of(&signed.record, &consent.name, &sealed.name);
        let eml = draft.to_eml(&[
            Attachment { name: &consent.name, media_type: "application/pdf", bytes: &consent.bytes },
            Attachment { name: &sealed.name, media_type: "application/octet-stream", bytes: &sealed.bytes },
        ]);
        let eml = File { name: message_name(reference), bytes: eml };
        Ok(Self { reference: reference.clone(), consent, sealed, eml, draft, proof: signed.proof })
    }

    /// Every file to write into the package's folder.
    pub fn files(&self) -> [&File; 3] {
        [&self.consent, &self.sealed, &self.eml]
    }
}
