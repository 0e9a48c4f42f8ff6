//! The packages of `tests/vectors`, each with its verdict, as `docs/FORMAT.md` (section 8) has it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "these are files and a program of the repository"
)]

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use pli_format::{
    Sha256,
    bundle::Bundle,
    canonical::{Canonical, CanonicalError},
    consent::{self, ConsentRecord, Finding, RECORD_FORMAT, Signed},
    payload::PayloadCase,
    seal::{self, SealedFileError},
    terms::{KnownTerms, TermsFinding},
};
use serde_json::Value;

/// The files of a folder; nothing else stands in it.
const FILES: [&str; 4] = ["consent.json", "consent.pdf", "consent.sig", "sealed.age"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

fn file(folder_name: &str, file: &str) -> Vec<u8> {
    fs::read(folder().join(folder_name).join(file)).unwrap()
}

/// The code of the first refusal of a package: without any key first, then with the demonstration's.
fn verdict(document: &[u8], sealed: &[u8]) -> Result<(), &'static str> {
    let code = |finding: Finding| finding.code();
    let signed = consent::open(document).map_err(code)?;
    let Signed { record, .. } = &signed;
    signed.check_signature().and(signed.check_sealed(Sha256::of(sealed))).map_err(code)?;
    let terms = KnownTerms::compiled_in().of(record).map_err(|finding| finding.code())?;
    signed.check_drawing(document, terms).map_err(code)?;
    terms.findings(record).first().map_or(Ok(()), |finding: &TermsFinding| Err(finding.code()))?;
    if !is_epoch_of_bundle(record) {
        return Err("epoch-other");
    }
    let inspected = seal::inspect(sealed).map_err(SealedFileError::code)?;
    let bundle = Bundle::compiled_in(record.signed_at.instant(), 0).unwrap();
    inspected.check(&bundle, record.signed_at.instant(), record.expires_at).map_err(SealedFileError::code)?;
    let identities = identities();
    let opened = seal::open(sealed, identities.iter().map(|identity| identity as _), terms.rules());
    let opened = opened.map_err(|error| error.code())?;
    if opened.case == PayloadCase::of(record) { Ok(()) } else { Err("other-payload") }
}

fn read(bytes: &[u8]) -> Result<Canonical<ConsentRecord>, CanonicalError> {
    Canonical::read_as(RECORD_FORMAT, bytes)
}

fn is_epoch_of_bundle(record: &ConsentRecord) -> bool {
    let bundle = Bundle::compiled_in(record.signed_at.instant(), 0).unwrap();
    bundle.epoch(record.epoch.name).is_some_and(|epoch| record.epoch == epoch.into())
}

fn identities() -> Vec<age::x25519::Identity> {
    [
        include_str!("../../../tests/demo/DEMO-ONLY-identity-2026-01.txt"),
        include_str!("../../../tests/demo/DEMO-ONLY-identity-2028-11.txt"),
    ]
    .into_iter()
    .map(|file| file.lines().find(|line| line.starts_with("AGE-")).unwrap().parse().unwrap())
    .collect()
}

/// `verdicts.json`
fn verdicts() -> Vec<Value> {
    serde_json::from_slice(&fs::read(folder().join("verdicts.json")).unwrap()).unwrap()
}

/// Every folder in `good` or `bad`, with its verdict.
fn judged(kind: &str) -> Vec<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    verdicts()
        .iter()
        .map(|verdict| (text(&verdict["folder"]).unwrap(), text(&verdict["code"])))
        .filter(|(name, _)| name.starts_with(kind))
        .collect()
}

#[test]
fn every_file_is_the_one_that_was_judged() {
    for verdict in verdicts() {
        let name = verdict["folder"].as_str().unwrap();
        let digest = |it: &str| (it.to_owned(), Value::from(Sha256::of(&file(name, it)).to_string()));
        assert_eq!(verdict["sha256"], Value::Object(FILES.iter().map(|it| digest(it)).collect()), "{name}");
    }
}

