//! Which crate may know which, and that no two modules of a crate know each other: ARCHITECTURE.md, as a test.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use xtask::workspace;

/// What each crate may know of the others. Tests and examples may know more.
const MAY_KNOW: [(&str, &[&str]); 5] = [
    ("crates/format", &[]),
    ("crates/wizard", &["pli-format"]),
    ("crates/desk", &["pli-format"]),
    ("src-tauri", &["pli-format", "pli-wizard"]),
    ("crates/xtask", &[]),
];

#[test]
fn a_crate_knows_only_what_stands_below_it() {
    for (folder, allowed) in MAY_KNOW {
        let manifest = fs::read_to_string(workspace::root().join(folder).join("Cargo.toml")).unwrap();
        let known: Vec<&str> = of_ours(&manifest).into_iter().filter(|name| !allowed.contains(name)).collect();
        assert_eq!(known, [""; 0], "{folder} may not know these");
    }
}

/// The crates of this repository that a manifest names for the program itself, on any system.
fn of_ours(manifest: &str) -> BTreeSet<&str> {
    let mut of_the_program = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            of_the_program = section == "dependencies]" || section.ends_with(".dependencies]");
        } else if of_the_program && line.starts_with("pli") {
            names.extend(line.split(['.', ' ', '=']).next());
        }
    }
    names
}

#[test]
fn no_modules_know_each_other() {
    for (folder, _) in MAY_KNOW {
        let known = modules(&workspace::root().join(folder).join("src"));
        let circle: Vec<&String> = known.keys().filter(|module| reached(module, &known).contains(*module)).collect();
        assert_eq!(circle, [""; 0], "of {folder}, in a circle");
    }
}

/// For each module of a crate the others that it names.
fn modules(source: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files(source) {
        let inside = file.strip_prefix(source).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        if is_of_tests(source, &file) || matches!(inside.to_str(), Some("lib.rs" | "main.rs")) {
            continue;
        }
        let module = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        known.entry(module).or_default().extend(named_in(&text));
    }
    let modules: BTreeSet<String> = known.keys().cloned().collect();
    for (module, named) in &mut known {
        named.retain(|name| name != module && modules.contains(name));
    }
    known
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// Whether a file, or a folder it lies in, is a module for tests alone.
fn is_of_tests(source: &Path, file: &Path) -> bool {
    file.ancestors().take_while(|path| *path != source).any(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let folder = path.parent().unwrap();
        let parents = [folder.with_extension("rs"), folder.join("lib.rs"), folder.join("main.rs")];
        let declared = parents.iter().filter_map(|parent| fs::read_to_string(parent).ok());
        declared.map(|text| text.replace('\n', " ")).any(|text| {
            let before = text.split(&format!("mod {name};")).next().filter(|before| before.len() < text.len());
            before.is_some_and(|before| {
                let attributes = before.rsplit([';', '}']).next().unwrap_or_default();
                attributes.contains("#[cfg(test)]") || attributes.contains("#[cfg(all(test")
            })
        })
    })
}

/// The modules of the crate that a text names by `crate::`, but for its own tests.
fn named_in(text: &str) -> BTreeSet<String> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: String = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let mut named = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        if let Some(group) = after.strip_prefix('{') {
            named.extend(members(group));
        } else {
            named.insert(identifier(after));
        }
    }
    named
}

/// The first name of each member of a group: `a, b::{c, d}}` has a and b.
fn members(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut outer = String::new();
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            _ if depth == 0 => outer.push(character),
            _ => {}
        }
    }
    outer.split(',').map(|member| identifier(member.trim())).filter(|name| !name.is_empty()).collect()
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Every module that is known from here, however far.
fn reached<'a>(module: &'a str, known: &'a BTreeMap<String, BTreeSet<String>>) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&String> = known[module].iter().collect();
    while let Some(name) = next.pop() {
        if reached.insert(name) {
            next.extend(&known[name]);
        }
    }
    reached
}
