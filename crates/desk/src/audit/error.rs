use std::io;

use crate::{signed_line::SignedLineError, signing_key::KeyError};

/// Why nothing is written to the log, or it cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    #[error("the log cannot be read or written: {0}")]
    File(#[from] io::Error),
    #[error(transparent)]
    Key(#[from] KeyError),
    /// It would be cut where the log is read, or go to no journal.
    #[error("this would be too long for the log: shorten what was typed")]
    TooLong,
    #[error("the head of the log is missing or not genuine")]
    Head,
    /// The log does not end as its head says; nothing is added to it.
    #[error("the log was altered: {0}")]
    Altered(Alteration),
}

/// How a log does not end as its head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Alteration {
    #[error("it is shorter than its head says")]
    Shorter,
    #[error("its last signed line is another")]
    LastLine,
    #[error("something follows its head that the desk did not write")]
    NotWritten,
    #[error("the next head is older than its head")]
    NextOlder,
}

impl AuditError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "audit-file",
            Self::Key(error) => error.code(),
            Self::TooLong => "audit-too-long",
            Self::Head => "audit-head",
            Self::Altered(_) => "audit-altered",
        }
    }
}

impl From<SignedLineError> for AuditError {
    fn from(_: SignedLineError) -> Self {
        Self::Head
    }
}
