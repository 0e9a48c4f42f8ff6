//! What a desk with many cases costs: `cargo bench -p pli-desk --features demo --bench registry`.
//!
//! Fills a registry with cases whose sealed files are of the usual size, then closes one, expires twenty
//! and lists all of them, as the program does: how long each takes, and the most memory it has.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints, and stops when it cannot run")]

#[path = "../tests/desk/support/cluster.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod cluster;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use pli_desk::registry::{Location, NewSending, Registry};
use pli_format::{CaseReference, Language, Sha256};

/// A consent PDF and a sealed file, in bytes.
const CONSENT: usize = 56_000;
const SEALED: usize = 4_400;
/// What is promised: of a close, of an expiry of twenty, in milliseconds; and memory, in megabytes.
const PROMISED: [(&str, usize, [u128; 2]); 2] =
    [("SQLite", 10_000, [500, 2_000]), ("PostgreSQL", 50_000, [500, 3_000])];
const MEMORY: u64 = 100;

fn main() {
    println!("{:<11} {:>7}  {:<12} {:>8}  {:>7}", "registry", "cases", "command", "ms", "peak MB");
    let mut kept = true;
    for (name, count, [close, expire]) in PROMISED {
        let directory = tempfile::tempdir().unwrap();
        let home = directory.path().join("home");
        fs::create_dir(&home).unwrap();
        let key = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo/DEMO-ONLY-receipt.key");
        fs::write(home.join("receipt.key"), fs::read(key).unwrap()).unwrap();
        let cluster = (name == "PostgreSQL").then(cluster::Cluster::start);
        let registry =
            cluster.as_ref().map_or_else(|| home.join("desk.db").display().to_string(), |c| c.database("bench"));
        let first = fill(&registry.parse().unwrap(), count);
        for (command, limit) in
            [(vec!["close", first.as_str()], Some(close)), (vec!["expire"], Some(expire)), (vec!["cases"], None)]
        {
            let (elapsed, memory) = run(&home, &registry, &command);
            let milliseconds = elapsed.as_millis();
            println!("{name:<11} {count:>7}  {:<12} {milliseconds:>8}  {memory:>7}", command[0]);
            kept &= memory < MEMORY && limit.is_none_or(|limit| milliseconds <= limit);
        }
    }
    assert!(kept, "more than promised: {PROMISED:?} ms, {MEMORY} MB");
}

/// Fills a registry; twenty of its cases are over. The reference of one that is not.
fn fill(location: &Location, count: usize) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let now = Timestamp::from_second(Timestamp::now().as_second()).unwrap();
    runtime.block_on(async {
        let mut registry = Registry::open(location).await.unwrap();
        let mut last = String::new();
        for batch in 0..count.div_ceil(500) {
            let mut change = registry.change().await.unwrap();
            for number in batch * 500..((batch + 1) * 500).min(count) {
                let new = sending(number, now);
                last = new.reference.to_string();
                change.receive(&new, now).await.unwrap();
            }
            change.commit().await.unwrap();
        }
        registry.close().await.unwrap();
        last
    })
}

fn sending(number: usize, now: Timestamp) -> NewSending {
    let mark = number.to_string();
    let bytes = |length: usize| -> Vec<u8> {
        // No two alike, and nothing that a database could fold.
        let mut block = Sha256::of(mark.as_bytes());
        let mut bytes = Vec::with_capacity(length + 32);
        while bytes.len() < length {
            bytes.extend_from_slice(block.to_string().as_bytes());
            block = Sha256::of(block.to_string().as_bytes());
        }
        bytes.truncate(length);
        bytes
    };
    let mut seed = number as u64 + 1;
    let reference = CaseReference::generate(&mut |random: &mut [u8]| {
        for byte in random {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (seed >> 33).to_le_bytes()[0];
        }
    });
    let over = if number < 20 { -1 } else { 1 };
    let sealed_file = bytes(SEALED);
    NewSending {
        package: Sha256::of(format!("package {mark}").as_bytes()),
        reference,
        name: format!("Personne {mark}"),
        email: format!("personne{mark}@exemple.fr"),
        language: Language::Fr,
        bank: "lcl".to_owned(),
        epoch: "2026-01".to_owned(),
        sealed: Sha256::of(&sealed_file),
        record: Sha256::of(format!("record {mark}").as_bytes()),
        case_key: "00".repeat(32),
        sender: None,
        signed_at: now,
        expires_at: now + SignedDuration::from_hours(24 * 10 * over),
        consent: bytes(CONSENT),
        sealed_file,
    }
}

/// Runs a command; how long it took, and the most memory it had, in megabytes.
fn run(home: &Path, registry: &str, command: &[&str]) -> (Duration, u64) {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_pli-desk"))
        .args(["--language", "en", "--operator", "bench", "--registry", registry, "--home"])
        .arg(home)
        .args(command)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        memory = fs::read_to_string(&status).ok().and_then(|status| high_water(&status)).unwrap_or(memory);
        thread::sleep(Duration::from_millis(1));
    };
    assert!(ended.success(), "{command:?}: {ended:?}");
    (begun.elapsed(), memory / 1000)
}

fn high_water(status: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}
