//! How people are told apart: by names and addresses as one types them, not as bytes.

use unicode_normalization::UnicodeNormalization;

/// A name as it is kept and compared: one spelling of each letter (Unicode NFC), without blanks
/// around it, and with one blank between its parts.
pub fn name(typed: &str) -> String {
    typed.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address as it is compared: no mail server of people tells `A@b.fr` from `a@B.fr`.
pub fn address(typed: &str) -> String {
    name(typed).to_lowercase()
}

/// Whether two names, or two addresses, are one person's, as far as the desk tells people apart: not by capitals.
pub fn is_same(one: &str, other: &str) -> bool {
    address(one) == address(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        assert_eq!(name(" He\u{301}le\u{300}ne\u{a0} Marchand\t"), "Hélène Marchand");
    }

    #[test]
    fn an_address_has_one_spelling() {
        assert_eq!(address(" Helene@Exemple.FR "), "helene@exemple.fr");
    }
}
