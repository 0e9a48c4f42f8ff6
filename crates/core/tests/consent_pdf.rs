//! The consent PDF, over every fixture. The files are left in `target/tmp/consent-pdf` for the
//! validators that `tests/pdf/validate.py` asks.

#[path = "consent_pdf/fixtures.rs"]
mod fixtures;

use std::{fs, path::PathBuf};

use fixtures::{Answers, Fixture};
use pli_core::{
    Language,
    consent::{
        CaseSignature, ConsentRecord, SealedHash,
        pdf::{self, PdfError},
        verify::{Finding, Part, Report, verify, verify_with},
    },
};
use sha2::{Digest, Sha256};

const SIZE_LIMIT: usize = 80_000;

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("consent-pdf");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn pages(document: &[u8]) -> usize {
    let page = b"/Type /Page\n";
    document.windows(page.len()).filter(|window| window == page).count()
}

#[test]
fn every_fixture_renders_and_proves_itself() {
    let folder = folder();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    for fixture in fixtures::all() {
        let Fixture { name, record, sealed } = &fixture;
        let document = fixture.render();
        let sound = Report { record: Some(record.clone()), findings: Vec::new() };
        assert_eq!(verify(&document, sealed), sound, "{name}");
        write(&format!("{name}.pdf"), &document);
        write(&format!("{name}.json"), &record.to_canonical());
        if name.ends_with("lcl") || name.ends_with("demo") {
            write(&format!("{name}-preview.pdf"), &pdf::preview(record).unwrap());
        }
    }
}

#[test]
fn a_letter_has_two_or_three_pages_and_at_most_80_kilobytes() {
    for name in ["fr-lcl", "en-lcl", "fr-credit-mutuel", "en-credit-mutuel", "fr-lcl-shortest", "fr-arabic", "fr-demo"] {
        let document = fixtures::named(name).render();
        assert!((2..=3).contains(&pages(&document)), "{name}: {} pages", pages(&document));
        assert!(document.len() <= SIZE_LIMIT, "{name}: {} bytes", document.len());
    }
}

/// The same bytes on every system and with every compiler. What changes them is a new
/// `RENDERER_VERSION`, or a new version of the consent text.
#[test]
fn the_bytes_are_pinned() {
    let pinned = [
        ("fr-lcl", ""),
        ("en-lcl", ""),
        ("fr-credit-mutuel-longest", ""),
        ("en-demo", ""),
        ("fr-mixed", ""),
        ("fr-arabic", ""),
    ];
    for (name, sha256) in pinned {
        assert_eq!(hex::encode(Sha256::digest(fixtures::named(name).render())), sha256, "{name}");
    }
}

#[test]
fn a_preview_is_marked_on_every_page_and_proves_nothing() {
    let fixture = fixtures::named("fr-lcl");
    let preview = pdf::preview(&fixture.record).unwrap();
    let report = verify(&preview, &fixture.sealed);
    assert_eq!(report, Report { record: None, findings: vec![Finding::RecordMissing] });
}

#[test]
fn what_no_font_draws_is_named_and_never_drawn() {
    assert_eq!(pdf::can_draw("Hélène\nΕλένη Їлена هيلين 王小明 😀王"), ['王', '小', '明', '😀']);
    for (_, name) in fixtures::NAMES {
        assert!(pdf::can_draw(name).is_empty(), "{name}");
    }
    let record = Answers { description: "Perdu 😀 王".into(), ..Answers::lcl(Language::Fr) }.record();
    assert_eq!(pdf::preview(&record), Err(PdfError::Undrawable(vec!['😀', '王'])));
}

#[test]
fn the_signature_face_draws_latin_and_cyrillic_names() {
    let drawn = |name| pdf::signature_face_draws(name);
    assert!(drawn("Hélène Marchand") && drawn("Nguyễn Thị Ánh Tuyết") && drawn("Элен Маршан"));
    assert!(!drawn("Ελένη Μαρσάν") && !drawn("هيلين مارشان"));
}

#[test]
fn a_record_with_other_words_than_its_text_is_not_rendered() {
    let mut words = fixtures::named("fr-lcl");
    words.record.clauses[5].1.push('.');
    let mut act = fixtures::named("fr-lcl");
    act.record.acts.pop();
    let mut text = fixtures::named("fr-lcl");
    text.record.text.sha256 = "00".repeat(32);
    for fixture in [words, act, text] {
        assert_eq!(pdf::preview(&fixture.record), Err(PdfError::OtherWords(1)));
    }
}

#[test]
fn a_sealed_file_of_another_case_is_told_apart() {
    let fixture = fixtures::named("fr-lcl");
    let other = b"age-encryption.org/v1\nanother";
    let finding = Finding::OtherSealedFile {
        signed: SealedHash::of(&fixture.sealed).hex(),
        given: SealedHash::of(other).hex(),
    };
    assert_eq!(verify(&fixture.render(), other).findings, [finding]);
}

