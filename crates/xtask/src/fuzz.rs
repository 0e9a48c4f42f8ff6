//! Fuzzing: what Pli reads from outside, with inputs that a fuzzer makes up (`fuzz/README.md`).

use std::{env, fs, path::PathBuf, process::Command};

use xtask::{Failure, folder, workspace};

use crate::{process, setup};

/// The seeds that are files of the repository, each with its source.
const COPIED: [(&str, &str); 6] = [
    ("bundle/demo", "assets/bundle/demo/bundle.json"),
    ("bundle_signature/demo", "assets/bundle/demo/bundle.json.minisig"),
    ("consent_pdf/french", "tests/vectors/good/french/consent.pdf"),
    ("record/english", "tests/vectors/good/english/consent.json"),
    ("record/french", "tests/vectors/good/french/consent.json"),
    ("sealed_file/french", "tests/vectors/good/french/sealed.age"),
];

/// Fuzzes each target, or one, for this many seconds.
pub fn fuzz(seconds: u64, name: Option<&str>) -> Result<(), Failure> {
    let all = targets()?;
    let targets: Vec<_> = all.iter().filter(|target| name.is_none_or(|name| name == *target)).collect();
    if targets.is_empty() {
        return Err(Failure::Needs(format!("there is no such target; there are: {}", all.join(" "))));
    }
    setup::for_fuzzing()?;
    let triple = format!("{}-unknown-linux-gnu", env::consts::ARCH);
    // The variable lets the stable compiler take the sanitizer's flag.
    let mut build = Command::new(workspace::cargo_fuzz());
    build.args(["fuzz", "build", "--release", "--target", &triple]).args(name).env("RUSTC_BOOTSTRAP", "1");
    process::run(build.current_dir(workspace::root()))?;
    for target in targets {
        let [corpus, seeds, crashes] =
            ["corpus", "seeds", "artifacts"].map(|kept| fuzz_folder().join(kept).join(target));
        for folder in [&corpus, &crashes] {
            fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        }
        let mut run = Command::new(fuzz_folder().join("target").join(&triple).join("release").join(target));
        run.arg(&corpus).args(seeds.is_dir().then_some(&seeds));
        run.arg(format!("-artifact_prefix={}/", crashes.display()));
        process::run(run.args([&format!("-max_total_time={seconds}"), "-verbosity=0", "-print_final_stats=1"]))?;
    }
    Ok(())
}

/// Writes the seeds that are copies anew.
pub fn copy_seeds() -> Result<(), Failure> {
    for (seed, source) in COPIED {
        let source = workspace::root().join(source);
        fs::copy(&source, fuzz_folder().join("seeds").join(seed)).map_err(Failure::file(&source))?;
    }
    Ok(())
}

fn fuzz_folder() -> PathBuf {
    workspace::root().join("fuzz")
}

/// The names of the targets, in alphabetical order.
fn targets() -> Result<Vec<String>, Failure> {
    let files = folder::entries(&fuzz_folder().join("fuzz_targets"))?;
    Ok(files.iter().filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_the_file_that_it_is_a_copy_of() {
        for (seed, source) in COPIED {
            let read = |path: PathBuf| fs::read(&path).map_err(Failure::file(&path)).expect("both are there");
            let is_copy = read(fuzz_folder().join("seeds").join(seed)) == read(workspace::root().join(source));
            assert!(is_copy, "{seed} is {source}: `cargo xtask vectors` copies it");
        }
    }
}
