use xtask::Failure;

use crate::{process, setup::cargo};

/// Writes `tests/vectors`. The work is an example program of pli-format, so that this crate builds
/// without it; what has not changed keeps its bytes.
pub fn vectors() -> Result<(), Failure> {
    process::run(cargo().args(["run", "--quiet", "--package", "pli-format", "--example", "vectors"]))
}
