//! A day of three people with accounts of their own.

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt, fs::PermissionsExt, process::CommandExt},
    process::Command,
};

use jiff::Timestamp;

use crate::{
    story::{desk, epoch, failed},
    support::{
        package::{package, taken_back},
        service::{ANNE, BRUNO, CHLOE, SERVICE, SUPPORT, Service, TIMER, with_accounts},
    },
};

const CASE: &str = "K7M4-Q2XD";

#[test]
fn support_receives_a_developer_is_in_charge_an_officer_reads_the_log() {
    with_accounts(|| {
        let service = Service::started(desk());
        let received = service.run_with(SUPPORT, ["receive"], &package(CASE, Timestamp::now()).eml.bytes);
        assert_eq!(received.code, Some(0), "{received:?}");
        assert!(received.out.contains("K7M4-Q2XD: accepted") || received.out.contains("accepted"), "{received:?}");
        let nobody = service.run(SUPPORT, ["assign", CASE, "--to", "support"]);
        let err = "pli-desk: member-unknown: there is no developer \"support\" in the roster\n";
        assert_eq!(failed(&nobody), (Some(5), "", err));
        assert_eq!(service.run(ANNE, ["assign", CASE, "--to", "anne"]).out, "K7M4-Q2XD: anne is in charge\n");
        let mine = service.run(ANNE, ["cases", "--mine", "--json"]);
        assert!(mine.out.contains("\"developer\":\"anne\""), "{mine:?}");
        let closed = service.run(ANNE, ["close", CASE]);
        assert!(closed.out.starts_with("K7M4-Q2XD: deleted\n"), "{closed:?}");
        let consent = service.command(SUPPORT, ["consent", CASE]).output().unwrap();
        assert!(consent.stdout.starts_with(b"%PDF-"), "a PDF passes as it is");
        let exported = service.run(CHLOE, ["audit", "export"]);
        let anne =
            format!("\"peer\":{{\"key\":\"{}\",\"role\":\"developer\",\"uid\":{ANNE}}}", public(&service, "anne"));
        assert!(
            exported.out.lines().any(|line| line.contains("\"command\":\"close\"") && line.contains(&anne)),
            "{exported:?}"
        );
        let verified = service.run(CHLOE, ["audit", "verify"]);
        assert!(verified.out.ends_with(" entries, as written\n"), "{verified:?}");
    });
}

fn public(service: &Service, name: &str) -> String {
    fs::read_to_string(service.path(&format!("keys/{name}.pub"))).unwrap()
}

