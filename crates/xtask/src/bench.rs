use xtask::{Failure, workspace};

use crate::{
    bundle, process,
    setup::{self, apt},
};

/// Measures sealing, rendering and receiving, and on Linux the list of 1,000 cases in the real window,
/// with their limits as the benchmarks state them.
pub fn bench() -> Result<(), Failure> {
    for package in ["pli-format", "pli-desk"] {
        process::run(process::cargo().args(["bench", "--features", "demo", "--package", package, "--bench", "*"]))?;
    }
    if cfg!(target_os = "linux") {
        setup::for_testing()?;
        setup::app()?;
        process::run(process::cargo().args(["run", "--package", "pli-e2e", "--bin", "thousand"]))?;
    }
    Ok(())
}

/// Measures start, memory, seal window, package and size of what `cargo xtask bundle` left, beside a bare Tauri window
/// of the same profile and age(1). To be believed on a machine that does nothing else.
pub fn window() -> Result<(), Failure> {
    setup::for_building()?;
    apt::install(apt::DISPLAY)?;
    apt::install(apt::MEASURING)?;
    setup::interface()?;
    let beside = ["--package", "bare-window", "--package", "pli-wizard", "--example", "package"];
    bundle::programs(bundle::Kind::Demonstration, &beside)?;
    let [programs, packages, out] = ["release", "packages", "numbers.json"].map(|name| workspace::target().join(name));
    process::run(bundle::release("numbers").arg(programs).arg(packages).arg(&out))?;
    println!("the same as JSON: {}", out.display());
    Ok(())
}
