//! The consent PDF, over every fixture. The files are left in `target/tmp/consent-pdf` for the
//! validators that `tests/pdf/validate.py` asks.

#![allow(clippy::disallowed_methods, reason = "outside the crate, files and clocks are there to be used")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "consent_pdf/fixtures.rs"]
mod fixtures;

use std::{cell::Cell, fs, path::PathBuf};

use fixtures::{Answers, Fixture};
use jiff::{Timestamp, tz::Offset};
use pli_format::{
    Language, Sha256, SignedAt,
    canonical::Canonical,
    consent::{
        self, Finding, Part, Signed, difference,
        pdf::{self, PdfError},
        person,
    },
    terms::Terms,
    typeface,
};
use proptest::{
    collection::vec,
    prelude::{Strategy, any},
    prop_assert, prop_assert_eq,
    sample::select,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use unicode_normalization::UnicodeNormalization;

const SIZE_LIMIT: usize = 80_000;

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("consent-pdf");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What is wrong with a document and the sealed file beside it.
fn findings(document: &[u8], sealed: &[u8]) -> Vec<Finding> {
    findings_drawn(document, sealed, |signed| signed.check_drawing(document, Terms::current()))
}

fn findings_drawn(
    document: &[u8],
    sealed: &[u8],
    check_drawing: impl FnOnce(&Signed) -> Result<(), Finding>,
) -> Vec<Finding> {
    match consent::open(document) {
        Err(finding) => vec![finding],
        Ok(signed) => [signed.check_signature(), signed.check_sealed(Sha256::of(sealed)), check_drawing(&signed)]
            .into_iter()
            .filter_map(Result::err)
            .collect(),
    }
}

fn preview(record: &consent::ConsentRecord) -> Result<Vec<u8>, PdfError> {
    pdf::preview(record, Terms::current())
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
        assert_eq!(consent::open(&document), Ok(fixture.signed()), "{name}");
        assert_eq!(findings(&document, sealed), [], "{name}");
        assert_eq!(Terms::current().findings(record), [], "{name}");
        write(&format!("{name}.pdf"), &document);
        write(&format!("{name}.json"), fixture.signed().record.bytes());
        if name.ends_with("lcl") || name.ends_with("demo") {
            write(&format!("{name}-preview.pdf"), &preview(record).unwrap());
        }
    }
}

#[test]
fn a_letter_has_two_or_three_pages_and_at_most_80_kilobytes() {
    for name in ["fr-lcl", "en-lcl", "fr-credit-mutuel", "en-credit-mutuel", "fr-lcl-shortest", "fr-arabic", "fr-demo"]
    {
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
        ("fr-lcl", "ab0141908121f8baaa9c30aae931dac40aac58ea4b8a38aed4b602a5effdce36"),
        ("en-lcl", "f949235e01f4a04e9e26cb45977cd34e3901249c9f158a0e39a15e8e15fdb9b2"),
        ("fr-credit-mutuel-longest", "0fca8c91a057123405e98320994635dc31caa5fb6071f48d5445a17bfc3ab999"),
        ("en-demo", "e18667acddf7b2d37acfbcc83bc48c4a966221e6e99cebc7bd278931a92de4a6"),
        ("fr-mixed", "7829c7662651e4c31466744456b886fed92dc8260b58c884c863129b1d468038"),
        ("fr-arabic", "8424b03c4062aa240df047ecab8468201136faa87703bd09874c9909a91538f6"),
    ];
    let rendered = pinned.map(|(name, _)| (name, Sha256::of(&fixtures::named(name).render()).to_string()));
    assert_eq!(rendered, pinned.map(|(name, sha256)| (name, sha256.to_owned())));
}

/// A long text of two scripts in turn takes hours, and an inbox takes any record.
#[test]
fn a_text_that_nobody_could_have_typed_so_long_is_not_drawn() {
    let longest = fixtures::named("fr-credit-mutuel-longest").record;
    assert!(preview(&longest).is_ok());
    let drawn = |change: &dyn Fn(&mut consent::ConsentRecord)| {
        let mut record = longest.clone();
        change(&mut record);
        preview(&record)
    };
    let long = "a\u{5d0}".repeat(10_000);
    assert_eq!(drawn(&|it| it.facts.person.name = long.clone()), Err(PdfError::TooLong("facts.person.name")));
    assert_eq!(drawn(&|it| it.facts.person.email = long.clone()), Err(PdfError::TooLong("facts.person.email")));
    let description = "facts.problem.description";
    assert_eq!(drawn(&|it| it.facts.problem.description = long.clone()), Err(PdfError::TooLong(description)));
    assert_eq!(drawn(&|it| it.signature = long.clone()), Err(PdfError::TooLong("signature")));
    assert!(drawn(&|it| it.facts.problem.description = "a\u{5d0}".repeat(2_000)).is_ok());
    let longer = "a\u{5d0}".repeat(2_000) + "a";
    assert_eq!(drawn(&|it| it.facts.problem.description = longer.clone()), Err(PdfError::TooLong(description)));
}

