//! docs/DEPENDENCIES.md accounts for every dependency that this repository names.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{collections::BTreeSet, fs};

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

/// The first cell of each row; the next ones say where, and what it saves.
fn accounted_for() -> BTreeSet<String> {
    let text = read("docs/DEPENDENCIES.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix('|'));
    let mut names = BTreeSet::new();
    for row in rows.filter(|row| !row.starts_with("---") && !row.starts_with("name |")) {
        let cells: Vec<&str> = row.split(" | ").map(str::trim).collect();
        assert!(cells.len() == 4 && cells.iter().all(|cell| !cell.is_empty()), "{row}");
        assert!(names.insert(cells[0].to_owned()), "twice: {row}");
    }
    names
}

fn read(path: &str) -> String {
    fs::read_to_string(workspace::root().join(path)).unwrap()
}

#[test]
fn every_dependency_has_its_line_and_every_line_its_dependency() {
    let cargo = CARGO.into_iter().flat_map(named_by_cargo);
    let named: BTreeSet<String> = cargo.chain(NPM.into_iter().flat_map(named_by_npm)).collect();
    assert!(named.len() > 90, "only {} are named: are the manifests read?", named.len());
    let accounted = accounted_for();
    let missing: Vec<_> = named.difference(&accounted).collect();
    let left_over: Vec<_> = accounted.difference(&named).collect();
    assert_eq!((missing, left_over), (vec![], vec![]), "docs/DEPENDENCIES.md: missing, left over");
}
