use std::{collections::BTreeMap, path::Path, process::Command};

use serde::Deserialize;
use xtask::workspace;

/// A message file as Python's `email` reads it.
#[derive(Clone, Debug, Deserialize)]
pub struct Draft {
    pub to: Vec<String>,
    /// Whether it says whom it is from: the mail client fills that in.
    pub has_from: bool,
    /// The subject, decoded.
    pub subject: String,
    /// The value of `X-Unsent`.
    pub unsent: Option<String>,
    /// What the parser holds against it.
    pub defects: Vec<String>,
    pub body: String,
    /// SHA-256 of each attachment, by file name.
    pub attachments: BTreeMap<String, String>,
}

impl Draft {
    /// Writes the attachments of a message file to this folder.
    pub fn save_attachments(file: &Path, folder: &Path) {
        let script = workspace::root().join("tests/e2e/draft.py");
        let status = Command::new("python3").arg(script).arg(file).arg(folder).output().expect("Python starts").status;
        assert!(status.success(), "Python reads the draft");
    }

    /// Reads a message file.
    pub fn read(file: &Path) -> Self {
        let script = workspace::root().join("tests/e2e/draft.py");
        let output = Command::new("python3").arg(script).arg(file).output().expect("Python starts");
        assert!(output.status.success(), "Python reads the draft: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("as the script prints it")
    }
}
