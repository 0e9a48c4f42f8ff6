use jiff::Timestamp;
use pli_format::{consent::Finding, recipients::EpochName, seal::SealedFileError, terms::TermsFinding};

/// One thing that is wrong with a package.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The consent PDF, its record, its signature, or the sealed file beside it.
    #[error(transparent)]
    Document(Finding),
    /// The terms do not make such a record, or are not known.
    #[error(transparent)]
    Terms(TermsFinding),
    #[error("{}", if *.record { "made with demonstration keys: worth nothing" } else { "not made with demonstration keys" })]
    Demonstration {
        /// What the record says.
        record: bool,
    },
    #[error("the bundle has no epoch {0}")]
    EpochUnknown(EpochName),
    #[error("epoch {0} has another key in the bundle")]
    EpochOther(EpochName),
    #[error("epoch {0} was not in force at the signature")]
    EpochNotInForce(EpochName),
    #[error("the identity of epoch {0} is destroyed: nobody can open the sealed file")]
    EpochDestroyed(EpochName),
    #[error(transparent)]
    Sealed(SealedFileError),
    #[error("the consent expired on {at}")]
    Expired { at: Timestamp },
    /// The signature is more than a day in the future.
    #[error("the consent is dated in the future, {at}")]
    NotYetSigned { at: Timestamp },
}

/// What is checked, in the order it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// A record can be read.
    Record,
    /// The case key signed record and sealed file.
    Signature,
    /// Consent PDF and sealed file belong together.
    Together,
    /// The PDF is what its record makes.
    Document,
    /// The terms are known.
    Terms,
    /// The words are those of the terms.
    Text,
    /// The facts are those that Pli makes under the terms.
    Eligibility,
    /// The epoch is known and was in force.
    Epoch,
    /// The sealed file is one that Pli makes, as far as is seen without a key.
    Sealed,
    /// The consent is not over.
    Expiry,
}

impl Check {
    pub const ALL: [Self; 10] = [
        Self::Record,
        Self::Signature,
        Self::Together,
        Self::Document,
        Self::Terms,
        Self::Text,
        Self::Eligibility,
        Self::Epoch,
        Self::Sealed,
        Self::Expiry,
    ];

    /// As it is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Signature => "signature",
            Self::Together => "attachments belong together",
            Self::Document => "document as signed",
            Self::Terms => "terms",
            Self::Text => "consent text",
            Self::Eligibility => "eligibility",
            Self::Epoch => "epoch",
            Self::Sealed => "sealed file",
            Self::Expiry => "expiry",
        }
    }
}

impl Fault {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Document(finding) => finding.code(),
            Self::Terms(finding) => finding.code(),
            Self::Demonstration { .. } => "demonstration",
            Self::EpochUnknown(_) => "epoch-unknown",
            Self::EpochOther(_) => "epoch-other",
            Self::EpochNotInForce(_) => "epoch-not-in-force",
            Self::EpochDestroyed(_) => "epoch-destroyed",
            Self::Sealed(error) => error.code(),
            Self::Expired { .. } => "expired",
            Self::NotYetSigned { .. } => "not-yet-signed",
        }
    }

    /// What it is a fault of.
    pub fn check(&self) -> Check {
        match self {
            Self::Document(finding) => match finding {
                Finding::NotAPdf | Finding::RecordMissing | Finding::RecordUnreadable(_) => Check::Record,
                Finding::SignatureMissing | Finding::SignatureUnreadable | Finding::SignatureWrong => Check::Signature,
                Finding::OtherSealedFile { .. } => Check::Together,
                _ => Check::Document,
            },
            Self::Terms(finding) => match finding {
                TermsFinding::Unknown { .. } | TermsFinding::Other { .. } => Check::Terms,
                TermsFinding::OtherText { .. } | TermsFinding::OtherSignature => Check::Text,
                TermsFinding::Inadmissible(_) => Check::Eligibility,
                TermsFinding::OtherExpiry => Check::Expiry,
            },
            Self::EpochUnknown(_)
            | Self::EpochOther(_)
            | Self::EpochNotInForce(_)
            | Self::EpochDestroyed(_)
            | Self::Demonstration { .. } => Check::Epoch,
            Self::Sealed(_) => Check::Sealed,
            Self::Expired { .. } | Self::NotYetSigned { .. } => Check::Expiry,
        }
    }
}
