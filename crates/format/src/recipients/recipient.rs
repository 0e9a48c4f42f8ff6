use serde::{Deserialize, Serialize};

use crate::spelling::written_as_shown;

/// An age public key that something can be sealed to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Recipient {
    /// Native X25519, `age1…`.
    X25519(age::x25519::Recipient),
    /// P-256 in hardware, `age1tag1…`.
    Tag(age::tag::Recipient),
    /// ML-KEM-768 with P-256 in hardware, `age1tagpq1…`.
    TagPq(Box<age::tagpq::Recipient>),
}

written_as_shown!(Recipient);

/// The kinds of recipient; one sealed file has only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecipientKind {
    /// Native X25519, `age1…`.
    X25519,
    /// P-256 in hardware.
    Tag,
    /// ML-KEM-768 with P-256 in hardware: post-quantum.
    TagPq,
}

/// A text is not a recipient of a known kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an age recipient of a known kind")]
pub struct RecipientError;

impl Recipient {
    /// Which algorithm wraps the file key: all recipients of a file share it.
    pub fn kind(&self) -> RecipientKind {
        match self {
            Self::X25519(_) => RecipientKind::X25519,
            Self::Tag(_) => RecipientKind::Tag,
            Self::TagPq(_) => RecipientKind::TagPq,
        }
    }

    /// As the age crate wants it.
    pub(crate) fn as_age(&self) -> &dyn age::Recipient {
        match self {
            Self::X25519(recipient) => recipient,
            Self::Tag(recipient) => recipient,
            Self::TagPq(recipient) => recipient.as_ref(),
        }
    }
}

impl std::str::FromStr for Recipient {
    type Err = RecipientError;

    /// Reads exactly what [`Recipient`] displays: Bech32 in lower case, no white space.
    fn from_str(text: &str) -> Result<Self, RecipientError> {
        let recipient = if text.starts_with("age1tagpq1") {
            text.parse().map(|recipient| Self::TagPq(Box::new(recipient)))
        } else if text.starts_with("age1tag1") {
            text.parse().map(Self::Tag)
        } else {
            text.parse().map(Self::X25519)
        }
        .map_err(|_: &str| RecipientError)?;
        if recipient.to_string() == text { Ok(recipient) } else { Err(RecipientError) }
    }
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::X25519(recipient) => recipient.fmt(f),
            Self::Tag(recipient) => recipient.fmt(f),
            Self::TagPq(recipient) => recipient.fmt(f),
        }
    }
}
