//! `pli-release`: what a release is made of, once its programs are built. `cargo xtask` builds them and calls it.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a task speaks to the person at the terminal")]

mod deb;
mod documents;
mod instant;
mod packages;
mod publisher;
mod rpm;
mod tree;

use std::{env, path::Path, process::ExitCode};

use xtask::Failure;

use publisher::Publisher;

const USAGE: &str = "pli-release packages PROGRAMS OUT [demo]  Debian and RPM packages of the programs in a folder";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["packages", programs, out] => Publisher::of_a_release()
            .and_then(|publisher| packages::make(Path::new(programs), Path::new(out), &publisher)),
        ["packages", programs, out, "demo"] => {
            packages::make(Path::new(programs), Path::new(out), &Publisher::of_a_demonstration())
        }
        _ => Err(Failure::Needs(USAGE.to_owned())),
    };
    done.map_or_else(
        |failure| {
            eprintln!("{failure}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}
