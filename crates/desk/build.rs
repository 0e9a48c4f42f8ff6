//! Stops a release build whose invitations would name no download page.

use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let path = "../../assets/packaging/publisher.toml";
    println!("cargo::rerun-if-changed={path}");
    let publisher = match fs::read_to_string(path) {
        Ok(publisher) => publisher,
        Err(error) => {
            println!("cargo::error={path} cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let is_public = env::var("PROFILE").as_deref() == Ok("release") && env::var_os("CARGO_FEATURE_DEMO").is_none();
    let is_supplied = publisher.lines().any(|line| line.starts_with("download = \"https://"));
    if is_public && !is_supplied {
        println!("cargo::error={path}: `download` is no https address; to try a release build, add --features demo");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
