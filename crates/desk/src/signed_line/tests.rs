use serde::Deserialize;
use zeroize::Zeroizing;

use super::*;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    told: String,
}

fn key() -> SigningKey {
    let mut nobody =
        |_: &str, _: u8| -> std::io::Result<Zeroizing<String>> { Err(std::io::ErrorKind::NotConnected.into()) };
    SigningKey::open(&SigningKey::generate(None).unwrap().secret_file, "the desk", &mut nobody).unwrap()
}

fn told() -> Told {
    Told { told: "é".to_owned() }
}

#[test]
fn what_was_signed_is_read_back() {
    let key = key();
    let text = sign(&told(), "kind", &key).unwrap();
    assert_eq!(open(text.as_bytes(), "kind", &key.public()), Ok(told()));
}

#[test]
fn a_signed_line_has_one_spelling() {
    let key = key();
    let text = sign(&told(), "kind", &key).unwrap();
    let others = [
        String::new(),
        text.trim_end().to_owned(),
        text.clone() + "\n",
        text.clone() + "x",
        format!("\n{text}"),
        text.replace('\n', "\r\n"),
        text.replacen("comment: kind", "comment: other", 1),
    ];
    for other in others.iter().map(String::as_bytes).chain([&[text.as_bytes(), b"\xff"].concat()[..]]) {
        assert_eq!(open::<Told>(other, "kind", &key.public()), Err(SignedLineError::Malformed), "{other:?}");
    }
}

/// The key signed it, and it is none all the same.
#[test]
fn what_was_signed_is_the_line_and_the_kind() {
    let key = key();
    let signed = |line: &str, trusted: &str| {
        let text = line.to_owned() + &key.sign(line.as_bytes(), "kind", trusted).unwrap();
        open::<Told>(text.as_bytes(), "kind", &key.public())
    };
    assert_eq!(signed("{\"told\":\"é\"}\n", "kind"), Ok(told()));
    for (line, trusted) in [
        ("{\"told\":\"é\"}\n", "other"),
        ("{\"told\":\"é\"}\n", ""),
        ("{\"told\": \"é\"}\n", "kind"),
        ("{\"told\":\"\\u00e9\"}\n", "kind"),
        ("{\"told\":\"é\"}\r\n", "kind"),
        ("{\"told\":\"é\",\"told\":\"é\"}\n", "kind"),
        ("{\"told\":\"é\",\"more\":1}\n", "kind"),
        ("\n", "kind"),
    ] {
        assert_eq!(signed(line, trusted), Err(SignedLineError::Malformed), "{line:?}, {trusted:?}");
    }
}

#[test]
fn another_key_and_an_altered_line_are_not_genuine() {
    let (own, other) = (key(), key());
    let text = sign(&told(), "kind", &own).unwrap();
    assert_eq!(open::<Told>(text.as_bytes(), "kind", &other.public()), Err(SignedLineError::NotGenuine));
    let altered = text.replacen('é', "e", 1);
    assert_eq!(open::<Told>(altered.as_bytes(), "kind", &own.public()), Err(SignedLineError::NotGenuine));
}
