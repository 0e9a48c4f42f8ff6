//! Asking for the passphrase of a key, three times at most.

use std::io;

use zeroize::Zeroizing;

/// How often a wrong passphrase may be typed.
pub const ATTEMPTS: u8 = 3;

/// Where passphrases come from: the terminal in the program, a list in tests.
pub trait Ask {
    /// The passphrase of `what`; `attempt` counts from 1.
    fn ask(&mut self, what: &str, attempt: u8) -> io::Result<Zeroizing<String>>;
}

impl<F: FnMut(&str, u8) -> io::Result<Zeroizing<String>>> Ask for F {
    fn ask(&mut self, what: &str, attempt: u8) -> io::Result<Zeroizing<String>> {
        self(what, attempt)
    }
}

/// Why there is no passphrase.
#[derive(Debug, thiserror::Error)]
pub enum PassphraseError {
    #[error("the passphrase was wrong {ATTEMPTS} times")]
    Wrong,
    #[error("an empty passphrase protects nothing")]
    Empty,
    #[error("the two passphrases are not the same")]
    Different,
    /// Nobody answers: there is no terminal, or it was closed.
    #[error("the passphrase cannot be asked for: {0}")]
    Unanswered(#[from] io::Error),
}

impl PassphraseError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Wrong => "passphrase-wrong",
            Self::Empty => "passphrase-empty",
            Self::Different => "passphrase-different",
            Self::Unanswered(_) => "passphrase-unanswered",
        }
    }
}

/// Asks once: the first time, or again.
///
/// # Errors
/// [`PassphraseError::Unanswered`]
pub fn once(what: &str, ask: &mut dyn Ask, attempt: u8) -> Result<Zeroizing<String>, PassphraseError> {
    Ok(ask.ask(what, attempt)?)
}

/// Asks until `open` gives something; it gives nothing for a wrong passphrase.
///
/// # Errors
/// [`PassphraseError`], or that of `open`.
pub fn unlock<T, E: From<PassphraseError>>(
    what: &str,
    ask: &mut dyn Ask,
    mut open: impl FnMut(&Zeroizing<String>) -> Result<Option<T>, E>,
) -> Result<T, E> {
    for attempt in 1..=ATTEMPTS {
        let passphrase = once(what, ask, attempt)?;
        if let Some(opened) = open(&passphrase)? {
            return Ok(opened);
        }
    }
    Err(PassphraseError::Wrong.into())
}
