//! Minisign's signatures. `build.rs` checks with it, too, what a release is to carry.

use minisign_verify::{Error, PublicKey, Signature};

/// Why a signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureError {
    /// It is none, or of another kind.
    Malformed,
    /// It is another key's.
    OtherKey,
    /// It is of other bytes.
    Altered,
}

/// Checks the text of a `.minisig` over these bytes, prehashed signatures only, and gives its trusted
/// comment. The untrusted one, which minisign does not sign, is `kind` and nothing else: no byte of the
/// text can change unnoticed.
pub fn verify(key: &PublicKey, message: &[u8], text: &[u8], kind: &str) -> Result<String, SignatureError> {
    let signature = parse(text, kind).ok_or(SignatureError::Malformed)?;
    match key.verify(message, &signature, false) {
        Ok(()) => Ok(signature.trusted_comment().to_owned()),
        Err(Error::InvalidSignature) => Err(SignatureError::Altered),
        Err(_) => Err(SignatureError::OtherKey),
    }
}

/// The lengths, in base64, of algorithm, identifier and signature, and of the signature of the
/// trusted comment. Neither can be longer and decode to as many bytes.
const LENGTHS: [usize; 2] = [100, 88];

/// Four lines, each ended by one line feed, and no carriage return.
fn parse(text: &[u8], kind: &str) -> Option<Signature> {
    let text = std::str::from_utf8(text).ok()?;
    let lines: Vec<&str> = text.strip_suffix('\n')?.split('\n').collect();
    let [untrusted, signature, _, global] = lines[..] else { return None };
    let is_canonical = untrusted.strip_prefix("untrusted comment: ") == Some(kind)
        && [signature.len(), global.len()] == LENGTHS
        && !text.contains('\r');
    let is_prehashed = signature.starts_with("RU");
    (is_canonical && is_prehashed).then(|| Signature::decode(text).ok()).flatten()
}
