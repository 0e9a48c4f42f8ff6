//! Whether a consent PDF says what was signed, and belongs to its sealed file. No key is needed.

use super::{CaseProof, ConsentRecord, RecordError, pdf};
use crate::{Sha256, case_key::CaseSignature};

mod bounded;
mod difference;
mod embedded;
mod finding;

pub use difference::Part;
pub use finding::Finding;

/// What verification found.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The record, if one is embedded and can be read. Only [`Report::is_sound`] makes it true.
    pub record: Option<ConsentRecord>,
    /// What is wrong, the gravest first.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing is wrong: the record is what the case key signed together with this very
    /// sealed file, and the document is, byte for byte, the one that the record makes.
    pub fn is_sound(&self) -> bool {
        self.record.is_some() && self.findings.is_empty()
    }
}

/// Verifies a consent PDF against the sealed file that came with it. Takes any bytes.
pub fn verify(document: &[u8], sealed: &[u8]) -> Report {
    verify_with(document, sealed, pdf::render)
}

/// Verifies with a renderer that gives what [`pdf::render`] gives, such as one that remembers.
pub fn verify_with(
    document: &[u8],
    sealed: &[u8],
    render: impl FnOnce(&ConsentRecord, Sha256, CaseSignature) -> Result<Vec<u8>, pdf::PdfError>,
) -> Report {
    let embedded = match embedded::read(document) {
        Ok(embedded) => embedded,
        Err(finding) => return Report { record: None, findings: vec![finding] },
    };
    let record = match ConsentRecord::from_canonical(&embedded.record) {
        Ok(record) => record,
        Err(error) => return Report { record: None, findings: vec![unreadable(&error)] },
    };
    let Some(proof) = CaseProof::from_canonical(&embedded.proof) else {
        return Report { record: Some(record), findings: vec![Finding::SignatureUnreadable] };
    };
    let mut findings = Vec::new();
    if record.case_key.verify(Sha256::of(&embedded.record), proof.sealed, &proof.signature).is_err() {
        findings.push(Finding::SignatureWrong);
    }
    let given = Sha256::of(sealed);
    if given != proof.sealed {
        findings.push(Finding::OtherSealedFile { signed: proof.sealed, given });
    }
    if embedded.producer == pdf::producer() {
        match render(&record, proof.sealed, proof.signature) {
            Ok(expected) => findings.extend(difference::between(document, &expected)),
            Err(error) => findings.push(Finding::Unrenderable(error)),
        }
    } else {
        findings.push(Finding::OtherRenderer { producer: embedded.producer });
    }
    Report { record: Some(record), findings }
}

fn unreadable(error: &RecordError) -> Finding {
    Finding::RecordUnreadable { reason: error.to_string() }
}
