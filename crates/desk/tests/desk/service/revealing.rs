//! Two others, by their accounts and their keys, and the viewer's own terminal.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    process::Command,
};

use jiff::{SignedDuration, Timestamp};
use pli_desk::{
    operator::{Approval, FORMAT},
    signing_key::SigningKey,
};

use super::hardware::with_a_token;
use crate::{
    story::{desk, epoch, failed, sending_of},
    support::{
        package::{CANARY, package},
        program::Ended,
        service::{ANNE, BRUNO, CHLOE, SUPPORT, Service, with_accounts},
        terminal::{pseudo_terminal, shown_until},
    },
};

const CASE: &str = "K7M4-Q2XD";
const REVEAL: [&str; 6] = ["reveal", CASE, "--approval", "chloe.approval", "--approval", "bruno.approval"];

fn in_charge() -> Service {
    let service = Service::started(desk());
    assert_eq!(service.run_with(SUPPORT, ["receive"], &package(CASE, Timestamp::now()).eml.bytes).code, Some(0));
    assert_eq!(service.run(ANNE, ["assign", CASE, "--to", "anne"]).code, Some(0));
    assert_eq!(service.unlock().code, Some(0));
    service
}

fn approve(service: &Service, uid: u32, name: &str) -> Ended {
    let key = format!("keys/{name}.key");
    let approval = service.run(uid, ["approve", CASE, "--reason", "no connector", "--key", &key]);
    keep(service, name, &approval.out);
    approval
}

/// Where Anne may read it.
fn keep(service: &Service, name: &str, approval: &str) {
    let file = service.desk.write(&format!("{name}.approval"), approval);
    fs::set_permissions(file, fs::Permissions::from_mode(0o644)).unwrap();
}

/// On a terminal of Anne's.
fn reveal(service: &Service) -> Ended {
    let (emulator, terminal) = pseudo_terminal();
    let mut command = service.command(ANNE, REVEAL);
    command.stdin(terminal.try_clone().unwrap()).stdout(terminal);
    let child = command.spawn().unwrap();
    let ended = child.wait_with_output().unwrap().into();
    drop(emulator);
    ended
}

