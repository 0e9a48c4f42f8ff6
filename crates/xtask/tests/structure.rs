//! Which way the crates and their modules point: the interface and its commands above the wizard,
//! the wizard above the formats, the desk beside them; and no two modules that know each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use xtask::workspace;

/// What each crate of ours may be built with, of ours.
const ABOVE: [(&str, &str, &[&str]); 4] = [
    ("crates/format", "pli-format", &[]),
    ("crates/wizard", "pli-wizard", &["pli-format"]),
    ("crates/desk", "pli-desk", &["pli-format"]),
    ("src-tauri", "pli", &["pli-format", "pli-wizard"]),
];

/// What a crate that does nothing but compute is not built with.
const NOT_PURE: [&str; 8] = ["tauri", "keyring", "tokio", "sqlx", "getrandom", "dirs", "tempfile", "reqwest"];

/// The crates whose modules are looked at.
const MODULES: [&str; 6] =
    ["crates/format", "crates/wizard", "crates/desk", "src-tauri", "crates/release", "crates/xtask"];

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names in a section of a manifest, such as `pli-format` in `pli-format.workspace = true`.
fn listed(manifest: &str, section: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| line.trim() != section).skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_crates_point_one_way() {
    let ours: Vec<&str> = ABOVE.iter().map(|(_, name, _)| *name).collect();
    for (folder, name, allowed) in ABOVE {
        let manifest = read(&workspace::root().join(folder).join("Cargo.toml"));
        let used = listed(&manifest, "[dependencies]");
        assert!(!used.is_empty(), "{folder} has dependencies");
        for crate_name in used {
            let is_ours = ours.contains(&crate_name.as_str());
            assert!(!is_ours || allowed.contains(&crate_name.as_str()), "{name} is built with {crate_name}");
        }
    }
}

/// What each crate of the repository is built with, by the names in a lock file.
fn locked(lock: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let ours = lock.split("[[package]]\n").skip(1).filter(|package| !package.contains("\nsource = "));
    ours.map(|package| {
        // A name, and a version where there are several.
        let listed = package.lines().filter_map(|line| line.strip_prefix(" \"")?.split(['"', ' ']).next());
        (package.split('"').nth(1).unwrap_or_default(), listed.collect())
    })
    .collect()
}

/// A run of the fuzzers leaves their lock file as it was: it knows what the crates are built with now.
#[test]
fn the_fuzzers_are_locked_to_what_the_crates_are_built_with() {
    let [root, fuzz] = ["Cargo.lock", "fuzz/Cargo.lock"].map(|file| read(&workspace::root().join(file)));
    let (root, fuzz) = (locked(&root), locked(&fuzz));
    for name in ["pli-format", "pli-wizard", "pli-desk"] {
        let manifest = read(&workspace::root().join(name.replace("pli-", "crates/")).join("Cargo.toml"));
        let used = listed(&manifest, "[dependencies]");
        let unknown: Vec<&String> = used.iter().filter(|used| !fuzz[name].contains(used.as_str())).collect();
        assert_eq!(unknown, [""; 0], "{name}: `cargo metadata --manifest-path fuzz/Cargo.toml` adds them");
        assert!(fuzz[name].is_subset(&root[name]), "{name} is built with nothing else: {:?}", fuzz[name]);
    }
}

/// What the formats are tested with points the same way: a format needs nobody above it to be known.
#[test]
fn the_formats_are_tested_without_what_stands_above_them() {
    let manifest = read(&workspace::root().join("crates/format/Cargo.toml"));
    let tested = listed(&manifest, "[dev-dependencies]");
    assert!(!tested.is_empty());
    assert_eq!(tested.iter().filter(|name| name.starts_with("pli")).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn formats_and_wizard_only_compute() {
    for folder in ["crates/format", "crates/wizard"] {
        let manifest = read(&workspace::root().join(folder).join("Cargo.toml"));
        for name in listed(&manifest, "[dependencies]") {
            assert!(!NOT_PURE.iter().any(|other| name.starts_with(other)), "{folder} is built with {name}");
        }
    }
}

/// A module as the segments of its path from the crate's root.
type Module = Vec<String>;

/// Every module with its source, tests left out.
fn modules(folder: &Path, module: &Module, found: &mut BTreeMap<Module, String>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        let is_root = module.is_empty() && matches!(name.as_str(), "lib" | "main");
        if name == "tests" || name == "bin" {
            continue;
        }
        let here: Module = if is_root { Vec::new() } else { module.iter().cloned().chain([name]).collect() };
        if path.is_dir() {
            modules(&path, &here, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = read(&path);
            let source = source.split("#[cfg(test)]\nmod tests {").next().expect("what comes first");
            found.entry(here).or_default().push_str(source);
        }
    }
}

/// The paths that a source names from the crate's root or from its parents, as segments.
fn paths(source: &str, module: &Module) -> Vec<Vec<String>> {
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for (start, base) in [("crate::", 0), ("super::", 1)] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                continue;
            }
            let mut rest = &code[at + start.len()..];
            let mut up = base;
            while let Some(further) = rest.strip_prefix("super::") {
                (rest, up) = (further, up + 1);
            }
            let prefix: Module =
                if base == 0 { Vec::new() } else { module[..module.len().saturating_sub(up)].to_vec() };
            branches(rest, &prefix, &mut found);
        }
    }
    found
}

