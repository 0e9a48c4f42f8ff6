//! The documents name the test that proves each clause. This finds each of them.

use std::{collections::BTreeMap, fs, path::Path};

use xtask::workspace;

#[test]
fn every_test_that_a_document_names_exists() {
    let mut missing = Vec::new();
    let mut named = 0;
    for document in [
        "docs/FORMAT.md",
        "docs/THREATS.md",
        "docs/KEYS.md",
        "docs/SENDINGS.md",
        "docs/ACCESSIBILITY.md",
        "ARCHITECTURE.md",
    ] {
        let text = read(document);
        for (file, test) in tests_named_in(&text) {
            named += 1;
            if !read(&file).contains(&test) {
                missing.push(format!("{document}: {file}: {test}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    assert!(named > 100, "only {named} tests are named: are they still written `file::test`?");
}

/// A row of the tables that end with a test names one, in a form that the test above looks for: prose
/// or a file is no test.
#[test]
fn every_row_has_its_test() {
    let mut without = Vec::new();
    let mut rows = 0;
    for document in
        ["docs/FORMAT.md", "docs/THREATS.md", "docs/SENDINGS.md", "docs/ACCESSIBILITY.md", "ARCHITECTURE.md"]
    {
        let text = read(document);
        let mut is_table_of_tests = false;
        for (number, line) in (1..).zip(text.lines()) {
            let Some(cells) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
                is_table_of_tests = false;
                continue;
            };
            let last = cells.rsplit(" | ").next().unwrap_or_default().trim();
            if matches!(last, "test" | "tests") {
                is_table_of_tests = true;
            } else if is_table_of_tests && !last.starts_with("---") {
                rows += 1;
                if !is_list_of_tests(last) {
                    without.push(format!("{document}:{number}: {last}"));
                }
            }
        }
    }
    assert_eq!(without, Vec::<String>::new());
    assert!(rows > 100, "only {rows} rows: do the tables still end with a column `test`?");
}

/// Names of tests between backticks, with commas between them and nothing else.
fn is_list_of_tests(cell: &str) -> bool {
    cell.split(", ").all(|name| {
        if let Some(file) = name.strip_prefix(DOCUMENTATION_TESTS) {
            return file.starts_with('`') && file.ends_with(".rs`");
        }
        let name = name.strip_prefix('`').and_then(|name| name.strip_suffix('`')).unwrap_or_default();
        let test = name.rsplit_once("::").map_or(name, |(_, test)| test);
        is_test(test) && (name.contains("::") || test.contains('_'))
    })
}

/// A file of the repository; empty when there is none.
fn read(path: &str) -> String {
    fs::read_to_string(workspace::root().join(path)).unwrap_or_default()
}

/// Each file and how a test begins in it. A test is written `file::test`, the beginning of the path spelt out where the document
/// gives it a short name: "`core` is `crates/format/src`". After "Tests below are of `file`" a test may
/// stand alone; "documentation tests of `file`" are those that must not compile.
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
        } else if before.ends_with(DOCUMENTATION_TESTS) {
            tests.push((spelt_out(text, &short_names), "```compile_fail".to_owned()));
        } else if let Some((path, test)) = text.split_once("::").filter(|(_, test)| is_test(test)) {
            let file = spelt_out(path, &short_names);
            let is_rust = Path::new(&file).extension().is_some_and(|extension| extension == "rs");
            tests.extend(is_rust.then(|| (file, beginning_of(test))));
        } else if !file_below.is_empty() && before.ends_with("| ") && is_test(text) && text.contains('_') {
            tests.push((file_below.clone(), beginning_of(text)));
        }
        span_before = text;
    }
    tests
}

/// What stands before the file whose documentation tests a row names.
const DOCUMENTATION_TESTS: &str = "documentation tests of ";

fn beginning_of(test: &str) -> String {
    format!("fn {test}(")
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
