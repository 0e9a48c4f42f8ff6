//! The packages of `tests/vectors`, each with its verdict, as `docs/FORMAT.md` (section 8) has it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "these are files of the repository")]

use std::{fs, path::PathBuf};

use age::DecryptError;
use pli_core::{
    case_key,
    consent::{CaseProof, ConsentRecord, RecordError, SealedHash, verify::verify},
    payload::PayloadCase,
    seal::{self, OpenError},
};
use sha2::{Digest, Sha256};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

struct Vector {
    consent: Vec<u8>,
    record: Vec<u8>,
    proof: Vec<u8>,
    sealed: Vec<u8>,
}

impl Vector {
    fn read(name: &str) -> Self {
        let file = |file: &str| fs::read(folder().join(name).join(file)).unwrap();
        Self {
            consent: file("consent.pdf"),
            record: file("consent.json"),
            proof: file("consent.sig"),
            sealed: file("sealed.age"),
        }
    }

    /// The code of the first refusal: without any key first, then with the demonstration's.
    fn verdict(&self) -> Result<(), &'static str> {
        let report = verify(&self.consent, &self.sealed);
        if let Some(finding) = report.findings.first() {
            return Err(finding.code());
        }
        let record = report.record.expect("a report without finding has a record");
        let identities = identities();
        let opened =
            seal::open(&self.sealed, identities.iter().map(|identity| identity as _)).map_err(|error| code(&error))?;
        if opened.case == case(&record) { Ok(()) } else { Err("other-payload") }
    }
}

fn code(error: &OpenError) -> &'static str {
    match error {
        OpenError::Age(DecryptError::NoMatchingKeys) => "other-identity",
        OpenError::Age(_) | OpenError::Damaged(_) => "sealed-file-damaged",
        OpenError::Payload(error) => error.code(),
    }
}

fn case(record: &ConsentRecord) -> PayloadCase {
    PayloadCase {
        reference: record.facts.reference.clone(),
        bank: record.facts.bank.id.clone(),
        consent_sha256: record.sha256(),
        signed_at: record.signed_at.instant(),
        expires_at: record.expires_at,
    }
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

/// Every folder with its code, as `verdicts.json` lists them.
fn verdicts() -> Vec<(String, Option<String>)> {
    let verdicts = fs::read(folder().join("verdicts.json")).unwrap();
    let verdicts: Vec<serde_json::Value> = serde_json::from_slice(&verdicts).unwrap();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    verdicts.iter().map(|verdict| (text(&verdict["folder"]).unwrap(), text(&verdict["code"]))).collect()
}

#[test]
fn every_good_package_holds() {
    let good: Vec<_> = verdicts().into_iter().filter(|(_, code)| code.is_none()).collect();
    assert_eq!(good.len(), 3);
    for (name, _) in good {
        assert_eq!(Vector::read(&name).verdict(), Ok(()), "{name}");
    }
}

#[test]
fn every_bad_package_is_refused_with_its_code() {
    let bad: Vec<_> = verdicts().into_iter().filter(|(_, code)| code.is_some()).collect();
    assert_eq!(bad.len(), 11);
    for (name, code) in bad {
        assert_eq!(Vector::read(&name).verdict().err(), code.as_deref(), "{name}");
    }
}

#[test]
fn a_record_has_one_spelling() {
    let record = Vector::read("good/french").record;
    assert_eq!(ConsentRecord::from_canonical(&record).unwrap().to_canonical(), record);

    let pretty = serde_json::to_vec_pretty(&serde_json::from_slice::<serde_json::Value>(&record).unwrap()).unwrap();
    assert!(matches!(ConsentRecord::from_canonical(&pretty), Err(RecordError::NotCanonical)));
    let text = String::from_utf8(record).unwrap();
    let longer = text.replacen('{', r#"{"address":"","#, 1);
    assert!(matches!(ConsentRecord::from_canonical(longer.as_bytes()), Err(RecordError::Json(_))));
    let newer = text.replace("pli-consent/1", "pli-consent/2");
    assert!(matches!(ConsentRecord::from_canonical(newer.as_bytes()), Err(RecordError::UnknownFormat(_))));
}

#[test]
fn every_flipped_byte_of_a_record_is_refused() {
    let Vector { record, proof, sealed, .. } = Vector::read("good/french");
    let case_key = ConsentRecord::from_canonical(&record).unwrap().case_key;
    let proof = CaseProof::from_canonical(&proof).unwrap();
    let holds = |record: &[u8]| {
        case_key::verify(&case_key, &Sha256::digest(record).into(), SealedHash::of(&sealed), &proof.signature).is_ok()
    };
    assert!(holds(&record));
    for at in 0..record.len() {
        let mut altered = record.clone();
        altered[at] ^= 1 << (at % 8);
        assert!(!holds(&altered), "byte {at}");
    }
}
