use super::RENDERER_VERSION;
use crate::{
    consent::{CaseSignature, ConsentRecord, ConsentText, SealedHash},
    recipients::fingerprint_words,
};

/// What binds a consent PDF to its sealed file.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'a> {
    /// The record's canonical bytes.
    pub record: &'a [u8],
    pub record_sha256: [u8; 32],
    pub sealed: SealedHash,
    pub signature: CaseSignature,
    /// SHA-256 of the recipient that the file is sealed to.
    pub fingerprint: [u8; 32],
}

impl Evidence<'_> {
    /// The rows of the evidence table: what it is, and its value.
    pub fn rows(&self, record: &ConsentRecord, text: &ConsentText) -> Vec<(String, String)> {
        let sha256 = |hex: String| text.filled("pdf-evidence-sha256", &[("sha256", hex)]);
        let row = |id: &str, value: String| (text.line(id), value);
        let version = [("version", record.text.version.to_string()), ("sha256", record.text.sha256.clone())];
        let epoch = [("name", record.epoch.name.clone()), ("fingerprint", record.epoch.fingerprint.clone())];
        let app = [("app", record.app_version.clone()), ("renderer", RENDERER_VERSION.to_string())];
        let key = [("key", record.case_key.clone())];
        vec![
            row("pdf-evidence-reference", record.facts.reference.to_string()),
            row("pdf-evidence-signed-at", record.signed_at.rfc3339()),
            row("pdf-evidence-text", text.filled("pdf-evidence-text-value", &version)),
            row("pdf-evidence-sealed", sha256(self.sealed.hex())),
            row("pdf-evidence-record", sha256(hex::encode(self.record_sha256))),
            row("pdf-evidence-case-key", text.filled("pdf-evidence-case-key-value", &key)),
            row("pdf-evidence-epoch", text.filled("pdf-evidence-epoch-value", &epoch)),
            row("pdf-evidence-words", fingerprint_words(&self.fingerprint, text.language()).join(" ")),
            row("pdf-evidence-app", text.filled("pdf-evidence-app-value", &app)),
        ]
    }
}