#[test]
fn a_preview_is_marked_on_every_page_and_proves_nothing() {
    let fixture = fixtures::named("fr-lcl");
    let preview = preview(&fixture.record).unwrap();
    assert_eq!(consent::open(&preview), Err(Finding::RecordMissing));
}

#[test]
fn what_no_font_draws_is_named_and_never_drawn() {
    assert_eq!(typeface::undrawable("Hélène\nΕλένη Їлена هيلين 王小明 😀王"), ['王', '小', '明', '😀']);
    for (_, name) in fixtures::NAMES {
        assert!(typeface::undrawable(name).is_empty(), "{name}");
    }
    let record = Answers { description: "Perdu 😀 王".into(), ..Answers::lcl(Language::Fr) }.record();
    assert_eq!(preview(&record), Err(PdfError::Undrawable(vec!['😀', '王'])));
}

#[test]
fn the_signature_face_draws_latin_and_cyrillic_names() {
    let drawn = |name| typeface::signature_draws(name);
    assert!(drawn("Hélène Marchand") && drawn("Nguyễn Thị Ánh Tuyết") && drawn("Элен Маршан"));
    assert!(!drawn("Ελένη Μαρσάν") && !drawn("هيلين مارشان"));
}

#[test]
fn a_record_with_other_words_than_its_text_is_not_rendered() {
    let mut words = fixtures::named("fr-lcl");
    words.record.clauses[5].1.push('.');
    let mut act = fixtures::named("fr-lcl");
    act.record.acts.pop();
    let mut terms = fixtures::named("fr-lcl");
    terms.record.terms.sha256 = Sha256([0; 32]);
    for fixture in [words, act, terms] {
        assert_eq!(preview(&fixture.record), Err(PdfError::OtherWords(1)));
    }
}

#[test]
fn a_sealed_file_of_another_case_is_told_apart() {
    let fixture = fixtures::named("fr-lcl");
    let other = b"age-encryption.org/v1\nanother";
    let finding = Finding::OtherSealedFile { signed: Sha256::of(&fixture.sealed), given: Sha256::of(other) };
    assert_eq!(findings(&fixture.render(), other), [finding]);
}

#[test]
fn a_record_that_somebody_else_signed_is_told() {
    let fixture = fixtures::named("fr-lcl");
    let mut record = fixture.record.clone();
    record.facts.problem.description = "Jamais".into();
    let forged = Signed::with_proof(Canonical::of(record), fixture.signed().proof);
    let document = forged.to_pdf(Terms::current()).unwrap();
    assert_eq!(findings(&document, &fixture.sealed), [Finding::SignatureWrong]);
}

#[test]
fn a_letter_that_was_added_or_cut_is_told() {
    let fixture = fixtures::named("fr-lcl");
    let document = fixture.render();
    let longer = [&document[..], b"\n"].concat();
    assert_eq!(findings(&longer, &fixture.sealed), [Finding::Appended { bytes: 1 }]);
    let shorter = &document[..document.len() - 1];
    assert_eq!(findings(shorter, &fixture.sealed), [Finding::Cut { bytes: 1 }]);
}

#[test]
fn a_change_is_told_by_where_it_is() {
    let fixture = fixtures::named("fr-lcl");
    let document = fixture.render();
    let altered = |from: &[u8], to: &[u8]| {
        let at = document.windows(from.len()).position(|window| window == from).unwrap();
        [&document[..at], to, &document[at + from.len()..]].concat()
    };
    let part = |document: &[u8]| match &findings(document, &fixture.sealed)[..] {
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
    assert_eq!(findings(&document, &fixture.sealed), [finding]);
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
        bytes.splice(at..at + from.len(), to.iter().copied());
    }
    bytes
}

