use std::io::Write;
use std::sync::Arc;

use proptest::{collection::vec, prelude::*, sample::Index};

use super::{Patterns, RedactingWriter, Redactor};

const MASK: &str = "█████";
/// Letters of one, two, three and four bytes, and every sign that an encoding cares for.
const SECRET: &str = "Aé€𝄞 \"\\/<&+%;'{z";

fn redact(secrets: &[&str], text: &[u8]) -> Vec<u8> {
    let mut redactor = Redactor::new(Arc::new(Patterns::of(secrets.iter().copied())));
    let mut out = Vec::new();
    redactor.push(text, &mut out);
    redactor.finish(&mut out);
    out
}

fn redact_text(secrets: &[&str], text: &str) -> String {
    String::from_utf8_lossy(&redact(secrets, text.as_bytes())).into_owned()
}

/// Asserts that this form of [`SECRET`] is blanked, all of it and nothing else.
fn blanks(form: impl AsRef<[u8]>) {
    let text = [b"<".as_slice(), form.as_ref(), b">"].concat();
    assert_eq!(String::from_utf8_lossy(&redact(&[SECRET], &text)), format!("<{MASK}>"));
}

fn each_character(write: impl Fn(char) -> String) -> String {
    SECRET.chars().map(write).collect()
}

fn each_byte(write: impl Fn(u8) -> String) -> String {
    SECRET.bytes().map(write).collect()
}

fn base64(bytes: &[u8], url_safe: bool) -> String {
    let alphabet: &[u8; 64] = if url_safe {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    } else {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    };
    let digits = |chunk: &[u8]| {
        let number = (0..3).fold(0_u32, |number, at| number << 8 | u32::from(*chunk.get(at).unwrap_or(&0)));
        (0..=chunk.len()).map(|at| char::from(alphabet[(number >> (18 - 6 * at) & 63) as usize])).collect::<String>()
    };
    bytes.chunks(3).map(digits).collect()
}

#[test]
fn leaves_a_text_without_secrets_as_it_is() {
    let text = "Connexion réussie : 3 comptes, 2 cartes\r\n\0\u{1b}[0m";
    assert_eq!(redact_text(&["s3cret-LCL"], text), text);
}

#[test]
fn blanks_a_secret_as_it_is() {
    blanks(SECRET);
}

#[test]
fn blanks_every_secret_wherever_it_stands() {
    let text = "12345678:hunter22 logged in; 12345678 has 2 accounts (hunter22)";
    assert_eq!(
        redact_text(&["12345678", "hunter22"], text),
        format!("{MASK}:{MASK} logged in; {MASK} has 2 accounts ({MASK})")
    );
}

#[test]
fn blanks_secrets_that_touch_or_overlap_as_one() {
    assert_eq!(redact_text(&["abcdef", "defghi"], "[abcdefghi] [abcdefabcdef]"), format!("[{MASK}] [{MASK}]"));
}

#[test]
fn blanks_a_secret_that_begins_within_its_own_beginning() {
    assert_eq!(redact_text(&["aaaab"], "xaaaaaaab!"), format!("xaaa{MASK}!"));
}

#[test]
fn blanks_percent_encoded_bytes() {
    blanks(each_byte(|byte| format!("%{byte:02X}")));
    blanks(each_byte(|byte| format!("%{byte:02x}")));
}

#[test]
fn blanks_what_a_mail_is_written_in() {
    blanks(each_byte(|byte| format!("={byte:02X}")));
    blanks(each_byte(|byte| match byte {
        b'=' | 127.. => format!("={byte:02X}"),
        _ => char::from(byte).to_string(),
    }));
    assert_eq!(redact_text(&["mot de passé"], "<mot de pass=E9>"), format!("<{MASK}>"));
}

#[test]
fn blanks_form_encoding_with_plus_for_a_space() {
    blanks(each_byte(|byte| match byte {
        b' ' => "+".to_owned(),
        b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }));
}

