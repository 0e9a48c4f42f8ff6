//! A promise, and the smallest edit that breaks it: a patch in `tests/promises`, with two lines above it.
//!
//! ```text
//! Promise: what the documents say, in a sentence
//! Test: crates/format/src/seal/tests.rs::the_test_that_is_to_fail
//! ```

use std::{fs, path::PathBuf};

use crate::{Failure, folder, workspace};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The patch's name without its ending.
    pub name: String,
    /// What is promised.
    pub row: String,
    /// The test that fails when it breaks, as the documents write it: `file::test`.
    pub test: String,
    /// The patch.
    pub file: PathBuf,
}

impl Promise {
    /// Every promise, by name.
    ///
    /// # Errors
    /// When a patch cannot be read, or lacks one of the two lines.
    pub fn all() -> Result<Vec<Self>, Failure> {
        let files = folder::entries(&workspace::root().join("tests/promises"))?.into_iter();
        let patches = files.filter(|file| file.extension().is_some_and(|extension| extension == "patch"));
        let mut promises = patches.map(Self::read).collect::<Result<Vec<_>, _>>()?;
        promises.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(promises)
    }

    fn read(file: PathBuf) -> Result<Self, Failure> {
        let text = fs::read_to_string(&file).map_err(Failure::file(&file))?;
        let value = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.map(str::to_owned).ok_or_else(|| Failure::Needs(format!("{}: no line {name}", file.display())))
        };
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, row: value("Promise: ")?, test: value("Test: ")?, file })
    }

    /// The file of its test, from the root.
    pub fn test_file(&self) -> &str {
        self.test.split_once("::").map_or(&self.test, |(file, _)| file)
    }

    /// Its test, without the file.
    pub fn test_name(&self) -> &str {
        self.test.rsplit_once("::").map_or("", |(_, name)| name)
    }

    /// Its package, with the features that its tests need.
    ///
    /// One package and not the workspace: the libraries that only others use are not built again.
    pub fn package(&self) -> &'static [&'static str] {
        let folders: Vec<&str> = self.test_file().split('/').take(2).collect();
        match folders.as_slice() {
            ["crates", "format"] => &["--package", "pli-format", "--features", "age-vectors"],
            ["crates", "wizard"] => &["--package", "pli-wizard"],
            ["crates", "desk"] => &["--package", "pli-desk"],
            ["crates", "release"] => &["--package", "pli-release"],
            ["crates", "xtask"] => &["--package", "xtask"],
            ["tests", "e2e"] => &["--package", "pli-e2e", "--features", "journeys"],
            _ => &["--package", "pli"],
        }
    }

    /// What Cargo calls the tests that the file is of: an option and its value, empty for a library.
    pub fn target(&self) -> [&str; 2] {
        let parts: Vec<&str> = self.test_file().split('/').collect();
        match parts.as_slice() {
            ["tests", "e2e", ..] => ["--test", "e2e"],
            [.., "tests", file] => ["--test", file.trim_end_matches(".rs")],
            ["crates", _, "tests", folder, ..] => ["--test", folder],
            _ => ["--lib", ""],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_of_a_library_or_of_a_file_or_folder_of_tests() {
        let target = |file: &str| {
            let promise =
                Promise { name: String::new(), row: String::new(), test: format!("{file}::x"), file: PathBuf::new() };
            promise.target().map(str::to_owned)
        };
        assert_eq!(target("crates/format/src/seal/tests.rs"), ["--lib", ""]);
        assert_eq!(target("src-tauri/src/session.rs"), ["--lib", ""]);
        assert_eq!(target("crates/format/tests/release.rs"), ["--test", "release"]);
        assert_eq!(target("src-tauri/tests/capabilities.rs"), ["--test", "capabilities"]);
        assert_eq!(target("crates/desk/tests/desk/codes/cases.rs"), ["--test", "desk"]);
        assert_eq!(target("tests/e2e/journeys/faults.rs"), ["--test", "e2e"]);
    }
}
