use std::sync::LazyLock;

use minisign_verify::PublicKey;

use super::{
    BundleError, compiled_in,
    signature::{SignatureFault, verify},
};

/// The offline key that signs bundles: its public half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root(PublicKey);

/// The text is not a minisign public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a minisign public key")]
pub struct RootError;

static COMPILED_IN: LazyLock<Root> =
    LazyLock::new(|| Root::parse(compiled_in::ROOT).expect("the root in the repository parses, as a test proves"));

impl Root {
    /// Reads a minisign public key file: a comment line, then the key.
    ///
    /// # Errors
    /// [`RootError`].
    pub fn parse(text: &str) -> Result<Self, RootError> {
        PublicKey::decode(text).map(Self).map_err(|_| RootError)
    }

    /// The root this version of Pli was built with.
    pub fn compiled_in() -> &'static Self {
        &COMPILED_IN
    }

    /// Checks the text of a `.minisig` over these bytes, prehashed signatures only.
    pub(super) fn check(&self, bytes: &[u8], signature: &[u8]) -> Result<(), BundleError> {
        verify(&self.0, bytes, signature).map_err(|fault| match fault {
            SignatureFault::Unsigned => BundleError::Unsigned,
            SignatureFault::Altered => BundleError::Altered,
        })
    }
}
