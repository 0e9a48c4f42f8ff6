use std::{env, fs, process::Command};

use xtask::{Failure, folder, workspace};

use crate::{
    process,
    setup::{self, apt},
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
    apt::install(apt::PACKAGES)?;
    if kind == Kind::Release {
        // Before ten minutes of building: it fails where a detail of the publisher's is missing.
        process::run(&mut release("settings"))?;
    }
    setup::interface()?;
    programs(kind, &[])?;
    let out = workspace::target().join("packages");
    folder::remove(&out)?;
    let mut packages = release("packages");
    packages.arg(workspace::target().join("release")).arg(&out);
    process::run(packages.args((kind == Kind::Demonstration).then_some("demo")))?;
    process::run(release("check").arg(&out))
}

/// What makes the programs smaller. Whoever aborts unwinds nothing: the tables would be a fifteenth of the program. A
/// twentieth would be relocations, one by one; packed, they need glibc 2.36, which Debian 12 has.
const SMALLER: [&str; 2] = ["-Cforce-unwind-tables=no", "-Clink-arg=-Wl,-z,pack-relative-relocs"];

/// Builds both programs so that they tell nothing of this machine, and in the same way whatever else these words of
/// cargo's ask for.
pub fn programs(kind: Kind, more: &[&str]) -> Result<(), Failure> {
    let folders = folders()?;
    let mut build = process::cargo();
    build.args(words(kind)).args(more);
    // What rustc compiles, then what the C compiler makes of SQLite and ring.
    let rust = folders.each_ref().map(|(folder, instead)| format!("--remap-path-prefix={folder}={instead}"));
    let c = folders.each_ref().map(|(folder, instead)| format!("-ffile-prefix-map={folder}={instead}"));
    let rust = [&rust[..], &SMALLER.map(str::to_owned)].concat();
    build.env("CARGO_ENCODED_RUSTFLAGS", rust.join("\u{1f}")).env("CFLAGS", c.join(" "));
    process::run(&mut build)?;
    ["pli", "pli-desk"].into_iter().try_for_each(|name| tells_nothing(name, &folders))
}

/// What cargo is asked for. The demonstration's feature is what lets a placeholder, or a key that is public, pass.
fn words(kind: Kind) -> Vec<&'static str> {
    let programs = ["build", "--release", "--locked", "--package", "pli", "--package", "pli-desk", "--bins"];
    let demonstration: &[_] = match kind {
        Kind::Demonstration => &["--features", "pli/demo,pli-desk/demo"],
        Kind::Release => &[],
    };
    [&programs, demonstration].concat()
}

/// The folders whose names compilers would write into a program, and what stands there instead. Of several
/// that match, the last counts.
fn folders() -> Result<[(String, String); 4], Failure> {
    let home = env::var("HOME").unwrap_or_default();
    let cargo = env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
    let root = workspace::root().to_string_lossy().into_owned();
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let sysroot = process::output(rustc.args(["--print", "sysroot"]))?;
    let version = process::output(rustc.arg("-vV"))?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    Ok([
        (home, "/home".to_owned()),
        (cargo, "/cargo".to_owned()),
        (root, "/pli".to_owned()),
        (format!("{}/lib/rustlib/src/rust", sysroot.trim()), format!("/rustc/{commit}")),
    ])
}

/// Refuses a program that holds the name of one of these folders but the home, whose name is short.
fn tells_nothing(name: &str, folders: &[(String, String)]) -> Result<(), Failure> {
    let file = workspace::target().join("release").join(name);
    let program = fs::read(&file).map_err(Failure::file(&file))?;
    for (folder, _) in &folders[1..] {
        if program.windows(folder.len()).any(|bytes| bytes == folder.as_bytes()) {
            return Err(Failure::Unexpected(format!("{} holds the name of {folder}", file.display())));
        }
    }
    Ok(())
}

/// Installs the Debian packages, which were bundled before, each in a system that holds nothing else.
pub fn installed() -> Result<(), Failure> {
    apt::install(apt::DISPLAY)?;
    apt::install(apt::INSTALLING)?;
    let packages = workspace::target().join("packages");
    process::run(release("installed").arg(&packages))?;
    process::run(release("installed").arg(&packages).arg("desk"))
}

/// A task of `pli-release`, which this crate builds without.
pub fn release(task: &str) -> Command {
    let mut release = process::cargo();
    release.args(["run", "--quiet", "--locked", "--package", "pli-release", "--", task]);
    release
}

#[cfg(test)]
mod tests {
    use super::{Kind, words};

    #[test]
    fn only_a_demonstration_is_built_as_one() {
        let release = ["build", "--release", "--locked", "--package", "pli", "--package", "pli-desk", "--bins"];
        assert_eq!(words(Kind::Release), release);
        assert_eq!(words(Kind::Demonstration), [&release[..], &["--features", "pli/demo,pli-desk/demo"]].concat());
    }
}
