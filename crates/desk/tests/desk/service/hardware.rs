//! An identity in hardware: an age plugin opens what is sealed to its epoch, and nobody types a passphrase.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt, chown},
    process,
    time::{Duration, Instant},
};

use jiff::Timestamp;

use super::connectors::approved_of;
use crate::{
    story::{desk, epoch, failed},
    support::{
        package::package,
        service::{ANNE, BRUNO, CHLOE, SERVICE, SUPPORT, Service, with_accounts},
        token::in_a_token,
    },
};

const CASE: &str = "K7M4-Q2XD";

/// A service whose epoch is in a token, with a case in Anne's charge.
pub fn with_a_token() -> Service {
    let desk = desk();
    let programs = in_a_token(&desk);
    let mut service = Service::of(desk);
    chown(programs.join("age-plugin-test.identity"), Some(SERVICE), Some(SERVICE)).unwrap();
    service.start_finding(&programs);
    assert_eq!(service.run_with(SUPPORT, ["receive"], &package(CASE, Timestamp::now()).eml.bytes).code, Some(0));
    assert_eq!(service.run(ANNE, ["assign", CASE, "--to", "anne"]).code, Some(0));
    approved_of(&service, ANNE, "bank", "cat <&3");
    service
}

#[test]
fn an_identity_in_hardware_is_unlocked_without_a_passphrase_and_opens() {
    with_accounts(|| {
        let service = with_a_token();
        let used = || service.run(ANNE, ["use", CASE, "--", "bank"]);
        assert!(used().err.contains("epoch-locked: "));
        assert!(service.run(SUPPORT, ["todo"]).out.contains(" is locked"));
        // Nothing is typed: there is no terminal either.
        let unlocked = service.run(CHLOE, ["unlock", &epoch()]);
        let said = format!("{} is unlocked, until `pli-desk lock` or the end of the service.\n", epoch());
        assert_eq!(failed(&unlocked), (Some(0), said.as_str(), ""));
        assert_eq!(failed(&used()), (Some(0), "{\"code\":\"█████\",\"identifiant\":\"█████\"}", ""));
        assert_eq!(service.run(BRUNO, ["lock", &epoch()]).code, Some(0));
        assert!(used().err.contains("epoch-locked: "));
    });
}

/// It is the token that failed, and no sealed file.
#[test]
fn a_token_that_is_pulled_out_is_told() {
    with_accounts(|| {
        let service = with_a_token();
        assert_eq!(service.run(CHLOE, ["unlock", &epoch()]).code, Some(0));
        fs::remove_file(service.path("bin/age-plugin-test.identity")).unwrap();
        let used = service.run(ANNE, ["use", CASE, "--", "bank"]);
        assert_eq!(used.code, Some(9), "{used:?}");
        assert!(used.err.starts_with("pli-desk: plugin-failed: the plugin of the identity failed: "), "{used:?}");
        assert!(used.err.contains("the token is not there"), "{used:?}");
        fs::write(service.path("bin/age-plugin-test"), "#!/bin/sh\nexit 1\n").unwrap();
        let used = service.run(ANNE, ["use", CASE, "--", "bank"]);
        assert!(used.err.starts_with("pli-desk: plugin-failed: "), "{used:?}");
        fs::remove_file(service.path("bin/age-plugin-test")).unwrap();
        for arguments in [&["use", CASE, "--", "bank"][..], &["unlock", &epoch()]] {
            let uid = if arguments[0] == "use" { ANNE } else { CHLOE };
            let missing = service.run(uid, arguments);
            let err = "pli-desk: plugin-missing: the plugin age-plugin-test is not installed\n";
            assert_eq!(failed(&missing), (Some(9), "", err));
        }
    });
}

/// Whether a process runs with this argument.
fn runs(argument: &str) -> bool {
    let processes = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path().join("cmdline"));
    processes
        .filter_map(|path| fs::read(path).ok())
        .any(|line| line.split(|byte| *byte == 0).any(|of| of == argument.as_bytes()))
}

/// Whatever it started is gone with it, the case is free again, and the person is told.
#[test]
fn a_token_that_nobody_touches_is_waited_for_no_longer_than_the_use_may_take() {
    with_accounts(|| {
        let for_ever = format!("86387.{}", process::id());
        let service = with_a_token();
        let meanwhile = service.path("bin/age-plugin-test.meanwhile");
        fs::write(&meanwhile, format!("#!/bin/sh\ntrap '' TERM\nsleep {for_ever} &\nsleep {for_ever}\n")).unwrap();
        fs::set_permissions(&meanwhile, Permissions::from_mode(0o755)).unwrap();
        assert_eq!(service.run(CHLOE, ["unlock", &epoch()]).code, Some(0), "nobody touches anything for that");
        let begun = Instant::now();
        let used = service.run(ANNE, ["use", CASE, "--for", "3s", "--", "bank"]);
        assert_eq!(used.code, Some(9), "{used:?}");
        assert!(used.err.starts_with("pli-desk: plugin-time-over: "), "{used:?}");
        assert!(begun.elapsed() < Duration::from_mins(1));
        assert!(!runs(&for_ever), "what it started is gone");
        assert!(service.run(CHLOE, ["audit", "export"]).out.contains("\"plugin-time-over\""));
        fs::remove_file(&meanwhile).unwrap();
        let used = service.run(ANNE, ["use", CASE, "--", "bank"]);
        assert_eq!(failed(&used), (Some(0), "{\"code\":\"█████\",\"identifiant\":\"█████\"}", ""));
    });
}
