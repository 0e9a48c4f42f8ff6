//! How fast packages are received, and in how much memory:
//! `cargo bench -p pli-desk --features demo --bench receive`.
//!
//! Makes an mbox of 10,000 packages once (`target/bench/packages.mbox`, about a gigabyte), then
//! receives 1,000 and 10,000 of them into a new `SQLite` registry, rendering off and on.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints, and stops when it cannot run")]

#[path = "../tests/desk/support/package.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod package;
#[path = "support/program.rs"]
#[allow(dead_code, reason = "the registry's benchmark prints all of it")]
mod program;

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
    thread,
};

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use program::Desk;

const PACKAGES: usize = 10_000;
/// Mails a second that are promised, rendering off and on; and the most memory, in megabytes.
const PROMISED: [(bool, f64); 2] = [(false, 150.0), (true, 60.0)];
const MEMORY: u64 = 100;

fn main() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    fs::create_dir_all(&directory).unwrap();
    let mbox = directory.join("packages.mbox");
    if !is_recent(&mbox) {
        make(&mbox);
    }
    println!("{:>9}  {:>8}  {:>9}  {:>8}", "packages", "rendered", "mails/s", "peak MB");
    let mut kept = true;
    for (rendered, promised) in PROMISED {
        for count in [PACKAGES / 10, PACKAGES] {
            let home = tempfile::tempdir().unwrap();
            let mails = part(&mbox, &directory, count);
            let no_render = (!rendered).then_some("--no-render");
            let command: Vec<&str> = ["receive", mails.to_str().unwrap()].into_iter().chain(no_render).collect();
            let run = Desk::make(home.path()).run(&command);
            let rate = count as f64 / run.lasted.as_secs_f64();
            println!("{count:>9}  {rendered:>8}  {rate:>9.0}  {:>8}", run.megabytes);
            kept &= rate >= promised && run.megabytes < MEMORY;
        }
    }
    assert!(kept, "less than promised: {PROMISED:?} mails/s, {MEMORY} MB");
}

/// Packages expire after thirty days.
fn is_recent(mbox: &Path) -> bool {
    let made = fs::metadata(mbox).and_then(|file| file.modified()).ok().and_then(|at| Timestamp::try_from(at).ok());
    made.is_some_and(|made| {
        made.to_zoned(TimeZone::UTC)
            .checked_add(20.days())
            .is_ok_and(|until| until > Timestamp::now().to_zoned(TimeZone::UTC))
    })
}

fn make(mbox: &Path) {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let half = mbox.with_extension("half");
    let mut file = BufWriter::new(File::create(&half).unwrap());
    for _ in 0..PACKAGES / 100 {
        let mails: Vec<Vec<u8>> = thread::scope(|scope| {
            let workers: Vec<_> = (0..workers)
                .map(|worker| {
                    scope.spawn(move || {
                        (worker..100)
                            .step_by(workers)
                            .map(|_| package::package("", Timestamp::now()).eml.bytes)
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        for mail in mails {
            file.write_all(b"From - Mon Nov 23 14:05:00 2026\n").unwrap();
            file.write_all(&mail).unwrap();
            file.write_all(b"\n").unwrap();
        }
    }
    file.into_inner().unwrap().sync_all().unwrap();
    fs::rename(half, mbox).unwrap();
}

/// The first `count` mails of the mbox.
fn part(mbox: &Path, directory: &Path, count: usize) -> std::path::PathBuf {
    if count == PACKAGES {
        return mbox.to_owned();
    }
    let path = directory.join(format!("{count}.mbox"));
    let mut file = BufWriter::new(File::create(&path).unwrap());
    let mut lines = BufReader::new(File::open(mbox).unwrap());
    let (mut seen, mut line) = (0, Vec::new());
    while lines.read_until(b'\n', &mut line).unwrap() > 0 {
        seen += usize::from(line.starts_with(b"From "));
        if seen > count {
            break;
        }
        file.write_all(&line).unwrap();
        line.clear();
    }
    path
}
