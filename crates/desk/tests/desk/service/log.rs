//! The log and its second place.

use std::{
    fs,
    os::unix::{fs::PermissionsExt, net::UnixDatagram},
};

use jiff::Timestamp;
use pli_desk::{
    audit::{Act, Log, Sink},
    roster::Role,
    service::rights::Deed,
    signing_key::SigningKey,
};

use super::rights::{request, uid};

use crate::{
    story::{PASSPHRASE, desk, epoch},
    support::{
        package::package,
        service::{ANNE, CHLOE, SERVICE, SUPPORT, Service, with_accounts},
    },
};

const CASE: &str = "K7M4-Q2XD";

#[test]
fn every_entry_goes_to_both_places_and_without_one_nothing_is_answered() {
    with_accounts(|| {
        let mut service = Service::of(desk());
        let copies = service.path("copies");
        fs::create_dir(&copies).unwrap();
        std::os::unix::fs::chown(&copies, Some(SERVICE), Some(SERVICE)).unwrap();
        service.start_with(&["--log-copy", copies.join("log.jsonl").to_str().unwrap()]);
        assert_eq!(service.run(SUPPORT, ["cases"]).code, Some(0));
        let log = service.run(CHLOE, ["audit", "export"]).out;
        assert!(fs::read_to_string(copies.join("log.jsonl")).unwrap().starts_with(&log), "both are the same");
        let asked = log.lines().find(|line| line.contains("\"command\":\"cases\"")).unwrap();
        assert!(asked.contains(&format!("\"role\":\"support\",\"uid\":{SUPPORT}}}")), "{asked}");
        // The second place is full, gone, or somebody else's.
        fs::remove_file(copies.join("log.jsonl")).unwrap();
        std::os::unix::fs::chown(&copies, Some(0), Some(0)).unwrap();
        fs::set_permissions(&copies, fs::Permissions::from_mode(0o755)).unwrap();
        for arguments in [&["cases"][..], &["close", "K7M4-Q2XD"], &["show", "K7M4-Q2XD"]] {
            let refused = service.run(SUPPORT, arguments);
            assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""), "{refused:?}");
            assert!(refused.err.starts_with("pli-desk: audit-file: "), "{refused:?}");
        }
    });
}

/// A full disk opens, and takes nothing: what an entry could not tell of is not answered first.
#[test]
fn what_tells_of_a_person_or_changes_something_waits_for_its_entry() {
    with_accounts(|| {
        let mut service = Service::started(desk());
        let received = service.run_with(SUPPORT, ["receive"], &package("K7M4-Q2XD", Timestamp::now()).eml.bytes);
        assert_eq!(received.code, Some(0), "{received:?}");
        service.kill();
        service.start_with(&["--log-copy", "/dev/full"]);
        // What tells of nobody and changes nothing, and `lock`; all the rest waits.
        let at_once = [
            Deed::ConnectorList,
            Deed::Approve,
            Deed::ExpireDryRun,
            Deed::Lock,
            Deed::EpochList,
            Deed::EpochDraft,
            Deed::EpochDestroy,
            Deed::AuditVerify,
            Deed::AuditExport,
        ];
        let mut otherwise = Vec::new();
        for deed in Deed::ALL.into_iter().filter(|deed| !at_once.contains(deed)) {
            let Some(role) = Role::ALL.into_iter().find(|role| deed.is_allowed(*role)) else { continue };
            let answered = service.curl(uid(role).1, &["--data-binary", "@-"], request(deed).as_bytes()).out;
            if !answered.starts_with("{\"end\":{\"exit\":1,\"code\":\"audit-file\",") {
                otherwise.push(format!("{}: {answered}", deed.name()));
            }
        }
        assert_eq!(otherwise, Vec::<String>::new());
        service.kill();
        service.start();
        let gift = service.run(SUPPORT, ["gifts", "give", "K7M4-Q2XD"]);
        assert_eq!(gift.code, Some(0), "it was not given: {gift:?}");
        assert!(service.run(CHLOE, ["audit", "verify"]).out.ends_with(" entries, as written\n"));
    });
}

/// On a disk that is full, or gone, the identities can be taken out of memory all the same.
#[test]
fn what_was_unlocked_is_locked_whatever_became_of_the_log() {
    with_accounts(|| {
        let mut service = Service::of(desk());
        let copies = service.path("copies");
        fs::create_dir(&copies).unwrap();
        std::os::unix::fs::chown(&copies, Some(SERVICE), Some(SERVICE)).unwrap();
        let log = copies.join("log.jsonl");
        service.start_with(&["--log-copy", log.to_str().unwrap()]);
        assert_eq!(service.run_with(SUPPORT, ["receive"], &package(CASE, Timestamp::now()).eml.bytes).code, Some(0));
        assert_eq!(service.run(ANNE, ["assign", CASE, "--to", "anne"]).code, Some(0));
        for place in ["/dev/full", "/nowhere/log.jsonl"] {
            let unlocked = service.run_with(CHLOE, ["--passphrase-fd", "0", "unlock", &epoch()], PASSPHRASE.as_bytes());
            assert_eq!(unlocked.code, Some(0), "{unlocked:?}");
            assert!(!service.run(SUPPORT, ["todo"]).out.contains("pli-desk unlock"));
            fs::rename(&log, copies.join("kept")).unwrap();
            std::os::unix::fs::symlink(place, &log).unwrap();
            let locked = service.run(CHLOE, ["lock"]);
            assert!(locked.err.contains("audit-file: "), "{locked:?}");
            fs::rename(copies.join("kept"), &log).unwrap();
            let waits = service.run(SUPPORT, ["todo"]).out;
            assert!(waits.contains("pli-desk unlock"), "{place}: {waits}");
        }
    });
}

/// Who tried what is not theirs: the account, too, and not its name alone.
#[test]
fn what_was_refused_says_who_it_was_to_the_system() {
    with_accounts(|| {
        let service = Service::started(desk());
        assert_eq!(service.run(ANNE, ["audit", "export"]).code, Some(5));
        let log = service.run(CHLOE, ["audit", "export"]).out;
        let refused = log.lines().find(|line| line.contains("\"result\":\"not-your-role\"")).unwrap();
        let key = fs::read_to_string(service.path("keys/anne.pub")).unwrap();
        let peer = format!("\"peer\":{{\"key\":\"{key}\",\"role\":\"developer\",\"uid\":{ANNE}}}");
        assert!(refused.contains(&peer), "{refused}");
    });
}

#[test]
fn journald_gets_every_entry() {
    let folder = tempfile::tempdir().unwrap();
    let journal = UnixDatagram::bind(folder.path().join("journal")).unwrap();
    let new = SigningKey::generate(None).unwrap();
    let mut nobody = |_: &str, _: u8| Err(std::io::ErrorKind::UnexpectedEof.into());
    let key = SigningKey::open(&new.secret_file, "the desk", &mut nobody).unwrap();
    let act = Act {
        command: "close".to_owned(),
        who: "anne".to_owned(),
        case: None,
        result: "done".to_owned(),
        details: None,
    };
    let sink = Sink::Journal(folder.path().join("journal"));
    Log::new(folder.path(), &key).and_to(Some(sink)).add(&[act], Timestamp::now).unwrap();
    let mut said = vec![0; 4096];
    let length = journal.recv(&mut said).unwrap();
    let said = String::from_utf8_lossy(&said[..length]).into_owned();
    let line = fs::read_to_string(folder.path().join("audit.jsonl")).unwrap();
    assert_eq!(said, format!("PRIORITY=5\nSYSLOG_IDENTIFIER=pli-desk\nMESSAGE={line}"));
}