/// What `cargo xtask vectors` runs changes nothing in a copy of them.
#[test]
fn they_are_made_again_byte_for_byte() {
    let tests = env::current_exe().unwrap();
    let program = format!("examples/vectors{}", env::consts::EXE_SUFFIX);
    let root = tempfile::tempdir().unwrap();
    let copy = root.path().join("tests/vectors");
    for (name, _) in judged("") {
        fs::create_dir_all(copy.join(&name)).unwrap();
        fs::copy(folder().join(&name).join("sealed.age"), copy.join(&name).join("sealed.age")).unwrap();
    }
    let seeds = ["fuzz/seeds/payload/french", "fuzz/seeds/sealed_file/armored"];
    for seed in seeds {
        fs::create_dir_all(root.path().join(seed).parent().unwrap()).unwrap();
    }
    let made = Command::new(tests.ancestors().nth(2).unwrap().join(program)).current_dir(root.path()).status();
    assert!(made.expect("alone, first: cargo build --package pli-format --example vectors").success());
    let read = |path: &Path| fs::read(path).unwrap();
    assert!(read(&copy.join("verdicts.json")) == read(&folder().join("verdicts.json")), "other verdicts");
    for (name, _) in judged("") {
        for file_name in FILES {
            assert!(read(&copy.join(&name).join(file_name)) == file(&name, file_name), "{name}/{file_name}");
        }
    }
    for seed in seeds {
        assert!(read(&root.path().join(seed)) == read(&folder().join("../..").join(seed)), "{seed} is stale");
    }
}

#[test]
fn every_folder_has_its_verdict() {
    let names = |path: &Path| -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    for kind in ["good", "bad"] {
        let mut listed: Vec<_> =
            judged(kind).into_iter().map(|(name, _)| name.replace(&format!("{kind}/"), "")).collect();
        listed.sort();
        let folder = folder().join(kind);
        assert_eq!(names(&folder), listed);
        for name in listed {
            assert_eq!(names(&folder.join(&name)), FILES, "{name}");
        }
    }
}

#[test]
fn every_good_package_holds() {
    let good = judged("good");
    assert_eq!(good.len(), 4);
    for (name, code) in good {
        let (document, sealed) = (file(&name, "consent.pdf"), file(&name, "sealed.age"));
        assert_eq!((verdict(&document, &sealed), code), (Ok(()), None), "{name}");
        let record = consent::open(&document).unwrap().record;
        assert!(record.bytes() == file(&name, "consent.json"), "{name}");
        assert_eq!(record.sha256(), Sha256::of(&file(&name, "consent.json")), "{name}");
    }
}

#[test]
fn every_bad_package_is_refused_with_its_code() {
    let bad = judged("bad");
    assert_eq!(bad.len(), 54);
    for (name, code) in bad {
        let verdict = verdict(&file(&name, "consent.pdf"), &file(&name, "sealed.age"));
        assert_eq!(verdict.err(), code.as_deref(), "{name}");
    }
}

#[test]
fn a_record_has_one_spelling() {
    let record = file("good/french", "consent.json");
    assert_eq!(read(&record).unwrap().bytes(), record);

    let pretty = serde_json::to_vec_pretty(&serde_json::from_slice::<Value>(&record).unwrap()).unwrap();
    assert!(matches!(read(&pretty), Err(CanonicalError::NotCanonical)));
    let text = String::from_utf8(record).unwrap();
    let longer = text.replacen('{', r#"{"address":"","#, 1);
    assert!(matches!(read(longer.as_bytes()), Err(CanonicalError::Malformed(_))));
    let newer = text.replace("pli-consent/1", "pli-consent/2");
    assert!(matches!(read(newer.as_bytes()), Err(CanonicalError::UnknownFormat(_))));
}

/// Every member, with the path to it, as JSON pointers (RFC 6901).
fn members(value: &Value, path: &str) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, child)| (format!("{path}/{name}"), child)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, child)| (format!("{path}/{at}"), child)).collect(),
        _ => Vec::new(),
    };
    let own = if value.is_object() { children.iter().map(|(path, _)| path.clone()).collect() } else { Vec::new() };
    own.into_iter().chain(children.iter().flat_map(|(path, child)| members(child, path))).collect()
}

