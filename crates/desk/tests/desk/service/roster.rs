//! Rosters that are not in force.

use std::fs;

use crate::{
    story::{desk, failed},
    support::service::{ANNE, BRUNO, Service, with_accounts},
};

#[test]
fn a_roster_with_an_altered_line_stops_everybody() {
    with_accounts(|| {
        let mut service = Service::started(desk());
        assert_eq!(service.run(BRUNO, ["cases"]).code, Some(0));
        let altered = service.roster(1).replace("\"developer\"", "\"developer\", \"officer\"");
        fs::write(service.path("roster.toml"), altered).unwrap();
        let err = "pli-desk: roster-unsigned: the roster is not signed, as it stands, by the root or by two officers of the one before\n";
        assert_eq!(failed(&service.run(ANNE, ["audit", "export"])), (Some(5), "", err));
        assert_eq!(failed(&service.run(BRUNO, ["audit", "verify"])), (Some(5), "", err));
        service.kill();
        let started = service.serve().output().unwrap();
        assert_eq!((started.status.code(), String::from_utf8(started.stderr).unwrap().as_str()), (Some(5), err));
    });
}

#[test]
fn two_officers_sign_the_next_one_and_nobody_goes_back() {
    with_accounts(|| {
        let service = Service::started(desk());
        let first = fs::read(service.path("roster.toml")).unwrap();
        let next = service.roster(2).replace("name = \"anne\"", "name = \"anne.martin\"");
        service.sign_roster(&next, &["chloe"]);
        assert!(service.run(ANNE, ["cases"]).err.contains("roster-unsigned"));
        service.sign_roster(&next, &["chloe", "bruno"]);
        assert_eq!(service.run(ANNE, ["cases"]).code, Some(0));
        fs::write(service.path("roster.toml"), first).unwrap();
        let back = service.run(ANNE, ["cases"]);
        let err = "pli-desk: roster-rolled-back: the roster has serial 1, and this desk accepted another one with 2\n";
        assert_eq!(failed(&back), (Some(5), "", err));
    });
}

/// Whatever the system calls an account: its number counts.
#[test]
fn a_renamed_user_is_who_they_were() {
    with_accounts(|| {
        let service = Service::started(desk());
        let mut command = service.command(ANNE, ["epoch", "destroy", "2026-01", "--yes"]);
        command.env("USER", "chloe").env("LOGNAME", "chloe").env("HOME", "/home/chloe");
        let ended = crate::support::program::Ended::from(command.output().unwrap());
        assert!(ended.err.starts_with("pli-desk: not-your-role: anne may not"), "{ended:?}");
    });
}

#[test]
fn whoever_is_taken_off_may_nothing_from_then_on() {
    with_accounts(|| {
        let service = Service::started(desk());
        assert_eq!(service.run(ANNE, ["cases"]).code, Some(0));
        let roster = service.roster(2);
        let (before, rest) = roster.split_once("[[member]]\nname = \"anne\"").unwrap();
        let (_, after) = rest.split_once("[[member]]").unwrap();
        service.sign_roster(&format!("{before}[[member]]{after}"), &["root"]);
        assert!(service.run(ANNE, ["cases"]).err.contains("uid-unknown"));
        assert_eq!(service.run(BRUNO, ["cases"]).code, Some(0));
    });
}

/// A connector runs under the service's uid.
#[test]
fn the_services_own_uid_is_nobodys() {
    with_accounts(|| {
        let service = Service::of(desk());
        let roster =
            service.roster(1).replace(&format!("uid = {ANNE}"), &format!("uid = {}", crate::support::service::SERVICE));
        service.sign_roster(&roster, &["root"]);
        let started = service.serve().output().unwrap();
        let err = String::from_utf8(started.stderr).unwrap();
        assert_eq!(err, "pli-desk: roster-malformed: the roster: \"anne\" has the uid of the service itself\n");
    });
}