/// The codes that a flipped byte may be told with: each a whole list of findings.
type Told = &'static [&'static [&'static str]];

/// Where each part of a document begins, and how a flipped byte of it is told.
fn parts(document: &[u8], fixture: &Fixture) -> Vec<(usize, Told)> {
    const DIFFERS: Told = &[&["differs"]];
    const RECORD: Told =
        &[&["record-unreadable"], &["signature-wrong", "unrenderable"], &["signature-wrong", "differs"]];
    const SIGNATURE: Told = &[
        &["signature-unreadable"],
        &["signature-wrong", "differs"],
        &["signature-wrong", "other-sealed-file", "differs"],
    ];
    const RECORD_FILE: Told = &[&["differs"], &["record-missing"], &["record-unreadable"]];
    const SIGNATURE_FILE: Told = &[&["differs"], &["signature-missing"], &["signature-unreadable"]];
    const PRODUCER: Told = &[&["differs"], &["other-renderer"]];
    const WAY: Told = &[&["differs"], &["not-a-pdf"], &["record-missing"], &["signature-missing"], &["other-renderer"]];

    let find = |from: usize, what: &[u8]| document[from..].windows(what.len()).position(|it| it == what);
    let mut parts: Vec<(usize, Told)> = vec![(0, DIFFERS)];
    let mut at = 0;
    while let Some(object) = find(at, b" 0 obj\n") {
        at += object + 1;
        let end = at + find(at, b"endobj").unwrap();
        let has = |key: &[u8]| document[at..end].windows(key.len()).any(|it| it == key);
        let (told, inside) = if has(b"/EmbeddedFile\n") && has(b"\"acts\"") {
            (RECORD_FILE, Some((fixture.signed().record.bytes().to_vec(), RECORD)))
        } else if has(b"/EmbeddedFile\n") {
            (SIGNATURE_FILE, Some((Canonical::of(fixture.signed().proof).bytes().to_vec(), SIGNATURE)))
        } else if has(b"/Type /Filespec") {
            // Another reference may lead to the other file, which is then read as this one.
            (if has(b"consent.json") { RECORD_FILE } else { SIGNATURE_FILE }, None)
        } else if has(b"/Type /Catalog") {
            (WAY, None)
        } else if has(b"/Producer (") {
            (PRODUCER, None)
        } else {
            (DIFFERS, None)
        };
        // The number of an object stands before it.
        let number = document[..at - 1].iter().rposition(|&byte| byte == b'\n').unwrap() + 1;
        parts.push((number, told));
        if let Some((content, told_inside)) = inside {
            let start = at + find(at, &content).unwrap();
            parts.extend([(start, told_inside), (start + content.len(), told)]);
        }
    }
    parts.push((at + find(at, b"xref\n0 ").unwrap(), WAY));
    parts
}

/// Whatever single byte is flipped in the document, verification says so, with a code of the part
/// that it belongs to. Rendering is pure, so the sound record is rendered once.
#[test]
fn every_flipped_byte_of_the_document_is_reported() {
    const THREADS: usize = 4;
    let fixture = fixtures::named("fr-lcl");
    let document = fixture.render();
    let parts = parts(&document, &fixture);
    let sound = fixture.signed();
    let check = |altered: &[u8], signed: &Signed| {
        if *signed == sound {
            difference(altered, &document).map_or(Ok(()), Err)
        } else {
            signed.check_drawing(altered, Terms::current())
        }
    };
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (document, sealed, parts, check) = (&document, &fixture.sealed, &parts, &check);
            scope.spawn(move || {
                let mut altered = document.clone();
                for at in (thread..document.len()).step_by(THREADS) {
                    altered[at] ^= 1 << (at % 8);
                    let found = findings_drawn(&altered, sealed, |signed| check(&altered, signed));
                    let codes: Vec<_> = found.iter().map(Finding::code).collect();
                    let (_, told) = parts[parts.partition_point(|(start, _)| *start <= at) - 1];
                    assert!(told.contains(&&codes[..]), "byte {at} was told as {codes:?}, not one of {told:?}");
                    altered[at] = document[at];
                }
            });
        }
    });
}

#[test]
fn every_flipped_byte_of_the_sealed_file_is_reported() {
    let fixture = fixtures::named("fr-lcl");
    let signed = consent::open(&fixture.render()).unwrap();
    for at in 0..fixture.sealed.len() {
        let mut altered = fixture.sealed.clone();
        altered[at] ^= 1 << (at % 8);
        let finding = Finding::OtherSealedFile { signed: Sha256::of(&fixture.sealed), given: Sha256::of(&altered) };
        assert_eq!(signed.check_sealed(Sha256::of(&altered)), Err(finding), "byte {at}");
    }
}

/// Letters of one script at a time, as names are written, and what stands between them.
fn name() -> impl Strategy<Value = String> {
    let letters = fixtures::NAMES.map(|(_, name)| name.chars().filter(|c| *c != ' ').collect::<Vec<_>>());
    let word = |letters: Vec<char>| vec(select(letters), 1..12).prop_map(String::from_iter);
    select(letters.to_vec())
        .prop_flat_map(move |letters| vec(word(letters), 1..5))
        .prop_map(|words| words.join(" ").nfc().collect::<String>())
}

