use pli_format::{bundle::BundleError, withdrawal::WithdrawalError};

use crate::{
    Failure,
    audit::{Alteration, AuditError},
    registry::{RegistryError, SILENCE},
    sentence::{Sentence, Worded},
};

impl Worded for Failure {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Registry(error) => error.sentence(),
            Self::Bundle(error) => error.sentence(),
            Self::Audit(error) => error.sentence(),
            Self::Key(error) => error.sentence(),
            Self::ReceiptKey(error) => error.sentence(),
            Self::Epoch(error) => error.sentence(),
            Self::Opening(error) => error.sentence(),
            Self::Connector(error) => error.sentence(),
            Self::Program(error) => error.sentence(),
            Self::Run(error) => error.sentence(),
            Self::Roster(error) => error.sentence(),
            Self::Unlock(error) => error.sentence(),
            Self::Operator(error) => error.sentence(),
            Self::Reveal(error) => error.sentence(),
            Self::Withdrawal(error) => error.sentence(),
            Self::Unsigned(case)
            | Self::Contested(case)
            | Self::OnHold(case)
            | Self::Erased(case)
            | Self::StillOpen(case)
            | Self::InUse(case)
            | Self::NotContested(case)
            | Self::NotOnHold(case)
            | Self::Closed(case)
            | Self::NoGift(case) => failure.text("case", case),
            Self::UnknownCase(case) | Self::NoReceipt(case) => failure.text("case", case),
            Self::NoDesk(path) | Self::ExposedKey(path) | Self::Busy(path) => failure.text("path", path.display()),
            Self::WeakPassphrase | Self::ToTerminal => failure,
            Self::ClockDoubted(by) => failure.text("by", by),
            Self::Mistyped(typed, error) => failure.text("typed", typed).with("why", error.sentence()),
            Self::UnknownDecision(number) | Self::Undecided(number) => failure.text("number", number),
            Self::Held { reference, developer } => failure.text("case", reference).text("developer", developer),
            Self::Uninspectable(source, error) => {
                Sentence::new("failure-uninspectable").text("source", source).with("why", error.sentence())
            }
            Self::Unreadable { path, error } | Self::Unwritable { path, error } => {
                failure.text("path", path.display()).with("why", error)
            }
            Self::PassphraseDescriptor { number, error } => failure.text("number", number).with("why", error),
            Self::Output(error) => failure.with("why", error),
        }
    }
}

impl Worded for RegistryError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Locked | Self::Full | Self::ReadOnly | Self::Newer => failure,
            Self::Unreachable(why) | Self::Other(why) => failure.text("why", why),
            Self::Missing(path) => failure.text("path", path),
            Self::Silent => failure.text("seconds", SILENCE.as_secs()),
            Self::Damaged(place) => failure.text("place", place),
            Self::NotRewritten(code) => failure.text("code", code),
        }
    }
}

impl Worded for BundleError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Unsigned | Self::Altered => failure,
            Self::Malformed(why) => failure.text("why", why),
            Self::RolledBack { serial, last_serial } => failure.text("serial", serial).text("last", last_serial),
            Self::NotYetValid { not_before: at } | Self::Expired { not_after: at } => failure.with("at", *at),
        }
    }
}

impl Worded for AuditError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::File(error) => failure.with("why", error),
            Self::Key(error) => error.sentence(),
            Self::TooLong | Self::Head => failure,
            Self::Altered(alteration) => failure.with("why", alteration.sentence()),
        }
    }
}

impl Worded for Alteration {
    fn sentence(&self) -> Sentence {
        Sentence::new(match self {
            Self::Shorter => "alteration-shorter",
            Self::LastLine => "alteration-last-line",
            Self::NotWritten => "alteration-not-written",
            Self::NextOlder => "alteration-next-older",
        })
    }
}

impl Worded for WithdrawalError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Malformed | Self::NotGenuine => failure,
            Self::UnknownFormat(format) => failure.text("format", format),
            Self::OtherConsent(case) => failure.text("case", case),
        }
    }
}
