//! `cargo xtask`: everything one does with this repository, each as one command.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a task speaks to the person at the terminal")]

mod bench;
mod bundle;
mod deny;
mod fuzz;
mod journeys;
mod mapi;
mod package;
mod promises;
mod reproduce;
mod run;
mod setup;
mod site;
mod test;
mod tour;
mod vectors;
mod windows;

use std::{env, process::ExitCode};

use promises::Selection;
use xtask::{Failure, process};

const USAGE: &str = "\
cargo xtask run                           install what is missing, build Pli, open it
cargo xtask test [STAGE [NAME]]           install what the tests need, run all of them
cargo xtask journeys TIMES [NAME]         the end-to-end tests so many times beside two busy loops: how many runs fail
cargo xtask tour [check|pin] [VARIANT…]   a picture of every page, under target/tour; compared with tests/pictures, or kept there
cargo xtask bench                         measure sealing, rendering and a list of 1,000 cases
cargo xtask bench window                  start, memory, seal window and size of what was bundled, beside a bare Tauri window
cargo xtask fuzz SECONDS [TARGET]         fuzz what is read from outside, so long for each target
cargo xtask deny                          licences, bans and sources of every crate, by cargo-deny
cargo xtask promises [NAME…|--this-week]  break each promise in a copy, and see that its test fails
cargo xtask mapi                          hand a package to a recording Windows mail client, under wine
cargo xtask bundle [release]              Debian and RPM packages: of the demonstration, or to publish
cargo xtask installed                     install the packages in systems of their own, use, upgrade, remove them: what is left
cargo xtask windows                       a Windows installer of the demonstration, and its life under wine
cargo xtask reproduce                     bundle this commit in two folders under two homes, and compare
cargo xtask site [FOLDER]                 the download page of these packages, or of a release's files, looked at in Chromium
cargo xtask package ANSWERS.json OUT_DIR  a complete package without a window, demonstration keys only
cargo xtask vectors                       write tests/vectors and the SHA-256 of each file anew";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] => run::run(),
        ["test", selection @ ..] if selection.len() <= 2 => return test::test(selection),
        ["journeys", times, name @ ..] if name.len() <= 1 => match times.parse() {
            Ok(times) => journeys::journeys(times, name.first().copied()),
            Err(_) => Err(Failure::Needs(USAGE.to_owned())),
        },
        ["tour", arguments @ ..] => tour::tour(arguments),
        ["bench"] => bench::bench(),
        ["bench", "window"] => bench::window(),
        ["fuzz", seconds, name @ ..] if name.len() <= 1 => match seconds.parse() {
            Ok(seconds) => fuzz::fuzz(seconds, name.first().copied()),
            Err(_) => Err(Failure::Needs(USAGE.to_owned())),
        },
        ["promises"] => promises::promises(Selection::All),
        ["promises", "--this-week"] => promises::promises(Selection::ThisWeek),
        ["promises", names @ ..] => promises::promises(Selection::Named(names)),
        ["mapi"] => mapi::mapi(),
        ["deny"] => deny::deny(),
        ["bundle"] => bundle::bundle(bundle::Kind::Demonstration),
        ["bundle", "release"] => bundle::bundle(bundle::Kind::Release),
        ["installed"] => bundle::installed(),
        ["windows"] => windows::windows(),
        ["reproduce"] => reproduce::reproduce(),
        ["site"] => site::site(None),
        ["site", folder] => site::site(Some(folder)),
        ["vectors"] => vectors::vectors(),
        ["package", answers, out_dir] => return package::package(answers, out_dir),
        _ => Err(Failure::Needs(USAGE.to_owned())),
    };
    xtask::exit_code(done)
}
