//! Whether the tests fail when a promise breaks: each patch in `tests/promises` breaks one in a copy of this commit, and
//! the test that its row of the documents names is to fail.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{SystemTime, UNIX_EPOCH},
};

use xtask::{Failure, folder, promise::Promise, workspace};

use crate::{process, test::EVERYTHING};

/// Which of the promises are tried.
#[derive(Debug, Clone, Copy)]
pub enum Selection<'a> {
    /// Every one.
    All,
    /// Those whose patch has one of these in its name.
    Named(&'a [&'a str]),
    /// A tenth of them, another one each week.
    ThisWeek,
}

/// What became of a promise that was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Its test failed, as it should.
    Killed,
    /// Its test passed: nobody would have noticed.
    Survived,
    /// The patch does not apply, or what it makes does not compile: it says nothing.
    Broken,
    /// No test of that name ran.
    NotRun,
}

/// Breaks each of these promises, one at a time, and says which were noticed.
pub fn promises(selection: Selection) -> Result<(), Failure> {
    let promises = selected(selection)?;
    let copy = Copy::of_this_commit()?;
    let mut missed = 0;
    for promise in &promises {
        let outcome = copy.outcome_of(promise)?;
        missed += usize::from(outcome != Outcome::Killed);
        println!("{outcome:?}: {}: {}", promise.name, promise.row);
    }
    println!("\n{} promises, {} killed, {missed} not", promises.len(), promises.len() - missed);
    if missed == 0 { Ok(()) } else { Err(Failure::Unexpected("a promise can be broken unnoticed".to_owned())) }
}

fn selected(selection: Selection) -> Result<Vec<Promise>, Failure> {
    const PARTS: u64 = 10;
    let mut promises = Promise::all()?;
    match selection {
        Selection::All => {}
        Selection::Named(names) => promises.retain(|promise| names.iter().any(|name| promise.name.contains(name))),
        Selection::ThisWeek => {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let part = since.as_secs() / (7 * 24 * 60 * 60) % PARTS;
            promises = (0..PARTS).cycle().zip(promises).filter_map(|(of, it)| (of == part).then_some(it)).collect();
        }
    }
    if promises.is_empty() {
        return Err(Failure::Needs("no promise in tests/promises has such a name".to_owned()));
    }
    // One package after the other: what it is built on is not built again for each.
    promises.sort_by_key(Promise::package);
    Ok(promises)
}

/// A copy of this commit, with a build folder of its own.
struct Copy {
    source: PathBuf,
    target: PathBuf,
}

impl Copy {
    fn of_this_commit() -> Result<Self, Failure> {
        let folder = workspace::target().join("promises");
        let copy = Self { source: folder.join("source"), target: folder.join("target") };
        folder::remove(&copy.source)?;
        fs::create_dir_all(&copy.target).map_err(Failure::file(&copy.target))?;
        process::run(Command::new("git").args(["clone", "--quiet"]).arg(workspace::root()).arg(&copy.source))?;
        // Set-up and the interface, as for the tests.
        process::run(&mut copy.cargo(&["xtask", "test", "format"]))?;
        copy.build_programs()?;
        Ok(copy)
    }

    fn outcome_of(&self, promise: &Promise) -> Result<Outcome, Failure> {
        if !self.apply(&promise.file, &[])? {
            return Ok(Outcome::Broken);
        }
        let outcome = self.outcome_of_test(promise);
        self.apply(&promise.file, &["--reverse"])?;
        outcome
    }

    fn outcome_of_test(&self, promise: &Promise) -> Result<Outcome, Failure> {
        let [kind, target] = promise.target();
        let built = match (kind, target) {
            (_, "e2e") => self.build_programs(),
            ("--test", _) => self.build_examples(promise),
            _ => Ok(()),
        };
        if built.is_err() {
            return Ok(Outcome::Broken);
        }
        let mut test = self.cargo(&["test", "--no-fail-fast"]);
        test.args(promise.package()).arg(kind).args((!target.is_empty()).then_some(target)).arg(promise.test_name());
        Ok(outcome_of(&process::captured(&mut test)?))
    }

    /// The programs that the journeys open and the tests start.
    fn build_programs(&self) -> Result<(), Failure> {
        process::run(self.cargo(&["build", "--quiet", "--bins", "--examples"]).args(EVERYTHING))
    }

    /// The programs that tests of one package start: Cargo builds its own with one test, and no examples.
    fn build_examples(&self, promise: &Promise) -> Result<(), Failure> {
        process::run(self.cargo(&["build", "--quiet", "--examples"]).args(promise.package()))
    }

    /// Whether the patch went in.
    fn apply(&self, patch: &Path, how: &[&str]) -> Result<bool, Failure> {
        let mut apply = Command::new("git");
        apply.args(["apply", "--quiet"]).args(how).arg(patch).current_dir(&self.source);
        Ok(process::captured(&mut apply)?.status.success())
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = process::cargo();
        cargo.args(arguments).current_dir(&self.source);
        cargo.env("CARGO_TARGET_DIR", &self.target).env_remove("CARGO_MANIFEST_DIR");
        cargo
    }
}

/// Each program of tests ends with its count; without one, nothing was compiled.
fn outcome_of(output: &Output) -> Outcome {
    let said = String::from_utf8_lossy(&output.stdout);
    let ran = said.lines().any(|line| line.starts_with("test ") && !line.starts_with("test result"));
    match (said.contains("test result: FAILED"), output.status.success()) {
        (true, _) => Outcome::Killed,
        (false, true) if ran => Outcome::Survived,
        (false, true) => Outcome::NotRun,
        (false, false) => Outcome::Broken,
    }
}
