//! Where things are in this repository.

use std::{env, fs, path::PathBuf};

use crate::Failure;

/// The root of the repository.
///
/// # Panics
/// Never: this crate stands two folders below it.
pub fn root() -> PathBuf {
    let this_crate = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    this_crate.ancestors().nth(2).expect("crates/xtask is two folders below the root").to_owned()
}

/// A file of the repository, as text.
///
/// # Errors
/// When it cannot be read.
pub fn text(path: &str) -> Result<String, Failure> {
    let file = root().join(path);
    fs::read_to_string(&file).map_err(Failure::file(file))
}

/// Cargo's build folder.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Tools that set-up installs for this repository alone.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// The debug build of the app.
pub fn app() -> PathBuf {
    target().join("debug").join(format!("pli{}", env::consts::EXE_SUFFIX))
}

/// The debug build of the desk.
pub fn desk() -> PathBuf {
    target().join("debug").join(format!("pli-desk{}", env::consts::EXE_SUFFIX))
}

/// The debug build of the desk's sample connector.
pub fn connector() -> PathBuf {
    target().join("debug/examples").join(format!("connector{}", env::consts::EXE_SUFFIX))
}

/// The Python with the pinned test packages.
pub fn python() -> PathBuf {
    tools().join("python/bin/python")
}

/// The `WebDriver` server for Tauri apps.
pub fn tauri_driver() -> PathBuf {
    tools().join("bin/tauri-driver")
}

/// The program that checks licences, bans and sources.
pub fn cargo_deny() -> PathBuf {
    tools().join("bin/cargo-deny")
}

pub fn cargo_fuzz() -> PathBuf {
    tools().join("bin/cargo-fuzz")
}

/// The other implementation of age, as a program.
pub fn rage() -> PathBuf {
    tools().join("bin/rage")
}
