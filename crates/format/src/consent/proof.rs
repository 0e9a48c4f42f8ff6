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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::Canonical;

    #[test]
    fn a_proof_reads_back_from_its_one_form() {
        let proof = CaseProof { sealed: Sha256([0xab; 32]), signature: CaseSignature([0xcd; 64]) };
        let written = Canonical::of(proof);
        assert_eq!(Canonical::read(written.bytes()), Ok(written.clone()));
        let text = String::from_utf8(written.bytes().to_vec()).unwrap();
        for other in [text.to_uppercase(), text.replace("ab", "AB"), format!("{text} "), text.replace("cd\"", "\"")] {
            assert!(Canonical::<CaseProof>::read(other.as_bytes()).is_err(), "{other}");
        }
    }
}