/// Follows one path, and each branch of its braces.
fn branches(rest: &str, prefix: &Module, found: &mut Vec<Vec<String>>) {
    let rest = rest.trim_start();
    if let Some(inside) = rest.strip_prefix('{') {
        let (mut depth, mut begin) = (0_usize, 0);
        for (at, c) in inside.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    branches(&inside[begin..at], prefix, found);
                    return;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    branches(&inside[begin..at], prefix, found);
                    begin = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let mut path = prefix.clone();
    if length > 0 {
        path.push(rest[..length].to_owned());
    }
    match rest[length..].strip_prefix("::") {
        Some(further) => branches(further, &path, found),
        None => found.push(path),
    }
}

/// What each module shows of its children under its own name: `pub use record::ConsentRecord;`.
fn shown(modules: &BTreeMap<Module, String>) -> BTreeMap<Vec<String>, Vec<String>> {
    let mut shown = BTreeMap::new();
    for (module, source) in modules {
        for (at, start) in source.match_indices("pub use ").chain(source.match_indices("pub(crate) use ")) {
            let mut found = Vec::new();
            let statement = source[at + start.len()..].split(';').next().unwrap_or_default();
            branches(statement, module, &mut found);
            for path in found {
                let alias = module.iter().chain(path.last()).cloned().collect();
                shown.insert(alias, path);
            }
        }
    }
    shown
}

/// The module that a path leads into: the longest beginning of it that is one, what is shown under
/// another module's name followed to where it is.
fn target<'a>(
    path: &[String],
    modules: &'a BTreeMap<Module, String>,
    shown: &BTreeMap<Vec<String>, Vec<String>>,
) -> Option<&'a Module> {
    let path = (1..=path.len())
        .rev()
        .find_map(|length| {
            let at = shown.get(&path[..length]).filter(|at| at.as_slice() != &path[..length])?;
            Some([at, &path[length..]].concat())
        })
        .unwrap_or_else(|| path.to_vec());
    (0..=path.len()).rev().find_map(|length| modules.get_key_value(&path[..length]).map(|(module, _)| module))
}

/// Who knows whom among the children of one module: a child knows another when it, or a module within
/// it, names the other or what is within. What a parent and its children say of each other is theirs.
fn siblings(modules: &BTreeMap<Module, String>) -> BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> {
    let mut graphs: BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    let shown = shown(modules);
    for (module, source) in modules {
        for path in paths(source, module) {
            let Some(known) = target(&path, modules, &shown) else { continue };
            let common = module.iter().zip(known).take_while(|(here, there)| here == there).count();
            if let (Some(here), Some(there)) = (module.get(common), known.get(common)) {
                let graph = graphs.entry(module[..common].to_vec()).or_default();
                graph.entry(here.clone()).or_default().insert(there.clone());
            }
        }
    }
    graphs
}

/// A circle that goes through `from`, if there is one.
fn circle(graph: &BTreeMap<String, BTreeSet<String>>, from: &str) -> Option<Vec<String>> {
    let mut ways: Vec<Vec<String>> = vec![vec![from.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in graph.get(way.last()?).into_iter().flatten() {
            if next == from {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push(way.iter().cloned().chain([next.clone()]).collect());
            }
        }
    }
    None
}

#[test]
fn no_two_modules_know_each_other() {
    let mut circles = BTreeSet::new();
    for folder in MODULES {
        let mut found = BTreeMap::new();
        modules(&workspace::root().join(folder).join("src"), &Vec::new(), &mut found);
        assert!(found.len() > 10, "{folder} has modules");
        for (parent, graph) in siblings(&found) {
            for module in graph.keys() {
                if let Some(mut way) = circle(&graph, module) {
                    way.sort();
                    circles.insert(format!("{folder} {}: {}", parent.join("::"), way.join(", ")));
                }
            }
        }
    }
    assert_eq!(circles.into_iter().collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_circle_is_seen_through_braces_parents_and_children() {
    let sources = [
        (vec![], "mod a; mod b;"),
        (vec!["a"], "use crate::{c, b::{self, Thing}}; use super::c::Other;"),
        (vec!["b"], "mod inner;"),
        (vec!["b", "inner"], "use super::Thing; use super::super::a; // crate::c"),
        (vec!["c"], "pub struct Other;"),
    ];
    let modules: BTreeMap<Module, String> = sources
        .into_iter()
        .map(|(path, source)| (path.into_iter().map(str::to_owned).collect(), source.to_owned()))
        .collect();
    let graphs = siblings(&modules);
    let top = &graphs[&Vec::new()];
    assert_eq!(top["a"], BTreeSet::from(["b".to_owned(), "c".to_owned()]));
    assert_eq!(top["b"], BTreeSet::from(["a".to_owned()]));
    assert_eq!(circle(top, "a"), Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(circle(top, "c"), None);
}
