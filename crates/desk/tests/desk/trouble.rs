//! A registry in trouble: locked, full, damaged, out of reach; a process killed at any moment.

use std::{
    ffi::OsStr,
    fs::{self, Permissions},
    io::{BufRead, BufReader},
    os::unix::{
        fs::{PermissionsExt, chown},
        process::CommandExt,
    },
    process::Command,
};

use jiff::Timestamp;
use pli_desk::registry::{Location, Registry};
use sqlx::Connection;

use crate::{
    story::{assigned, failed},
    support::{
        block_on,
        cluster::Cluster,
        new_sending,
        package::package,
        program::{Ended, Program},
    },
};

const CASE: &str = "K7M4-Q2XD";

#[test]
fn a_registry_that_is_locked_is_said_to_be() {
    let desk = assigned();
    let url = format!("sqlite:{}", desk.registry_file().display());
    // Against those who write, and against those who read, too.
    for lock in ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"] {
        block_on(async {
            sqlx::any::install_default_drivers();
            let mut connection = sqlx::AnyConnection::connect(&url).await.unwrap();
            sqlx::raw_sql(lock).execute(&mut connection).await.unwrap();
            let ended = desk.run(["assign", CASE, "--to", "bruno", "--instead-of", "anne"]);
            let err = "pli-desk: registry-locked: another process is using the registry; try again in a moment\n";
            assert_eq!(failed(&ended), (Some(8), "", err), "{lock}");
            connection.close().await.unwrap();
        });
    }
}

#[test]
fn a_full_disk_is_said_and_changes_nothing() {
    let desk = Program::new();
    desk.run(["cases"]);
    let before = fs::read(desk.registry_file()).unwrap();
    let mail = desk.write("a.eml", package(CASE, Timestamp::now()).eml.bytes);
    // A file of at most as much as the registry has already: writing more fails as on a full disk.
    let limit = before.len() / 1024;
    let ended = on_a_full_disk(&desk, limit, ["receive".as_ref(), mail.as_os_str()]);
    assert_eq!(
        (ended.code, ended.err.as_str()),
        (Some(8), "pli-desk: registry-full: there is no room left for the registry; nothing was changed\n")
    );
    assert_eq!(desk.run(["cases"]).out, "No case.\n");
}

/// Runs the program where no file may grow beyond this many KiB.
pub fn on_a_full_disk<S: AsRef<OsStr>>(desk: &Program, limit: usize, arguments: impl IntoIterator<Item = S>) -> Ended {
    let command = desk.command(arguments);
    let mut limited = Command::new("/bin/bash");
    limited
        .args(["-c", &format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"")])
        .arg(command.get_program())
        .args(command.get_args());
    limited.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?)))).current_dir(desk.path());
    limited.output().unwrap().into()
}

#[test]
fn a_registry_that_is_none_is_said_to_be_damaged() {
    let desk = Program::new();
    desk.write("home/desk.db", "not a registry ".repeat(1000));
    let ended = desk.run(["cases"]);
    assert_eq!(
        (ended.code, ended.err.as_str()),
        (Some(8), "pli-desk: registry-damaged: the registry is damaged, or is not one (file)\n")
    );
}

#[test]
fn a_postgresql_that_is_not_there_is_said_to_be_out_of_reach() {
    let directory = tempfile::tempdir().unwrap();
    let ended = Program::sharing(&format!("postgres:///desk?host={}", directory.path().display())).run(["cases"]);
    assert_eq!(ended.code, Some(8));
    assert!(ended.err.starts_with("pli-desk: registry-unreachable: the registry cannot be opened: "), "{ended:?}");
}

#[test]
fn a_password_in_an_argument_is_a_usage_error() {
    let ended = Program::new().run(["--registry", "postgres://desk:secret@localhost/desk", "cases"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("a password does not belong into an argument"), "{ended:?}");
}

/// Kills `receive` while it works through an mbox, after each of its first answers in turn. What it
/// answered is in the registry, with its gift; what it did not is not, or wholly; and a second run
/// ends the work.
#[test]
fn a_receive_that_is_killed_leaves_whole_cases() {
    let mbox: Vec<u8> = (0..70)
        .flat_map(|_| {
            [&b"From - Mon Nov 23 14:05:00 2026\n"[..], &package("", Timestamp::now()).eml.bytes, b"\n"].concat()
        })
        .collect();
    let registries = [None, Some(Cluster::start())];
    for (backend, cluster) in registries.iter().enumerate() {
        for answers in [0, 1, 65] {
            let name = format!("kill_{backend}_{answers}");
            let desk = cluster.as_ref().map_or_else(Program::new, |cluster| Program::sharing(&cluster.database(&name)));
            desk.write("pli.mbox", &mbox);
            let mut child = desk.command(["receive", "--no-render", "pli.mbox"]).spawn().unwrap();
            let mut lines = BufReader::new(child.stdout.take().unwrap())
                .lines()
                .map_while(Result::ok)
                .filter(|line| line.starts_with("accepted"));
            assert_eq!(lines.by_ref().take(answers).count(), answers);
            child.kill().unwrap();
            child.wait().unwrap();
            let answered = answers + lines.count();
            let kept = desk.run(["cases", "--json"]);
            assert_eq!(kept.code, Some(0), "{kept:?}");
            assert!(kept.out.lines().count() >= answered, "{answered} answered, {} kept", kept.out.lines().count());
            // They are all of one person.
            assert_eq!(desk.run(["gifts", "list"]).out.lines().count(), kept.out.lines().count().min(1));
            let again = desk.run(["receive", "--no-render", "pli.mbox"]);
            assert_eq!((again.code, desk.run(["cases", "--json"]).out.lines().count()), (Some(0), 70), "{}", again.err);
        }
    }
}

#[test]
fn an_assign_that_is_killed_is_done_or_not() {
    let desk = Program::new();
    block_on(async {
        let mut registry = Registry::open(&Location::Sqlite(desk.registry_file())).await.unwrap();
        let mut change = registry.change().await.unwrap();
        change.receive(&new_sending(CASE), Timestamp::now()).await.unwrap();
        change.commit().await.unwrap();
        registry.close().await.unwrap();
    });
    for _ in 0..20 {
        let mut child = desk.command(["assign", CASE, "--to", "anne"]).spawn().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let out = desk.run(["cases"]).out;
        assert!(out.contains("  nobody  ") || out.contains("  anne  "), "{out}");
    }
}

/// An account that is not root's.
const NOBODY: u32 = 65534;

#[test]
fn a_registry_that_may_only_be_read_is_said_to_be() {
    let desk = Program::new();
    desk.run(["cases"]);
    fs::set_permissions(desk.registry_file(), Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(desk.path(), Permissions::from_mode(0o755)).unwrap();
    let mut command = desk.command(["gifts", "give", CASE]);
    // Nothing is read-only for root.
    if fs::metadata("/proc/self").is_ok_and(|process| std::os::unix::fs::MetadataExt::uid(&process) == 0) {
        chown(desk.home(), Some(NOBODY), None).unwrap();
        for entry in fs::read_dir(desk.home()).unwrap() {
            chown(entry.unwrap().path(), Some(NOBODY), None).unwrap();
        }
        command.uid(NOBODY);
    }
    let ended = command.output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(
        (ended.status.code(), err.as_str()),
        (Some(8), "pli-desk: registry-read-only: the registry may not be written to\n")
    );
}
