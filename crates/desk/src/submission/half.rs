use pli_format::Sha256;

use super::{Consent, Incomplete, SealedFile};

/// Whole parts of packages whose other part did not come with them. It may come with another mail:
/// both have the same [`Part::sealed_sha256`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half {
    /// Never empty. Several where one question asks for what is missing to all of them.
    pub parts: Vec<Part>,
    /// What to ask for. None beside a package of the same request: an older try, kept and not asked about.
    pub incomplete: Option<Incomplete>,
}

/// A part of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Consent(Consent),
    Sealed(SealedFile),
}

impl Part {
    /// The hash of the sealed file: its own, or the one that the consent was signed with.
    pub fn sealed_sha256(&self) -> Sha256 {
        match self {
            Self::Consent(consent) => consent.sealed_sha256,
            Self::Sealed(sealed) => sealed.sha256,
        }
    }

    /// The consent, where it is one.
    pub fn consent(&self) -> Option<&Consent> {
        if let Self::Consent(consent) = self { Some(consent) } else { None }
    }

    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Consent(consent) => &consent.bytes,
            Self::Sealed(sealed) => &sealed.bytes,
        }
    }
}
