use xtask::{Failure, workspace};

use crate::{
    bundle, process,
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

/// Measures start, memory and size of a release beside a bare Tauri window of the same profile. To be believed on a
/// machine that does nothing else.
pub fn window() -> Result<(), Failure> {
    setup::for_building()?;
    setup::for_virtual_display()?;
    setup::interface()?;
    let packages = ["--package", "pli", "--package", "bare-window"];
    process::run(cargo().args(["build", "--release", "--bins", "--features", "pli/demo"]).args(packages))?;
    let out = workspace::target().join("numbers.json");
    process::run(bundle::release("numbers").arg(workspace::target().join("release")).arg(&out))?;
    println!("the same as JSON: {}", out.display());
    Ok(())
}
