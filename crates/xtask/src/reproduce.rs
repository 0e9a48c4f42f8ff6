use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use xtask::{Failure, folder, workspace};

use crate::{
    process,
    setup::{self, apt},
};

/// Where it is built: two folders of other names and depths, each with a home of its own.
const PLACES: [(&str, &str); 2] = [("one/pli", "one/home"), ("another/place/source-of-pli", "another/person")];

/// Bundles this commit twice, in two folders under two homes, and compares the packages bit by bit. A
/// difference is told in diffoscope's words.
pub fn reproduce() -> Result<(), Failure> {
    setup::for_building()?;
    apt::install(apt::PACKAGES)?;
    apt::install(apt::COMPARING)?;
    let folder = workspace::target().join("reproduce");
    folder::remove(&folder)?;
    let commit = process::output(Command::new("git").args(["rev-parse", "HEAD"]).current_dir(workspace::root()))?;
    let mut made = Vec::new();
    for (source, home) in PLACES {
        made.push(bundled(commit.trim(), &folder.join(source), &folder.join(home))?);
    }
    compare(&made[0], &made[1])
}

/// Clones the commit, bundles it, and says where the packages are.
fn bundled(commit: &str, source: &Path, home: &Path) -> Result<PathBuf, Failure> {
    let cargo_home = home.join(".cargo");
    fs::create_dir_all(&cargo_home).map_err(Failure::file(&cargo_home))?;
    process::run(Command::new("git").args(["clone", "--quiet"]).arg(workspace::root()).arg(source))?;
    process::run(Command::new("git").args(["checkout", "--quiet", "--detach", commit]).current_dir(source))?;
    // What was downloaded for this user need not be downloaded again, nor is it reached otherwise.
    let person = PathBuf::from(env::var_os("HOME").unwrap_or_default());
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| person.join(".cargo"), PathBuf::from);
    for part in ["registry", "config.toml"] {
        if cargo.join(part).exists() {
            process::run(Command::new("cp").args(["-a"]).arg(cargo.join(part)).arg(&cargo_home))?;
        }
    }
    let mut bundle = process::cargo();
    bundle
        .args(["xtask", "bundle"])
        .current_dir(source)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_MANIFEST_DIR");
    bundle.env("HOME", home).env("CARGO_HOME", &cargo_home);
    bundle.env("NPM_CONFIG_USERCONFIG", person.join(".npmrc")).env("NPM_CONFIG_CACHE", person.join(".npm"));
    if env::var_os("RUSTUP_HOME").is_none() {
        bundle.env("RUSTUP_HOME", person.join(".rustup"));
    }
    process::run(&mut bundle)?;
    Ok(source.join("target/packages"))
}

/// Prints the hash of each package as it was made in either place.
fn compare(one: &Path, another: &Path) -> Result<(), Failure> {
    let mut differing = Vec::new();
    for file in folder::entries(one)? {
        let other = another.join(file.file_name().unwrap_or_default());
        let [hash, other_hash] = [hash(&file)?, hash(&other)?];
        println!("{hash}\n{other_hash}  {}", file.file_name().unwrap_or_default().display());
        if hash != other_hash {
            differing.push(file.file_name().unwrap_or_default().to_string_lossy().into_owned());
            // It ends with 1 because they differ.
            let _ = process::run(Command::new("diffoscope").args(["--text", "-"]).arg(&file).arg(&other));
        }
    }
    if differing.is_empty() {
        return Ok(());
    }
    Err(Failure::Unexpected(format!("not the same in both places: {}", differing.join(" "))))
}

fn hash(file: &Path) -> Result<String, Failure> {
    let said = process::output(Command::new("sha256sum").arg(file))?;
    Ok(said.split_whitespace().next().unwrap_or_default().to_owned())
}
