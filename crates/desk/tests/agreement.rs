//! The documents of `tests/vectors/documents.json`, and changes of them: the library gives the codes
//! that a reader gives which was written from `docs/FORMAT.md` alone.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "these are files and a program of the repository"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use jiff::Timestamp;
use pli_desk::{
    audit::{self, Files, Finding},
    examination::{self, Fault},
    operator::{OperatorError, Operators, TwoOperators},
};
use pli_format::{
    CaseReference,
    bundle::Bundle,
    canonical::Canonical,
    consent::{ConsentRecord, RECORD_FORMAT},
    payload::{self, PayloadError},
    receipt,
    seal::{self, SealedFileError},
    terms::{KnownTerms, Terms},
    withdrawal,
};
use serde_json::Value;

/// How many changes are compared, and what they are drawn with.
const COUNT: usize = 2000;
const SEED: &str = "2026";

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

fn documents() -> Vec<Value> {
    serde_json::from_slice(&fs::read(vectors().join("documents.json")).unwrap()).unwrap()
}

/// A text as it is, other bytes in hexadecimal.
fn bytes(value: &Value) -> Vec<u8> {
    let text = |name: &str| value[name].as_str();
    text("text").map_or_else(|| hex::decode(text("hex").unwrap()).unwrap(), |text| text.as_bytes().to_vec())
}

fn text<'a>(document: &'a Value, name: &str) -> &'a str {
    document[name].as_str().unwrap()
}

fn now(document: &Value) -> Timestamp {
    text(document, "now").parse().unwrap()
}

/// The record that the withdrawals of the vectors take back.
fn record() -> Canonical<ConsentRecord> {
    Canonical::read_as(RECORD_FORMAT, &fs::read(vectors().join("good/french/consent.json")).unwrap()).unwrap()
}

/// The code that a document gets; none if it holds.
fn code(document: &Value) -> Option<&'static str> {
    let data = bytes(&document["document"]);
    match text(document, "kind") {
        "bundle" => {
            let last_serial = document["last_serial"].as_u64().unwrap();
            Bundle::import(&data, now(document), last_serial).err().map(|error| error.code())
        }
        "record" => record_code(document, &data),
        "payload" => payload::open(&data, Terms::current().rules()).err().map(PayloadError::code),
        "sealed" => seal::inspect(&data).err().map(SealedFileError::code),
        "withdrawal" => {
            withdrawal::parse(&data).and_then(|unchecked| unchecked.verify(&record())).err().map(|error| error.code())
        }
        "receipt" => {
            let carried = Bundle::compiled_in("2026-11-23T13:05:00Z".parse().unwrap(), 0).unwrap();
            receipt::open(&data, carried.receipt_keys()).err().map(|error| error.code())
        }
        "log" => log_code(document, data),
        "approval" => approval_code(document, &data).err().map(|error| error.code()),
        kind => panic!("no such kind: {kind}"),
    }
}

fn record_code(document: &Value, data: &[u8]) -> Option<&'static str> {
    let Ok(record) = Canonical::<ConsentRecord>::read_as(RECORD_FORMAT, data) else { return Some("record-unreadable") };
    let carried = Bundle::compiled_in("2026-11-23T13:05:00Z".parse().unwrap(), 0).unwrap();
    let faults = examination::against(&record, KnownTerms::compiled_in(), &carried, now(document));
    faults.first().map(Fault::code)
}

fn log_code(document: &Value, lines: Vec<u8>) -> Option<&'static str> {
    let next = Some(&document["next"]).filter(|next| !next.is_null()).map(bytes);
    let mut files = Files { lines: Box::new(std::io::Cursor::new(lines)), head: bytes(&document["head"]), next };
    let report = audit::verify(&mut files, None, &text(document, "key").parse().unwrap(), &mut |_| {}).unwrap();
    if report.findings.contains(&Finding::Head) {
        Some("audit-head")
    } else if report.is_altered() {
        Some("audit-altered")
    } else {
        let is_interrupted = |finding: &Finding| matches!(finding, Finding::Interrupted { .. });
        report.findings.iter().any(is_interrupted).then_some("interrupted")
    }
}

fn approval_code(document: &Value, first: &[u8]) -> Result<(), OperatorError> {
    let roster = Operators::parse(&String::from_utf8(bytes(&document["roster"])).unwrap())?;
    let reference = CaseReference::parse(text(document, "reference")).unwrap();
    let sealed = text(document, "sealed_sha256").parse().unwrap();
    let two = [first, &bytes(&document["other"])];
    let (viewer, since) = (text(document, "viewer"), text(document, "since").parse().unwrap());
    TwoOperators::check(&roster, two, &reference, sealed, viewer, since, now(document)).map(|_| ())
}

/// What is told otherwise.
fn disagreements(documents: &[Value]) -> Vec<String> {
    let told = |document: &Value| {
        let (own, listed) = (code(document), document["code"].as_str());
        (own != listed).then(|| format!("{}: {own:?}, not {listed:?}: {}", document["name"], document["document"]))
    };
    documents.iter().filter_map(told).collect()
}

#[test]
fn every_document_has_its_verdict() {
    let documents = documents();
    let kinds = ["bundle", "record", "payload", "sealed", "withdrawal", "receipt", "log", "approval"];
    for kind in kinds {
        let holds = |holds: bool| documents.iter().any(|it| it["kind"] == kind && it["code"].is_null() == holds);
        assert!(holds(true) && holds(false), "{kind}");
    }
    assert_eq!(disagreements(&documents), Vec::<String>::new());
}

#[test]
fn a_reader_made_from_the_document_alone_agrees_on_two_thousand_changes() {
    let python = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tools/python/bin/python");
    let drawn = Command::new(python).arg(vectors().join("check.py")).args([&COUNT.to_string(), SEED]).output();
    let drawn = drawn.expect("the set-up installs it");
    assert!(drawn.status.success(), "{}", String::from_utf8_lossy(&drawn.stderr));
    let documents: Vec<Value> = drawn
        .stdout
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    let disagreements = disagreements(&documents);
    assert_eq!((documents.len(), disagreements), (COUNT, Vec::new()));
}
