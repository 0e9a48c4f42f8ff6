use serde::{Deserialize, Serialize};

use crate::hexadecimal::spelled_in_hexadecimal;

/// A SHA-256, written as 64 lower-case hexadecimal digits: of a record, a sealed file, a text, and,
/// as a fingerprint, of a recipient's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256(pub [u8; 32]);

spelled_in_hexadecimal!(Sha256, "a SHA-256");

impl Sha256 {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest;
        Self(sha2::Sha256::digest(bytes).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OF_NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn it_has_one_spelling() {
        assert_eq!(OF_NOTHING.parse(), Ok(Sha256::of(b"")));
        assert_eq!(Sha256::of(b"").to_string(), OF_NOTHING);
        let upper = OF_NOTHING.to_uppercase();
        for other in ["", &OF_NOTHING[1..], &upper, &format!("{OF_NOTHING}00"), &format!(" {}", &OF_NOTHING[1..])] {
            let refused = "not a SHA-256 in lower-case hexadecimal";
            assert_eq!(other.parse::<Sha256>(), Err(refused), "{other:?}");
        }
    }
}
