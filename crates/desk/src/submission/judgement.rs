//! What a package is worth: everything that the examination says, and what of it mail programs do to
//! a file that nobody meant to change.

use jiff::Timestamp;
use pli_format::{
    CaseReference,
    bundle::Bundle,
    canonical::Canonical,
    consent::{ConsentRecord, Finding},
    terms::KnownTerms,
};

use super::{Incomplete, Missing, Package};
use crate::{
    examination::{self, Examination, Fault, Rendering},
    intake::{Attachment, Clue},
};

/// What packages are judged by.
#[derive(Clone, Copy)]
pub struct Judging<'a> {
    /// The terms that are known.
    pub terms: &'a KnownTerms,
    /// The bundle in force.
    pub bundle: &'a Bundle,
    pub now: Timestamp,
    /// Whether the consent is rendered again.
    pub rendering: Rendering,
}

#[derive(Debug)]
pub enum Judged {
    /// Every check passed.
    Sound {
        /// What was agreed to.
        record: Box<Canonical<ConsentRecord>>,
        /// The consent PDF that passed.
        consent: Vec<u8>,
        sealed: Vec<u8>,
    },
    /// Record, signature and sealed file are in order, and the PDF is not the file that Pli wrote: it
    /// was cut, or saved again.
    Damaged(Incomplete),
    /// Something is wrong: the request, where one is named, and what.
    Refused(Option<CaseReference>, Vec<Fault>),
}

/// How far two documents agree that a program wrote anew, in bytes: not beyond the comment that each
/// program puts below the first line (ISO 32000-2, 7.5.2).
const REWRITTEN: usize = 64;

impl Package {
    /// Examines it with each copy of its consent, which is put first if it is the one to go by: sound,
    /// or else with the least against it.
    pub fn examine(&mut self, judging: &Judging<'_>) -> Examination {
        // Only rendering tells the copies of one consent apart.
        let &Judging { terms, bundle, now, rendering } = judging;
        let rendering = if self.consents.len() > 1 { Rendering::Compared } else { rendering };
        let examine = |consent: &Attachment| {
            examination::examine(&consent.bytes, &self.sealed.bytes, terms, bundle, now, rendering)
        };
        let mut best = examine(&self.consents[0]);
        for at in 1..self.consents.len() {
            if best.faults.is_empty() {
                break;
            }
            let examined = examine(&self.consents[at]);
            if examined.faults.len() < best.faults.len() {
                best = examined;
                self.consents.swap(0, at);
            }
        }
        best
    }

    /// What it is worth.
    pub fn judge(mut self, judging: &Judging<'_>) -> Judged {
        let Examination { record, faults, .. } = self.examine(judging);
        let consent = self.consents.swap_remove(0);
        match record {
            Some(record) if faults.is_empty() => {
                Judged::Sound { record: Box::new(record), consent: consent.bytes, sealed: self.sealed.bytes }
            }
            record => judge_faults(record, faults, consent),
        }
    }
}

fn judge_faults(record: Option<Canonical<ConsentRecord>>, faults: Vec<Fault>, consent: Attachment) -> Judged {
    match record {
        Some(record) if faults.iter().all(|fault| is_damage(fault, &consent.bytes)) => Judged::Damaged(Incomplete {
            reference: Some(record.facts.reference.clone()),
            language: record.facts.language,
            missing: vec![Missing::Consent],
            clues: vec![Clue::SavedAgain(consent.name)],
            has_come: false,
        }),
        record => Judged::Refused(record.map(|record| record.facts.reference.clone()), faults),
    }
}

/// Whether programs do this to a document by themselves: they cut it, add blanks or write it anew. A
/// document that begins as ours and differs further on was changed by somebody.
fn is_damage(fault: &Fault, document: &[u8]) -> bool {
    match fault {
        Fault::Document(Finding::Cut { .. }) => true,
        Fault::Document(Finding::Appended { bytes }) => document[document.len().saturating_sub(*bytes)..]
            .iter()
            .all(|byte| byte.is_ascii_whitespace() || *byte == 0),
        Fault::Document(Finding::Differs { first, .. }) => *first < REWRITTEN,
        Fault::Document(Finding::OtherRenderer { producer }) => !producer.starts_with(OURS),
        _ => false,
    }
}

/// How every renderer of ours calls itself (`pdf::producer`).
const OURS: &str = "Pli, ";
