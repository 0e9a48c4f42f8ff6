//! Programs that are installed for this repository alone, under `target/tools`.

use std::process::Command;

use xtask::{Failure, workspace};

use super::{cargo, stamp::Stamp};
use crate::process;

/// The `WebDriver` server for Tauri apps.
pub fn tauri_driver() -> Result<(), Failure> {
    if workspace::tauri_driver().is_file() {
        return Ok(());
    }
    let root = workspace::tools();
    process::run(
        cargo()
            .args(["install", "tauri-driver", "--version", "^2", "--locked", "--root"])
            .arg(&root)
            .arg("--target-dir")
            .arg(root.join("build")),
    )
}

/// A Python of its own with the packages the tests pin.
pub fn python() -> Result<(), Failure> {
    let requirements =
        ["pdf", "handoff"].map(|tests| workspace::root().join("tests").join(tests).join("requirements.txt"));
    let stamp = Stamp::of("python", &requirements)?;
    if stamp.is_current() && workspace::python().is_file() {
        return Ok(());
    }
    process::run(Command::new("python3").args(["-m", "venv"]).arg(workspace::tools().join("python")))?;
    let mut pip = Command::new(workspace::python());
    pip.args(["-m", "pip", "install", "--disable-pip-version-check", "--quiet"]);
    for file in &requirements {
        pip.arg("--requirement").arg(file);
    }
    process::run(&mut pip)?;
    stamp.set()
}
