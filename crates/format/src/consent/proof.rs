use serde::{Deserialize, Serialize};

use crate::{Sha256, case_key::CaseSignature};

/// A case signature, and the sealed file that it was made over: so whoever holds another file can be
/// told so. It stands in `consent.sig`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseProof {
    /// SHA-256 of the sealed file that was signed.
    #[serde(rename = "sealed_sha256")]
    pub sealed: Sha256,
    /// Signature by the case key over record and sealed file.
    pub signature: CaseSignature,
}

impl CaseProof {
    /// The canonical bytes (RFC 8785).
    ///
    /// # Panics
    /// Never: a proof holds only strings.
    pub fn to_canonical(&self) -> Vec<u8> {
        serde_json_canonicalizer::to_vec(self).expect("a proof holds only strings")
    }

    /// Reads canonical bytes back; none if they are anything else.
    pub fn from_canonical(bytes: &[u8]) -> Option<Self> {
        let proof: Self = serde_json::from_slice(bytes).ok()?;
        (proof.to_canonical() == bytes).then_some(proof)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_reads_back_from_its_one_form() {
        let proof = CaseProof { sealed: Sha256([0xab; 32]), signature: CaseSignature([0xcd; 64]) };
        let bytes = proof.to_canonical();
        assert_eq!(CaseProof::from_canonical(&bytes), Some(proof));
        let text = String::from_utf8(bytes).unwrap();
        for other in [text.to_uppercase(), text.replace("ab", "AB"), format!("{text} "), text.replace("cd\"", "\"")] {
            assert_eq!(CaseProof::from_canonical(other.as_bytes()), None, "{other}");
        }
    }
}
