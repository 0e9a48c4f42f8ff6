use bip39::Language as List;
use unicode_normalization::UnicodeNormalization;

use crate::{Language, Sha256};

/// Five words for reading a fingerprint aloud: its first 55 bits, eleven a word, each an index
/// into the BIP 39 list of the language; NFC.
pub fn fingerprint_words(fingerprint: Sha256, language: Language) -> [String; 5] {
    let list = match language {
        Language::Fr => List::French,
        Language::En => List::English,
    }
    .word_list();
    let bits = fingerprint.0[..7].iter().fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte)) >> 1;
    [44, 33, 22, 11, 0].map(|shift| {
        let index = usize::try_from(bits >> shift & 0x7ff).expect("eleven bits fit");
        list[index].nfc().collect()
    })
}
