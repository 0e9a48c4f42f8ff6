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
    Altered(&'static str),
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