#[test]
fn blanks_percent_encoding_of_percent_encoding() {
    blanks(each_byte(|byte| format!("%25{byte:02X}")));
    blanks(each_byte(|byte| format!("%2525{byte:02X}")));
}

#[test]
fn blanks_iso_8859_1() {
    assert_eq!(redact(&["mot de passé"], b"<mot de pass\xe9>"), format!("<{MASK}>").into_bytes());
    assert_eq!(redact_text(&["mot de passé"], "<mot%20de%20pass%E9>"), format!("<{MASK}>"));
    assert_eq!(redact_text(&["passé"], &base64(b"pass\xe9", false)), MASK);
}

#[test]
fn blanks_what_serde_json_writes() {
    blanks(serde_json::to_string(SECRET).unwrap().trim_matches('"'));
}

#[test]
fn blanks_unicode_escapes_of_either_case() {
    let unit = |unit: u16| format!("\\u{unit:04x}");
    let form: String = SECRET.encode_utf16().map(unit).collect();
    blanks(&form);
    blanks(form.to_uppercase().replace("\\U", "\\u"));
}

#[test]
fn blanks_json_within_json() {
    let once = serde_json::to_string(SECRET).unwrap();
    let twice = serde_json::to_string(&once[1..once.len() - 1]).unwrap();
    blanks(&twice[1..twice.len() - 1]);
}

#[test]
fn blanks_json_in_a_form_field() {
    let json = serde_json::to_string(SECRET).unwrap();
    blanks(json[1..json.len() - 1].bytes().map(|byte| format!("%{byte:02X}")).collect::<String>());
}

#[test]
fn blanks_what_rust_and_python_print() {
    blanks(format!("{SECRET:?}").trim_matches('"'));
    blanks(SECRET.escape_unicode().to_string());
    blanks(each_byte(|byte| format!("\\x{byte:02x}")));
    blanks(each_character(|c| format!("\\U{:08x}", u32::from(c))));
}

#[test]
fn blanks_html_references() {
    blanks(each_character(|c| format!("&#{};", u32::from(c))));
    blanks(each_character(|c| format!("&#x{:X};", u32::from(c))));
    blanks(each_character(|c| format!("&#X{:06x};", u32::from(c))));
    blanks(SECRET.replace('&', "&amp;").replace('<', "&lt;").replace('é', "&eacute;").replace('"', "&quot;"));
    blanks(SECRET.replace('é', "&eacute").replace('€', "&euro;").replace('\'', "&apos;"));
}

