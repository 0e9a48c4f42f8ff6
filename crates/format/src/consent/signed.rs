use super::{
    CaseProof, ConsentRecord, RECORD_FORMAT,
    pdf::{self, PdfError},
    terms::Terms,
};
use crate::{Sha256, canonical::Canonical, case_key::CaseKey};

mod bounded;
mod difference;
mod embedded;
mod finding;

pub use difference::difference;
pub use finding::{Finding, Part};

/// A consent record with the case signature that binds it to a sealed file: what is drawn into a
/// consent PDF, and what is read out of one.
///
/// One that was read says nothing yet. Whether the signature holds, whether a sealed file is the one
/// that was signed, and whether the document shows what was signed are questions of their own; none
/// needs a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What was agreed to, its canonical bytes and their SHA-256.
    pub record: Canonical<ConsentRecord>,
    /// The case signature, and the sealed file that it was made over.
    pub proof: CaseProof,
    /// The program that says it drew the document.
    pub producer: String,
}

/// Reads what a consent PDF carries. Takes any bytes.
///
/// # Errors
/// [`Finding::NotAPdf`], [`Finding::RecordMissing`], [`Finding::SignatureMissing`],
/// [`Finding::RecordUnreadable`], [`Finding::SignatureUnreadable`]
pub fn open(document: &[u8]) -> Result<Signed, Finding> {
    let embedded::Embedded { record, proof, producer } = embedded::read(document)?;
    let record = Canonical::read_as(RECORD_FORMAT, &record).map_err(Finding::RecordUnreadable)?;
    let proof = Canonical::<CaseProof>::read(&proof).map_err(|_| Finding::SignatureUnreadable)?;
    Ok(Signed { record, proof: proof.into_value(), producer })
}

impl Signed {
    /// Signs a record together with a sealed file.
    pub fn sign(record: Canonical<ConsentRecord>, key: &CaseKey, sealed: Sha256) -> Self {
        let signature = key.sign(record.sha256(), sealed);
        Self::with_proof(record, CaseProof { sealed, signature })
    }

    /// A record and the proof that was made for it.
    pub fn with_proof(record: Canonical<ConsentRecord>, proof: CaseProof) -> Self {
        Self { record, proof, producer: pdf::producer() }
    }

    /// The consent PDF, by the terms that the record names.
    ///
    /// # Errors
    /// [`PdfError`]; for a record that these terms made, none.
    pub fn to_pdf(&self, terms: &Terms) -> Result<Vec<u8>, PdfError> {
        pdf::render(&self.record, &self.proof, terms)
    }

    /// Whether the key that the record names signed it, with the sealed file that the proof names.
    ///
    /// # Errors
    /// [`Finding::SignatureWrong`]
    pub fn check_signature(&self) -> Result<(), Finding> {
        let CaseProof { sealed, signature } = &self.proof;
        self.record.case_key.verify(self.record.sha256(), *sealed, signature).map_err(|_| Finding::SignatureWrong)
    }

    /// Whether this is the sealed file that was signed.
    ///
    /// # Errors
    /// [`Finding::OtherSealedFile`]
    pub fn check_sealed(&self, given: Sha256) -> Result<(), Finding> {
        let signed = self.proof.sealed;
        if given == signed { Ok(()) } else { Err(Finding::OtherSealedFile { signed, given }) }
    }

    /// Whether the document that it was read from is, byte for byte, the one that this renderer makes
    /// of it by the terms that its record names.
    ///
    /// # Errors
    /// [`Finding::OtherRenderer`], [`Finding::Unrenderable`], [`Finding::Differs`],
    /// [`Finding::Appended`], [`Finding::Cut`]
    pub fn check_drawing(&self, document: &[u8], terms: &Terms) -> Result<(), Finding> {
        if self.producer != pdf::producer() {
            return Err(Finding::OtherRenderer { producer: self.producer.clone() });
        }
        let drawn = self.to_pdf(terms).map_err(Finding::Unrenderable)?;
        difference(document, &drawn).map_or(Ok(()), Err)
    }
}
