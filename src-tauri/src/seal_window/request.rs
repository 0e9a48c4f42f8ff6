use std::io::{BufRead, Read};

use pli_format::bundle::FILE_MAX_LENGTH;

use crate::seal_process::SealRequest;

/// The longest request, in bytes: a description has 4,000 characters, and a bundle file, escaped,
/// not twice its length.
const MAX_LENGTH: u64 = 65536 + 2 * FILE_MAX_LENGTH as u64;

/// Reads the request that the first line holds; none if it is not one, or for a bank that the
/// rules do not know.
pub fn read(input: &mut impl BufRead) -> Option<SealRequest> {
    let mut line = Vec::new();
    input.take(MAX_LENGTH).read_until(b'\n', &mut line).ok()?;
    let request: SealRequest = serde_json::from_slice(line.strip_suffix(b"\n")?).ok()?;
    request.order.bank().map(|_| request)
}

#[cfg(test)]
mod tests {
    use super::read;

    const REQUEST: &str = concat!(
        r#"{"order":{"language":"fr","reference":"K7M4-Q2XD","bank":"lcl","#,
        r#""consent_sha256":"0101010101010101010101010101010101010101010101010101010101010101","#,
        r#""signed_at":"2026-11-23T13:05:00Z","expires_at":"2026-12-23T13:05:00Z","epoch":{"name":"2026-01","#,
        r#""fingerprint":"0202020202020202020202020202020202020202020202020202020202020202"},"#,
        r#""answers":["Mon PEA a disparu."]},"bundle":null,"last_serial":0,"web_data":"/nowhere","parent_window":null,"zoom":100}"#
    );

    #[test]
    fn a_request_is_the_first_line() {
        let request = read(&mut format!("{REQUEST}\nmore").as_bytes()).unwrap();
        assert_eq!(request.order.reference.to_string(), "K7M4-Q2XD");
    }

    #[test]
    fn what_is_no_order_is_refused() {
        let unknown_bank = REQUEST.replace("lcl", "other");
        let unknown_member = REQUEST.replace("\"order\"", "\"to\":\"someone@exemple.fr\",\"order\"");
        let too_long = REQUEST.replace("Mon PEA", &"x".repeat(196_608));
        for line in ["", "{}", "null", &unknown_bank, &unknown_member, &too_long] {
            assert_eq!(read(&mut format!("{line}\n").as_bytes()), None);
        }
        assert_eq!(read(&mut REQUEST.as_bytes()), None, "a line that does not end");
    }
}
