//! Programs that are installed for this repository alone, under `target/tools`.

use std::{path::Path, process::Command};

use xtask::{Failure, workspace};

use super::stamp::Stamp;
use crate::process;

/// The `WebDriver` server for Tauri apps, and the other implementation of age.
pub fn for_testing() -> Result<(), Failure> {
    install("tauri-driver", "^2", &workspace::tauri_driver())?;
    install("rage", "^0.12", &workspace::rage())
}

pub fn for_fuzzing() -> Result<(), Failure> {
    install("cargo-fuzz", "^0.13", &workspace::cargo_fuzz())
}

/// What checks licences, bans and sources.
pub fn for_checking_dependencies() -> Result<(), Failure> {
    install("cargo-deny", "^0.20", &workspace::cargo_deny())
}

/// Installs this crate's program, unless it is there.
fn install(name: &str, version: &str, program: &Path) -> Result<(), Failure> {
    if program.is_file() {
        return Ok(());
    }
    let root = workspace::tools();
    process::run(
        process::cargo()
            .args(["install", name, "--version", version, "--locked", "--root"])
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
