use pli_format::{CaseReference, consent::Signed, receipt, terms::KnownTerms};

use super::{KeptCase, Sending};
use crate::package::{File, PackageError};

/// The name of the file that an export writes what is kept of a case to.
pub fn export_name(reference: &CaseReference) -> String {
    format!("historique-{reference}.json")
}

impl KeptCase {
    /// What proves the case: the consent PDF, what is kept, and the receipt. Nothing for an unfinished case.
    ///
    /// # Errors
    /// [`PackageError::Terms`], [`PackageError::Pdf`]
    pub fn export(&self, known: &KnownTerms) -> Result<Vec<File>, PackageError> {
        let Some(sending) = self.sending() else { return Ok(Vec::new()) };
        let reference = self.reference();
        let receipt = sending.receipt.as_ref();
        let receipt =
            receipt.map(|kept| File { name: receipt::file_name(&reference), bytes: kept.text.clone().into_bytes() });
        let kept = File { name: export_name(&reference), bytes: self.to_bytes() };
        Ok([sending.consent(known)?, kept].into_iter().chain(receipt).collect())
    }
}

impl Sending {
    /// The signed consent, drawn again from the record.
    ///
    /// # Errors
    /// [`PackageError::Terms`], [`PackageError::Pdf`]
    pub fn consent(&self, known: &KnownTerms) -> Result<File, PackageError> {
        let [name, _] = self.file_names();
        let signed = Signed::with_proof(self.record.clone(), self.proof);
        Ok(File { name, bytes: signed.to_pdf(known.of(&self.record)?)? })
    }
}
