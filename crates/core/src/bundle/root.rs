use std::sync::LazyLock;

use minisign_verify::{Error, PublicKey, Signature};

use super::{BundleError, compiled_in};

/// The offline key that signs bundles: its public half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root(PublicKey);

/// The text is not a minisign public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a minisign public key")]
pub struct RootError;

/// The first line of every bundle signature. Minisign does not sign that line; holding it fixed
/// leaves no byte of the signature file that can change unnoticed.
const UNTRUSTED_COMMENT: &str = "untrusted comment: pli-bundle/1\n";

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
        let signature = std::str::from_utf8(signature).map_err(|_| BundleError::Unsigned)?;
        if !is_canonical(signature) {
            return Err(BundleError::Unsigned);
        }
        let signature = Signature::decode(signature).map_err(|_| BundleError::Unsigned)?;
        self.0.verify(bytes, &signature, false).map_err(|error| match error {
            Error::InvalidSignature => BundleError::Altered,
            _ => BundleError::Unsigned,
        })
    }
}

/// Four lines, each ended by one line feed, the first of them fixed.
fn is_canonical(signature: &str) -> bool {
    signature.starts_with(UNTRUSTED_COMMENT)
        && signature.ends_with('\n')
        && signature.bytes().filter(|&c| c == b'\n').count() == 4
        && !signature.contains('\r')
}
