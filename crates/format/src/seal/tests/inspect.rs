use std::io::Write;

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};

use super::{
    super::{SealedFileError, inspect},
    *,
};
use crate::payload::PayloadError;

const EXPIRES: &str = "2026-12-23T13:05:00Z";

fn refused(sealed: &[u8]) -> &'static str {
    inspect(sealed).unwrap_err().code()
}

/// As age seals, whatever it is, to whomever.
fn age_sealed(plaintext: &[u8], recipients: &[&dyn age::Recipient]) -> Vec<u8> {
    let encryptor = age::Encryptor::with_recipients(recipients.iter().copied()).unwrap();
    let mut writer = encryptor.wrap_output(Vec::new()).unwrap();
    writer.write_all(plaintext).unwrap();
    writer.finish().unwrap()
}

/// As long as it takes for the sealed file to have this length.
fn filled_to(length: usize, recipients: &[&dyn age::Recipient]) -> Vec<u8> {
    loop {
        let spaces = length - age_sealed(b"", recipients).len();
        let sealed = age_sealed(&vec![b' '; spaces], recipients);
        // The header's length is random.
        if sealed.len() == length {
            return sealed;
        }
    }
}

/// Without the header's MAC, which no key is there to check.
fn with_stanzas(sealed: &[u8], change: impl Fn(&mut Vec<String>)) -> Vec<u8> {
    let end = find(sealed, b"\n--- ") + 1;
    let header = std::str::from_utf8(&sealed[INTRODUCTION.len()..end]).unwrap();
    let mut stanzas: Vec<String> = header.split("-> ").skip(1).map(|stanza| format!("-> {stanza}")).collect();
    change(&mut stanzas);
    [INTRODUCTION, stanzas.concat().as_bytes(), &sealed[end..]].concat()
}

#[test]
fn what_pli_seals_passes() {
    for time in [BEFORE_OVERLAP, IN_OVERLAP, AFTER_OVERLAP] {
        let inspected = inspect(&sealed(time)).unwrap();
        let recipients = bundle();
        let recipients = recipients.recipients(at(time)).unwrap();
        assert_eq!((inspected.kind, inspected.recipients), (recipients.kind(), recipients.iter().count()), "{time}");
        assert_eq!(inspected.padded, LENGTHS[0]);
    }
    for recipient in [TAG, TAGPQ.trim()] {
        let sealed = sealed_in(&with_second_recipient(recipient), AFTER_OVERLAP, &payload("1", "2"));
        assert_eq!(inspect(&sealed).map(|inspected| inspected.recipients), Ok(1));
    }
}

#[test]
fn what_is_no_age_file_is_damaged() {
    let whole = sealed(BEFORE_OVERLAP);
    let mut armored = age::armor::ArmoredWriter::wrap_output(Vec::new(), age::armor::Format::AsciiArmor).unwrap();
    armored.write_all(&whole).unwrap();
    let (mac, end) = (find(&whole, b"\n--- ") + 1, find(&whole, b"\n--- ") + 1 + 4 + 43 + 1);
    let cases = [
        Vec::new(),
        INTRODUCTION.to_vec(),
        whole[..mac].to_vec(),
        whole[..end - 1].to_vec(),
        [b" ", &whole[..]].concat(),
        armored.finish().unwrap(),
        String::from_utf8_lossy(&whole).replace("\n--- ", "\n---  ").into_bytes(),
        with_stanzas(&whole, |stanzas| stanzas[0] = stanzas[0].replace("X25519 ", "X25519  ")),
        with_stanzas(&whole, |stanzas| stanzas[0] = stanzas[0].replace('\n', "\r\n")),
        with_stanzas(&whole, |stanzas| stanzas[0] = stanzas[0].trim_end().to_owned() + "=\n"),
        with_stanzas(&whole, |stanzas| stanzas.insert(0, "-> é\n\n".to_owned())),
        with_stanzas(&whole, |stanzas| stanzas.insert(0, format!("-> x\n{}\n", "A".repeat(64)))),
        with_stanzas(&whole, |stanzas| stanzas.insert(0, format!("-> x\n{}\n", "A".repeat(65)))),
        with_stanzas(&whole, |stanzas| stanzas.insert(0, "-> x\nAB\n".to_owned())),
    ];
    for (number, sealed) in cases.iter().enumerate() {
        assert_eq!(inspect(sealed), Err(SealedFileError::Damaged), "case {number}");
    }
    for length in 0..end {
        assert_eq!(refused(&whole[..length]), "sealed-file-damaged", "cut to {length}");
    }
}

