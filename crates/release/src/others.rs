//! What others wrote in a program, and under which licences: the list, and the texts that have to go along.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use xtask::{Failure, folder, process, workspace};

/// A crate that is linked, or a package that the pages are made of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    licence: String,
    /// Where its files are on this machine.
    folder: PathBuf,
}

/// All of this program's: a line for each, then each text of a licence once, with those whose files hold it.
///
/// # Errors
/// When cargo does not tell, or a file cannot be read.
pub fn written_in(program: &str) -> Result<String, Failure> {
    let mut parts = crates(program)?;
    if program == "pli" {
        parts.extend(packages()?);
    }
    told(&parts)
}

fn told(parts: &BTreeSet<Part>) -> Result<String, Failure> {
    let mut out = "What others wrote in this program, and the licence of each\n\n".to_owned();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Part { name, version, licence, folder } in parts {
        let _ = writeln!(out, "{name} {version} | {licence}");
        for (file, text) in licences(folder)? {
            texts.entry(text).or_default().push(format!("{name} {version}, {file}"));
        }
    }
    out.push_str("\nThe source of each is at https://crates.io/crates/NAME, or https://www.npmjs.com/package/NAME.\n");
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by(|(_, one), (_, other)| one.cmp(other));
    for (text, holders) in texts {
        let _ = write!(out, "\n---- {}\n\n{text}\n", holders.join("; "));
    }
    Ok(out)
}

fn crates(program: &str) -> Result<BTreeSet<Part>, Failure> {
    let tree = ["tree", "--locked", "--package", program, "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let tree = process::output(process::cargo().args(tree))?;
    let linked: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once(" v")?;
            Some((name, rest.split(' ').next()?))
        })
        .collect();
    let metadata = process::output(process::cargo().args(["metadata", "--locked", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| Failure::Unexpected(error.to_string()))?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of_others = metadata["packages"].as_array().into_iter().flatten().filter(|package| {
        !package["source"].is_null() && linked.contains(&(&*text(&package["name"]), &*text(&package["version"])))
    });
    let parts = of_others.map(|package| Part {
        name: text(&package["name"]),
        version: text(&package["version"]),
        licence: text(&package["license"]),
        folder: Path::new(&text(&package["manifest_path"])).parent().unwrap_or(Path::new("")).to_owned(),
    });
    Ok(parts.collect())
}

/// What the pages are made of, and what that needs.
fn packages() -> Result<Vec<Part>, Failure> {
    let ui = workspace::root().join("ui");
    let file = ui.join("package-lock.json");
    let lock = fs::read(&file).map_err(Failure::file(&file))?;
    let lock: Value = serde_json::from_slice(&lock).map_err(Failure::of(&file))?;
    let of_others = lock["packages"].as_object().into_iter().flatten().filter_map(|(path, package)| {
        let is_for_building = ["dev", "devOptional", "optional"].iter().any(|kind| package[kind] == true);
        let (_, name) = path.rsplit_once("node_modules/")?;
        (!is_for_building).then(|| Part {
            name: name.to_owned(),
            version: package["version"].as_str().unwrap_or_default().to_owned(),
            licence: package["license"].as_str().unwrap_or_default().to_owned(),
            folder: ui.join(path),
        })
    });
    Ok(of_others.collect())
}

/// The texts beside a part's sources, by the names of their files.
fn licences(part: &Path) -> Result<Vec<(String, String)>, Failure> {
    const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];
    let mut texts = Vec::new();
    for path in folder::entries(part)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && NAMES.iter().any(|name| file.to_uppercase().starts_with(name)) {
            let text = fs::read(&path).map_err(Failure::file(&path))?;
            let lines: Vec<_> = String::from_utf8_lossy(&text).lines().map(|line| line.trim_end().to_owned()).collect();
            texts.push((file, lines.join("\n").trim_matches('\n').to_owned()));
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_stands_once_with_those_that_it_is_for() {
        let root = tempfile::tempdir().unwrap();
        let part = |name: &str, files: &[(&str, &str)]| {
            let folder = root.path().join(name);
            fs::create_dir(&folder).unwrap();
            for (file, text) in files {
                fs::write(folder.join(file), text).unwrap();
            }
            Part { name: name.to_owned(), version: "1.0.0".to_owned(), licence: "MIT".to_owned(), folder }
        };
        let parts = [
            part("b", &[("LICENSE-MIT", "Permission\r\n\r\nis granted\r\n"), ("README.md", "none")]),
            part("a", &[("license.txt", "Permission\n\nis granted"), ("NOTICE", "A notice \n")]),
            part("c", &[]),
        ];
        assert_eq!(
            told(&parts.into()).unwrap(),
            "What others wrote in this program, and the licence of each\n\n\
             a 1.0.0 | MIT\nb 1.0.0 | MIT\nc 1.0.0 | MIT\n\n\
             The source of each is at https://crates.io/crates/NAME, or https://www.npmjs.com/package/NAME.\n\n\
             ---- a 1.0.0, NOTICE\n\nA notice\n\n\
             ---- a 1.0.0, license.txt; b 1.0.0, LICENSE-MIT\n\nPermission\n\nis granted\n"
        );
    }

    #[test]
    fn the_app_tells_of_its_crates_and_of_its_pages() {
        let said = written_in("pli").unwrap();
        let (list, texts) = said.split_once("\n---- ").unwrap();
        for part in ["age ", "tauri ", "svelte ", "@tauri-apps/api "] {
            assert!(list.lines().any(|line| line.starts_with(part)), "{part}");
        }
        for part in ["pli-format ", "sqlx ", "vite "] {
            assert!(!list.lines().any(|line| line.starts_with(part)), "{part}");
        }
        for text in ["svelte ", "cssparser "] {
            assert!(texts.contains(text), "{text}");
        }
        assert!(texts.contains("Mozilla Public License Version 2.0"));
    }
}
