use std::{env, fs, path::PathBuf, process::Command};

use xtask::{Failure, workspace};

use crate::{
    process,
    setup::{self, cargo},
};

/// Whose keys and details the packages carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The demonstration's, which are public.
    Demonstration,
    /// Bridge's bundle, Bankin's legal details, the publisher's: the build refuses a placeholder.
    Release,
}

/// Builds the Debian and RPM packages and has other people's programs judge them. The same commit
/// gives the same bytes, whoever builds it and where.
pub fn bundle(kind: Kind) -> Result<(), Failure> {
    setup::for_building()?;
    setup::for_packaging()?;
    setup::interface()?;
    programs(kind)?;
    let out = workspace::target().join("packages");
    if out.exists() {
        fs::remove_dir_all(&out).map_err(Failure::file(&out))?;
    }
    let mut packages = release("packages");
    packages.arg(workspace::target().join("release")).arg(&out);
    process::run(packages.args((kind == Kind::Demonstration).then_some("demo")))?;
    process::run(release("check").arg(&out))
}

/// Builds both programs so that they tell nothing of this machine.
fn programs(kind: Kind) -> Result<(), Failure> {
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--package", "pli", "--package", "pli-desk", "--bins"]);
    if kind == Kind::Demonstration {
        build.args(["--features", "pli/demo,pli-desk/demo"]);
    }
    process::run(build.env("CARGO_ENCODED_RUSTFLAGS", without_paths()).env("CFLAGS", c_without_paths()))
}

/// The folders whose names compilers would write into a program, and what stands there instead.
fn folders() -> [(PathBuf, &'static str); 3] {
    let home = PathBuf::from(env::var_os("HOME").unwrap_or_default());
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    // Of several that match, rustc takes the last.
    [(home, "/home"), (cargo, "/cargo"), (workspace::root(), "/pli")]
}

/// What keeps these folders out of what rustc compiles.
fn without_paths() -> String {
    folders().map(|(folder, instead)| format!("--remap-path-prefix={}={instead}", folder.display())).join("\u{1f}")
}

/// What keeps them out of what the C compiler makes of `SQLite` and ring.
fn c_without_paths() -> String {
    folders().map(|(folder, instead)| format!("-ffile-prefix-map={}={instead}", folder.display())).join(" ")
}

/// A task of `pli-release`, which this crate builds without.
pub fn release(task: &str) -> Command {
    let mut release = cargo();
    release.args(["run", "--quiet", "--locked", "--package", "pli-release", "--", task]);
    release
}