#[test]
fn other_stanzas_than_those_of_one_kind_are_refused() {
    let whole = sealed(BEFORE_OVERLAP);
    let tag = sealed_in(&with_second_recipient(TAG), AFTER_OVERLAP, &payload("1", "2"));
    let end = find(&tag, b"\n--- ") + 1;
    let header = std::str::from_utf8(&tag[..end]).unwrap();
    let tag_stanza = header.split("-> ").find(|stanza| stanza.starts_with("p256tag ")).map(|it| format!("-> {it}"));
    let tag_stanza = tag_stanza.unwrap();
    let key = "A".repeat(43);
    let x25519 = format!("-> X25519 {key}\n{key}\n");
    let grease = "-> x-grease\n\n".to_owned();
    let lists: [Vec<String>; 12] = [
        vec![],
        vec![grease.clone()],
        vec![x25519.clone()],
        vec![x25519.clone(), grease.clone(), grease.clone()],
        vec![x25519.clone(), x25519.clone(), x25519.clone(), grease.clone()],
        vec![x25519.clone(), tag_stanza.clone(), grease.clone()],
        vec![x25519.clone(), "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n\n".to_owned(), grease.clone()],
        vec![x25519.clone(), "-> other\n\n".to_owned(), grease.clone()],
        vec![x25519.replace("X25519 ", "X25519 x "), grease.clone()],
        vec![format!("-> X25519 {}\n{key}\n", &key[..42]), grease.clone()],
        vec![format!("-> X25519 {key}\n{}\n", &key[..42]), grease.clone()],
        vec![format!("-> X25519\n{key}\n"), grease.clone()],
    ];
    for list in lists {
        let sealed = with_stanzas(&whole, |stanzas| stanzas.clone_from(&list));
        assert_eq!(inspect(&sealed), Err(SealedFileError::Recipients), "{list:?}");
    }
    // The order is anybody's choice; the file only has another length now.
    for list in [vec![grease.clone(), x25519.clone()], vec![x25519.clone(), grease, x25519]] {
        let sealed = with_stanzas(&whole, |stanzas| stanzas.clone_from(&list));
        assert_eq!(inspect(&sealed), Err(SealedFileError::Length), "{list:?}");
    }
}

#[test]
fn other_lengths_are_refused() {
    let to = first().to_public();
    let recipients = [&to as &dyn age::Recipient];
    assert_eq!(refused(&age_sealed(b"", &recipients)), "sealed-file-length");
    assert_eq!(refused(&age_sealed(&payload("0481516234", "482915"), &recipients)), "sealed-file-length");
    assert_eq!(refused(&age_sealed(&vec![b' '; 1_000_000], &recipients)), "sealed-file-length");
    for length in LENGTHS {
        assert_eq!(inspect(&filled_to(length + 2048, &recipients)).map(|it| it.padded), Ok(length));
        assert_eq!(refused(&filled_to(length + 2047, &recipients)), "sealed-file-length");
        assert_eq!(refused(&filled_to(length + 2049, &recipients)), "sealed-file-length");
    }
    let whole = sealed(BEFORE_OVERLAP);
    let roomy = with_stanzas(&whole, |stanzas| {
        let grease = stanzas.iter().position(|stanza| stanza.contains("-grease")).unwrap();
        stanzas[grease] = format!("-> x-grease {}\n\n", "x".repeat(2048));
    });
    assert_eq!(inspect(&[&roomy[..4096.min(roomy.len())], &[]].concat()), Err(SealedFileError::Length));
}

