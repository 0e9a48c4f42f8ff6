//! Every test of this repository, in stages; one that fails does not keep the later ones from
//! running.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use xtask::{Failure, exit_code, folder, workspace};

use crate::{process, setup};

/// One part of the tests: its name, and what it runs with the name of a single test, or all.
type Stage = (&'static str, fn(Option<&str>) -> Result<(), Failure>);

/// What runs when nothing is selected, in this order. `rust` is every test that Cargo knows, and
/// leaves what `pdf` and `handoff` look at.
const STAGES: &[Stage] = &[
    ("format", format),
    ("ui", ui),
    ("clippy", clippy),
    ("rust", rust),
    ("types", types),
    ("pdf", validators),
    ("handoff", thunderbird),
];

/// Parts of these that can be selected alone; each first makes what it looks at.
const ALONE: &[Stage] = &[("pdf", pdf), ("age-vectors", age_vectors), ("handoff", handoff), ("e2e", e2e)];

/// Runs the stages, or only the one named first in the selection; a second word selects among
/// that stage's tests.
pub fn test(selection: &[&str]) -> ExitCode {
    let stages: Vec<&Stage> = match selection.first() {
        None => STAGES.iter().collect(),
        Some(only) => ALONE.iter().chain(STAGES).find(|(name, _)| name == only).into_iter().collect(),
    };
    if stages.is_empty() {
        let names: BTreeSet<&str> = STAGES.iter().chain(ALONE).map(|(name, _)| *name).collect();
        eprintln!("no such stage; there are: {}", Vec::from_iter(names).join(" "));
        return ExitCode::FAILURE;
    }
    heading("set-up");
    if let Err(failure) = setup::for_testing().and_then(|()| setup::interface()) {
        return exit_code(Err(failure));
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
    process::run(process::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy(_: Option<&str>) -> Result<(), Failure> {
    process::run(process::cargo().arg("clippy").args(EVERYTHING).args(["--all-targets", "--", "-D", "warnings"]))
}

/// Every package with every feature that tests need. Selecting less would build the dependencies
/// again, with fewer features.
pub const EVERYTHING: [&str; 3] = ["--workspace", "--features", "pli-format/age-vectors,pli-e2e/journeys"];

/// Two journeys at a time are what two cores carry.
const THREADS: (&str, &str) = ("RUST_TEST_THREADS", "2");

fn rust(name: Option<&str>) -> Result<(), Failure> {
    process::run(
        process::cargo().arg("test").args(EVERYTHING).arg("--no-fail-fast").args(name).env(THREADS.0, THREADS.1),
    )
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
    folder::remove(&fresh)?;
    process::run(
        process::cargo()
            .args(["test", "--quiet"])
            .args(EVERYTHING)
            .args(["--lib", "export_bindings"])
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

/// How every exported file begins; what lies beside them is not theirs to compare.
const EXPORTED: &[u8] = b"// This file was generated";

/// Name and content.
type File = (String, Vec<u8>);

fn files(folder: &Path) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for path in folder::entries(folder)? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() {
            let content = fs::read(&path).map_err(Failure::file(&path))?;
            files.extend(content.starts_with(EXPORTED).then_some((name, content)));
        }
    }
    Ok(files)
}

fn pdf(name: Option<&str>) -> Result<(), Failure> {
    process::run(process::cargo().args(["test", "--package", "pli-format", "--test", "consent_pdf"]).args(name))?;
    validators(None)
}

/// The consents that pli-format's tests render, judged by other people's programs.
fn validators(_: Option<&str>) -> Result<(), Failure> {
    process::run(Command::new(workspace::python()).arg(workspace::root().join("tests/pdf/validate.py")))
}

fn age_vectors(name: Option<&str>) -> Result<(), Failure> {
    let tests = ["--features", "age-vectors", "--test", "age_vectors", "--test", "age_programs"];
    process::run(process::cargo().args(["test", "--package", "pli-format"]).args(tests).args(name))
}

fn handoff(name: Option<&str>) -> Result<(), Failure> {
    process::run(process::cargo().args(["build", "--package", "pli-wizard", "--package", "pli", "--examples"]))?;
    process::run(process::cargo().args(["test", "--package", "pli", "--test", "linux_hand_off"]).args(name))?;
    thunderbird(None)
}

/// A real Thunderbird opens a package's draft and sends it to a loopback server.
fn thunderbird(_: Option<&str>) -> Result<(), Failure> {
    let examples = workspace::target().join("debug/examples");
    let package = workspace::target().join("handoff");
    let answers = workspace::root().join("tests/e2e/answers/lcl-pea.json");
    process::run(Command::new(examples.join("package")).arg(answers).arg(&package))?;
    process::run(
        Command::new("dbus-run-session")
            .args(["--", "xvfb-run", "--auto-servernum"])
            .arg(workspace::python())
            .arg(workspace::root().join("tests/handoff/thunderbird.py"))
            .arg(examples.join("hand_off"))
            .arg(&package),
    )
}

fn e2e(name: Option<&str>) -> Result<(), Failure> {
    build_journeys()?;
    run_journeys(name)
}

/// Builds the programs that the journeys go through.
pub fn build_journeys() -> Result<(), Failure> {
    process::run(process::cargo().arg("build").args(EVERYTHING).args(["--bins", "--examples"]))
}

/// Runs the journeys, or those of this name.
pub fn run_journeys(name: Option<&str>) -> Result<(), Failure> {
    process::run(
        process::cargo().arg("test").args(EVERYTHING).args(["--test", "e2e"]).args(name).env(THREADS.0, THREADS.1),
    )
}
