//! Fuzzing: what Pli reads from outside, with inputs that a fuzzer makes up (`fuzz/README.md`).

use std::{fs, process::Command};

use xtask::{Failure, workspace};

use crate::{process, setup};

/// Long enough to notice a target that fails on its seeds or soon after, in seconds.
const BRIEF: u64 = 5;

/// Fuzzes each target for a moment, as every run of the tests does.
pub fn briefly(name: Option<&str>) -> Result<(), Failure> {
    fuzz(BRIEF, name)
}

/// Fuzzes each target, or one, for this many seconds.
pub fn fuzz(seconds: u64, name: Option<&str>) -> Result<(), Failure> {
    let all = targets()?;
    let targets: Vec<_> = all.iter().filter(|target| name.is_none_or(|name| name == *target)).collect();
    if targets.is_empty() {
        return Err(Failure::Needs(format!("there is no such target; there are: {}", all.join(" "))));
    }
    setup::for_fuzzing()?;
    process::run(cargo_fuzz().arg("build").args(name))?;
    for target in targets {
        let corpus = workspace::root().join("fuzz/corpus").join(target);
        fs::create_dir_all(&corpus).map_err(Failure::file(&corpus))?;
        let seeds = workspace::root().join("fuzz/seeds").join(target);
        let limit = format!("-max_total_time={seconds}");
        let mut run = cargo_fuzz();
        run.args(["run", target]).arg(&corpus).args(seeds.is_dir().then_some(&seeds));
        process::run(run.args(["--", &limit, "-verbosity=0", "-print_final_stats=1"]))?;
    }
    Ok(())
}

/// `cargo-fuzz` of the set-up. The variable lets the stable compiler take the sanitizer's flag.
fn cargo_fuzz() -> Command {
    let mut command = Command::new(workspace::cargo_fuzz());
    command.arg("fuzz").env("RUSTC_BOOTSTRAP", "1").current_dir(workspace::root());
    command
}

/// The names of the targets, in alphabetical order.
fn targets() -> Result<Vec<String>, Failure> {
    let folder = workspace::root().join("fuzz/fuzz_targets");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(Failure::file(&folder))? {
        let path = entry.map_err(Failure::file(&folder))?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}
