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
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Bundle(#[from] BundleError),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    ReceiptKey(#[from] ReceiptKeyError),
    #[error(transparent)]
    Epoch(#[from] EpochError),
    #[error(transparent)]
    Opening(#[from] OpeningError),
    #[error(transparent)]
    Connector(#[from] ConnectorError),
    #[error(transparent)]
    Program(#[from] ProgramError),
    #[error(transparent)]
    Run(#[from] RunError),
    #[error(transparent)]
    Roster(#[from] RosterError),
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    #[error(transparent)]
    Operator(#[from] OperatorError),
    #[error(transparent)]
    Reveal(#[from] RevealError),
    #[error(transparent)]
    Withdrawal(#[from] WithdrawalError),
    #[error("the withdrawal of case {0} is not signed: ask the person, then run `pli-desk close {0}`")]
    Unsigned(CaseReference),
    #[error("there is no case {0}")]
    UnknownCase(Selector),
    #[error("case {0} was sent more than once: see `pli-desk show {0}`, then `pli-desk choose {0}/SENDING`")]
    Contested(CaseReference),
    #[error("case {0} is on hold: somebody may have taken the consent back")]
    OnHold(CaseReference),
    #[error("there is no desk in {0:?}: make one with `pli-desk init`")]
    NoDesk(PathBuf),
    #[error("there is no receipt of case {0}: it is not deleted")]
    NoReceipt(Selector),
    /// Nobody is left to send a receipt to.
    #[error("case {0} is deleted, and its person was erased: there is no address to send the receipt to")]
    Erased(CaseReference),
    #[error("case {0} is open: close it first, which deletes its credentials")]
    StillOpen(CaseReference),
    #[error("case {0} is in use already")]
    InUse(CaseReference),
    /// Another process holds this file for all the time that it is waited for.
    #[error("another command holds {0:?}, and does not end: look what it waits for, then try again")]
    Busy(PathBuf),
    #[error("{0:?} may be read by others: chmod 600, and ask who did")]
    ExposedKey(PathBuf),
    #[error("a passphrase has at least 12 characters, or six words")]
    WeakPassphrase,
    /// By so much; a person is asked.
    #[error(
        "the clock jumped by {0}, and the system does not vouch for it: nothing was deleted. Check the time, then: \
         `pli-desk todo`"
    )]
    ClockDoubted(String),
    #[error("{0:?}: {1}")]
    Mistyped(String, ReferenceError),
    #[error("case {0} is not contested")]
    NotContested(CaseReference),
    #[error("case {0} is not on hold")]
    NotOnHold(CaseReference),
    #[error("there is nothing to decide under {0}")]
    UnknownDecision(i64),
    /// Forgotten, nobody would decide it.
    #[error("what this address wrote is not decided yet: see {0} of `pli-desk todo` first")]
    Undecided(i64),
    #[error("case {0} is closed: its sealed file is deleted")]
    Closed(CaseReference),
    #[error("{developer} is in charge of case {reference}")]
    Held { reference: CaseReference, developer: String },
    #[error("no gift is due for case {0}")]
    NoGift(CaseReference),
    /// A mail cannot be looked at: where it is, and why.
    #[error("{0}: {1}")]
    Uninspectable(String, InputError),
    #[error("{path:?} cannot be read: {error}")]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("{path:?} cannot be written: {error}")]
    Unwritable { path: PathBuf, error: io::Error },
    #[error("passphrases cannot be read from file descriptor {number}: {error}")]
    PassphraseDescriptor { number: u32, error: io::Error },
    #[error("this is a PDF, and nothing for a terminal: write it to a file, with `> FILE`")]
    ToTerminal,
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
            Self::NotOnHold(_) => "case-not-on-hold",
            Self::NotContested(_) => "case-not-contested",
            Self::Erased(_) => "person-erased",
            Self::StillOpen(_) => "case-open",
            Self::InUse(_) => "case-in-use",
            Self::Busy(_) => "desk-busy",
            Self::ExposedKey(_) => "key-exposed",
            Self::WeakPassphrase => "passphrase-weak",
            // The same result in the log as what was not begun: it moves no time there.
            Self::ClockDoubted(_) => "clock-doubted",
            Self::Mistyped(..) => "reference-mistyped",
            Self::NoDesk(_) => "desk-missing",
            Self::NoReceipt(_) => "receipt-missing",
            Self::UnknownDecision(_) => "decision-unknown",
            Self::Undecided(_) => "decision-open",
            Self::Closed(_) => "case-closed",
            Self::Held { .. } => "case-held",
            Self::NoGift(_) => "gift-not-due",
            Self::Uninspectable(_, InputError::Mail(error)) => MailError::code(*error),
            Self::Uninspectable(..) | Self::Unreadable { .. } => "file-unreadable",
            Self::Unwritable { .. } => "file-unwritable",
            Self::PassphraseDescriptor { .. } => "passphrase-descriptor",
            Self::ToTerminal => "output-terminal",
            Self::Output(_) => "output",
        }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Self::Registry(_) => Exit::Registry,
            Self::Audit(AuditError::Head | AuditError::Altered(_)) => Exit::Altered,
            Self::Audit(AuditError::File(_)) => Exit::Failed,
            Self::Epoch(EpochError::Unknown(_) | EpochError::Unlisted(_) | EpochError::Destroyed(_)) => Exit::Unknown,
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
            Self::NoReceipt(_) | Self::Erased(_) => Exit::Unknown,
            Self::Closed(_)
            | Self::Undecided(_)
            | Self::Held { .. }
            | Self::Contested(_)
            | Self::NotContested(_)
            | Self::NotOnHold(_)
            | Self::StillOpen(_)
            | Self::InUse(_) => Exit::Conflict,
            Self::OnHold(_) | Self::ClockDoubted(_) => Exit::NotAllowed,
            Self::PassphraseDescriptor { .. }
            | Self::ToTerminal
            | Self::Mistyped(..)
            | Self::Audit(AuditError::TooLong) => Exit::Usage,
            Self::ExposedKey(_) | Self::WeakPassphrase => Exit::Key,
            Self::Uninspectable(_, InputError::Mail(_)) => Exit::Refused,
            Self::Uninspectable(..)
            | Self::Unreadable { .. }
            | Self::Unwritable { .. }
            | Self::Output(_)
            | Self::Busy(_) => Exit::Failed,
        }
    }
}
