use std::io;

use pli_format::bundle::BundleError;

use crate::{passphrase::PassphraseError, signing_key::KeyError};

/// Why nothing was done with an epoch.
#[derive(Debug, thiserror::Error)]
pub enum EpochError {
    #[error("there is, or was, an epoch {0}")]
    Exists(String),
    #[error("this desk keeps no identity of epoch {0}")]
    Unknown(String),
    /// It was put here by hand.
    #[error("the bundle does not list epoch {0}, whose identity is here: name one that does with `--bundle`")]
    Unlisted(String),
    #[error("the identity of epoch {0} was destroyed: what was sealed to it can never be opened")]
    Destroyed(String),
    /// Not an epoch, an identity, or a bundle.
    #[error("malformed: {0}")]
    Malformed(String),
    /// A plugin's recipient must be of hardware.
    #[error("a plugin's recipient is age1tag1… or age1tagpq1…")]
    Unsuitable,
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    #[error("the plugin age-plugin-{0} is not installed")]
    PluginMissing(String),
    /// The root's key does not sign.
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error("the bundle would be refused: {0}")]
    Refused(BundleError),
    #[error("age: {0}")]
    Age(String),
    #[error("an epoch's file cannot be read or written: {0}")]
    File(#[from] io::Error),
}

impl EpochError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Exists(_) => "epoch-exists",
            Self::Unknown(_) => "epoch-unknown",
            Self::Unlisted(_) => "epoch-unlisted",
            Self::Destroyed(_) => "epoch-destroyed",
            Self::Malformed(_) => "epoch-malformed",
            Self::Unsuitable => "epoch-unsuitable",
            Self::Passphrase(error) => error.code(),
            Self::PluginMissing(_) => "plugin-missing",
            Self::Key(error) => error.code(),
            Self::Refused(error) => error.code(),
            Self::Age(_) => "age-failed",
            Self::File(_) => "epoch-file",
        }
    }
}
