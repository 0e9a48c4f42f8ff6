//! docs/DEPENDENCIES.md accounts for every dependency that this repository names.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde_json::Value;
use toml::Table;
use xtask::workspace;

const CARGO: [&str; 3] = ["Cargo.toml", "tests/e2e/Cargo.toml", "fuzz/Cargo.toml"];
const NPM: [&str; 3] = ["ui/package.json", "tests/e2e/package.json", "tests/age-vectors/package.json"];

/// One that points into the repository is no dependency.
fn named_by_cargo(manifest: &str) -> BTreeSet<String> {
    let manifest: Table = toml::from_str(&read(manifest)).unwrap();
    let tables = [
        manifest.get("workspace").and_then(|workspace| workspace.get("dependencies")),
        manifest.get("dependencies"),
        manifest.get("dev-dependencies"),
    ];
    let of = |table: &Table| {
        let ours = |value: &toml::Value| value.get("path").is_some();
        table.iter().filter(|(_, value)| !ours(value)).map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    tables.into_iter().flatten().filter_map(toml::Value::as_table).flat_map(of).collect()
}

fn named_by_npm(manifest: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(&read(manifest)).unwrap();
    let tables =
        ["dependencies", "devDependencies"].map(|table| manifest[table].as_object().cloned().unwrap_or_default());
    tables.into_iter().flatten().map(|(name, _)| name).collect()
}

/// Each package that pip installs, each program that cargo does.
fn named_by_installers() -> BTreeSet<String> {
    let after = |text: &str, words: &str, end: char| -> Vec<String> {
        text.split(words).skip(1).map(|rest| rest.split(end).next().unwrap().to_owned()).collect()
    };
    let requirements = ["tests/pdf/requirements.txt", "tests/handoff/requirements.txt"].map(read).join("");
    let python = requirements.lines().map(|line| line.split("==").next().unwrap().to_owned());
    let tools = after(&read("crates/xtask/src/setup/tools.rs"), " install(\"", '"');
    let workflow = after(&read(".github/workflows/release.yml"), "cargo install ", ' ');
    python.chain(tools).chain(workflow).collect()
}

/// The crates by the word that the tables have for each, with those that only test.
const CRATES: [(&str, &str); 7] = [
    ("format", "crates/format"),
    ("wizard", "crates/wizard"),
    ("desk", "crates/desk"),
    ("app", "src-tauri"),
    ("release", "crates/release"),
    ("tests", "tests/e2e"),
    ("tests", "fuzz"),
];

/// Where each crate is used: what a manifest asks for on any system, what it builds and tests with.
fn used() -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut used: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (word, folder) in CRATES {
        let manifest: Table = toml::from_str(&read(&format!("{folder}/Cargo.toml"))).unwrap();
        let systems = manifest.get("target").and_then(toml::Value::as_table).into_iter().flat_map(Table::values);
        for tables in systems.filter_map(toml::Value::as_table).chain([&manifest]) {
            for (table, word) in [("dependencies", word), ("build-dependencies", word), ("dev-dependencies", "tests")] {
                let names = tables.get(table).and_then(toml::Value::as_table).into_iter().flat_map(Table::keys);
                names.for_each(|name| _ = used.entry(name.clone()).or_default().insert(word));
            }
        }
    }
    used
}

/// The first cell of each row and the second, which says where; the next ones say what it saves.
fn accounted_for() -> BTreeMap<String, String> {
    let text = read("docs/DEPENDENCIES.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix('|'));
    let mut names = BTreeMap::new();
    for row in rows.filter(|row| !row.starts_with("---") && !row.starts_with("name |")) {
        let cells: Vec<&str> = row.split(" | ").map(str::trim).collect();
        assert!(cells.len() == 4 && cells.iter().all(|cell| !cell.is_empty()), "{row}");
        assert!(names.insert(cells[0].to_owned(), cells[1].to_owned()).is_none(), "twice: {row}");
    }
    names
}

fn read(path: &str) -> String {
    fs::read_to_string(workspace::root().join(path)).unwrap()
}

#[test]
fn every_dependency_has_its_line_and_every_line_its_dependency() {
    let cargo = CARGO.into_iter().flat_map(named_by_cargo);
    let npm = NPM.into_iter().flat_map(named_by_npm);
    let named: BTreeSet<String> = cargo.chain(npm).chain(named_by_installers()).collect();
    assert!(named.len() > 90, "only {} are named: are the manifests read?", named.len());
    let accounted: BTreeSet<String> = accounted_for().into_keys().collect();
    let missing: Vec<_> = named.difference(&accounted).collect();
    let left_over: Vec<_> = accounted.difference(&named).collect();
    assert_eq!((missing, left_over), (vec![], vec![]), "docs/DEPENDENCIES.md: missing, left over");
}

/// Beside a program, tests need not be named.
#[test]
fn every_crate_is_where_its_line_says() {
    let accounted = accounted_for();
    let programs = ["app", "desk", "format", "release", "wizard"];
    for (name, used) in used() {
        let Some(said) = accounted.get(&name) else { continue };
        let said: BTreeSet<&str> =
            if said == "everywhere" { programs.into() } else { said.split(',').map(str::trim).collect() };
        let in_programs = |words: &BTreeSet<&str>| words.iter().copied().filter(|word| *word != "tests").count();
        assert!(
            said.is_subset(&used) && in_programs(&said) == in_programs(&used),
            "{name}: {said:?}, used in {used:?}"
        );
    }
}

/// Of what a crate asks for on every system. What another crate needs to be told to use is named in no source.
#[test]
fn every_dependency_of_a_crate_stands_in_its_source() {
    let named_otherwise = BTreeMap::from([("iban_validate", "iban")]);
    for (_, folder) in CRATES.into_iter().filter(|(word, _)| *word != "tests") {
        let manifest: Table = toml::from_str(&read(&format!("{folder}/Cargo.toml"))).unwrap();
        let mut source = String::new();
        append(&workspace::root().join(folder).join("src"), &mut source);
        let words: BTreeSet<&str> = source.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let names = manifest["dependencies"].as_table().unwrap().keys().filter(|name| *name != "rust-embed");
        let unused = names.filter(|name| {
            let name = named_otherwise.get(name.as_str()).map_or_else(|| name.replace('-', "_"), ToString::to_string);
            !words.contains(name.as_str())
        });
        assert_eq!(unused.collect::<Vec<_>>(), Vec::<&String>::new(), "{folder}");
    }
}

fn append(path: &Path, text: &mut String) {
    match fs::read_dir(path) {
        Ok(entries) => entries.for_each(|entry| append(&entry.unwrap().path(), text)),
        Err(_) if path.extension().is_some_and(|extension| extension == "rs") => {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
        Err(_) => {}
    }
}
