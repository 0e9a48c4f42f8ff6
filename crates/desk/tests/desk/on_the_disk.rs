//! What a power cut leaves: the system calls, in their order, that a kill would not tell from others.

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
};

use jiff::Timestamp;
use pli_desk::{
    audit::{Act, Log, Sink},
    registry::{Location, Registry},
    signing_key::SigningKey,
};

use crate::support::{block_on, new_sending};

/// Where the process that is watched does its work.
const FOLDER: &str = "PLI_TEST_FOLDER";
const TRACED: &str = "trace=write,fsync,rename,unlink";

#[test]
fn what_is_written_or_overwritten_is_on_the_disk_before_it_counts() {
    if let Some(folder) = env::var_os(FOLDER) {
        return work(folder.as_ref());
    }
    let directory = tempfile::tempdir().unwrap();
    let (folder, calls) = (directory.path().join("home"), directory.path().join("calls"));
    fs::create_dir(&folder).unwrap();
    let status = Command::new("strace")
        .args(["-f", "-y", "-qqq", "-e", TRACED, "-o"])
        .arg(&calls)
        .arg(env::current_exe().unwrap())
        .args(["--exact", "on_the_disk::what_is_written_or_overwritten_is_on_the_disk_before_it_counts"])
        .env(FOLDER, &folder)
        .stdout(Stdio::null())
        .status()
        .expect("the set-up installs strace");
    assert!(status.success());
    let calls = fs::read_to_string(calls).unwrap();
    let mut seen: Vec<String> = calls.lines().filter_map(|line| call(line, &folder)).collect();
    seen.dedup();
    let logged = [
        "write audit.next.new",
        "fsync audit.next.new",
        "rename audit.next.new audit.next",
        "write audit.jsonl",
        "fsync audit.jsonl",
        "rename audit.next audit.head",
        "write copy",
        "fsync copy",
    ];
    let kept = ["unlink S/H.new", "write S/H.new", "fsync S/H.new", "rename S/H.new S/H", "fsync S"];
    let wiped = ["write S/H", "fsync S/H", "unlink S/H", "fsync S"];
    let expected = [&logged[..], &kept, &wiped].concat();
    assert_eq!(seen[seen.len() - expected.len()..], expected);
}

/// Adds to a log and its copy, keeps a sealed file, and deletes it.
fn work(folder: &Path) {
    let key = SigningKey::generate(None).unwrap();
    let key = SigningKey::open(&key.secret_file, "", &mut |_: &str, _: u8| unreachable!()).unwrap();
    let act = Act::new("close", "support", None, "done");
    let copy = Some(Sink::File(folder.join("copy")));
    Log::new(folder, &key).and_to(copy).add(&[act], Timestamp::now).unwrap();
    block_on(async {
        let mut registry = Registry::open(&Location::Sqlite(folder.join("desk.db"))).await.unwrap();
        let new = new_sending("K7M4-Q2XD");
        let mut change = registry.change().await.unwrap();
        change.receive(&new, Timestamp::now()).await.unwrap();
        change.commit().await.unwrap();
        let mut change = registry.change().await.unwrap();
        let sending = change.sending(new.package).await.unwrap().unwrap();
        change.delete(&sending, "closed", None, Timestamp::now()).await.unwrap();
        change.commit().await.unwrap();
        registry.wipe().await.unwrap();
    });
}

/// A call as strace writes it (`1234 fsync(5</home/copy>) = 0`), on files in this folder but for the database's own.
fn call(line: &str, folder: &Path) -> Option<String> {
    let (name, arguments) = line.split_once(' ')?.1.trim_start().split_once('(')?;
    let folder = folder.to_str()?;
    let sealed = new_sending("K7M4-Q2XD").sealed.to_string();
    let paths: Vec<String> = arguments
        .split(['<', '>', '"'])
        .filter_map(|part| part.strip_prefix(folder))
        .map(|path| path.trim_start_matches('/').replace("desk.db.sealed", "S").replace(&sealed, "H"))
        .collect();
    let is_ours = !paths.is_empty() && paths.iter().all(|path| !path.is_empty() && !path.starts_with("desk.db"));
    is_ours.then(|| paths.iter().fold(name.to_owned(), |call, path| format!("{call} {path}")))
}
