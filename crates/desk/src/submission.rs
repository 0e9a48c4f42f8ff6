//! From a delivery to packages: which PDF goes with which sealed file, and what is missing.

use pli_format::{
    CaseReference, Language, Sha256,
    consent::{self, ConsentRecord, Finding},
    withdrawal::Unsigned,
};

use crate::intake::{Attachment, Delivery, Remark};

/// What a delivery amounts to.
#[derive(Debug)]
pub enum Submission {
    /// A consent PDF and a sealed file.
    Package {
        /// The consent PDF.
        consent: Vec<u8>,
        /// The sealed file.
        sealed: Vec<u8>,
    },
    /// A withdrawal of this case, as it says.
    Withdrawal(CaseReference),
    /// A mail that takes a consent back without a signature.
    Unsigned(Unsigned),
    /// Less than a package.
    Incomplete(Incomplete),
}

impl Submission {
    /// The case whose consent it takes back.
    pub fn taken_back(&self) -> Option<&CaseReference> {
        match self {
            Self::Withdrawal(reference) | Self::Unsigned(Unsigned { reference, .. }) => Some(reference),
            Self::Package { .. } | Self::Incomplete(_) => None,
        }
    }
}

/// What is missing of a package, and what may explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomplete {
    /// The case, where there is a consent to tell it. Not believed, only mentioned.
    pub reference: Option<String>,
    /// The consent's language, or French.
    pub language: Language,
    /// Never empty.
    pub missing: Vec<Missing>,
    /// What was found instead.
    pub clues: Vec<Clue>,
}

/// A part of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// The consent PDF.
    #[error("there is no consent PDF")]
    Consent,
    /// The sealed file.
    #[error("there is no sealed file")]
    Sealed,
}

/// What may explain why something is missing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Clue {
    /// See [`Remark::CutOff`].
    #[error("the mail is cut off")]
    CutOff,
    /// See [`Remark::NotAge`].
    #[error("{0:?} is not an age file")]
    NotAge(String),
    /// See [`Remark::NotPdf`].
    #[error("{0:?} is not a PDF")]
    NotPdf(String),
    /// See [`Remark::Empty`].
    #[error("{0:?} is empty")]
    Empty(String),
    /// See [`Remark::Winmail`].
    #[error("the mail is in Outlook's own format (winmail.dat)")]
    Winmail,
    /// A PDF without a record, or with two: printed, scanned, or another document.
    #[error("{0:?} does not hold one consent record: it was printed, scanned, put together, or is another document")]
    WithoutRecord(String),
}

impl Missing {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Consent => "consent-missing",
            Self::Sealed => "sealed-file-missing",
        }
    }
}

impl Clue {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CutOff => "mail-cut-off",
            Self::NotAge(_) => "not-age",
            Self::NotPdf(_) => "not-a-pdf",
            Self::Empty(_) => "attachment-empty",
            Self::Winmail => "winmail",
            Self::WithoutRecord(_) => "pdf-without-record",
        }
    }
}

impl From<Remark> for Clue {
    fn from(remark: Remark) -> Self {
        match remark {
            Remark::CutOff => Self::CutOff,
            Remark::NotAge(name) => Self::NotAge(name),
            Remark::NotPdf(name) => Self::NotPdf(name),
            Remark::Empty(name) => Self::Empty(name),
            Remark::Winmail => Self::Winmail,
        }
    }
}

/// A PDF of Pli, or one that was.
struct Consent {
    bytes: Vec<u8>,
    record: Option<ConsentRecord>,
    /// SHA-256 of the sealed file it was signed with, hexadecimal.
    signed: Option<Sha256>,
}

/// Puts PDFs and sealed files together by the hash that was signed. Where none fits, a PDF goes
/// with a file that is left, so that the examination says what is wrong. Who takes a consent back is
/// asked for no file.
pub fn submissions(delivery: Delivery) -> Vec<Submission> {
    let taken_back = taken_back(&delivery);
    let mut submissions = packages(delivery);
    submissions.retain(|submission| taken_back.is_empty() || matches!(submission, Submission::Package { .. }));
    submissions.extend(taken_back);
    submissions
}

/// The signed withdrawals, one a case, or the unsigned one.
fn taken_back(delivery: &Delivery) -> Vec<Submission> {
    let mut cases: Vec<&CaseReference> = Vec::new();
    for withdrawal in &delivery.withdrawals {
        if !cases.contains(&withdrawal.reference()) {
            cases.push(withdrawal.reference());
        }
    }
    let unsigned = delivery.unsigned.clone().filter(|_| cases.is_empty()).map(Submission::Unsigned);
    cases.into_iter().cloned().map(Submission::Withdrawal).chain(unsigned).collect()
}

fn packages(delivery: Delivery) -> Vec<Submission> {
    let mut clues: Vec<Clue> = delivery.remarks.into_iter().map(Clue::from).collect();
    let mut consents: Vec<Consent> = Vec::new();
    for attachment in delivery.consents {
        match look_at(attachment) {
            Ok(consent) if consents.iter().any(|known| known.bytes == consent.bytes) => {}
            Ok(consent) => consents.push(consent),
            Err(clue) => clues.push(clue),
        }
    }
    let mut sealed: Vec<(Sha256, Vec<u8>)> = Vec::new();
    for attachment in delivery.sealed {
        let hash = Sha256::of(&attachment.bytes);
        if sealed.iter().all(|(known, _)| *known != hash) {
            sealed.push((hash, attachment.bytes));
        }
    }
    consents.sort_by_key(|consent| !sealed.iter().any(|(hash, _)| consent.signed.as_ref() == Some(hash)));
    pair(consents, sealed, clues)
}

fn pair(consents: Vec<Consent>, mut sealed: Vec<(Sha256, Vec<u8>)>, clues: Vec<Clue>) -> Vec<Submission> {
    if consents.is_empty() {
        let mut missing = vec![Missing::Consent];
        missing.extend(sealed.is_empty().then_some(Missing::Sealed));
        return vec![Submission::Incomplete(Incomplete { reference: None, language: Language::Fr, missing, clues })];
    }
    let mut submissions = Vec::new();
    for consent in consents {
        let fitting = sealed.iter().position(|(hash, _)| consent.signed.as_ref() == Some(hash));
        match fitting.or((!sealed.is_empty()).then_some(0)) {
            Some(place) => {
                submissions.push(Submission::Package { consent: consent.bytes, sealed: sealed.remove(place).1 });
            }
            None => submissions.push(Submission::Incomplete(Incomplete {
                reference: consent.record.as_ref().map(|record| record.facts.reference.to_string()),
                language: consent.record.as_ref().map(|record| record.facts.language).unwrap_or_default(),
                missing: vec![Missing::Sealed],
                clues: clues.clone(),
            })),
        }
    }
    submissions
}

fn look_at(attachment: Attachment) -> Result<Consent, Clue> {
    let (record, signed) = match consent::open(&attachment.bytes) {
        Ok(signed) => (Some(signed.record.into_value()), Some(signed.proof.sealed)),
        Err(Finding::NotAPdf | Finding::RecordMissing) => return Err(Clue::WithoutRecord(attachment.name)),
        Err(_) => (None, None),
    };
    Ok(Consent { bytes: attachment.bytes, record, signed })
}