/// What the client reads is its user's; what the service reads is its own.
#[test]
fn a_file_is_read_by_whoever_names_it() {
    with_accounts(|| {
        let service = Service::started(desk());
        let taken_back = taken_back(CASE, Timestamp::now());
        let mails = service.path("mails");
        fs::create_dir(&mails).unwrap();
        for (name, bytes) in [("a.eml", &taken_back.package.eml.bytes[..]), ("b.eml", b"Subject: hello\n\nHello\n")] {
            let file = mails.join(name);
            fs::write(&file, bytes).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
            std::os::unix::fs::chown(&file, Some(SUPPORT), Some(SUPPORT)).unwrap();
        }
        let withdrawal = service.path("retrait-K7M4-Q2XD.retrait");
        fs::write(&withdrawal, &taken_back.file).unwrap();
        fs::set_permissions(&withdrawal, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::chown(&withdrawal, Some(CHLOE), Some(CHLOE)).unwrap();

        let received = service.run(SUPPORT, ["receive", "--json", "mails"]);
        assert_eq!((received.code, received.out.lines().count()), (Some(0), 2), "{received:?}");
        let key = service.desk.home().join("desk.key");
        let theirs = service.run(CHLOE, ["withdraw".as_ref(), key.as_os_str()]);
        assert!(theirs.err.contains("file-unreadable: ") && theirs.err.contains("permission denied"), "{theirs:?}");
        // Nor does a client that sends the path alone make the service read it.
        let sent = format!("{{\"arguments\":[\"withdraw\",\"{}\"],\"language\":\"en\"}}", key.display());
        let asked = service.curl(CHLOE, &["--data-binary", "@-"], sent.as_bytes());
        assert!(
            asked.out.contains("\"code\":\"file-unreadable\"") && asked.out.contains("no such file or folder"),
            "{asked:?}"
        );
        let withdrawn = service.run(CHLOE, ["withdraw", "retrait-K7M4-Q2XD.retrait"]);
        assert!(withdrawn.out.starts_with("K7M4-Q2XD: withdrawn and deleted\n"), "{withdrawn:?}");
    });
}

#[test]
fn what_is_locked_stands_in_todo_until_an_officer_unlocks_it() {
    with_accounts(|| {
        let mut service = Service::started(desk());
        let locked = format!(
            "Epoch {0} is locked: nothing of it can be opened. An officer runs: pli-desk unlock {0}\n",
            epoch()
        );
        assert!(service.run(SUPPORT, ["todo"]).out.ends_with(&locked));
        let unlocked = service.unlock();
        let said = format!("{} is unlocked, until `pli-desk lock` or the end of the service.\n", epoch());
        assert_eq!(failed(&unlocked), (Some(0), said.as_str(), ""));
        assert_eq!(service.run(SUPPORT, ["todo"]).out, "Nothing waits for a decision.\n");
        service.kill();
        service.start();
        assert!(service.run(SUPPORT, ["todo"]).out.ends_with(&locked), "after a restart it is locked");
        service.unlock();
        assert_eq!(service.run(BRUNO, ["lock"]).out, "Every epoch is locked.\n");
        assert!(service.run(SUPPORT, ["todo"]).out.ends_with(&locked));
    });
}

#[test]
fn a_passphrase_wrong_thrice_makes_everybody_wait_and_stands_in_the_log() {
    with_accounts(|| {
        let service = Service::started(desk());
        let unlock =
            |passphrases: &[u8]| service.run_with(CHLOE, ["--passphrase-fd", "0", "unlock", &epoch()], passphrases);
        let wrong = unlock(b"one\ntwo\nthree\nfour\n");
        assert_eq!(wrong.code, Some(9));
        assert!(
            wrong.err.contains("unlock-delayed: the passphrase of epoch") && wrong.err.contains(" 3 times"),
            "{wrong:?}"
        );
        let right = unlock(crate::story::PASSPHRASE.as_bytes());
        assert!(right.err.contains("unlock-delayed: "), "{right:?}");
        let log = service.run(CHLOE, ["audit", "export"]).out;
        let results = |code: &str| log.matches(&format!("\"result\":\"{code}\"")).count();
        assert_eq!((results("unlock-wrong"), results("unlock-delayed")), (2, 2));
        assert!(!log.contains("three") && !log.contains("passphrase of the tests"));
    });
}

/// A service whose memory may be swapped takes no identity into it.
#[test]
fn without_locked_memory_nothing_is_unlocked() {
    with_accounts(|| {
        let mut service = Service::of(desk());
        service.start_limited(0);
        let refused = service.unlock();
        assert_eq!(refused.code, Some(9), "{refused:?}");
        assert!(refused.err.contains("memory-not-locked: "), "{refused:?}");
    });
}

#[test]
fn an_epoch_is_made_and_drafted_over_the_socket() {
    with_accounts(|| {
        let service = Service::started(desk());
        let (from, until) = ("2027-01-01T00:00:00Z", "2027-04-01T00:00:00Z");
        let new = ["--passphrase-fd", "0", "epoch", "new", "2027-01", "--from", from, "--until", until];
        let passphrase = "a passphrase of the officers\n";
        let weak = service.run_with(CHLOE, new, b"a\na\n");
        assert!(weak.err.contains("passphrase-weak"), "{weak:?}");
        let made = service.run_with(CHLOE, new, passphrase.repeat(2).as_bytes());
        assert!(made.out.starts_with("2027-01  age1"), "{made:?}");
        let folder = service.path("chloe");
        fs::create_dir(&folder).unwrap();
        std::os::unix::fs::chown(&folder, Some(CHLOE), Some(CHLOE)).unwrap();
        let out = folder.join("bundle.json");
        let draft = ["epoch", "draft", "--serial", "7", "--from", from, "--until", until, "--out"].map(str::to_owned);
        let drafted = service.run(CHLOE, draft.into_iter().chain([out.display().to_string()]));
        assert_eq!(failed(&drafted), (Some(0), "", ""));
        assert!(fs::read_to_string(&out).unwrap().contains("\"serial\""));
        assert_eq!(std::os::unix::fs::MetadataExt::uid(&fs::metadata(&out).unwrap()), CHLOE);
    });
}

#[test]
fn the_timer_deletes_what_is_overdue() {
    with_accounts(|| {
        let desk = desk();
        let received = Timestamp::now() - crate::story::days(31);
        assert_eq!(desk.run(["init"]).code, Some(0));
        crate::story::received_at(&desk, received, received);
        let service = Service::started(desk);
        let ended = service.run(TIMER, ["expire"]);
        assert_eq!(failed(&ended), (Some(0), "K7M4-Q2XD: deleted, its consent expired\n", ""));
    });
}

#[test]
fn two_services_do_not_share_a_directory() {
    with_accounts(|| {
        let service = Service::started(desk());
        let second = service.serve().env("PLI_DESK_SOCKET", service.path("run/other.sock")).output().unwrap();
        assert_eq!(second.status.code(), Some(7));
        assert!(String::from_utf8_lossy(&second.stderr).contains("service-running: a service runs in "));
    });
}

#[test]
fn systemd_hands_the_socket_over() {
    with_accounts(|| {
        let mut service = Service::of(desk());
        service.start_activated();
        assert_eq!(service.run(SUPPORT, ["cases"]).code, Some(0));
    });
}

/// Where the kernel says who asks, nothing else does.
#[test]
fn no_option_or_variable_says_who_somebody_is() {
    with_accounts(|| {
        let service = Service::started(desk());
        for arguments in [&["--operator", "chloe", "audit", "export"][..], &["audit", "export"]] {
            let mut command = service.command(ANNE, arguments);
            command.env("PLI_DESK_OPERATOR", "chloe").env("USER", "chloe").env("LOGNAME", "chloe");
            let ended = crate::support::program::Ended::from(command.output().unwrap());
            let err = "pli-desk: not-your-role: anne may not run `audit export`: no role of theirs gives the right\n";
            assert_eq!(failed(&ended), (Some(5), "", err));
        }
        assert_ne!(SERVICE, ANNE);
    });
}

#[test]
fn an_argument_that_is_no_text_goes_nowhere() {
    with_accounts(|| {
        let service = Service::started(desk());
        let ended = service.run(SUPPORT, [OsStr::new("receive"), OsStr::from_bytes(b"\xff.eml")]);
        assert_eq!(failed(&ended), (Some(2), "", "pli-desk: argument-not-text: an argument is not UTF-8\n"));
    });
}

#[test]
fn support_sends_the_drafts_out_of_a_folder_that_its_group_shares() {
    with_accounts(|| {
        let mut service = Service::of(desk());
        let drafts = service.path("drafts");
        fs::create_dir(&drafts).unwrap();
        std::os::unix::fs::chown(&drafts, Some(SERVICE), Some(SUPPORT)).unwrap();
        fs::set_permissions(&drafts, fs::Permissions::from_mode(0o2770)).unwrap();
        service.start_with(&["--drafts", drafts.to_str().unwrap()]);
        service.run_with(SUPPORT, ["receive"], &package(CASE, Timestamp::now()).eml.bytes);
        assert!(service.run(SUPPORT, ["todo"]).out.contains("K7M4-Q2XD-received"));
        let draft = fs::read_dir(&drafts).unwrap().next().unwrap().unwrap().path();
        let mut sent = Command::new("sh");
        sent.args(["-c", "grep -q X-Unsent \"$0\" && rm \"$0\""]).arg(&draft).uid(SUPPORT).gid(SUPPORT);
        assert!(sent.status().unwrap().success());
        assert!(!service.run(SUPPORT, ["todo"]).out.contains("K7M4-Q2XD-received"));
        let read = Command::new("ls").arg(&drafts).uid(ANNE).gid(ANNE).output().unwrap();
        assert!(!read.status.success());
    });
}
