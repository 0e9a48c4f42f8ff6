use std::process::Command;

use xtask::{Failure, workspace};

use crate::{fuzz, process, setup};

/// Writes what is made from the formats and committed: `tests/vectors`, and the fuzzer's seeds. Programs
/// of the crates themselves do it, so that this one builds without them; what has not changed keeps its
/// bytes.
pub fn vectors() -> Result<(), Failure> {
    setup::python()?;
    process::run(process::cargo().args(["run", "--quiet", "--package", "pli-format", "--example", "vectors"]))?;
    let documents = workspace::root().join("tests/vectors/make_documents.py");
    process::run(Command::new(workspace::python()).arg(documents))?;
    fuzz::copy_seeds()?;
    let kept_cases = ["test", "--quiet", "--package", "pli-wizard", "--lib", "seeds_of_the_fuzzer"];
    process::run(process::cargo().args(kept_cases).env("PLI_WRITE_EXPECTED", "1"))
}