/// Anything that a keyboard gives: every script, punctuation, joiners, line breaks.
fn description() -> impl Strategy<Value = String> {
    vec(
        any::<char>().prop_filter("drawable", |c| *c == '\n' || typeface::undrawable(&c.to_string()).is_empty()),
        1..200,
    )
    .prop_map(String::from_iter)
}

/// Whatever the form accepts renders, and gives itself back. The files join the fixtures, for the
/// validators to see.
#[test]
fn any_accepted_answer_renders_and_proves_itself() {
    let mut runner = TestRunner::new_with_rng(Config::with_cases(32), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let number = Cell::new(0);
    runner
        .run(&(name(), description(), select(Language::ALL.to_vec())), |(name, description, language)| {
            let (Ok(name), Ok(description)) = (person::name(&name), person::description(&description)) else {
                return Ok(());
            };
            let answers = Answers { name, description, ..Answers::lcl(language) };
            let fixture = Fixture::new(format!("property-{:02}", number.replace(number.get() + 1)), answers.record());
            let document = fixture.render();
            prop_assert_eq!(findings(&document, &fixture.sealed), []);
            prop_assert_eq!(Terms::current().findings(&fixture.record), []);
            fs::write(folder().join(format!("{}.pdf", fixture.name)), &document).unwrap();
            fs::write(folder().join(format!("{}.json", fixture.name)), fixture.signed().record.bytes()).unwrap();
            Ok(())
        })
        .unwrap();
    assert!(number.get() >= 24, "only {} of 32 were accepted", number.get());
}

/// A date as PDF or XMP writes it, as an instant.
fn instant(written: &str) -> Timestamp {
    let (local, zone) = written.split_at(written.find(['+', 'Z']).or_else(|| written.rfind('-')).unwrap());
    let local: String = local.chars().filter(char::is_ascii_digit).collect();
    let zone: String = zone.chars().filter(|c| *c != '\'' && *c != ':').collect();
    let zone = if zone == "Z" { "+0000" } else { &zone };
    format!("{}T{}{zone}", &local[..8], &local[8..]).parse().unwrap()
}

/// What stands between these two marks, the first time.
fn between<'a>(document: &'a [u8], before: &str, after: &str) -> &'a str {
    let place = |bytes: &[u8], mark: &str| bytes.windows(mark.len()).position(|window| window == mark.as_bytes());
    let start = place(document, before).unwrap() + before.len();
    let length = place(&document[start..], after).unwrap();
    std::str::from_utf8(&document[start..start + length]).unwrap()
}

/// Record, page and the document's own dates tell one instant, whatever the signer's clock: with seconds, as clocks
/// went before they were uniform, and less than an hour behind UTC.
#[test]
fn every_clock_signs_at_one_instant_everywhere() {
    let before_uniform_time = [561, -3_996, -2_205, -2_192, -52, -44 * 60 - 30, 4_772, 1_172, 5_975, 21_208];
    let edges = [0, 29, -29, 30, -30, -31, -3_599, -3_600, 4_530, -12_600, 20_700, 86_340, -86_340, 93_599, -93_599];
    for seconds in before_uniform_time.into_iter().chain(edges) {
        let mut fixture = fixtures::named("fr-lcl-shortest");
        let at = fixture.record.signed_at.instant();
        fixture.record.signed_at = SignedAt::new(at, Offset::from_seconds(seconds).unwrap(), "");
        let document = fixture.render();
        assert_eq!(findings(&document, &fixture.sealed), [], "{seconds}");
        let record = consent::open(&document).unwrap().record;
        assert_eq!(record.signed_at.instant(), at, "{seconds}");
        assert_eq!(instant(between(&document, "<xmp:CreateDate>", "</")), at, "{seconds}");
        assert_eq!(instant(between(&document, "/ModDate (D:", ")")), at, "{seconds}");
    }
}

/// Verification takes any bytes, also what was a consent PDF once.
#[test]
fn garbage_is_reported_and_nothing_breaks() {
    let document = fixtures::named("fr-lcl-shortest").render();
    let mut runner =
        TestRunner::new_with_rng(Config::with_cases(256), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let garbage = (0..document.len(), 0..document.len(), vec(any::<u8>(), 0..64));
    runner
        .run(&garbage, |(from, to, bytes)| {
            let altered = [&document[..from], &bytes, &document[to..]].concat();
            prop_assert!(altered == document || !findings(&altered, b"").is_empty());
            prop_assert!(consent::open(&bytes).is_err());
            Ok(())
        })
        .unwrap();
}
