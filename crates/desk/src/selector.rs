//! Which sending a command is about, as people type it.

use std::{fmt, str::FromStr};

use pli_format::{CaseReference, reference::ReferenceError};

/// A request, `K7M4-Q2XD`, or one of its sendings, `K7M4-Q2XD/3f2a9c1b`: the first digits of its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    pub reference: CaseReference,
    /// How the package's hash begins, where one is meant.
    pub(crate) digits: Option<String>,
}

/// Why a text names no sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectorError {
    #[error(transparent)]
    Reference(#[from] ReferenceError),
    #[error("after the slash come the first digits of the sending's hash, four at least")]
    Digits,
}

impl FromStr for Selector {
    type Err = SelectorError;

    fn from_str(typed: &str) -> Result<Self, SelectorError> {
        let Some((reference, digits)) = typed.split_once('/') else {
            return Ok(Self { reference: CaseReference::parse(typed)?, digits: None });
        };
        let digits = digits.trim().to_ascii_lowercase();
        let is_short_hash = (4..=64).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_hexdigit());
        if !is_short_hash {
            return Err(SelectorError::Digits);
        }
        Ok(Self { reference: CaseReference::parse(reference)?, digits: Some(digits) })
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.reference)?;
        self.digits.as_ref().map_or(Ok(()), |digits| write!(f, "/{digits}"))
    }
}

impl From<CaseReference> for Selector {
    fn from(reference: CaseReference) -> Self {
        Self { reference, digits: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_or_one_of_its_sendings() {
        for (typed, read) in [("k7m4 q2xd", "K7M4-Q2XD"), ("K7M4-Q2XD/3F2A9c1b", "K7M4-Q2XD/3f2a9c1b")] {
            assert_eq!(typed.parse::<Selector>().unwrap().to_string(), read);
        }
    }

    #[test]
    fn what_is_mistyped_is_said() {
        assert_eq!("K7M4-Q2XE".parse::<Selector>(), Err(SelectorError::Reference(ReferenceError::Check)));
        for typed in ["K7M4-Q2XD/", "K7M4-Q2XD/3f2", "K7M4-Q2XD/3f2g"] {
            assert_eq!(typed.parse::<Selector>(), Err(SelectorError::Digits));
        }
    }
}
