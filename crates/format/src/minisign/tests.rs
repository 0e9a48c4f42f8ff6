use super::*;

/// The public half of the demonstration's receipt key.
const KEY: &str = "RWQ0KkmipeB1Zm69R0XYNR/1Mh2vOCEIEPO5sU25pixhapr5eanfYCZl";

#[test]
fn a_key_has_one_spelling() {
    assert_eq!(KEY.parse().map(|key: PublicKey| key.to_string()).as_deref(), Ok(KEY));
    for other in [
        String::new(),
        KEY.replace("RW", "RU"),
        format!(" {KEY}"),
        format!("{KEY}\n"),
        format!("{KEY}="),
        KEY[..55].to_owned(),
        KEY.replace('/', "_"),
        format!("{}\n{}", &KEY[..28], &KEY[28..]),
    ] {
        assert_eq!(other.parse::<PublicKey>(), Err(KeyError), "{other:?}");
    }
}

#[test]
fn a_key_of_small_order_or_with_another_spelling_of_its_point_is_none() {
    let with_point = |point: [u8; 32]| STANDARD.encode([b"Ed".as_slice(), &[1; 8], &point].concat());
    let mut identity = [0; 32];
    identity[0] = 1;
    // y = p + 1, which is 1 once more.
    let mut identity_again = [0xff; 32];
    (identity_again[0], identity_again[31]) = (0xee, 0x7f);
    for point in [[0; 32], identity, identity_again, [0xff; 32]] {
        assert_eq!(with_point(point).parse::<PublicKey>(), Err(KeyError), "{point:?}");
    }
}

#[test]
fn a_key_file_is_a_comment_and_the_key() {
    let file = format!("untrusted comment: x\n{KEY}\n");
    assert_eq!(PublicKey::from_file(&file).map(|key| key.to_string()).as_deref(), Ok(KEY));
    for other in [
        KEY.to_owned(),
        format!("{KEY}\n"),
        file.trim_end().to_owned(),
        file.clone() + "\n",
        file.replace("x\n", "x\r\n"),
    ] {
        assert_eq!(PublicKey::from_file(&other), Err(KeyError), "{other:?}");
    }
}

#[test]
fn a_key_is_like_one_with_its_point_or_its_identifier() {
    let key: PublicKey = KEY.parse().unwrap();
    let with = |id: [u8; 8], point: [u8; 32]| PublicKey { id, point };
    assert!(key.is_like(&with([0; 8], key.point)));
    assert!(key.is_like(&with(key.id, [0; 32])));
    assert!(!key.is_like(&with([0; 8], [0; 32])));
}

/// minisign -S -s tests/demo/DEMO-ONLY-receipt.key -m message -c kind -t trusted
mod signatures {
    use std::io::Cursor;

    use super::*;

    const SECRET: &str = include_str!("../../../../tests/demo/DEMO-ONLY-receipt.key");

    fn signed(message: &str) -> String {
        let secret = ::minisign::SecretKeyBox::from_string(SECRET).unwrap().into_unencrypted_secret_key().unwrap();
        ::minisign::sign(None, &secret, Cursor::new(message), Some("trusted"), Some("kind")).unwrap().to_string()
    }

    fn verified(message: &str, text: &str) -> Result<String, SignatureError> {
        KEY.parse::<PublicKey>().unwrap().verify(message.as_bytes(), text.as_bytes(), "kind")
    }

    #[test]
    fn what_minisign_signed_holds() {
        assert_eq!(verified("message", &signed("message")), Ok("trusted".to_owned()));
        assert_eq!(verified("massage", &signed("message")), Err(SignatureError::Altered));
        assert_eq!(
            verified("message", &signed("message").replace("comment: trusted", "comment: tursted")),
            Err(SignatureError::Altered)
        );
    }

    #[test]
    fn another_key_is_told_apart() {
        let root = include_str!("../../../../assets/bundle/demo/root.pub");
        let other = PublicKey::from_file(root).unwrap();
        assert_eq!(other.verify(b"message", signed("message").as_bytes(), "kind"), Err(SignatureError::OtherKey));
    }

    #[test]
    fn a_signature_has_one_spelling() {
        let text = signed("message");
        for other in [
            String::new(),
            text.trim_end().to_owned(),
            text.clone() + "\n",
            text.clone() + " ",
            format!("\n{text}"),
            text.replace('\n', "\r\n"),
            text.replace("comment: trusted", "comment: trusted\r"),
            text.replace("untrusted comment: kind", "untrusted comment: other"),
            text.replace("untrusted comment: kind", "untrusted comment:kind"),
            text.replace("\ntrusted comment: ", "\ncomment: "),
            text.replace("=\ntrusted", "= \ntrusted"),
            text.replace("\nRU", "\nRW"),
        ] {
            assert_eq!(verified("message", &other), Err(SignatureError::Malformed), "{other:?}");
        }
    }

    #[test]
    fn every_flipped_bit_is_refused() {
        let text = signed("message").into_bytes();
        let key: PublicKey = KEY.parse().unwrap();
        for at in 0..text.len() * 8 {
            let mut altered = text.clone();
            altered[at / 8] ^= 1 << (at % 8);
            assert!(key.verify(b"message", &altered, "kind").is_err(), "bit {at}");
        }
    }
}
