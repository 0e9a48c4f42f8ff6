use crate::{
    epoch::EpochError,
    operator::OperatorError,
    passphrase::{ATTEMPTS, PassphraseError},
    receipt::ReceiptKeyError,
    reveal::RevealError,
    sentence::{Sentence, Worded},
    signing_key::KeyError,
};

impl Worded for KeyError {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Malformed => Sentence::failure(self.code()),
            Self::Passphrase(error) => error.sentence(),
            Self::Minisign(error) => Sentence::failure(self.code()).text("why", error),
        }
    }
}

impl Worded for PassphraseError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Wrong => failure.with("attempts", u64::from(ATTEMPTS)),
            Self::Empty | Self::Different => failure,
            Self::Unanswered(error) => failure.with("why", error),
        }
    }
}

impl Worded for ReceiptKeyError {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Mismatch(key) => Sentence::failure(self.code()).text("key", key),
            Self::Key(error) => error.sentence(),
        }
    }
}

impl Worded for EpochError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Exists(epoch) | Self::Unknown(epoch) | Self::Unlisted(epoch) | Self::Destroyed(epoch) => {
                failure.text("epoch", epoch)
            }
            Self::Malformed(why) | Self::Age(why) => failure.text("why", why),
            Self::Unsuitable => failure,
            Self::Passphrase(error) => error.sentence(),
            Self::PluginMissing(plugin) => failure.text("plugin", plugin),
            Self::Key(error) => error.sentence(),
            Self::Refused(error) => Sentence::new("failure-bundle-refused").with("why", error.sentence()),
            Self::File(error) => failure.with("why", error),
        }
    }
}

impl Worded for OperatorError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Roster(why) => failure.text("why", why),
            Self::Malformed | Self::NotGenuine => failure,
            Self::NotTwo(count) => failure.with("count", *count),
            Self::OtherCase(operator)
            | Self::NotNow(operator)
            | Self::NoReason(operator)
            | Self::OtherViewer(operator)
            | Self::OwnRequest(operator)
            | Self::Used(operator)
            | Self::SameOperator(operator) => failure.text("operator", operator),
        }
    }
}

impl Worded for RevealError {
    fn sentence(&self) -> Sentence {
        match self {
            Self::NotATerminal => Sentence::failure(self.code()),
            Self::Terminal(error) => Sentence::failure(self.code()).with("why", error),
        }
    }
}
