use std::{io, path::PathBuf};

use pli_format::{CaseReference, bundle::BundleError, reference::ReferenceError, withdrawal::WithdrawalError};

use crate::{
    Exit,
    audit::AuditError,
    connector::{ConnectorError, RunError},
    epoch::EpochError,
    intake::{InputError, MailError},
    opening::OpeningError,
    operator::OperatorError,
    programs::ProgramError,
    receipt::ReceiptKeyError,
    registry::RegistryError,
    reveal::RevealError,
    roster::RosterError,
    selector::Selector,
    signing_key::KeyError,
    unlocking::UnlockError,
};

/// Why a command stopped. What was done before stands; nothing is half done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The registry.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The bundle of epochs.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The log.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The receipt key.
    #[error(transparent)]
    ReceiptKey(#[from] ReceiptKeyError),
    /// An epoch's identity.
    #[error(transparent)]
    Epoch(#[from] EpochError),
    /// A sealed file may not be opened, or does not open.
    #[error(transparent)]
    Opening(#[from] OpeningError),
    /// The connector.
    #[error(transparent)]
    Connector(#[from] ConnectorError),
    /// A program that is kept, or is not.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// The connector ran, and did not do its work.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The roster, or who is not on it.
    #[error(transparent)]
    Roster(#[from] RosterError),
    /// An identity that is locked, or stays so.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// Operators and their approvals.
    #[error(transparent)]
    Operator(#[from] OperatorError),
    /// The screen.
    #[error(transparent)]
    Reveal(#[from] RevealError),
    /// A withdrawal.
    #[error(transparent)]
    Withdrawal(#[from] WithdrawalError),
    /// A mail takes the consent of this case back, without a signature.
    #[error("the withdrawal of case {0} is not signed: ask the person, then run `pli-desk close {0}`")]
    Unsigned(CaseReference),
    /// No such case.
    #[error("there is no case {0}")]
    UnknownCase(Selector),
    /// Several sendings of the request contest each other.
    #[error("case {0} was sent more than once: see `pli-desk show {0}`, then `pli-desk choose`")]
    Contested(CaseReference),
    /// Somebody may have taken the consent back.
    #[error("case {0} is on hold: somebody may have taken the consent back")]
    OnHold(CaseReference),
    /// There is no such directory.
    #[error("there is no desk in {0:?}: make one with `pli-desk init`")]
    NoDesk(PathBuf),
    /// It is not deleted.
    #[error("there is no receipt of case {0}: it is not deleted")]
    NoReceipt(Selector),
    /// What is asked for waits until it is closed.
    #[error("case {0} is open: close it first, which deletes its credentials")]
    StillOpen(CaseReference),
    /// Another process uses it now.
    #[error("case {0} is in use already")]
    InUse(CaseReference),
    /// Others than its owner may read a key.
    #[error("{0:?} may be read by others: chmod 600, and ask who did")]
    ExposedKey(PathBuf),
    /// A new passphrase that is soon guessed.
    #[error("a passphrase has at least 12 characters, or six words")]
    WeakPassphrase,
    /// A reference with a typing error.
    #[error("{0:?}: {1}")]
    Mistyped(String, ReferenceError),
    /// There is nothing to choose.
    #[error("case {0} is not contested")]
    NotContested(CaseReference),
    /// Nothing to decide has this number.
    #[error("there is nothing to decide under {0}")]
    UnknownDecision(i64),
    /// The case is closed.
    #[error("case {0} is closed: its sealed file is deleted")]
    Closed(CaseReference),
    /// Somebody else is in charge.
    #[error("{developer} is in charge of case {reference}")]
    Held {
        /// The case.
        reference: CaseReference,
        /// Who is.
        developer: String,
    },
    /// No gift is due for the case.
    #[error("no gift is due for case {0}")]
    NoGift(CaseReference),
    /// A mail cannot be looked at: where it is, and why.
    #[error("{0}: {1}")]
    Uninspectable(String, InputError),
    /// A file cannot be read.
    #[error("{path:?} cannot be read: {error}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file cannot be written.
    #[error("{path:?} cannot be written: {error}")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Passphrases cannot be read from where they should be.
    #[error("passphrases cannot be read from file descriptor {number}: {error}")]
    PassphraseDescriptor {
        /// Which.
        number: u32,
        /// Why.
        error: io::Error,
    },
    /// The terminal or pipe does not take what is printed.
    #[error("cannot print: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Registry(error) => error.code(),
            Self::Bundle(error) => error.code(),
            Self::Audit(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::ReceiptKey(error) => error.code(),
            Self::Epoch(error) => error.code(),
            Self::Opening(error) => error.code(),
            Self::Connector(error) => error.code(),
            Self::Program(error) => error.code(),
            Self::Run(error) => error.code(),
            Self::Roster(error) => error.code(),
            Self::Unlock(error) => error.code(),
            Self::Operator(error) => error.code(),
            Self::Reveal(error) => error.code(),
            Self::Withdrawal(error) => error.code(),
            Self::Unsigned(_) => "withdrawal-unsigned",
            Self::UnknownCase(_) => "case-unknown",
            Self::Contested(_) => "case-contested",
            Self::OnHold(_) => "case-on-hold",
            Self::NotContested(_) => "case-not-contested",
            Self::StillOpen(_) => "case-open",
            Self::InUse(_) => "case-in-use",
            Self::ExposedKey(_) => "key-exposed",
            Self::WeakPassphrase => "passphrase-weak",
            Self::Mistyped(..) => "reference-mistyped",
            Self::NoDesk(_) => "desk-missing",
            Self::NoReceipt(_) => "receipt-missing",
            Self::UnknownDecision(_) => "decision-unknown",
            Self::Closed(_) => "case-closed",
            Self::Held { .. } => "case-held",
            Self::NoGift(_) => "gift-not-due",
            Self::Uninspectable(_, InputError::Mail(error)) => MailError::code(*error),
            Self::Uninspectable(..) | Self::Unreadable { .. } => "file-unreadable",
            Self::Unwritable { .. } => "file-unwritable",
            Self::PassphraseDescriptor { .. } => "passphrase-descriptor",
            Self::Output(_) => "output",
        }
    }

    /// How the program ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Registry(_) => Exit::Registry,
            Self::Audit(AuditError::Head | AuditError::Altered(_)) => Exit::Altered,
            Self::Audit(AuditError::File(_)) => Exit::Failed,
            Self::Epoch(EpochError::Unknown(_) | EpochError::Destroyed(_)) => Exit::Unknown,
            Self::Bundle(_) | Self::Key(_) | Self::ReceiptKey(_) | Self::Epoch(_) | Self::Audit(AuditError::Key(_)) => {
                Exit::Key
            }
            Self::Opening(error) => error.exit(),
            Self::Connector(_) => Exit::Connector,
            Self::Program(ProgramError::Unknown(_)) => Exit::Unknown,
            Self::Program(ProgramError::NotApproved { .. } | ProgramError::Own(_)) => Exit::NotAllowed,
            Self::Program(ProgramError::Malformed(_)) => Exit::Refused,
            Self::Program(ProgramError::Altered(_)) => Exit::Altered,
            Self::Program(ProgramError::File(_)) => Exit::Failed,
            Self::Run(error) => error.exit(),
            Self::Roster(RosterError::File(..)) => Exit::Failed,
            Self::Roster(_) | Self::Operator(_) | Self::Reveal(_) => Exit::NotAllowed,
            Self::Unlock(UnlockError::Epoch(EpochError::Unknown(_) | EpochError::Destroyed(_))) => Exit::Unknown,
            Self::Unlock(_) => Exit::Key,
            Self::Withdrawal(_) | Self::Unsigned(_) => Exit::Refused,
            Self::UnknownCase(_) | Self::NoGift(_) | Self::UnknownDecision(_) | Self::NoDesk(_) => Exit::Unknown,
            Self::NoReceipt(_) => Exit::Unknown,
            Self::Closed(_)
            | Self::Held { .. }
            | Self::Contested(_)
            | Self::NotContested(_)
            | Self::StillOpen(_)
            | Self::InUse(_) => Exit::Conflict,
            Self::OnHold(_) => Exit::NotAllowed,
            Self::PassphraseDescriptor { .. } | Self::Mistyped(..) => Exit::Usage,
            Self::ExposedKey(_) | Self::WeakPassphrase => Exit::Key,
            Self::Uninspectable(_, InputError::Mail(_)) => Exit::Refused,
            Self::Uninspectable(..) | Self::Unreadable { .. } | Self::Unwritable { .. } | Self::Output(_) => {
                Exit::Failed
            }
        }
    }
}
