//! What the program tells of itself: the commit it was built from, and the licences of its parts.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

/// Parts that no registry names.
const OTHERS: [(&str, &str); 9] = [
    ("Great Vibes", "OFL-1.1"),
    ("IBM Plex Sans Arabic", "OFL-1.1"),
    ("Noto Sans Armenian", "OFL-1.1"),
    ("Noto Sans Bengali, Devanagari, Tamil", "OFL-1.1"),
    ("Noto Sans Ethiopic", "OFL-1.1"),
    ("Noto Sans Georgian", "OFL-1.1"),
    ("Noto Sans Hebrew", "OFL-1.1"),
    ("Noto Sans Thai", "OFL-1.1"),
    ("Source Sans 3", "OFL-1.1"),
];

/// Writes `licences.json` to the output folder, and gives `PLI_COMMIT` to the compiler.
pub fn write() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where")).join("..");
    println!("cargo::rustc-env=PLI_COMMIT={}", commit(&root));
    let mut licences = Vec::from_iter(crates(&root));
    licences.extend(scripts(&root.join("ui")));
    licences.extend(OTHERS.map(|(name, licence)| (name.to_owned(), String::new(), licence.to_owned())));
    licences.sort_by_key(|(name, version, _)| (name.to_lowercase(), version.clone()));
    let list: Vec<Value> = licences
        .into_iter()
        .map(|(name, version, licence)| json!({ "name": name, "version": version, "licence": licence }))
        .collect();
    let file = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where")).join("licences.json");
    fs::write(file, Value::from(list).to_string()).expect("the output folder takes files");
}

/// Empty outside a repository: a source archive has its version alone.
fn commit(root: &Path) -> String {
    println!("cargo::rerun-if-env-changed=PLI_COMMIT");
    if let Ok(given) = env::var("PLI_COMMIT") {
        return given;
    }
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).current_dir(root).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    if let Some(log) = git(&["rev-parse", "--path-format=absolute", "--git-path", "logs/HEAD"]) {
        println!("cargo::rerun-if-changed={log}");
    }
    git(&["rev-parse", "--short=10", "HEAD"]).unwrap_or_default()
}

type Part = (String, String, String);

/// Every crate that the program is linked from, on this system. The tree is of this package alone: of the workspace's
/// other members, nothing was fetched for it.
fn crates(root: &Path) -> BTreeSet<Part> {
    println!("cargo::rerun-if-changed={}", root.join("Cargo.lock").display());
    let output = Command::new(env::var_os("CARGO").expect("cargo says where it is"))
        .args(["tree", "--locked", "--offline", "--package", "pli", "--edges", "normal", "--prefix", "none"])
        .args(["--target", &env::var("TARGET").expect("cargo says for what"), "--format", "{p}\t{l}"])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8").lines().filter_map(crate_of).collect()
}

/// From `NAME vVERSION (proc-macro)`, a tab and the licence; a crate of this repository has its folder there, and one
/// that is told again a star at the end.
fn crate_of(line: &str) -> Option<Part> {
    let (package, licence) = line.split_once('\t')?;
    let (name, version) = package.trim_end_matches(" (proc-macro)").split_once(" v")?;
    let spelled = licence.trim_end_matches(" (*)").replace('/', " OR ");
    (!version.contains(' ')).then(|| (name.to_owned(), version.to_owned(), spelled))
}

/// The packages that the interface is built from.
fn scripts(ui: &Path) -> Vec<Part> {
    let read = |file: PathBuf| -> Value {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    let package = read(ui.join("package.json"));
    let names = package["dependencies"].as_object().into_iter().flat_map(|names| names.keys().cloned());
    names.map(|name| part(&read(ui.join("node_modules").join(name).join("package.json")))).collect()
}

fn part(package: &Value) -> Part {
    let licence = text(&package["license"]).replace('/', " OR ");
    (text(&package["name"]).to_owned(), text(&package["version"]).to_owned(), licence)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