#[test]
fn blanks_utf_16_in_both_byte_orders() {
    blanks(SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    blanks(SECRET.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>());
}

#[test]
fn blanks_hexadecimal() {
    blanks(hex::encode(SECRET));
    blanks(hex::encode_upper(SECRET));
    blanks(each_byte(|byte| format!("{byte:02x} ")).trim_end());
    blanks(each_byte(|byte| format!("{byte:02X}:")).trim_end_matches(':'));
    for line in ["\n", "\r\n", "\n ", "\n  "] {
        blanks(hex::encode(SECRET).replacen("a9", &format!("a9{line}"), 1));
        blanks(each_byte(|byte| format!("{byte:02x} ")).trim_end().replacen("a9 ", &format!("a9{line}"), 1));
    }
}

#[test]
fn blanks_lists_of_bytes() {
    blanks(format!("{:?}", SECRET.as_bytes()).trim_matches(['[', ']']));
    blanks(serde_json::to_string(SECRET.as_bytes()).unwrap().trim_matches(['[', ']']));
}

#[test]
fn blanks_base64_at_each_alignment() {
    for before in 0..3 {
        for after in 0..3 {
            let bytes = [&b"??"[..before], SECRET.as_bytes(), &b"~~"[..after]].concat();
            for url_safe in [false, true] {
                let form = base64(&bytes, url_safe);
                let end = form.len() - ((before + SECRET.len() + after) * 8).div_ceil(6)
                    + ((before + SECRET.len()) * 8).div_ceil(6);
                let expected = format!("{}{MASK}{}", &form[..before * 8 / 6], &form[end..]);
                assert_eq!(redact_text(&[SECRET], &form), expected, "{before} bytes before, {after} after");
            }
        }
    }
}

#[test]
fn blanks_base64_with_line_breaks_or_in_an_address() {
    let form = base64("??>>éé".as_bytes(), false);
    assert_eq!(form, "Pz8+PsOpw6k");
    for form in ["Pz8%2BPsOpw6k", "Pz8%2bPsOpw6k", "Pz8-PsOpw6k", "Pz8+\r\nPsOpw6k", "Pz8+\\nPsOpw6k"] {
        assert_eq!(redact_text(&["??>>éé"], form), MASK);
    }
    assert_eq!(base64(b"????", false), "Pz8/Pw");
    for form in ["Pz8%2FPw", "Pz8_Pw", "Pz8\\/Pw"] {
        assert_eq!(redact_text(&["????"], form), MASK);
    }
}

#[test]
fn blanks_what_programs_of_other_kinds_print() {
    let secret = "caf\u{e9}\"12";
    let high_first: Vec<u8> = secret.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let decomposed = "cafe\u{301}\"12";
    let listed = |bytes: &[u8]| bytes.iter().map(|byte| format!("0x{byte:02x}")).collect::<Vec<_>>().join(", ");
    let octal = |bytes: &[u8]| bytes.iter().map(|byte| format!("\\{byte:03o}")).collect::<String>();
    for form in [
        "caf\u{e9}\\&quot;12".to_owned(),
        "caf&eacute;\\&#34;12".replace("\\&#34;", "\\&quot;"),
        hex::encode(&high_first),
        base64(&high_first, false),
        base64("caf\\u00e9\\\"12".as_bytes(), false),
        decomposed.to_owned(),
        hex::encode(decomposed),
        octal(secret.as_bytes()),
        octal(b"caf\xe9\"12"),
        listed(secret.as_bytes()),
        listed(&high_first),
        "caf\u{e9}\\&#34;12".to_owned(),
        "caf\\u00e9\\&#x22;12".to_owned(),
        "caf&#233;&#92;&#34;12".to_owned(),
        "caf\u{e9}\\\\&quot;12".to_owned(),
        base64("caf\\u00E9\\\"12".as_bytes(), false),
        base64(decomposed.as_bytes(), true),
        secret.bytes().map(|byte| format!("{byte:03o} ")).collect::<String>().trim_end().to_owned(),
        secret.bytes().map(|byte| format!("0o{byte:03o}, ")).collect::<String>().trim_end_matches(", ").to_owned(),
        hex::encode(&high_first)
            .as_bytes()
            .chunks(4)
            .map(|unit| String::from_utf8_lossy(unit) + " ")
            .collect::<String>()
            .trim_end()
            .to_owned(),
    ] {
        let out = redact(&[secret], format!("<{form}>").as_bytes());
        let out = String::from_utf8_lossy(&out);
        assert!(out.starts_with("<\u{2588}") && out.ends_with("\u{2588}>"), "{form}: {out}");
    }
}

#[test]
fn blanks_basic_authentication() {
    let form = base64(b"0123456789:hunter22", false);
    assert_eq!(
        redact_text(&["0123456789", "hunter22"], &format!("Authorization: Basic {form}")),
        // The colon stands in a digit of its own with bits of both.
        format!("Authorization: Basic {MASK}")
    );
}

#[test]
fn blanks_a_short_secret_only_where_it_stands_alone() {
    let text = "75: code=75&x=175 75 7575 é75 75";
    assert_eq!(redact_text(&["75"], text), format!("{MASK}: code={MASK}&x=175 {MASK} 7575 é75 {MASK}"));
}

/// As `docs/DESK.md` says, so that nobody relies on more than there is.
#[test]
fn passes_what_nobody_prints_by_accident() {
    let twice = base64(base64(b"0123456789", false).as_bytes(), false);
    for form in ["9876543210", "0 1 2 3 4 5 6 7 8 9", "01 23 45 67 89", "012-3456-789", "GAYTEMZUGU3DOOBZ", &twice] {
        assert_eq!(redact_text(&["0123456789"], form), form);
    }
}

#[test]
fn passes_over_an_empty_secret() {
    assert_eq!(redact_text(&[""], "rien"), "rien");
}

#[test]
fn the_mask_cannot_spell_a_secret() {
    assert_eq!(redact_text(&["a█b█c"], "a█b█c"), "▉▉▉▉▉");
    assert_eq!(redact_text(&["██████████"], "██████████"), "▉▉▉▉▉");
}

#[test]
fn holds_back_no_more_than_the_longest_form() {
    let patterns = Arc::new(Patterns::of([SECRET]));
    let longest = patterns.longest();
    let mut redactor = Redactor::new(patterns);
    let mut out = Vec::new();
    let beginning = &each_byte(|byte| format!("%2525{byte:02X}"))[..90];
    for _ in 0..1000 {
        redactor.push(beginning.as_bytes(), &mut out);
        assert!(redactor.held_back() <= longest);
    }
    redactor.finish(&mut out);
    assert_eq!(out, beginning.repeat(1000).into_bytes());
}

#[test]
fn gives_out_at_once_what_cannot_begin_a_secret() {
    let mut redactor = Redactor::new(Arc::new(Patterns::of(["hunter22"])));
    let mut out = Vec::new();
    redactor.push(b"Login: hunt", &mut out);
    assert_eq!(out, b"Login: ");
}

/// One character of a secret, written in the way that `how` chooses.
fn write(character: char, how: u8) -> String {
    let number = u32::from(character);
    let mut buffer = [0; 4];
    let bytes = character.encode_utf8(&mut buffer).as_bytes();
    match how % 8 {
        0 => bytes.iter().map(|byte| format!("%{byte:02X}")).collect(),
        1 => bytes.iter().map(|byte| format!("%{byte:02x}")).collect(),
        2 => character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
        3 => format!("&#{number};"),
        4 => format!("&#x{number:x};"),
        5 => format!("\\u{{{number:X}}}"),
        6 if character == ' ' => "+".to_owned(),
        _ => character.to_string(),
    }
}

proptest! {
    #[test]
    fn no_secret_survives_however_it_is_mixed_and_cut(
        secret in "[ -~é€𝄞]{4,20}",
        ways in vec(any::<u8>(), 20),
        cuts in vec(any::<Index>(), 0..12),
    ) {
        let form: String = secret.chars().zip(&ways).map(|(character, &how)| write(character, how)).collect();
        let text = format!("\u{1}{form}\u{2}{secret}\u{3}");
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len())).collect();
        cuts.sort_unstable();
        cuts.push(text.len());

        let mut writer = RedactingWriter::new(Arc::new(Patterns::of([secret.as_str()])), Vec::new());
        let mut from = 0;
        for cut in cuts {
            writer.write_all(&text.as_bytes()[from..cut]).unwrap();
            from = cut;
        }
        prop_assert_eq!(writer.finish().unwrap(), format!("\u{1}{MASK}\u{2}{MASK}\u{3}").into_bytes());
    }

    #[test]
    fn what_is_given_out_does_not_depend_on_the_pieces(
        text in "[ab%2618&#;\\\\x]{0,200}",
        secrets in vec("[ab%61]{1,6}", 1..4),
        size in 1_usize..9,
    ) {
        let patterns = Arc::new(Patterns::of(secrets.iter().map(String::as_str)));
        let mut whole = Vec::new();
        let mut redactor = Redactor::new(Arc::clone(&patterns));
        redactor.push(text.as_bytes(), &mut whole);
        redactor.finish(&mut whole);

        let mut pieces = Vec::new();
        for piece in text.as_bytes().chunks(size) {
            redactor.push(piece, &mut pieces);
        }
        redactor.finish(&mut pieces);
        prop_assert_eq!(&whole, &pieces);

        let whole = String::from_utf8(whole).unwrap();
        for secret in secrets.iter().filter(|secret| secret.len() >= super::SHORT) {
            prop_assert!(!whole.contains(secret.as_str()));
        }
    }
}
