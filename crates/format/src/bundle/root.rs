use std::sync::LazyLock;

use super::{BundleError, FORMAT, compiled_in};
use crate::minisign::{KeyError, PublicKey, SignatureError};

/// The offline key that signs bundles: its public half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root(PublicKey);

static COMPILED_IN: LazyLock<Root> =
    LazyLock::new(|| Root::parse(compiled_in::ROOT).expect("the root in the repository parses, as a test proves"));

static DEMONSTRATION: LazyLock<Root> =
    LazyLock::new(|| Root::parse(compiled_in::DEMO_ROOT).expect("the root in the repository parses, as a test proves"));

impl Root {
    /// Reads a minisign public key file: a comment line, then the key.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        PublicKey::from_file(text).map(Self)
    }

    /// The root this version of Pli was built with.
    pub fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }

    /// Whether it is the demonstration's, whose secret half everybody has.
    pub fn is_demo(&self) -> bool {
        self.0.is_like(&DEMONSTRATION.0)
    }

    /// Its public half, for what else the root signs.
    pub fn key(&self) -> PublicKey {
        self.0
    }

    /// Checks the text of a `.minisig` over these bytes, prehashed signatures only.
    pub(super) fn check(&self, bytes: &[u8], signature: &[u8]) -> Result<(), BundleError> {
        self.0.verify(bytes, signature, FORMAT).map(|_trusted| ()).map_err(|error| match error {
            SignatureError::Malformed | SignatureError::OtherKey => BundleError::Unsigned,
            SignatureError::Altered => BundleError::Altered,
        })
    }
}

impl From<PublicKey> for Root {
    fn from(key: PublicKey) -> Self {
        Self(key)
    }
}
