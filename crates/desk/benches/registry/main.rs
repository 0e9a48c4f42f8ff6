//! What a desk with many cases, a long log and a full inbox costs:
//! `cargo bench -p pli-desk --features demo --bench registry`.
//!
//! Each row is the program itself, run once on what was filled before: how long it took, how much of that on a
//! processor, the most memory that it had (`ru_maxrss`), and what is promised. It fails above that.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints, and stops when it cannot run")]

#[path = "../../tests/desk/support/cluster.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod cluster;
mod filling;
#[path = "../../tests/desk/support/package.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod package;
#[path = "../support/program.rs"]
mod program;

use std::{fs, path::Path, thread, time::Duration};

use program::{Desk, Run};

/// Megabytes, for any command but `audit verify`, which has its own.
const MEMORY: u64 = 100;
const LOG_MEMORY: u64 = 64;
/// How much longer twice as much may take.
const LINEAR: f64 = 2.5;

fn main() {
    let mut table = Table::begin();
    registry(&mut table, "SQLite", 1_000, None);
    registry(&mut table, "SQLite", 10_000, Some([500, 2_000]));
    registry(&mut table, "PostgreSQL", 10_000, None);
    registry(&mut table, "PostgreSQL", 50_000, Some([500, 3_000]));
    log(&mut table);
    known(&mut table);
    mboxes(&mut table);
    assert!(table.kept, "more than promised");
}

/// `cases`, `close` and `expire` of twenty; and how long the longest `assign` took of those that another
/// person ran meanwhile.
fn registry(table: &mut Table, name: &str, count: usize, promised: Option<[u64; 2]>) {
    let cluster = (name == "PostgreSQL").then(cluster::Cluster::start);
    let directory = tempfile::tempdir().unwrap();
    let mut desk = Desk::make(directory.path());
    if let Some(cluster) = &cluster {
        desk.registry = cluster.database("bench");
    }
    let cases = filling::registry(&desk.registry.parse().unwrap(), count);
    let what = format!("{name}, {count} cases");
    let [close, expire] = promised.map_or([None; 2], |[close, expire]| [Some(close), Some(expire)]);
    table.row(&what, "cases", &desk.run(&["cases"]), None, MEMORY);
    table.row(&what, "close", &desk.run(&["close", &cases[0]]), close, MEMORY);
    let (run, longest) = thread::scope(|scope| {
        let expiring = scope.spawn(|| desk.run(&["expire"]));
        let mut longest = Run { lasted: Duration::ZERO, busy: Duration::ZERO, megabytes: 0 };
        for case in &cases[1..] {
            if expiring.is_finished() {
                break;
            }
            let run = desk.run(&["assign", case, "--to", "helene"]);
            if run.lasted > longest.lasted {
                longest = run;
            }
        }
        (expiring.join().unwrap(), longest)
    });
    table.row(&what, "expire, 20 overdue", &run, expire, MEMORY);
    table.row(&what, "assign meanwhile", &longest, None, MEMORY);
}

fn log(table: &mut Table) {
    let directory = tempfile::tempdir().unwrap();
    let desk = Desk::make(directory.path());
    filling::log(&desk.home, 1_000_000);
    table.row("log, 1,000,000 entries", "audit verify", &desk.run(&["audit", "verify"]), None, LOG_MEMORY);
    table.row("log, 1,000,000 entries", "expire", &desk.run(&["expire"]), None, LOG_MEMORY);
}

fn known(table: &mut Table) {
    let directory = tempfile::tempdir().unwrap();
    let desk = Desk::make(directory.path());
    let maildir = directory.path().join("Maildir");
    filling::maildir(&maildir, 1_000);
    let receive = ["receive", maildir.to_str().unwrap()];
    table.row("Maildir, 1,000 packages", "receive", &desk.run(&receive), None, MEMORY);
    table.row("Maildir, 1,000 packages", "receive again", &desk.run(&receive), Some(1_000), MEMORY);
}

fn mboxes(table: &mut Table) {
    let directory = tempfile::tempdir().unwrap();
    let desk = Desk::make(directory.path());
    let path = directory.path().join("mbox");
    let mut runs = |what: &str, unit: &str, amounts: [usize; 2], fill: fn(&Path, usize)| {
        let [half, whole] = amounts.map(|amount| {
            fill(&path, amount);
            let run = desk.run(&["receive", path.to_str().unwrap()]);
            table.row(&format!("{what}, {amount} {unit}"), "receive", &run, None, MEMORY);
            run.lasted.as_secs_f64()
        });
        table.ratio(what, whole / half);
        fs::remove_file(&path).unwrap();
    };
    runs("mbox", "MB", [50, 100], filling::mbox);
    runs("mbox, empty", "mails", [500_000, 1_000_000], filling::empty_mails);
}

/// What is printed, and whether every promise was kept.
struct Table {
    kept: bool,
}

impl Table {
    fn begin() -> Self {
        println!(
            "{:<28} {:<20} {:>8} {:>8} {:>8}  {:>8} {:>8}",
            "of", "command", "ms", "at most", "busy ms", "peak MB", "at most"
        );
        Self { kept: true }
    }

    fn row(&mut self, of: &str, command: &str, run: &Run, most: Option<u64>, memory: u64) {
        let [milliseconds, busy] = [run.lasted, run.busy].map(|time| u64::try_from(time.as_millis()).unwrap());
        let promised = most.map(|most| most.to_string()).unwrap_or_default();
        println!("{of:<28} {command:<20} {milliseconds:>8} {promised:>8} {busy:>8}  {:>8} {memory:>8}", run.megabytes);
        self.kept &= most.is_none_or(|most| milliseconds <= most) && run.megabytes <= memory;
    }

    fn ratio(&mut self, what: &str, ratio: f64) {
        println!("{what:<28} {:<20} {ratio:>7.2}x {LINEAR:>7.1}x", "twice as much");
        self.kept &= ratio <= LINEAR;
    }
}
