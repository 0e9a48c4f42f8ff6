use crate::{
    programs::{ProgramError, Unfit},
    roster::{Flaw, RosterError},
    sentence::{Sentence, Worded},
    service::{LONGEST, Refusal, ServiceError, client::ClientError, socket::SocketError},
    unlocking::UnlockError,
};

impl Worded for RosterError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::File(path, error) => failure.text("path", path.display()).with("why", error),
            Self::Malformed(why) => Sentence::new("failure-roster-malformed.members").with("why", why.sentence()),
            Self::Unsigned => failure,
            Self::RolledBack { found, accepted } => failure.text("serial", found).text("last", accepted),
            Self::Stranger(uid) => failure.text("uid", uid),
            Self::Nobody { name, role } => failure.text("name", name).text("role", role.name()),
        }
    }
}

impl Worded for Flaw {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Text(text) => Sentence::new("told").text("text", text),
            Self::Serial => Sentence::new("flaw-serial"),
            Self::Twice { what, name } => Sentence::new("flaw-twice").text("what", what).text("name", name),
            Self::Name(name) => Sentence::new("flaw-name").text("name", name),
            Self::NoRole(name) => Sentence::new("flaw-no-role").text("name", name),
            Self::NoKey(name) => Sentence::new("flaw-no-key").text("name", name),
            Self::Service(name) => Sentence::new("flaw-service").text("name", name),
        }
    }
}

impl Worded for ProgramError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Malformed(unfit) => failure.with("why", unfit.sentence()),
            Self::Unknown(name) => failure.text("name", name),
            Self::NotApproved { name, sha256, added } => {
                failure.text("name", name).text("hash", sha256).text("added", added)
            }
            Self::Own(name) => failure.text("name", name),
            Self::Altered(sha256) => failure.text("hash", sha256),
            Self::File(error) => failure.with("why", error),
        }
    }
}

impl Worded for Unfit {
    fn sentence(&self) -> Sentence {
        Sentence::new(match self {
            Self::Empty => "unfit-empty",
            Self::NotExecutable => "unfit-not-executable",
            Self::TooMany => "unfit-too-many",
            Self::Places => "unfit-places",
            Self::NoMain => "unfit-no-main",
        })
    }
}

impl Worded for UnlockError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Epoch(error) => error.sentence(),
            Self::Locked(epoch) | Self::Wrong(epoch) => failure.text("epoch", epoch),
            Self::Delayed { epoch, wrong, until } => {
                failure.text("epoch", epoch).text("wrong", wrong).with("until", *until)
            }
            Self::Swappable | Self::NoService => failure,
        }
    }
}

impl Worded for SocketError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Exposed(path, uid) => failure.text("path", path.display()).text("uid", uid),
            Self::Running(path) => Sentence::new("failure-service-running.socket").text("path", path.display()),
            Self::System(path, error) => failure.text("path", path.display()).with("why", error),
        }
    }
}

impl Worded for ServiceError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Desk(error) => error.sentence(),
            Self::Socket(error) => error.sentence(),
            Self::Running(path) | Self::Exposed(path) => failure.text("path", path.display()),
            Self::System(error) => failure.with("why", error),
        }
    }
}

impl Worded for ClientError {
    fn sentence(&self) -> Sentence {
        match self {
            Self::Here(failure) => failure.sentence(),
            Self::Socket(error) => error.sentence(),
            Self::Unreachable(path, error) => {
                Sentence::failure(self.code()).text("path", path.display()).with("why", error)
            }
            Self::Broken | Self::Argument => Sentence::failure(self.code()),
            // The service has said it in the reader's language.
            Self::Told { text, .. } => Sentence::new("told").text("text", text),
        }
    }
}

impl Worded for Refusal {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Desk(error) => error.sentence(),
            Self::NoRight { name, deed } => failure.text("name", name).text("command", deed.name()),
            Self::Malformed(malformed) => failure.text("why", &malformed.0),
            Self::Arguments(text) => failure.text("why", text),
            Self::Beside => Sentence::new("failure-request-arguments.beside"),
            Self::TooLong => failure.with("limit", LONGEST / 1_000_000),
            Self::Slow | Self::Busy => failure,
        }
    }
}
