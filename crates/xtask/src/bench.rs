use xtask::Failure;

use crate::{process, setup::cargo};

/// Measures sealing and rendering, with their limits as the benchmarks state them.
pub fn bench() -> Result<(), Failure> {
    process::run(cargo().args(["bench", "--package", "pli-core"]))
}