#[test]
fn a_record_that_somebody_else_signed_is_told() {
    let (mut fixture, signed) = (fixtures::named("fr-lcl"), fixtures::named("fr-lcl"));
    fixture.record.facts.problem.since = "Jamais".into();
    let document = pdf::render(&fixture.record, SealedHash::of(&signed.sealed), signed.signature()).unwrap();
    assert_eq!(verify(&document, &signed.sealed).findings, [Finding::SignatureWrong]);
}

#[test]
fn a_letter_that_was_added_or_cut_is_told() {
    let fixture = fixtures::named("fr-lcl");
    let document = fixture.render();
    let longer = [&document[..], b"\n"].concat();
    assert_eq!(verify(&longer, &fixture.sealed).findings, [Finding::Appended { bytes: 1 }]);
    let shorter = &document[..document.len() - 1];
    assert_eq!(verify(shorter, &fixture.sealed).findings, [Finding::Cut { bytes: 1 }]);
}

#[test]
fn a_change_is_told_by_where_it_is() {
    let fixture = fixtures::named("fr-lcl");
    let document = fixture.render();
    let altered = |from: &[u8], to: &[u8]| {
        let at = document.windows(from.len()).position(|window| window == from).unwrap();
        [&document[..at], to, &document[at + from.len()..]].concat()
    };
    let part = |document: &[u8]| match &verify(document, &fixture.sealed).findings[..] {
        [Finding::Differs { part, .. }] => *part,
        findings => panic!("{findings:?}"),
    };
    assert_eq!(part(&altered(b"/Tabs /S", b"/Tabs /R")), Part::Structure);
    assert_eq!(part(&altered(b"<pdfaid:part>3", b"<pdfaid:part>2")), Part::Metadata);
    assert_eq!(part(&altered(b"/StemV 90", b"/StemV 91")), Part::Font);
    assert_eq!(part(&altered(b"/AFRelationship /Data", b"/AFRelationship /Dato")), Part::File);
}

#[test]
fn a_pdf_of_another_renderer_is_not_compared() {
    let fixture = fixtures::named("fr-lcl");
    let producer = format!("Pli, renderer {}", pdf::RENDERER_VERSION);
    let other = "Pli, renderer 0";
    let document = replaced(&fixture.render(), producer.as_bytes(), other.as_bytes());
    let finding = Finding::OtherRenderer { producer: other.into() };
    assert_eq!(verify(&document, &fixture.sealed).findings, [finding]);
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
        bytes.splice(at..at + from.len(), to.iter().copied());
    }
    bytes
}

/// Whatever single byte is flipped in the document, verification says so. Rendering is pure, so the
/// sound record is rendered once.
#[test]
fn every_flipped_byte_of_the_document_is_reported() {
    let fixture = fixtures::named("fr-lcl");
    let document = fixture.render();
    let (hash, signed) = (SealedHash::of(&fixture.sealed), fixture.signature());
    let render = |record: &ConsentRecord, sealed: SealedHash, signature: CaseSignature| {
        let is_sound = (record, sealed, signature) == (&fixture.record, hash, signed);
        if is_sound { Ok(document.clone()) } else { pdf::render(record, sealed, signature) }
    };
    let mut altered = document.clone();
    for at in 0..document.len() {
        altered[at] ^= 1 << (at % 8);
        assert!(!verify_with(&altered, &fixture.sealed, render).is_sound(), "byte {at} was flipped unseen");
        altered[at] = document[at];
    }
    assert!(verify_with(&altered, &fixture.sealed, render).is_sound());
}

#[test]
fn every_flipped_byte_of_the_sealed_file_is_reported() {
    let fixture = fixtures::named("fr-lcl");
    let document = fixture.render();
    for at in 0..fixture.sealed.len() {
        let mut altered = fixture.sealed.clone();
        altered[at] ^= 1 << (at % 8);
        let report = verify_with(&document, &altered, |_, _, _| Ok(document.clone()));
        assert!(matches!(report.findings[..], [Finding::OtherSealedFile { .. }]), "byte {at}: {report:?}");
    }
}

#[test]
fn every_finding_has_its_words() {
    let findings = [
        Finding::NotAPdf,
        Finding::RecordMissing,
        Finding::RecordUnreadable { reason: "r".into() },
        Finding::SignatureMissing,
        Finding::SignatureUnreadable,
        Finding::SignatureWrong,
        Finding::OtherSealedFile { signed: "s".into(), given: "g".into() },
        Finding::OtherRenderer { producer: "p".into() },
        Finding::Unrenderable(PdfError::OtherWords(1)),
        Finding::Appended { bytes: 1 },
        Finding::Cut { bytes: 1 },
        Finding::Differs { first: 0, bytes: 1, part: Part::Page },
    ];
    for language in Language::ALL {
        for finding in &findings {
            let words = finding.in_words(language);
            assert!(!words.starts_with("finding-") && !words.contains(['{', '$']), "{words}");
        }
    }
    assert_eq!(
        findings[11].in_words(Language::Fr),
        "Le PDF ne montre pas exactement ses données\u{a0}: 1\u{a0}octets diffèrent, le premier à la position 0, dans le texte d’une page."
    );
}