#[test]
fn two_others_let_anne_see_them_on_her_own_terminal() {
    with_accounts(|| {
        let service = in_charge();
        assert_eq!(approve(&service, CHLOE, "chloe").code, Some(0));
        assert_eq!(approve(&service, BRUNO, "bruno").code, Some(0));
        let (mut emulator, terminal) = pseudo_terminal();
        let mut command = service.command(ANNE, REVEAL);
        command.stdin(terminal.try_clone().unwrap()).stdout(terminal);
        let child = command.spawn().unwrap();
        drop(command);
        let shown = shown_until(&mut emulator, "clears the screen.\r\n");
        assert!(shown.contains(&format!("  code: {CANARY}\r\n")), "the credentials are not shown");
        assert!(shown.contains("(au plus tard dans 60\u{a0}s)"), "they are not shown for a minute");
        emulator.write_all(b"q").unwrap();
        shown_until(&mut emulator, "?1049l");
        assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
        let log = service.run(CHLOE, ["audit", "export"]).out;
        assert_eq!(log.matches("\"result\":\"APPROVED\"").count(), 2);
        assert!(log.contains(r#""result":"approved","who":"bruno""#));
        assert!(!log.contains(CANARY));
    });
}

/// A token is waited for as long as two minutes.
#[test]
fn whoever_is_taken_off_while_a_token_is_waited_for_sees_nothing() {
    with_accounts(|| {
        let service = with_a_token();
        assert_eq!(service.run(CHLOE, ["unlock", &epoch()]).code, Some(0));
        for (uid, name) in [(CHLOE, "chloe"), (BRUNO, "bruno")] {
            assert_eq!(approve(&service, uid, name).code, Some(0));
        }
        let [waits, touched] = ["waits", "touched"].map(|name| service.path(name));
        assert!(Command::new("mkfifo").args(["-m", "666"]).args([&waits, &touched]).status().unwrap().success());
        let meanwhile = service.path("bin/age-plugin-test.meanwhile");
        fs::write(&meanwhile, format!("#!/bin/sh\n: > {}\ncat {}\n", waits.display(), touched.display())).unwrap();
        fs::set_permissions(&meanwhile, fs::Permissions::from_mode(0o755)).unwrap();

        let (_emulator, terminal) = pseudo_terminal();
        let mut command = service.command(ANNE, REVEAL);
        command.stdin(terminal.try_clone().unwrap()).stdout(terminal);
        let child = command.spawn().unwrap();
        fs::read(&waits).unwrap();
        service.sign_roster(&service.roster(2).replace("[\"developer\"]", "[\"support\"]"), &["root"]);
        fs::write(&touched, "").unwrap();
        let ended = Ended::from(child.wait_with_output().unwrap());
        let err = "pli-desk: not-your-role: anne is no developer of the roster any more\n";
        assert_eq!(failed(&ended), (Some(5), "", err));
    });
}

#[test]
fn nobody_approves_with_anothers_key_or_from_anothers_account() {
    with_accounts(|| {
        let service = in_charge();
        fs::copy(service.path("keys/chloe.key"), service.path("keys/lent.key")).unwrap();
        std::os::unix::fs::chown(service.path("keys/lent.key"), Some(BRUNO), Some(BRUNO)).unwrap();
        let lent = approve(&service, BRUNO, "lent");
        let err = "pli-desk: approval-not-genuine: the approval is not signed by an operator of the roster\n";
        assert_eq!(failed(&lent), (Some(5), "", err));
    });
}

/// A key that was stolen signs, and the service was not asked from its owner's account.
#[test]
fn what_was_signed_elsewhere_is_no_approval() {
    with_accounts(|| {
        let service = in_charge();
        assert_eq!(approve(&service, CHLOE, "chloe").code, Some(0));
        let key = fs::read_to_string(service.path("keys/bruno.key")).unwrap();
        let mut nobody = |_: &str, _: u8| Err(io::ErrorKind::UnexpectedEof.into());
        let key = SigningKey::open(&key, "his", &mut nobody).unwrap();
        let sending = sending_of(&service.desk);
        let approval = Approval {
            format: FORMAT.to_owned(),
            reference: sending.reference,
            sealed_sha256: sending.sealed,
            viewer: "anne".to_owned(),
            reason: "no connector".to_owned(),
            at: Timestamp::from_second(Timestamp::now().as_second()).unwrap(),
            by: "bruno".to_owned(),
        };
        keep(&service, "bruno", &approval.sign(&key).unwrap());
        let ended = reveal(&service);
        assert_eq!(ended.code, Some(5));
        assert!(ended.err.contains("approval-not-genuine: "));
        assert_eq!(sending_of(&service.desk).opened_at, None);
    });
}

/// What somebody signs is what the service asked them to sign, for this case and in their own name: whoever has
/// another's key approves nothing from an account of their own.
#[test]
fn what_was_signed_is_what_was_asked() {
    with_accounts(|| {
        let service = in_charge();
        let sending = sending_of(&service.desk);
        let approval = |by: &str, reason: &str, viewer: &str, later: SignedDuration| {
            let mut nobody = |_: &str, _: u8| Err(io::ErrorKind::UnexpectedEof.into());
            let key = fs::read_to_string(service.path(&format!("keys/{by}.key"))).unwrap();
            let approval = Approval {
                format: FORMAT.to_owned(),
                reference: sending.reference.clone(),
                sealed_sha256: sending.sealed,
                viewer: viewer.to_owned(),
                reason: reason.to_owned(),
                at: Timestamp::from_second(Timestamp::now().as_second()).unwrap() + later,
                by: by.to_owned(),
            };
            approval.sign(&SigningKey::open(&key, "theirs", &mut nobody).unwrap()).unwrap()
        };
        let sent = |approval: &str| {
            let head = serde_json::json!({
                "arguments": ["approve", CASE, "--reason", "no connector", "--key", "x"], "language": "en",
                "inputs": [{"kind": "file", "path": "approval", "bytes": approval.len()}],
            });
            service.curl(BRUNO, &["--data-binary", "@-"], format!("{head}\n{approval}").as_bytes()).out
        };
        for (by, reason, viewer) in
            [("chloe", "no connector", "anne"), ("bruno", "another", "anne"), ("bruno", "no connector", "dora")]
        {
            let answer = sent(&approval(by, reason, viewer, SignedDuration::ZERO));
            assert!(answer.contains("\"code\":\"approval-not-genuine\""), "{by}, {reason}, {viewer}: {answer}");
        }
        for later in [SignedDuration::from_hours(24), SignedDuration::from_hours(-2)] {
            let answer = sent(&approval("bruno", "no connector", "anne", later));
            assert!(answer.contains("\"code\":\"approval-not-now\""), "{answer}");
        }
        assert!(!service.run(CHLOE, ["audit", "export"]).out.contains("\"result\":\"approved\""));
        let answer = sent(&approval("bruno", "no connector", "anne", SignedDuration::ZERO));
        assert!(answer.contains("\"exit\":0"), "{answer}");
    });
}

#[test]
fn who_would_see_them_does_not_approve() {
    with_accounts(|| {
        let service = in_charge();
        assert_eq!(approve(&service, CHLOE, "chloe").code, Some(0));
        let own = approve(&service, ANNE, "anne");
        assert_eq!(own.code, Some(0));
        keep(&service, "bruno", &own.out);
        let ended = reveal(&service);
        assert_eq!(ended.code, Some(5));
        assert!(ended.err.contains("approval-own-request: "));
    });
}

#[test]
fn without_a_terminal_nothing_is_asked_for() {
    with_accounts(|| {
        let service = in_charge();
        approve(&service, CHLOE, "chloe");
        approve(&service, BRUNO, "bruno");
        let ended = service.run(ANNE, REVEAL);
        assert_eq!(
            failed(&ended),
            (Some(5), "", "pli-desk: reveal-not-a-terminal: credentials are shown on a terminal only\n")
        );
        assert_eq!(sending_of(&service.desk).opened_at, None);
    });
}
