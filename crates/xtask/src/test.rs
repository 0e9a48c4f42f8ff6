//! Every test of this repository, in stages; one that fails does not keep the later ones from
//! running.

use std::{
    fs,
    path::Path,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use xtask::{Failure, workspace};

use crate::{
    process,
    setup::{self, cargo},
};

/// One part of the tests: its name, and what it runs with the name of a single test, or all.
type Stage = (&'static str, fn(Option<&str>) -> Result<(), Failure>);

const STAGES: &[Stage] = &[
    ("format", format),
    ("ui", ui),
    ("clippy", clippy),
    ("rust", rust),
    ("types", types),
    ("pdf", pdf),
    ("age-vectors", age_vectors),
    ("handoff", handoff),
    ("e2e", e2e),
];

/// Runs the stages, or only the one named first in the selection; a second word selects among
/// that stage's tests.
pub fn test(selection: &[&str]) -> ExitCode {
    let stages: Vec<&Stage> =
        STAGES.iter().filter(|(name, _)| selection.first().is_none_or(|only| only == name)).collect();
    if stages.is_empty() {
        let names: Vec<&str> = STAGES.iter().map(|(name, _)| *name).collect();
        eprintln!("no such stage; there are: {}", names.join(" "));
        return ExitCode::FAILURE;
    }
    heading("set-up");
    if let Err(failure) = setup::for_testing().and_then(|()| setup::interface()) {
        eprintln!("{failure}");
        return ExitCode::FAILURE;
    }
    let outcomes: Vec<Outcome> =
        stages.iter().map(|(name, stage)| Outcome::of(name, || stage(selection.get(1).copied()))).collect();
    summary(&outcomes)
}

struct Outcome {
    name: &'static str,
    failure: Option<Failure>,
    took: Duration,
}

impl Outcome {
    fn of(name: &'static str, stage: impl FnOnce() -> Result<(), Failure>) -> Self {
        heading(name);
        let start = Instant::now();
        let failure = stage().err();
        if let Some(failure) = &failure {
            println!("  {failure}");
        }
        Self { name, failure, took: start.elapsed() }
    }
}

fn heading(name: &str) {
    println!("\n== {name}");
}

fn summary(outcomes: &[Outcome]) -> ExitCode {
    heading("summary");
    for outcome in outcomes {
        let verdict = outcome.failure.as_ref().map_or("passed".to_owned(), |failure| format!("FAILED: {failure}"));
        println!("{:12} {:5} s  {verdict}", outcome.name, outcome.took.as_secs());
    }
    let failed = outcomes.iter().filter(|outcome| outcome.failure.is_some()).count();
    println!("{} passed, {failed} failed", outcomes.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn format(_: Option<&str>) -> Result<(), Failure> {
    process::run(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy(_: Option<&str>) -> Result<(), Failure> {
    process::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// The end-to-end tests need a display and the built app; they are a stage of their own.
fn rust(name: Option<&str>) -> Result<(), Failure> {
    process::run(cargo().args(["test", "--workspace", "--exclude", "pli-e2e"]).args(name))
}

fn ui(_: Option<&str>) -> Result<(), Failure> {
    let folder = workspace::root().join("ui");
    for script in ["check", "lint", "test"] {
        process::run(Command::new(setup::NPM).args(["run", script]).current_dir(&folder))?;
    }
    Ok(())
}

/// Exports the TypeScript types anew and compares them with those the interface is built on.
fn types(_: Option<&str>) -> Result<(), Failure> {
    let fresh = workspace::target().join("generated-types");
    if fresh.exists() {
        fs::remove_dir_all(&fresh).map_err(Failure::file(&fresh))?;
    }
    process::run(
        cargo()
            .args(["test", "--quiet", "--package", "pli-core", "--package", "pli", "--lib", "export_bindings"])
            .env("TS_RS_EXPORT_DIR", &fresh),
    )?;
    let committed = workspace::root().join("ui/src/generated");
    let (fresh, committed) = (files(&fresh)?, files(&committed)?);
    if fresh == committed {
        return Ok(());
    }
    let differs = |file: &&File| !fresh.contains(file) || !committed.contains(file);
    let mut names: Vec<&str> = fresh.iter().chain(&committed).filter(differs).map(|file| file.0.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    Err(Failure::Unexpected(format!(
        "ui/src/generated is not what the Rust types say: {}; `cargo test export_bindings` writes it anew",
        names.join(" ")
    )))
}

/// Name and content.
type File = (String, Vec<u8>);

fn files(folder: &Path) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() {
            files.push((name, fs::read(&path).map_err(Failure::file(&path))?));
        }
    }
    files.sort();
    Ok(files)
}

/// The consents that pli-core's tests render, judged by other people's programs.
fn pdf(_: Option<&str>) -> Result<(), Failure> {
    process::run(cargo().args(["test", "--package", "pli-core", "--test", "consent_pdf"]))?;
    process::run(Command::new(workspace::python()).arg(workspace::root().join("tests/pdf/validate.py")))
}

fn age_vectors(name: Option<&str>) -> Result<(), Failure> {
    Err(Failure::Unexpected(format!("no age vectors yet {name:?}")))
}

fn handoff(name: Option<&str>) -> Result<(), Failure> {
    Err(Failure::Unexpected(format!("no hand-off tests yet {name:?}")))
}

/// Two journeys at a time are what two cores carry.
fn e2e(name: Option<&str>) -> Result<(), Failure> {
    setup::app()?;
    process::run(cargo().args(["test", "--package", "pli-e2e"]).args(name).args(["--", "--test-threads", "2"]))
}
