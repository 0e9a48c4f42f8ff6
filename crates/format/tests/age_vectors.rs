//! C2SP/CCTV's test vectors of the age format against the opening path: one verdict a vector.
//!
//! `npm ci` in `tests/age-vectors` writes the vectors; `cargo xtask test age-vectors` does both.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "these are files of the repository")]

use std::{collections::BTreeMap, fs, path::Path};

use age::{DecryptError, secrecy::SecretString};
use pli_format::seal::{OpenError, decrypt};
use sha2::{Digest, Sha256};

/// Every vector of the package.
const COUNT: usize = 143;

/// The verdict is a refusal all the same, told of another layer: the age crate takes what does not
/// begin as armor for a binary file, and tells every fault below armor as one of reading.
const TOLD_OF_ANOTHER_LAYER: [(&str, &str, &str); 6] = [
    ("armor_empty", "header failure", "armor failure"),
    ("armor_garbage_encoded", "payload failure", "armor failure"),
    ("armor_garbage_leading", "armor failure", "header failure"),
    ("armor_lowercase", "armor failure", "header failure"),
    ("armor_whitespace_begin", "armor failure", "header failure"),
    ("armor_wrong_type", "armor failure", "header failure"),
];

/// Native post-quantum identities (`AGE-SECRET-KEY-PQ-1…`) are not in the age crate, and Pli seals
/// to none: such a file is one that no identity at hand matches, whatever is wrong inside.
const NATIVE_POST_QUANTUM: [(&str, &str, &str); 12] = [
    ("armor_hybrid", "success", "no match"),
    ("hybrid", "success", "no match"),
    ("hybrid_and_x25519", "success", "no match"),
    ("hybrid_extra_argument", "header failure", "no match"),
    ("hybrid_grease", "success", "no match"),
    ("hybrid_identity", "header failure", "no match"),
    ("hybrid_long_file_key", "header failure", "no match"),
    ("hybrid_long_share", "header failure", "no match"),
    ("hybrid_low_order", "header failure", "no match"),
    ("hybrid_multiple_recipients", "success", "no match"),
    ("hybrid_not_canonical_enc", "header failure", "no match"),
    ("hybrid_short_share", "header failure", "no match"),
];

/// The age crate still reads stanzas without a short last line, as its beta versions wrote them
/// (`legacy_age_stanza`). The header's MAC is checked over the bytes as they are, so nothing can be
/// altered through it.
const LEGACY_STANZA: [(&str, &str, &str); 2] =
    [("stanza_missing_body", "header failure", "success"), ("stanza_missing_final_line", "header failure", "success")];

/// SHA-256 of the payload in every vector that does not name one.
const USUAL_PAYLOAD: &str = "013f54400c82da08037759ada907a8b864e97de81c088a182062c4b5622fd2ab";

/// `scrypt_work_factor_23` is to be refused for its cost; ten is what the others have.
const MAX_WORK_FACTOR: u8 = 15;

struct Vector {
    header: BTreeMap<String, Vec<String>>,
    file: Vec<u8>,
}

impl Vector {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(2).position(|two| two == b"\n\n").expect("an empty line ends the header");
        let mut header: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in std::str::from_utf8(&bytes[..end]).unwrap().lines() {
            let (key, value) = line.split_once(": ").unwrap();
            header.entry(key.to_owned()).or_default().push(value.to_owned());
        }
        let file = match header.get("compressed") {
            Some(_) => miniz_oxide::inflate::decompress_to_vec_zlib(&bytes[end + 2..]).unwrap(),
            None => bytes[end + 2..].to_vec(),
        };
        Self { header, file }
    }

    fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.header.get(key).into_iter().flatten().map(String::as_str)
    }

    fn expected(&self) -> &str {
        self.all("expect").next().unwrap()
    }

    /// The identities that the age crate has: native post-quantum ones are not among them.
    fn identities(&self) -> Vec<Box<dyn age::Identity>> {
        let x25519 = self
            .all("identity")
            .filter_map(|identity| Some(Box::new(identity.parse::<age::x25519::Identity>().ok()?) as _));
        let scrypt = self.all("passphrase").map(|passphrase| Box::new(scrypt(passphrase)) as _);
        x25519.chain(scrypt).collect()
    }

    fn verdict(&self) -> &'static str {
        let identities = self.identities();
        match decrypt(&self.file, identities.iter().map(AsRef::as_ref)) {
            Ok(plaintext) if self.is_payload(&plaintext) => "success",
            Ok(_) => "another plaintext",
            Err(OpenError::Age(DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed)) => "no match",
            Err(OpenError::Age(DecryptError::InvalidMac)) => "HMAC failure",
            Err(OpenError::Age(DecryptError::Io(_)) | OpenError::Damaged(_)) if self.is_armored() => "armor failure",
            Err(OpenError::Age(_)) => "header failure",
            Err(OpenError::Damaged(_)) => "payload failure",
            Err(OpenError::Payload(_) | OpenError::Sealed(_)) => "not decrypting",
        }
    }

    /// Whether this is the payload that the vector names; every other one has the same.
    fn is_payload(&self, plaintext: &[u8]) -> bool {
        let named = self.all("payload").next();
        hex::encode(Sha256::digest(plaintext)) == named.unwrap_or(USUAL_PAYLOAD)
    }

    fn is_armored(&self) -> bool {
        self.all("armored").next().is_some()
    }
}

fn scrypt(passphrase: &str) -> age::scrypt::Identity {
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    identity
}

#[test]
fn every_vector_has_its_verdict() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/age-vectors/vectors");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("npm ci in tests/age-vectors writes the vectors")
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), COUNT);

    let mut deviations = Vec::new();
    for name in names {
        let vector = Vector::parse(&fs::read(folder.join(&name)).unwrap());
        let (expected, verdict) = (vector.expected().to_owned(), vector.verdict().to_owned());
        if expected != verdict {
            deviations.push((name, expected, verdict));
        }
    }
    let mut known: Vec<_> = [&TOLD_OF_ANOTHER_LAYER[..], &NATIVE_POST_QUANTUM, &LEGACY_STANZA]
        .concat()
        .into_iter()
        .map(|(name, expected, verdict)| (name.to_owned(), expected.to_owned(), verdict.to_owned()))
        .collect();
    known.sort();
    assert_eq!(deviations, known);
}
