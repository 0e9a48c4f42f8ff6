//! `doctor`: each thing that may stand in the way is said, with what to do.

use std::{fs, os::unix::fs::PermissionsExt};

use crate::{
    story::desk,
    support::{
        program::Ended,
        service::{SERVICE, SUPPORT, Service, with_accounts},
    },
};

fn doctor(service: &Service) -> Ended {
    let (home, roster) = (service.desk.home(), service.path("roster.toml"));
    let words = ["doctor".as_ref(), "--home".as_ref(), home.as_os_str(), "--roster".as_ref(), roster.as_os_str()];
    service.run(SERVICE, words)
}

/// What it says of one part.
fn of<'a>(ended: &'a Ended, part: &str) -> &'a str {
    ended.out.lines().find(|line| line.contains(part)).unwrap_or_else(|| panic!("{ended:?}"))
}

#[test]
fn a_desk_that_serves_is_well() {
    with_accounts(|| {
        let service = Service::started(desk());
        service.run(SUPPORT, ["cases"]);
        let ended = doctor(&service);
        for part in [
            "directory",
            "All that is in it",
            "keys",
            "log, as",
            "roster",
            "socket",
            "Room",
            "right to lock",
            "sandbox",
        ] {
            assert!(of(&ended, part).starts_with("ok  "), "{part}: {ended:?}");
        }
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
        fs::write(service.path("roster.toml"), "serial = 2\n").unwrap();
        fs::set_permissions(home.join("receipt.key"), fs::Permissions::from_mode(0o644)).unwrap();
        std::os::unix::fs::chown(home.join("desk.pub"), Some(0), Some(0)).unwrap();
        fs::set_permissions(service.path("run"), fs::Permissions::from_mode(0o777)).unwrap();
        let log = fs::read_to_string(home.join("audit.jsonl")).unwrap();
        fs::write(home.join("audit.jsonl"), log.replacen("cases", "todos", 1)).unwrap();
        let ended = doctor(&service);
        assert_eq!(ended.code, Some(1));
        for part in ["All that is in it", "keys", "log, as", "roster", "socket"] {
            assert!(of(&ended, part).starts_with("!!  "), "{part}: {ended:?}");
        }
        assert_eq!(ended.out.matches("    To do: ").count(), ended.out.matches("!!  ").count());
        assert!(of(&ended, "roster").contains("roster-"), "{ended:?}");
    });
}
