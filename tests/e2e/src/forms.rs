//! The forms in which a copy of a secret could lie about.

use std::fmt::Write as _;

/// Of the whole and of the first and last eight characters, which are letters and digits: plain,
/// and every other way to write all of their bytes. What an encoding does to the signs between
/// them does not matter then.
pub fn forms(secret: &str) -> Vec<Vec<u8>> {
    [secret, &secret[..8], &secret[secret.len() - 8..]].into_iter().flat_map(forms_of).collect()
}

fn forms_of(text: &str) -> Vec<Vec<u8>> {
    let bytes = text.as_bytes();
    let mut forms = vec![
        bytes.to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ];
    forms.push(each(bytes, ",", |byte| byte.to_string()));
    forms.push(each(bytes, ", ", |byte| byte.to_string()));
    forms.push(each(bytes, "", |byte| format!("{byte:02x}")));
    forms.push(each(bytes, "", |byte| format!("{byte:02X}")));
    forms.push(each(bytes, " ", |byte| format!("{byte:02x}")));
    forms.push(each(bytes, "", |byte| format!("%{byte:02x}")));
    forms.push(each(bytes, "", |byte| format!("%{byte:02X}")));
    forms.push(each(bytes, "", |byte| format!("\\u{byte:04x}")));
    forms.push(each(bytes, "", |byte| format!("&#{byte};")));
    for shift in 0..3 {
        let digits = base64_core(bytes, shift);
        forms.push(digits.replace('+', "-").replace('/', "_").into_bytes());
        forms.push(digits.into_bytes());
    }
    forms
}

fn each(bytes: &[u8], between: &str, write: impl Fn(u8) -> String) -> Vec<u8> {
    bytes.iter().map(|byte| write(*byte)).collect::<Vec<_>>().join(between).into_bytes()
}

/// The characters of a base64 text that depend on these bytes alone when `shift` bytes precede them
/// in their group of three.
fn base64_core(bytes: &[u8], shift: usize) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = "0".repeat(8 * shift);
    for byte in bytes {
        let _ = write!(bits, "{byte:08b}");
    }
    let whole = (8 * shift).div_ceil(6)..bits.len() / 6;
    whole
        .filter_map(|group| u8::from_str_radix(&bits[group * 6..group * 6 + 6], 2).ok())
        .map(|value| char::from(ALPHABET[usize::from(value)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_found_at_every_alignment() {
        // RFC 4648: "Man" is TWFu, "aMan" is YU1hbg==, "aaMan" is YWFNYW4=.
        assert_eq!(base64_core(b"Man", 0), "TWFu");
        assert_eq!(base64_core(b"Man", 1), "1hb");
        assert_eq!(base64_core(b"Man", 2), "NYW");
    }

    #[test]
    fn every_form_is_written() {
        let written = forms("abcdefgh\"abcdefgh");
        for form in ["abcdefgh", "YWJjZGVmZ2", "6162636465666768", "%61%62%63%64%65%66%67%68", "\\u0061\\u0062"] {
            assert!(written.iter().any(|known| known.starts_with(form.as_bytes())), "{form}");
        }
    }
}
