//! Chooses the bundle a build carries, and stops a release build that would carry demonstration
//! keys or legal placeholders.

#![expect(clippy::disallowed_methods, reason = "the build reads what the core compiles in")]

use std::{env, fs, path::Path, process::ExitCode};

#[path = "build/release.rs"]
mod release;

use release::{Carried, Supplied};

fn main() -> ExitCode {
    let assets = Path::new("../../assets");
    let read = |path: &str| fs::read_to_string(assets.join(path)).ok();
    let [bundle, signature, root, legal] =
        ["bundle/bundle.json", "bundle/bundle.json.minisig", "bundle/root.pub", "legal.toml"].map(read);
    let supplied = Supplied {
        bundle: bundle.as_deref(),
        signature: signature.as_deref(),
        root: root.as_deref(),
        legal: legal.as_deref(),
    };
    let is_release = env::var("PROFILE").as_deref() == Ok("release");
    let is_demo = env::var_os("CARGO_FEATURE_DEMO").is_some();

    // The folder, not its files: one that is missing would be built for anew each time.
    for watched in ["build", "../../assets/bundle", "../../assets/legal.toml"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    println!("cargo::rustc-check-cfg=cfg(demo_bundle)");
    match release::decide(is_release, is_demo, supplied) {
        Ok(Carried::Demo) => {
            println!("cargo::rustc-cfg=demo_bundle");
            ExitCode::SUCCESS
        }
        Ok(Carried::Real) => ExitCode::SUCCESS,
        Err(missing) => {
            for what in missing {
                println!("cargo::error={what}");
            }
            println!(
                "cargo::error=docs/KEYS.md tells how; to try a release build with the demonstration, add --features demo"
            );
            ExitCode::FAILURE
        }
    }
}
