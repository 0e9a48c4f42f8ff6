use jiff::Timestamp;
use pli_format::{consent::verify::Finding, recipients::EpochName};

/// One thing that is wrong with a package.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The consent PDF, its record, its signature, or the sealed file beside it.
    #[error(transparent)]
    Document(Finding),
    /// The rules do not let such a case come to a consent.
    #[error("by the rules this case is not eligible")]
    NotEligible,
    /// The clauses, the acts or the controller are not those of the consent text.
    #[error("the words are not those of consent text {version}")]
    OtherText {
        /// The version that the record names.
        version: u32,
    },
    /// The expiry does not follow from the signature.
    #[error("the expiry is not the one that the policy sets")]
    OtherTerm,
    /// The consent is signed with another name.
    #[error("signed with another name than the person's")]
    OtherSignature,
    /// A demonstration where the real thing is expected, or the other way round.
    #[error("{}", if *.record { "made with demonstration keys: worth nothing" } else { "not made with demonstration keys" })]
    Demonstration {
        /// What the record says.
        record: bool,
    },
    /// No epoch of this name.
    #[error("the bundle has no epoch {0}")]
    EpochUnknown(EpochName),
    /// An epoch of this name with another key.
    #[error("epoch {0} has another key in the bundle")]
    EpochOther(EpochName),
    /// The epoch was not in force at the signature.
    #[error("epoch {0} was not in force at the signature")]
    EpochNotInForce(EpochName),
    /// The identity is destroyed: nobody can open it.
    #[error("the identity of epoch {0} is destroyed: nobody can open the sealed file")]
    EpochDestroyed(EpochName),
    /// The consent is over.
    #[error("the consent expired on {at}")]
    Expired {
        /// When.
        at: Timestamp,
    },
    /// The signature is more than a day in the future.
    #[error("the consent is dated in the future, {at}")]
    NotYetSigned {
        /// When.
        at: Timestamp,
    },
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
    /// The words are those of the consent text.
    Text,
    /// The rules let such a case come to a consent.
    Eligibility,
    /// The epoch is known and was in force.
    Epoch,
    /// The consent is not over.
    Expiry,
}

impl Check {
    /// Every check.
    pub const ALL: [Self; 8] = [
        Self::Record,
        Self::Signature,
        Self::Together,
        Self::Document,
        Self::Text,
        Self::Eligibility,
        Self::Epoch,
        Self::Expiry,
    ];

    /// As it is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Signature => "signature",
            Self::Together => "attachments belong together",
            Self::Document => "document as signed",
            Self::Text => "consent text",
            Self::Eligibility => "eligibility",
            Self::Epoch => "epoch",
            Self::Expiry => "expiry",
        }
    }
}

impl Fault {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Document(finding) => finding.code(),
            Self::NotEligible => "not-eligible",
            Self::OtherText { .. } => "other-text",
            Self::OtherTerm => "other-term",
            Self::OtherSignature => "other-signature",
            Self::Demonstration { .. } => "demonstration",
            Self::EpochUnknown(_) => "epoch-unknown",
            Self::EpochOther(_) => "epoch-other",
            Self::EpochNotInForce(_) => "epoch-not-in-force",
            Self::EpochDestroyed(_) => "epoch-destroyed",
            Self::Expired { .. } => "expired",
            Self::NotYetSigned { .. } => "not-yet-signed",
        }
    }

    /// What it is a fault of.
    pub fn check(&self) -> Check {
        match self {
            Self::Document(finding) => match finding {
                Finding::NotAPdf | Finding::RecordMissing | Finding::RecordUnreadable { .. } => Check::Record,
                Finding::SignatureMissing | Finding::SignatureUnreadable | Finding::SignatureWrong => Check::Signature,
                Finding::OtherSealedFile { .. } => Check::Together,
                _ => Check::Document,
            },
            Self::NotEligible => Check::Eligibility,
            Self::OtherText { .. } | Self::OtherSignature => Check::Text,
            Self::EpochUnknown(_)
            | Self::EpochOther(_)
            | Self::EpochNotInForce(_)
            | Self::EpochDestroyed(_)
            | Self::Demonstration { .. } => Check::Epoch,
            Self::OtherTerm | Self::Expired { .. } | Self::NotYetSigned { .. } => Check::Expiry,
        }
    }
}
