//! Content-Transfer-Encoding as it comes in practice (RFC 2045, 6.7 and 6.8).

use mail_parser::{
    Encoding,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

/// Decodes a body as sent: base64 with junk in it loses the junk ("Any characters outside of the
/// base64 alphabet are to be ignored", RFC 2045, 6.8) and stops at its padding.
pub fn decode(body: &[u8], encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::None => Some(body.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(body),
        Encoding::Base64 => {
            let mut digits: Vec<u8> =
                body.iter().copied().take_while(|&c| c != b'=').filter(|&c| is_base64(c)).collect();
            if digits.len() % 4 == 1 {
                digits.pop();
            }
            digits.resize(digits.len().next_multiple_of(4), b'=');
            base64_decode(&digits)
        }
    }
}

fn is_base64(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'+' || c == b'/'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn junk_between_base64_lines_is_ignored() {
        assert_eq!(decode(b"YWdl\r\n!~*\0LWVu\xe9\r\nYw==\r\n-- \r\nEnvoye", Encoding::Base64).unwrap(), b"age-enc");
    }

    #[test]
    fn base64_cut_in_the_middle_gives_what_there_is() {
        assert_eq!(decode(b"YWdlLW", Encoding::Base64).unwrap(), b"age-");
        assert_eq!(decode(b"YWdlL", Encoding::Base64).unwrap(), b"age");
    }

    #[test]
    fn quoted_printable_keeps_every_byte() {
        assert_eq!(decode(b"a=00=FF=\r\nb", Encoding::QuotedPrintable).unwrap(), b"a\0\xffb");
    }
}
