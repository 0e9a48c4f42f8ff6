//! The history, written by a process that is killed again and again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    env, fs, hint,
    io::{self, BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use age::{secrecy::ExposeSecret, x25519::Identity};
use jiff::Timestamp;
use pli::history::Store;
use pli_format::{Language, consent::AskedBy, terms::Terms};
use pli_wizard::{
    case::{Answer, Case},
    sendings::KeptCase,
};
use tempfile::TempDir;

/// How often the writer is killed.
const KILLS: u32 = 500;
/// The longest that one is let write after its last known write, in microseconds.
const SWEEP: u32 = 4_000;
/// Where the writer writes, when this executable is run again as the writer.
const WRITER: &str = "PLI_TEST_WRITER";

/// The parent kills a process that writes without end, each time a little later. What was reported
/// as written is there, and whatever is there is whole.
#[test]
fn at_any_point_no_case_is_lost_and_none_is_half_written() {
    if let Some(folder) = env::var_os(WRITER) {
        write_without_end(Path::new(&folder));
    }
    let folder = in_memory();
    let identity = Identity::generate();
    fs::write(folder.path().join("identity"), identity.to_string().expose_secret()).unwrap();
    let mut version = 0;
    let mut interrupted = 0;
    for kill in 0..KILLS {
        let (mut writer, mut reports) = writer(folder.path());
        let reported = next_report(&mut reports);
        spin(Duration::from_micros(u64::from(SWEEP * kill / KILLS)));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let reported = last_report(reports).unwrap_or(reported);

        interrupted += u32::from(fs::read_dir(folder.path().join("history")).unwrap().count() > 1);
        let listed = open(folder.path()).list().unwrap();
        assert_eq!(listed.len(), 1, "kill {kill}");
        let found = version_of(listed[0].1.as_ref().unwrap());
        assert!(found >= reported && found > version, "kill {kill}: {found}, reported {reported}, before {version}");
        version = found;
    }
    assert!(interrupted > 0, "no kill fell between the making of a file and its renaming");
}

/// A kill is no loss of power: where there is a filesystem in memory, nothing has to wait for a disk.
fn in_memory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn writer(folder: &Path) -> (Child, BufReader<ChildStdout>) {
    let test = "at_any_point_no_case_is_lost_and_none_is_half_written";
    let mut child = Command::new(env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(WRITER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let reports = BufReader::new(child.stdout.take().unwrap());
    (child, reports)
}

/// Writes ever higher versions of one case, and reports each once it is written.
fn write_without_end(folder: &Path) -> ! {
    let store = open(folder);
    let mut kept_case = kept();
    let mut version = store.read(&kept_case.id).map_or(0, |kept_case| version_of(&kept_case));
    let mut out = io::stdout();
    loop {
        version += 1;
        kept_case.begun_at = Timestamp::from_second(version).unwrap();
        store.write(&kept_case).unwrap();
        writeln!(out, "written {version}").unwrap();
    }
}

fn open(folder: &Path) -> Store {
    let identity: Identity = fs::read_to_string(folder.join("identity")).unwrap().parse().unwrap();
    Store::open(&folder.join("history"), identity).unwrap()
}

/// What is kept of a case that was left after its second question.
fn kept() -> KeptCase {
    let mut case = Case::new(Language::Fr, Terms::current(), &mut |bytes: &mut [u8]| bytes.fill(7));
    let accounts = vec!["lcl_pea".to_owned()];
    for answer in [Answer::Start, Answer::WhoAsked { by: AskedBy::Support }, Answer::Accounts { accounts }] {
        case.answer(answer).unwrap();
    }
    KeptCase::of(case.trace(), None, None, Timestamp::UNIX_EPOCH).unwrap()
}

fn version_of(kept_case: &KeptCase) -> i64 {
    kept_case.begun_at.as_second()
}

fn next_report(reports: &mut BufReader<ChildStdout>) -> i64 {
    reports.lines().find_map(|line| report(&line.unwrap())).expect("the writer reports before it ends")
}

fn last_report(reports: BufReader<ChildStdout>) -> Option<i64> {
    reports.lines().filter_map(|line| report(&line.ok()?)).last()
}

fn report(line: &str) -> Option<i64> {
    // The test harness writes on the same line before the first.
    line.rsplit_once("written ")?.1.parse().ok()
}

fn spin(time: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < time {
        hint::spin_loop();
    }
}
