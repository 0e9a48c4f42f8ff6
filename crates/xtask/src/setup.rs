//! Installs what is missing, and says what.

pub mod apt;
mod node;
mod stamp;
mod tools;
mod windows;

use std::process::Command;

pub use node::NPM;
pub use tools::{for_checking_dependencies, for_fuzzing, python};
pub use windows::TARGET as WINDOWS_TARGET;

use xtask::{Failure, workspace};

use crate::process;

/// What building the app needs.
pub fn for_building() -> Result<(), Failure> {
    apt::install(apt::BUILD)?;
    node::check()?;
    node::install(&workspace::root().join("ui"))
}

/// What looking at the download page needs.
pub fn for_site() -> Result<(), Failure> {
    apt::install(apt::SITE)?;
    node::check()?;
    node::install(&workspace::root().join("ui"))
}

/// What all tests need.
pub fn for_testing() -> Result<(), Failure> {
    apt::install(&[apt::BUILD, apt::DISPLAY, apt::TEST].concat())?;
    node::check()?;
    node::install(&workspace::root().join("ui"))?;
    node::install(&workspace::root().join("tests/e2e"))?;
    node::install(&workspace::root().join("tests/age-vectors"))?;
    tools::for_testing()?;
    python()
}

/// What building for Windows and running that needs, on Debian or Ubuntu.
pub fn for_windows() -> Result<(), Failure> {
    for_building()?;
    apt::install(apt::WINDOWS)?;
    windows::standard_library()
}

/// Builds the interface, which the app's build embeds.
pub fn interface() -> Result<(), Failure> {
    process::run(Command::new(NPM).args(["run", "build"]).current_dir(workspace::root().join("ui")))
}

/// Builds the app with the interface inside it.
pub fn app() -> Result<(), Failure> {
    interface()?;
    process::run(process::cargo().args(["build", "--package", "pli", "--features", "tauri/custom-protocol"]))
}
