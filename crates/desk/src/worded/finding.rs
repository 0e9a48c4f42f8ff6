use pli_format::{
    consent::{Finding, Part},
    credentials::MAX_CHARACTERS,
    payload::PayloadError,
    reference::ReferenceError,
    seal::{OpenError, SealedFileError},
    terms::{AdmissionError, TermsFinding},
};

use crate::{
    audit,
    examination::Fault,
    intake::{Clue, InputError, MailError, limits},
    registry::LocationError,
    selector::SelectorError,
    sentence::{Sentence, Worded},
    submission::Missing,
};

impl Worded for Fault {
    fn sentence(&self) -> Sentence {
        let finding = Sentence::finding(self.code());
        match self {
            Self::Document(document) => document.sentence(),
            Self::Terms(terms) => terms.sentence(),
            Self::Demonstration { record: true } => finding,
            Self::Demonstration { record: false } => Sentence::new("finding-demonstration.expected"),
            Self::EpochUnknown(epoch)
            | Self::EpochOther(epoch)
            | Self::EpochNotInForce(epoch)
            | Self::EpochDestroyed(epoch) => finding.text("epoch", epoch),
            Self::Sealed(error) => error.sentence(),
            Self::Expired { at } | Self::NotYetSigned { at } => finding.with("at", *at),
        }
    }
}

impl Worded for Finding {
    fn sentence(&self) -> Sentence {
        let finding = Sentence::finding(self.code());
        match self {
            Self::NotAPdf => Sentence::new("finding-not-a-pdf.this"),
            Self::RecordMissing
            | Self::SignatureMissing
            | Self::SignatureUnreadable
            | Self::SignatureWrong
            | Self::OtherSealedFile { .. } => finding,
            Self::RecordUnreadable(why) => finding.text("why", why),
            Self::OtherRenderer { producer } => finding.text("producer", producer),
            Self::Unrenderable(why) => finding.text("why", why),
            Self::Appended { bytes } | Self::Cut { bytes } => finding.with("bytes", *bytes),
            Self::Differs { first, bytes, part } => {
                finding.with("first", *first).with("bytes", *bytes).with("part", part.sentence())
            }
        }
    }
}

impl Worded for Part {
    fn sentence(&self) -> Sentence {
        Sentence::new(match self {
            Self::Page => "part-page",
            Self::Font => "part-font",
            Self::File => "part-file",
            Self::Metadata => "part-metadata",
            Self::Structure => "part-structure",
        })
    }
}

impl Worded for TermsFinding {
    fn sentence(&self) -> Sentence {
        let finding = Sentence::finding(self.code());
        match self {
            Self::Unknown { version } | Self::Other { version } | Self::OtherText { version } => {
                finding.text("version", version)
            }
            Self::Inadmissible(AdmissionError::Choice(fact) | AdmissionError::Text(fact)) => finding.text("fact", fact),
            Self::OtherExpiry | Self::OtherSignature => finding,
        }
    }
}

impl Worded for SealedFileError {
    fn sentence(&self) -> Sentence {
        Sentence::finding(self.code())
    }
}

impl Worded for OpenError {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Sealed(error) => error.sentence(),
            Self::Age(error) => Sentence::new("failure-sealed-file-damaged").text("why", error),
            Self::Damaged(error) => Sentence::new("failure-sealed-file-damaged").with("why", error),
            Self::Payload(error) => error.sentence(),
        }
    }
}

impl Worded for PayloadError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::FieldOutOfBounds => failure.with("limit", MAX_CHARACTERS),
            Self::Malformed | Self::UnknownFormat | Self::NotCanonical | Self::OtherFields | Self::OtherPadding => {
                failure
            }
        }
    }
}

impl Worded for Clue {
    fn sentence(&self) -> Sentence {
        let finding = Sentence::finding(self.code());
        match (self, self.file()) {
            (Self::Link(host), _) => finding.text("host", host),
            (Self::ManyWithdrawals, _) => finding.with("limit", limits::WITHDRAWALS),
            (_, Some(file)) => finding.text("file", file),
            (_, None) => finding,
        }
    }
}

impl Worded for Missing {
    fn sentence(&self) -> Sentence {
        Sentence::finding(self.code())
    }
}

impl Worded for MailError {
    fn sentence(&self) -> Sentence {
        let finding = Sentence::finding(self.code());
        self.limit().map_or(finding.clone(), |limit| finding.with("limit", limit))
    }
}

impl Worded for InputError {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Mail(error) => error.sentence(),
            Self::Unreadable(error) => Sentence::new("finding-file-unreadable").with("why", error),
        }
    }
}

impl Worded for audit::Finding {
    fn sentence(&self) -> Sentence {
        let finding = Sentence::new(format!("log-{}", self.name()));
        match self {
            Self::Head => finding,
            Self::Malformed(number) | Self::Broken(number) | Self::Replaced(number) | Self::ClockSetBack(number) => {
                finding.with("number", *number)
            }
            Self::Cut { found, signed } | Self::Counted { found, signed } => {
                finding.with("found", *found).with("signed", *signed)
            }
            Self::Interrupted { entries, torn } => finding.with("entries", *entries).with("torn", *torn),
            Self::Unsigned { after, bytes } => finding.with("after", *after).with("bytes", *bytes),
        }
    }
}

impl Worded for ReferenceError {
    fn sentence(&self) -> Sentence {
        Sentence::new(match self {
            Self::Shape => "reference-shape",
            Self::Check => "reference-check",
        })
    }
}

impl Worded for LocationError {
    fn sentence(&self) -> Sentence {
        Sentence::new(match self {
            Self::Unknown => "location-unknown",
            Self::Password => "location-password",
            Self::Unencrypted => "location-unencrypted",
        })
    }
}

impl Worded for SelectorError {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Reference(error) => error.sentence(),
            Self::Digits => Sentence::new("selector-digits"),
        }
    }
}
