//! How people are told apart: by names and addresses as one types them, not as bytes.

use pli_format::{Sha256, text};

/// A name as it is kept and compared: one spelling of each letter (Unicode NFC), without blanks
/// around it, with one blank between its parts, and without what nobody sees.
pub fn name(typed: &str) -> String {
    text::line(typed)
}

/// An address as it is compared: no mail server of people tells `A@b.fr` from `a@B.fr`, or from `a@b.fr.`
pub fn address(typed: &str) -> String {
    name(typed).trim_end_matches('.').to_lowercase()
}

/// What an address is known again by where it is not to be read.
pub fn hash(typed: &str) -> String {
    Sha256::of(address(typed).as_bytes()).to_string()
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
        for typed in [
            " He\u{301}le\u{300}ne\u{a0} Marchand\t",
            "\u{200f}Hélène Marchand\u{200e}",
            "Hé\u{ad}lène\u{2003}\u{200b}Marchand\u{feff}",
        ] {
            assert_eq!(name(typed), "Hélène Marchand", "{typed:?}");
        }
    }

    #[test]
    fn an_address_has_one_spelling() {
        for typed in [" Helene@Exemple.FR ", "helene@exemple.fr.", "\u{200e}helene@exemple.fr\u{200f}"] {
            assert_eq!(address(typed), "helene@exemple.fr", "{typed:?}");
        }
        assert!(is_same("Anne.", "anne\u{ad}") && !is_same("Anne", "Anne M."));
    }
}
