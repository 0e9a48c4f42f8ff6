//! Licences, bans and sources of every crate, by cargo-deny and `deny.toml`.

use std::process::Command;

use xtask::{Failure, workspace};

use crate::{process, setup};

/// Checks them without a network, once the crates are fetched. Known advisories are a list of today, which
/// only a network has: the workflow asks for them.
pub fn deny() -> Result<(), Failure> {
    setup::for_checking_dependencies()?;
    let offline = ["--offline", "check", "licenses", "bans", "sources"];
    process::run(Command::new(workspace::cargo_deny()).args(offline).current_dir(workspace::root()))?;
    println!("advisories were not looked at: that takes a network, `target/tools/bin/cargo-deny check advisories`");
    Ok(())
}
