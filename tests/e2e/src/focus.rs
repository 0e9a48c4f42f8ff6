use std::path::PathBuf;

use serde::Deserialize;
use xtask::workspace;

use crate::{Machine, Process};

/// The element that has the keyboard's focus, as a screen reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Focused {
    /// Such as `password text` or `push button`.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// What describes it: its hint, and what is wrong with it.
    pub description: String,
}

impl Focused {
    /// Whether it is a field to type in.
    pub fn takes_text(&self) -> bool {
        ["entry", "password text", "text"].contains(&self.role.as_str())
    }

    /// What has the focus in this process; none while nothing has.
    pub fn of(machine: &Machine, process: Process) -> Option<Self> {
        let script: PathBuf = workspace::root().join("tests/e2e/focused.py");
        let output = machine
            .command("/usr/bin/python3")
            .arg(script)
            .arg(process.id().to_string())
            .output()
            .expect("Python starts");
        serde_json::from_slice(&output.stdout).ok()
    }
}
