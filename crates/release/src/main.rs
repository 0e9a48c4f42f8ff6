//! `pli-release`: what a release is made of, once its programs are built. `cargo xtask` builds them and calls it.

#![allow(clippy::print_stdout, reason = "a task speaks to the person at the terminal")]

mod deb;
mod documents;
mod installed;
mod instant;
mod key;
mod manifest;
mod numbers;
mod others;
mod package;
mod packages;
mod publisher;
mod rpm;
mod running;
mod site;
mod tree;
mod windows;

use std::{env, path::Path, process::ExitCode};

use xtask::Failure;

use manifest::Manifest;
use publisher::Publisher;

const USAGE: &str = "\
pli-release packages PROGRAMS OUT [demo]  Debian and RPM packages of the programs in a folder
pli-release check FOLDER                  what lintian, appstreamcli and desktop-file-validate say of them
pli-release installed FOLDER              the package's life in a system of its own, and what is left of it
pli-release installed FOLDER desk         the desk's, whose service three people use, in a system that systemd runs
pli-release installer PROGRAMS OUT [demo] the Windows installer of the programs in a folder
pli-release wine INSTALLER                its life under wine, and what is left of it
pli-release manifest FOLDER [demo]        manifest.json and SHA256SUMS of all files in a folder, with the desk's keys
pli-release settings [demo]               what Tauri's bundler is told of the publisher, as JSON
pli-release numbers PROGRAMS PACKAGES OUT start, memory, seal window, package and sizes, as a table and as JSON
pli-release site MANIFEST OUT [demo]      the download page";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.split_last() {
        Some((&"demo", words)) => task(words, || Ok(Publisher::of_a_demonstration())),
        _ => task(&words, Publisher::of_a_release),
    };
    xtask::exit_code(done)
}

fn task(words: &[&str], publisher: impl Fn() -> Result<Publisher, Failure>) -> Result<(), Failure> {
    let path = Path::new;
    match words {
        ["packages", programs, out] => packages::make(path(programs), path(out), &publisher()?),
        ["check", folder] => packages::check(path(folder)),
        ["installed", folder] => installed::check(&deb::find("pli", path(folder))?),
        ["installed", folder, "desk"] => installed::desk::check(&deb::find("pli-desk", path(folder))?),
        ["installer", programs, out] => windows::make(path(programs), path(out), &publisher()?).map(drop),
        ["wine", installer] => windows::check(path(installer)),
        ["manifest", folder] => {
            let (folder, publisher) = (path(folder), publisher()?);
            Manifest::of(folder, key::carried_in(folder, &publisher)?, &publisher)?.write(folder)
        }
        ["settings"] => {
            println!("{}", publisher()?.settings());
            Ok(())
        }
        ["numbers", programs, packages, out] => numbers::measure(path(programs), path(packages), path(out)),
        ["site", manifest, out] => site::make(path(manifest), path(out), &publisher()?),
        _ => Err(Failure::Needs(USAGE.to_owned())),
    }
}
