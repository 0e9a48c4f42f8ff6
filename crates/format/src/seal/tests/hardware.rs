//! Recipients whose identities are made in hardware. The age crate seals to them and opens nothing;
//! here a P-256 key in memory stands for the token, and opens a `p256tag` stanza as C2SP's age
//! specification has it ("The P-256 tagged recipient type").

use std::iter;

use age::DecryptError;
use age_core::{
    format::{FileKey, Stanza},
    primitives::{bech32_decode, bech32_encode, hpke_open},
};
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use bech32::Hrp;
use hpke::{Deserializable, kem::DhP256HkdfSha256};
use p256::{SecretKey, elliptic_curve::sec1::ToEncodedPoint};

use super::{AFTER_OVERLAP, BEFORE_OVERLAP, IN_OVERLAP, OpenError, TAGPQ, open, payload, sealed_in, stanzas};
use crate::bundle::demo_signed::with_recipients;

type Kem = DhP256HkdfSha256;

/// A token's key.
struct Token(SecretKey);

impl Token {
    /// The key of this number.
    fn new(number: u8) -> Self {
        Self(SecretKey::from_slice(&[number; 32]).unwrap())
    }

    /// `age1tag1…`: the compressed point.
    fn recipient(&self) -> String {
        bech32_encode(Hrp::parse("age1tag").unwrap(), self.0.public_key().to_encoded_point(true).as_bytes())
    }

    /// `age1tagpq1…`: the ML-KEM-768 key of [`TAGPQ`], then this token's uncompressed point.
    fn hybrid_recipient(&self) -> String {
        let prefix = Hrp::parse("age1tagpq").unwrap();
        let same = |hrp: Hrp| if hrp == prefix { Ok(()) } else { Err(()) };
        let mut key = bech32_decode(TAGPQ.trim(), |_| (), same, |_, bytes| Ok(bytes.collect::<Vec<_>>())).unwrap();
        key.truncate(1184);
        key.extend_from_slice(self.0.public_key().to_encoded_point(false).as_bytes());
        bech32_encode(prefix, &key)
    }
}

impl age::Identity for Token {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        let [_, share] = stanza.args.as_slice() else { return None };
        if stanza.tag != "p256tag" {
            return None;
        }
        let share = BASE64_STANDARD_NO_PAD.decode(share).unwrap();
        let share = <Kem as hpke::Kem>::EncappedKey::from_bytes(&share).unwrap();
        let key = <Kem as hpke::Kem>::PrivateKey::from_bytes(&self.0.to_bytes()).unwrap();
        let file_key = hpke_open::<Kem>(&share, &key, b"age-encryption.org/p256tag", &stanza.body).ok()?;
        Some(Ok(FileKey::new(Box::new(file_key.try_into().unwrap()))))
    }
}

fn opens(sealed: &[u8], token: &Token) -> bool {
    match open(sealed, iter::once(token as _), crate::terms::Terms::current().rules()) {
        Ok(opened) => {
            assert!(opened.fields["code"].as_str() == "482915", "another code came out");
            true
        }
        Err(OpenError::Age(DecryptError::NoMatchingKeys)) => false,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn the_tokens_of_the_recipients_open_it_and_no_other() {
    let tokens = [Token::new(1), Token::new(2)];
    let [first, second] = tokens.each_ref().map(Token::recipient);
    let bundle = with_recipients([&first, &second]);
    let payload = payload("0481516234", "482915");
    for (time, opening) in [(BEFORE_OVERLAP, [true, false]), (IN_OVERLAP, [true, true]), (AFTER_OVERLAP, [false, true])]
    {
        let sealed = sealed_in(&bundle, time, &payload);
        assert_eq!(tokens.each_ref().map(|token| opens(&sealed, token)), opening, "{time}");
        assert!(!opens(&sealed, &Token::new(3)), "{time}");
    }
}

#[test]
fn two_of_a_kind_have_their_room() {
    let tokens = [Token::new(1), Token::new(2)];
    let kinds = [
        (tokens.each_ref().map(Token::recipient), "p256tag", 4096),
        (tokens.each_ref().map(Token::hybrid_recipient), "mlkem768p256tag", 8192),
    ];
    let payload = payload("0481516234", "482915");
    for ([first, second], tag, size) in kinds {
        let bundle = with_recipients([&first, &second]);
        // The header's length is random: the room must do for each.
        for _ in 0..50 {
            let sealed = sealed_in(&bundle, IN_OVERLAP, &payload);
            assert_eq!((stanzas(&sealed), sealed.len()), (vec![tag.to_owned(); 2], size));
        }
    }
}
