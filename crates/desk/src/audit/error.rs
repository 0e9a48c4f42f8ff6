use std::io;

use crate::{signed_line::SignedLineError, signing_key::KeyError};

/// Why nothing is written to the log, or it cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The file system.
    #[error("the log cannot be read or written: {0}")]
    File(#[from] io::Error),
    /// The desk's key does not sign.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The head is missing, not signed by the desk, or altered.
    #[error("the head of the log is missing or not genuine")]
    Head,
    /// The log does not end as its head says; nothing is added to it.
    #[error("the log was altered: {0}")]
    Altered(Alteration),
}

/// How a log does not end as its head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Alteration {
    /// Something was cut off.
    #[error("it is shorter than its head says")]
    Shorter,
    /// The last line that is signed was edited, or moved.
    #[error("its last signed line is another")]
    LastLine,
    /// Something was added.
    #[error("something follows its head that the desk did not write")]
    NotWritten,
    /// The next head was put back from earlier.
    #[error("the next head is older than its head")]
    NextOlder,
}

impl AuditError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "audit-file",
            Self::Key(error) => error.code(),
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
