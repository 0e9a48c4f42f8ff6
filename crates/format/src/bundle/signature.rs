//! The root's signature of a bundle. `build.rs` checks with it, too, what a release is to carry.

use minisign_verify::{Error, PublicKey, Signature};

/// The first line of every bundle signature. Minisign does not sign that line; holding it fixed
/// leaves no byte of the signature file that can change unnoticed.
const UNTRUSTED_COMMENT: &str = "untrusted comment: pli-bundle/1\n";

/// Why a signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureFault {
    /// It is none, or another key's.
    Unsigned,
    /// It is of other bytes.
    Altered,
}

/// Checks the text of a `.minisig` over these bytes, prehashed signatures only.
pub fn verify(root: &PublicKey, bytes: &[u8], signature: &[u8]) -> Result<(), SignatureFault> {
    let signature = std::str::from_utf8(signature).map_err(|_| SignatureFault::Unsigned)?;
    if !is_canonical(signature) {
        return Err(SignatureFault::Unsigned);
    }
    let signature = Signature::decode(signature).map_err(|_| SignatureFault::Unsigned)?;
    root.verify(bytes, &signature, false).map_err(|error| match error {
        Error::InvalidSignature => SignatureFault::Altered,
        _ => SignatureFault::Unsigned,
    })
}

/// Four lines, each ended by one line feed, the first of them fixed.
fn is_canonical(signature: &str) -> bool {
    signature.starts_with(UNTRUSTED_COMMENT)
        && signature.ends_with('\n')
        && signature.bytes().filter(|&c| c == b'\n').count() == 4
        && !signature.contains('\r')
}
