//! Licences, bans and sources of every crate, by cargo-deny and `deny.toml`.

use xtask::{Failure, process};

use crate::setup::cargo;

/// Checks them without a network. (Advisories need one: the workflow asks for those.)
pub fn deny() -> Result<(), Failure> {
    if process::run(cargo().args(["deny", "--version"])).is_err() {
        return Err(Failure::Needs("cargo install cargo-deny --locked".to_owned()));
    }
    process::run(cargo().args(["deny", "--offline", "check", "licenses", "bans", "sources"]))
}
