//! Rust's standard library for Windows.

use std::{env, path::Path, process::Command};

use xtask::Failure;

use crate::process;

/// What is built for Windows on Linux.
pub const TARGET: &str = "x86_64-pc-windows-gnu";

/// Installs it where rustup can. A toolchain of another origin, named by `RUSTC`, brings its own.
pub fn standard_library() -> Result<(), Failure> {
    if is_installed()? {
        return Ok(());
    }
    let rustup = Command::new("rustup").args(["target", "add", TARGET]).status();
    if rustup.is_ok_and(|status| status.success()) && is_installed()? {
        return Ok(());
    }
    Err(Failure::Needs(format!(
        "Rust's standard library for {TARGET} is missing: `rustup target add {TARGET}`, or name a compiler that has it \
         in RUSTC."
    )))
}

fn is_installed() -> Result<bool, Failure> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = process::output(Command::new(rustc).args(["--print", "sysroot"]))?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir())
}