#[test]
fn a_record_has_exactly_its_members() {
    let record: Value = serde_json::from_slice(&file("good/a-step-tried-first", "consent.json")).unwrap();
    let is_refused = |record: &Value| {
        let bytes = serde_json_canonicalizer::to_vec(record).unwrap();
        matches!(read(&bytes), Err(CanonicalError::Malformed(_)))
    };
    let members = members(&record, "");
    assert_eq!(members.len(), 46);
    for path in members {
        let (parent, name) = path.rsplit_once('/').unwrap();
        let mut fewer = record.clone();
        let removed = fewer.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
        assert!(is_refused(&fewer), "{path} is missing");
        let mut more = record.clone();
        more.pointer_mut(parent).unwrap()[format!("{name}2")] = removed;
        assert!(is_refused(&more), "one more beside {path}");
        let mut other = record.clone();
        *other.pointer_mut(&path).unwrap() = serde_json::json!([0]);
        assert!(is_refused(&other), "{path} is a list of a number");
    }
}

/// Section 3 of `docs/FORMAT.md`: `facts.accounts[].id` for `/facts/accounts/0/id`.
#[test]
fn the_document_lists_every_member_of_a_record() {
    let document = include_str!("../../../docs/FORMAT.md");
    let table = document.split_once("| member | type | what it is |\n").unwrap().1.split_once("\n\n").unwrap().0;
    let listed: BTreeSet<String> = table.lines().skip(1).map(|row| row.split('`').nth(1).unwrap().to_owned()).collect();
    let record = serde_json::from_slice(&file("good/a-step-tried-first", "consent.json")).unwrap();
    let written = |path: String| {
        let is_index = |name: &&str| name.parse::<usize>().is_ok();
        let (mut written, names) = (String::new(), path[1..].split('/'));
        for name in names {
            let (dot, name) = if is_index(&name) { ("", "[]") } else { (".", name) };
            written += if written.is_empty() { "" } else { dot };
            written += name;
        }
        written
    };
    assert_eq!(listed, members(&record, "").into_iter().map(written).collect());
}

#[test]
fn an_instant_has_one_spelling() {
    let record = String::from_utf8(file("good/french", "consent.json")).unwrap();
    let read_with = |from: &str, to: &str| read(record.replace(from, to).as_bytes());
    let expiry = "2026-12-23T13:05:00Z";
    for same in [expiry, "9999-12-30T22:00:00Z", "9999-12-31T23:59:59Z"] {
        assert!(read_with(expiry, same).is_ok(), "{same}");
    }
    for other in [
        "2026-12-23T13:05:00.0Z",
        "2026-12-23T13:05:00.5Z",
        "2026-12-23T14:05:00+01:00",
        "2026-12-23T13:05:00+00:00",
        "2026-12-23T13:05:00-00:00",
        "2026-12-23t13:05:00z",
        "2026-12-23 13:05:00Z",
        "2026-12-23T13:05Z",
        "2026-12-23T13:05:60Z",
        "2026-12-23T13:05:00",
        "2026-12-32T13:05:00Z",
        "0000-12-23T13:05:00Z",
        "-000001-12-23T13:05:00Z",
        "1798031100",
    ] {
        assert!(read_with(expiry, other).is_err(), "{other}");
    }

    let signed = "2026-11-23T14:05:00+01:00";
    for same in ["2026-11-23T13:05:00+00:00", "2026-11-23T23:04:00+23:59", "2026-11-22T13:06:00-23:59"] {
        assert!(read_with(signed, same).is_ok(), "{same}");
    }
    for other in [
        "2026-11-23T13:05:00Z",
        "2026-11-23T13:05:00-00:00",
        "2026-11-23T14:05:00.5+01:00",
        "2026-11-23T14:05:00.0+01:00",
        "2026-11-23T14:05:00+01",
        "2026-11-23T14:05:00+0100",
        "2026-11-23T14:05:00+01:00:00",
        "2026-11-24T13:05:00+24:00",
        "2026-11-24T14:05:00+25:00",
        "2026-11-24T14:05:00+25:59",
        "2026-11-23T14:05:00+01:60",
        "2026-11-23T14:05:60+01:00",
        "2026-11-23t14:05:00+01:00",
        "0000-11-23T14:05:00+01:00",
        "0001-01-01T00:05:00+01:00",
        "-000001-11-23T14:05:00+01:00",
        "9999-12-31T23:59:59+01:00",
    ] {
        assert!(read_with(signed, other).is_err(), "{other}");
    }
}