/// Each argument of a stanza and its body, a byte longer.
#[test]
fn a_stanza_has_the_arguments_of_its_kind() {
    let longer = |base64: &str| {
        let bytes = STANDARD_NO_PAD.decode(base64).unwrap();
        STANDARD_NO_PAD.encode([&bytes[..], &[0]].concat())
    };
    for (recipient, arguments) in [(second().to_public().to_string().as_str(), 1), (TAG, 2), (TAGPQ.trim(), 2)] {
        let whole = sealed_in(&with_second_recipient(recipient), AFTER_OVERLAP, &payload("1", "2"));
        let is_of_recipient = |stanza: &String| !stanza.contains("-grease");
        for at in 0..=arguments {
            let sealed = with_stanzas(&whole, |stanzas| {
                let stanza = stanzas.iter_mut().find(|stanza| is_of_recipient(stanza)).unwrap();
                let (line, body) = stanza.split_once('\n').unwrap();
                let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
                let mut body = body.trim_end().to_owned();
                // The arguments stand after `->` and the name; the body is the last.
                match words.get_mut(2 + at) {
                    Some(word) => *word = longer(word),
                    None => body = longer(&body),
                }
                *stanza = format!("{}\n{body}\n", words.join(" "));
            });
            assert_eq!(inspect(&sealed), Err(SealedFileError::Recipients), "{recipient}, {at}");
        }
    }
}

/// A stranger beside the recipient is one too many; a stranger in its place is seen by who has the key.
#[test]
fn as_many_recipients_as_the_bundle_gives_between_signature_and_expiry() {
    let checked = |sealed: &[u8], signed_at: &str, expires_at: &str| {
        inspect(sealed).unwrap().check(&bundle(), at(signed_at), at(expires_at)).map_err(SealedFileError::code)
    };
    let [own, stranger] = [first().to_public(), Identity::generate().to_public()];
    let one = sealed(BEFORE_OVERLAP);
    let two = filled_to(4096, &[&own, &stranger]);
    assert_eq!(checked(&one, BEFORE_OVERLAP, EXPIRES), Ok(()));
    assert_eq!(checked(&two, BEFORE_OVERLAP, EXPIRES), Err("sealed-file-recipients"));
    // Signed before the next epoch begins, and sealed before or after.
    let (signed, expires) = ("2028-10-20T00:00:00Z", "2028-11-19T00:00:00Z");
    assert_eq!((checked(&one, signed, expires), checked(&two, signed, expires)), (Ok(()), Ok(())));
    assert_eq!(checked(&two, signed, "2028-10-31T23:59:59Z"), Err("sealed-file-recipients"));
    // In the overlap, both.
    assert_eq!(checked(&sealed(IN_OVERLAP), IN_OVERLAP, "2028-12-23T13:05:00Z"), Ok(()));
    assert_eq!(checked(&one, IN_OVERLAP, "2028-12-23T13:05:00Z"), Err("sealed-file-recipients"));
    // Sealed to the epoch that was current at the signature: its end ends the time.
    assert_eq!(checked(&two, "2028-12-20T00:00:00Z", "2029-01-19T00:00:00Z"), Ok(()));
    assert_eq!(checked(&one, "2025-01-01T00:00:00Z", "2025-01-31T00:00:00Z"), Err("sealed-file-recipients"));

    let tag = sealed_in(&with_second_recipient(TAG), AFTER_OVERLAP, &payload("1", "2"));
    assert_eq!(checked(&tag, BEFORE_OVERLAP, EXPIRES), Err("sealed-file-recipients"));
    let alone = filled_to(4096, &[&stranger]);
    assert_eq!(checked(&alone, BEFORE_OVERLAP, EXPIRES), Ok(()));
    assert_eq!(
        open(&alone, iter::once(&first() as _), Terms::current().rules()).err().unwrap().code(),
        "other-identity"
    );
}

#[test]
fn a_payload_in_a_larger_file_than_its_own_is_refused() {
    let json = payload("0481516234", "482915");
    let sealed = |padded: usize| {
        let larger = [&json[..], &vec![b' '; padded - json.len()]].concat();
        sealed_in(&bundle(), BEFORE_OVERLAP, &larger)
    };
    for padded in &LENGTHS[1..] {
        let error = open(&sealed(*padded), iter::once(&first() as _), Terms::current().rules()).err().unwrap();
        assert!(matches!(error, OpenError::Payload(PayloadError::OtherPadding)), "{padded}: {error}");
    }
    assert!(opens(&sealed(LENGTHS[0]), &first()));
}
