use xtask::Failure;

use crate::{
    process,
    setup::{self, cargo},
};

/// Measures sealing, rendering and receiving, and on Linux the list of 1,000 cases in the real window,
/// with their limits as the benchmarks state them.
pub fn bench() -> Result<(), Failure> {
    for package in ["pli-format", "pli-desk"] {
        process::run(cargo().args(["bench", "--features", "demo", "--package", package, "--bench", "*"]))?;
    }
    if cfg!(target_os = "linux") {
        setup::for_testing()?;
        setup::app()?;
        process::run(cargo().args(["run", "--package", "pli-e2e", "--bin", "thousand"]))?;
    }
    Ok(())
}
