//! Case references, as support gives them and people type them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Entropy;

/// A case reference: seven letters or digits and a check character, shown as `K7M4-Q2XD`.
///
/// The check character is ISO/IEC 7064 MOD 37-2; it catches every single wrong character and
/// every transposition of two neighbours. References whose check would be `*` do not exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String", export)]
pub struct CaseReference([u8; 8]);

/// Why a text is not a case reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// Not eight letters and digits.
    #[error("a case reference has eight letters and digits")]
    Shape,
    /// The last character does not follow from the others.
    #[error("the check character of the case reference is wrong")]
    Check,
}

/// Without the letters and digits that are taken for one another (0 O, 1 I L, U V).
const DRAWN_FROM: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTWXYZ";

impl CaseReference {
    /// Reads a reference as people type it: any case, spaces and dashes anywhere.
    ///
    /// # Errors
    /// [`ReferenceError::Shape`] or [`ReferenceError::Check`].
    pub fn parse(typed: &str) -> Result<Self, ReferenceError> {
        let characters: Vec<u8> = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
            .map(|c| u8::try_from(c.to_ascii_uppercase()).unwrap_or(0))
            .collect();
        let reference: [u8; 8] = characters.try_into().map_err(|_| ReferenceError::Shape)?;
        if !reference.iter().all(u8::is_ascii_alphanumeric) {
            return Err(ReferenceError::Shape);
        }
        let (body, check) = reference.split_at(7);
        if check_character(body) == Some(check[0]) { Ok(Self(reference)) } else { Err(ReferenceError::Check) }
    }

    /// A new reference, for a person whom support gave none.
    pub fn generate(entropy: &mut impl Entropy) -> Self {
        loop {
            let mut random = [0; 7];
            entropy.fill(&mut random);
            let body = random.map(|byte| DRAWN_FROM[usize::from(byte) % DRAWN_FROM.len()]);
            if let Some(check) = check_character(&body) {
                let mut reference = [check; 8];
                reference[..7].copy_from_slice(&body);
                return Self(reference);
            }
        }
    }
}

/// The check character of ISO/IEC 7064 MOD 37-2, or none where it would be `*`.
fn check_character(body: &[u8]) -> Option<u8> {
    let sum = body.iter().fold(0, |sum, &c| (sum + value(c)) * 2 % 37);
    match (38 - sum) % 37 {
        digit @ 0..=9 => Some(b'0' + digit),
        letter @ 10..=35 => Some(b'A' + letter - 10),
        _ => None,
    }
}

fn value(c: u8) -> u8 {
    if c.is_ascii_digit() { c - b'0' } else { c - b'A' + 10 }
}

impl std::fmt::Display for CaseReference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = std::str::from_utf8(&self.0).map_err(|_| std::fmt::Error)?;
        write!(f, "{}-{}", &text[..4], &text[4..])
    }
}

impl From<CaseReference> for String {
    fn from(reference: CaseReference) -> Self {
        reference.to_string()
    }
}

impl TryFrom<String> for CaseReference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, ReferenceError> {
        let reference = Self::parse(&text)?;
        if reference.to_string() == text { Ok(reference) } else { Err(ReferenceError::Shape) }
    }
}

#[cfg(test)]
mod tests;
