//! Texts as they are compared: whatever keyboards, mail clients and character sets did to them.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, without accents, with straight apostrophes, one blank between words.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().filter(|&c| !is_combining_mark(c)) {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '’' | '‘' | 'ʼ' | '´' | '`' => plain.push('\''),
            c if c.is_whitespace() => {
                if !(plain.is_empty() || plain.ends_with(' ')) {
                    plain.push(' ');
                }
            }
            c => plain.extend(c.to_lowercase()),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// The same without any blank, dash or apostrophe: how clients set blanks before a colon or fold a line
/// does not matter, nor what a character set made of a `’`.
pub fn squeezed(text: &str) -> String {
    let is_dropped = |c: &char| matches!(c, ' ' | '-' | '\u{2010}'..='\u{2015}' | '\'' | '?' | '\u{fffd}');
    plain(text).chars().filter(|c| !is_dropped(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keyboards_and_clients_do_makes_no_difference() {
        let written = "On m’a demandé mes\u{a0}identifiants\r\n bancaires\u{202f}!";
        assert_eq!(plain(written), "on m'a demande mes identifiants bancaires !");
        for same in ["ON M'A DEMANDE MES IDENTIFIANTS BANCAIRES !", "On m?a demande\u{301} mes identifiants bancaires!"]
        {
            assert_eq!(squeezed(same), squeezed(written), "{same}");
        }
    }
}
