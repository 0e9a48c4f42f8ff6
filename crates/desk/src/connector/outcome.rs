use std::time::Duration;

use crate::{Exit, opening::OpeningError};

/// How a connector ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By itself, with this exit code.
    Exited(i32),
    /// By a signal that did not come from here: it crashed, or someone killed it.
    Signalled(i32),
    /// Its time was over, and it ended on TERM.
    TimedOut,
    /// Its time was over, it ignored TERM, and it was killed.
    Killed,
    /// The operator stopped the desk (INT, QUIT, TERM or HUP), which ended it.
    Interrupted,
    /// The credentials may not be used any longer: the case was closed, or handed over.
    Revoked,
}

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub ending: Ending,
    pub lasted: Duration,
}

/// Why a connector that ran did not do its work. Each says after how long it ended.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error("the connector failed with exit code {code} after {} s", .lasted.as_secs())]
    Failed {
        /// Its exit code; not 0.
        code: i32,
        lasted: Duration,
    },
    /// A signal that did not come from here ended it.
    #[error("the connector crashed, or was killed, by signal {signal} after {} s", .lasted.as_secs())]
    Crashed { signal: i32, lasted: Duration },
    /// Its time was over, and it ended on TERM.
    #[error("the connector's time was over: it was ended after {} s", .lasted.as_secs())]
    TimeOver { lasted: Duration },
    /// Its time was over, and it ignored TERM.
    #[error("the connector's time was over and it did not end when told to: it was killed after {} s", .lasted.as_secs())]
    Killed { lasted: Duration },
    #[error("the connector was ended with the desk after {} s", .lasted.as_secs())]
    Interrupted { lasted: Duration },
    #[error("the connector was ended after {} s: {reason}", .lasted.as_secs())]
    Revoked { reason: OpeningError, lasted: Duration },
}

impl Outcome {
    /// What a connector that exited with 0 has done. `revoked` says why it was ended, if it was
    /// [`Ending::Revoked`].
    pub fn success(self, revoked: Option<OpeningError>) -> Result<(), RunError> {
        let lasted = self.lasted;
        Err(match self.ending {
            Ending::Exited(0) => return Ok(()),
            Ending::Exited(code) => RunError::Failed { code, lasted },
            Ending::Signalled(signal) => RunError::Crashed { signal, lasted },
            Ending::TimedOut => RunError::TimeOver { lasted },
            Ending::Killed => RunError::Killed { lasted },
            Ending::Interrupted => RunError::Interrupted { lasted },
            Ending::Revoked => RunError::Revoked { reason: revoked.unwrap_or(OpeningError::Closed), lasted },
        })
    }
}

impl RunError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Failed { .. } => "connector-failed",
            Self::Crashed { .. } => "connector-crashed",
            Self::TimeOver { .. } => "connector-time-over",
            Self::Killed { .. } => "connector-killed",
            Self::Interrupted { .. } => "connector-interrupted",
            Self::Revoked { .. } => "connector-revoked",
        }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Self::Failed { .. } | Self::Crashed { .. } => Exit::Connector,
            Self::TimeOver { .. } | Self::Killed { .. } => Exit::TimeLimit,
            Self::Interrupted { .. } => Exit::Failed,
            Self::Revoked { reason, .. } => reason.exit(),
        }
    }
}