/// A good package whose document has one byte flipped, and the codes that a receiver finds, in their
/// order. Nothing is rendered again: whatever is drawn, record and signature tell by themselves.
struct Tampering {
    document: Vec<u8>,
    sealed: Vec<u8>,
}

impl Tampering {
    fn new() -> Self {
        Self { document: file("good/french", "consent.pdf"), sealed: file("good/french", "sealed.age") }
    }

    /// Where these bytes stand in the document: they do once.
    fn place(&self, bytes: &[u8]) -> usize {
        let places: Vec<_> = (0..self.document.len()).filter(|&at| self.document[at..].starts_with(bytes)).collect();
        assert_eq!(places.len(), 1);
        places[0]
    }

    /// The flipped byte, and the codes.
    fn flip(&mut self, at: usize) -> (u8, Vec<&'static str>) {
        let flip = 1 << (at % 8);
        self.document[at] ^= flip;
        let checks = match consent::open(&self.document) {
            Ok(signed) => vec![signed.check_signature(), signed.check_sealed(Sha256::of(&self.sealed))],
            Err(finding) => vec![Err(finding)],
        };
        let flipped = self.document[at];
        self.document[at] ^= flip;
        (flipped, checks.into_iter().filter_map(Result::err).map(|finding| finding.code()).collect())
    }
}

#[test]
fn every_flipped_byte_of_a_record_is_refused() {
    let record = file("good/french", "consent.json");
    let mut tampering = Tampering::new();
    let start = tampering.place(&record);
    let mut unreadable = 0;
    for at in 0..record.len() {
        let (flipped, codes) = tampering.flip(start + at);
        let altered = [&record[..at], &[flipped], &record[at + 1..]].concat();
        let is_record = read(&altered).is_ok();
        unreadable += usize::from(!is_record);
        assert_eq!(codes, [if is_record { "signature-wrong" } else { "record-unreadable" }], "byte {at}");
    }
    assert_eq!((unreadable, record.len() - unreadable), (1406, 2368));
}

#[test]
fn every_flipped_byte_of_a_case_signature_is_refused() {
    const MEMBERS: [(&str, usize, &[&str]); 2] =
        [("sealed_sha256", 64, &["signature-wrong", "other-sealed-file"]), ("signature", 128, &["signature-wrong"])];
    let proof = file("good/french", "consent.sig");
    let text = String::from_utf8(proof.clone()).unwrap();
    let values = MEMBERS.map(|(member, digits, codes)| {
        let start = text.find(&format!("\"{member}\":\"")).unwrap() + member.len() + 4;
        (start..start + digits, codes)
    });
    let mut tampering = Tampering::new();
    let start = tampering.place(&proof);
    for at in 0..proof.len() {
        let (flipped, codes) = tampering.flip(start + at);
        let is_digit = matches!(flipped, b'0'..=b'9' | b'a'..=b'f');
        let value = values.iter().find(|(digits, _)| digits.contains(&at) && is_digit);
        assert_eq!(codes, value.map_or(&["signature-unreadable"][..], |(_, codes)| codes), "byte {at}");
    }
}
