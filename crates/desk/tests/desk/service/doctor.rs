//! `doctor`: each thing that may stand in the way is said, with what to do.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::Command,
};

use crate::{
    story::desk,
    support::{
        program::Ended,
        service::{SERVICE, SUPPORT, Service, locking_at_most, with_accounts},
    },
};

/// `doctor`, where the system says of the clock that it is synchronised, or not.
fn doctor(service: &Service, synchronised: &str) -> Command {
    let asked = service.desk.write("bin/timedatectl", format!("#!/bin/sh\necho {synchronised}\n"));
    for path in [asked.parent().unwrap(), &asked] {
        fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    }
    let (home, roster) = (service.desk.home(), service.path("roster.toml"));
    let words = ["doctor".as_ref(), "--home".as_ref(), home.as_os_str(), "--roster".as_ref(), roster.as_os_str()];
    let mut command = service.command(SERVICE, words);
    command.env("PATH", format!("{}:/usr/bin:/bin", asked.parent().unwrap().display()));
    command
}

/// What it says is well, or not, in the order in which it looks.
fn said<'a>(ended: &'a Ended, mark: &str) -> Vec<&'a str> {
    ended.out.lines().filter_map(|line| line.strip_prefix(mark)).collect()
}

#[test]
fn a_desk_that_serves_is_well() {
    with_accounts(|| {
        let service = Service::started(desk());
        service.run(SUPPORT, ["cases"]);
        let ended = Ended::from(doctor(&service, "yes").output().unwrap());
        let parts = [
            "The desk’s directory, its owner’s alone",
            "All that is in it, the same owner’s",
            "The keys of the log and of receipts, their owner’s alone",
            "The log, as it was written",
            "The roster, signed",
            "The socket’s place, which nobody else can take",
            "The clock, which somebody vouches for",
            "Room on the disk",
            "The right to lock memory",
            "The sandbox of connectors",
        ];
        assert_eq!((ended.code, said(&ended, "ok  "), ended.out.lines().count()), (Some(0), parts.to_vec(), 10));
        assert!(service.desk.home().join("roster.accepted").exists());
    });
}

#[test]
fn what_is_not_well_is_said_with_what_to_do() {
    with_accounts(|| {
        let mut service = Service::started(desk());
        service.run(SUPPORT, ["cases"]);
        service.kill();
        let home = service.desk.home();
        let set = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        fs::write(service.path("roster.toml"), "serial = 2\n").unwrap();
        set(&home, 0o750);
        set(&service.path("run"), 0o777);
        set(&home.join("desk.key"), 0o640);
        service.desk.write("home/stray", "");
        let log = fs::read_to_string(home.join("audit.jsonl")).unwrap();
        fs::write(home.join("audit.jsonl"), log.replacen("cases", "todos", 1)).unwrap();
        let mut command = doctor(&service, "no");
        // Where there is no bubblewrap, and the mark of a synchronisation is of yesterday.
        command
            .env("PATH", service.path("bin"))
            .env("LD_PRELOAD", "/usr/$LIB/faketime/libfaketimeMT.so.1")
            .env("FAKETIME", "+1d");
        let ended = Ended::from(locking_at_most(65_535, &command).output().unwrap());
        let home = home.display();
        for (told, beginning) in said(&ended, "!!  ").into_iter().zip([
            format!("The desk’s directory, its owner’s alone: {home}: 750"),
            format!("All that is in it, the same owner’s: {home}/stray: uid 0"),
            format!("The keys of the log and of receipts, their owner’s alone: {home}/desk.key: others may read it"),
            "The log, as it was written: ".into(),
            "The roster, signed: roster-".into(),
            "The socket’s place, which nobody else can take: ".into(),
            "The clock, which somebody vouches for: NTPSynchronized=no".into(),
            "The right to lock memory: 65535 bytes".into(),
            "The sandbox of connectors: env: ".into(),
        ]) {
            assert!(told.starts_with(&beginning), "{beginning}: {ended:?}");
        }
        assert_eq!((ended.code, said(&ended, "ok  ")), (Some(1), vec!["Room on the disk"]));
        assert_eq!(said(&ended, "    To do: ").len(), 9);
    });
}

#[test]
fn each_key_that_others_may_read_is_said() {
    with_accounts(|| {
        let service = Service::started(desk());
        service.run(SUPPORT, ["cases"]);
        for name in ["desk.key", "receipt.key"] {
            let key = service.desk.home().join(name);
            fs::set_permissions(&key, Permissions::from_mode(0o640)).unwrap();
            let ended = Ended::from(doctor(&service, "yes").output().unwrap());
            let told = format!(
                "The keys of the log and of receipts, their owner’s alone: {}: others may read it",
                key.display()
            );
            assert_eq!(said(&ended, "!!  "), [told]);
            fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
        }
    });
}
