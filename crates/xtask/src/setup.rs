//! Installs what is missing, and says what.

mod apt;
mod node;
mod stamp;
mod tools;
mod windows;

use std::{env, process::Command};

pub use node::NPM;
pub use tools::for_fuzzing;
pub use windows::TARGET as WINDOWS_TARGET;

use xtask::{Failure, workspace};

use crate::process;

/// What building the app needs.
pub fn for_building() -> Result<(), Failure> {
    system_packages(apt::BUILD)?;
    node::check()?;
    node::install(&workspace::root().join("ui"))
}

/// What opening the app on a virtual display needs, besides building.
pub fn for_virtual_display() -> Result<(), Failure> {
    system_packages(apt::DISPLAY)
}

/// What making and judging Linux packages needs, besides building.
pub fn for_packaging() -> Result<(), Failure> {
    system_packages(apt::PACKAGES)
}

/// What installing packages in a system of its own needs, besides a display.
pub fn for_installing() -> Result<(), Failure> {
    system_packages(apt::INSTALLING)
}

/// What making a Windows installer and opening its windows needs, besides building for Windows.
pub fn for_installing_under_wine() -> Result<(), Failure> {
    system_packages(&[apt::DISPLAY, &["nsis"]].concat())
}

/// What is measured beside Pli.
pub fn for_measuring() -> Result<(), Failure> {
    system_packages(apt::MEASURING)
}

/// What says in words how two files differ.
pub fn for_comparing() -> Result<(), Failure> {
    system_packages(apt::COMPARING)
}

/// What looking at the download page needs.
pub fn for_site() -> Result<(), Failure> {
    system_packages(apt::SITE)?;
    node::check()?;
    node::install(&workspace::root().join("ui"))
}

/// What all tests need.
pub fn for_testing() -> Result<(), Failure> {
    system_packages(&[apt::BUILD, apt::DISPLAY, apt::TEST].concat())?;
    node::check()?;
    node::install(&workspace::root().join("ui"))?;
    node::install(&workspace::root().join("tests/e2e"))?;
    node::install(&workspace::root().join("tests/age-vectors"))?;
    tools::for_testing()?;
    tools::python()
}

/// What checking the crates' licences and sources needs.
pub fn for_checking_dependencies() -> Result<(), Failure> {
    tools::for_checking_dependencies()
}

/// What writing the vectors needs.
pub fn for_vectors() -> Result<(), Failure> {
    tools::python()
}

/// What building for Windows and running that needs, on Debian or Ubuntu.
pub fn for_windows() -> Result<(), Failure> {
    for_building()?;
    system_packages(apt::WINDOWS)?;
    windows::standard_library()
}

/// Builds the interface, which the app's build embeds.
pub fn interface() -> Result<(), Failure> {
    process::run(Command::new(NPM).args(["run", "build"]).current_dir(workspace::root().join("ui")))
}

/// Builds the app with the interface inside it.
pub fn app() -> Result<(), Failure> {
    interface()?;
    process::run(cargo().args(["build", "--package", "pli", "--features", "tauri/custom-protocol"]))
}

/// The cargo that runs this task, in the repository.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace::root());
    cargo
}

fn system_packages(packages: &[&str]) -> Result<(), Failure> {
    if cfg!(target_os = "linux") { apt::install(packages) } else { Ok(()) }
}
