//! The documents name the test that proves each clause. This finds each of them.

use std::{collections::BTreeMap, fs, path::Path};

use xtask::workspace;

#[test]
fn every_test_that_a_document_names_exists() {
    let mut missing = Vec::new();
    let mut named = 0;
    for document in ["FORMAT.md", "THREATS.md", "KEYS.md", "AFTERWARDS.md"] {
        let text = read(&format!("docs/{document}"));
        for (file, test) in tests_named_in(&text) {
            named += 1;
            if !read(&file).contains(&format!("fn {test}(")) {
                missing.push(format!("{document}: {file}::{test}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    assert!(named > 100, "only {named} tests are named: are they still written `file::test`?");
}

/// A file of the repository; empty when there is none.
fn read(path: &str) -> String {
    fs::read_to_string(workspace::root().join(path)).unwrap_or_default()
}

/// Each file and test written `file::test`, the beginning of the path spelt out where the document
/// gives it a short name: "`core` is `crates/core/src`". After "Tests below are of `file`" a test may
/// stand alone.
fn tests_named_in(document: &str) -> Vec<(String, String)> {
    let mut short_names = BTreeMap::new();
    let mut tests = Vec::new();
    let (mut before, mut span_before, mut file_below) = ("", "", String::new());
    // Between backticks stand the odd ones.
    for (index, text) in document.split('`').enumerate() {
        if index % 2 == 0 {
            before = text;
            continue;
        }
        if matches!(before.trim(), "=" | "is") {
            short_names.insert(span_before, text);
        } else if before.ends_with("Tests below are of ") {
            text.clone_into(&mut file_below);
        } else if let Some((path, test)) = text.split_once("::").filter(|(_, test)| is_test(test)) {
            let file = spelt_out(path, &short_names);
            let is_rust = Path::new(&file).extension().is_some_and(|extension| extension == "rs");
            tests.extend(is_rust.then(|| (file, test.to_owned())));
        } else if !file_below.is_empty() && before.ends_with("| ") && is_test(text) && text.contains('_') {
            tests.push((file_below.clone(), text.to_owned()));
        }
        span_before = text;
    }
    tests
}

fn is_test(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn spelt_out(path: &str, short_names: &BTreeMap<&str, &str>) -> String {
    let (first, rest) = path.split_once('/').map_or((path, ""), |(first, rest)| (first, rest));
    match short_names.get(first) {
        Some(long) if rest.is_empty() => (*long).to_owned(),
        Some(long) => format!("{long}/{rest}"),
        None => path.to_owned(),
    }
}
