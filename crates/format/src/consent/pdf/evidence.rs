use super::RENDERER_VERSION;
use crate::{
    Sha256,
    canonical::Canonical,
    consent::{CaseProof, ConsentRecord, ConsentText},
    recipients::fingerprint_words,
};

/// What binds a consent PDF to its sealed file.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'a> {
    pub record: &'a Canonical<ConsentRecord>,
    pub proof: &'a CaseProof,
}

/// The rows of the evidence table: what it is, and its value.
pub(super) fn rows(Evidence { record, proof }: Evidence<'_>, text: &ConsentText) -> Vec<(String, String)> {
    let sha256 = |hash: Sha256| text.filled("pdf-evidence-sha256", &[("sha256", hash.to_string())]);
    let row = |id: &str, value: String| (text.line(id), value);
    let terms = [("version", record.terms.version.to_string()), ("sha256", record.terms.sha256.to_string())];
    let epoch = [("name", record.epoch.name.to_string()), ("fingerprint", record.epoch.fingerprint.to_string())];
    let app = [("app", record.app_version.clone()), ("renderer", RENDERER_VERSION.to_string())];
    let key = [("key", record.case_key.to_string())];
    vec![
        row("pdf-evidence-reference", record.facts.reference.to_string()),
        row("pdf-evidence-signed-at", record.signed_at.rfc3339()),
        row("pdf-evidence-terms", text.filled("pdf-evidence-terms-value", &terms)),
        row("pdf-evidence-sealed", sha256(proof.sealed)),
        row("pdf-evidence-record", sha256(record.sha256())),
        row("pdf-evidence-case-key", text.filled("pdf-evidence-case-key-value", &key)),
        row("pdf-evidence-epoch", text.filled("pdf-evidence-epoch-value", &epoch)),
        row("pdf-evidence-words", fingerprint_words(record.epoch.fingerprint, text.language()).join(" ")),
        row("pdf-evidence-app", text.filled("pdf-evidence-app-value", &app)),
    ]
}
