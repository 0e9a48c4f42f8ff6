use crate::{
    connector::{ConnectorError, RunError},
    opening::{ClockSetBack, OpeningError},
    sentence::{Sentence, Worded},
};

impl Worded for ConnectorError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Missing(program) | Self::NotExecutable(program) => failure.text("program", program.to_string_lossy()),
            Self::NotStarted(error) | Self::Output(error) | Self::Watch(error) => failure.with("why", error),
        }
    }
}

impl Worded for RunError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Failed { code, lasted } => failure.text("code", code).with("seconds", lasted.as_secs()),
            Self::Crashed { signal, lasted } => failure.text("signal", signal).with("seconds", lasted.as_secs()),
            Self::TimeOver { lasted } | Self::Killed { lasted } | Self::Interrupted { lasted } => {
                failure.with("seconds", lasted.as_secs())
            }
            Self::Revoked { reason, lasted } => {
                failure.with("why", reason.sentence()).with("seconds", lasted.as_secs())
            }
        }
    }
}

impl Worded for OpeningError {
    fn sentence(&self) -> Sentence {
        let failure = Sentence::failure(self.code());
        match self {
            Self::Closed => Sentence::new("failure-case-closed.this"),
            Self::Contested => Sentence::new("failure-case-contested.this"),
            Self::OnHold(at) => Sentence::new("failure-case-on-hold.since").with("at", *at),
            Self::Unassigned | Self::OtherIdentity | Self::OtherPayload | Self::PluginTimeOver => failure,
            Self::TakenOff(developer) => Sentence::new("failure-not-your-role.taken-off").text("name", developer),
            Self::NotInCharge(developer) => failure.text("developer", developer),
            Self::Expired(at) | Self::ClockSetBack(ClockSetBack::Reception(at)) => failure.with("at", *at),
            Self::ClockSetBack(ClockSetBack::Log(at)) => Sentence::new("failure-clock-set-back.log").with("at", *at),
            Self::NoTimeLeft(at) => Sentence::new("failure-expired.soon").with("at", *at),
            Self::Unsound(fault) => fault.sentence(),
            Self::Plugin(error) => failure.text("why", error),
            Self::Age(error) => error.sentence(),
        }
    }
}
