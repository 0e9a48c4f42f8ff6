use serde::{Deserialize, Serialize};

use super::{CaseSignature, SealedHash};

/// A case signature, and the sealed file that it was made over: so whoever holds another file can be
/// told so. It stands in `consent.sig`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseProof {
    /// SHA-256 of the sealed file that was signed.
    pub sealed: SealedHash,
    /// Signature by the case key over record and sealed file.
    pub signature: CaseSignature,
}

/// As it is written; lower-case hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    sealed_sha256: String,
    signature: String,
}

impl CaseProof {
    /// The canonical bytes (RFC 8785).
    ///
    /// # Panics
    /// Never: a proof holds only strings.
    pub fn to_canonical(&self) -> Vec<u8> {
        let written = Written { sealed_sha256: self.sealed.hex(), signature: hex::encode(self.signature.0) };
        serde_json_canonicalizer::to_vec(&written).expect("a proof holds only strings")
    }

    /// Reads canonical bytes back; none if they are anything else.
    pub fn from_canonical(bytes: &[u8]) -> Option<Self> {
        let written: Written = serde_json::from_slice(bytes).ok()?;
        let (mut sealed, mut signature) = ([0; 32], [0; 64]);
        hex::decode_to_slice(written.sealed_sha256, &mut sealed).ok()?;
        hex::decode_to_slice(written.signature, &mut signature).ok()?;
        let proof = Self { sealed: SealedHash(sealed), signature: CaseSignature(signature) };
        (proof.to_canonical() == bytes).then_some(proof)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_reads_back_from_its_one_form() {
        let proof = CaseProof { sealed: SealedHash([0xab; 32]), signature: CaseSignature([0xcd; 64]) };
        let bytes = proof.to_canonical();
        assert_eq!(CaseProof::from_canonical(&bytes), Some(proof));
        let text = String::from_utf8(bytes).unwrap();
        for other in [text.to_uppercase(), text.replace("ab", "AB"), format!("{text} "), text.replace("cd\"", "\"")] {
            assert_eq!(CaseProof::from_canonical(other.as_bytes()), None, "{other}");
        }
    }
}
