//! What somebody with an account of their own tries on the service.

use std::{
    fs,
    os::unix::{fs::chown, net::UnixListener, process::CommandExt},
    process::Command,
};

use jiff::Timestamp;

use crate::{
    story::desk,
    support::{
        package::package,
        program::Ended,
        service::{ANNE, CHLOE, SERVICE, STRANGER, SUPPORT, Service, with_accounts},
    },
};

const CASE: &str = "K7M4-Q2XD";

/// Whether this account may read it.
fn may_read(uid: u32, path: &str) -> bool {
    Command::new("head").args(["--bytes=1", path]).uid(uid).gid(uid).output().unwrap().status.success()
}

#[test]
fn a_developer_reaches_neither_registry_nor_identity_nor_key() {
    with_accounts(|| {
        let service = Service::started(desk());
        service.run_with(SUPPORT, ["receive"], &package(CASE, Timestamp::now()).eml.bytes);
        assert!(service.unlock().code == Some(0));
        let home = service.desk.home();
        let mut tried = 0;
        for file in
            ["desk.db", "desk.key", "receipt.key", "audit.jsonl", "audit.head", "roster.accepted", "service.lock"]
        {
            let path = home.join(file);
            assert!(may_read(0, path.to_str().unwrap()) || fs::metadata(&path).unwrap().len() == 0, "{file} is there");
            assert!(!may_read(ANNE, path.to_str().unwrap()), "{file}");
            tried += 1;
        }
        for folder in ["identities", "desk.db.sealed", "drafts"] {
            let listed = Command::new("ls").arg(home.join(folder)).uid(ANNE).gid(ANNE).output().unwrap();
            assert!(!listed.status.success(), "{folder}");
            tried += 1;
        }
        let written = Command::new("touch").arg(home.join("desk.db")).uid(ANNE).gid(ANNE).output().unwrap();
        assert!(!written.status.success());
        assert_eq!(tried, 10);
    });
}

/// Not the developer, nor anything that runs under the service's own uid.
#[test]
fn nobody_reads_the_services_memory() {
    with_accounts(|| {
        let mut service = Service::of(desk());
        let locks_all = service.start_unlimited();
        assert_eq!(service.unlock().code, Some(0));
        let of_it = |file: &str| format!("/proc/{}/{file}", service.pid());
        for file in ["mem", "maps", "environ", "auxv", "io", "syscall"] {
            assert!(fs::metadata(of_it(file)).is_ok());
            for uid in [ANNE, SERVICE] {
                assert!(!may_read(uid, &of_it(file)), "{file} by {uid}");
            }
        }
        let descriptors = Command::new("ls").arg(of_it("fd")).uid(SERVICE).gid(SERVICE).output().unwrap();
        assert!(!descriptors.status.success());
        let limits = fs::read_to_string(of_it("limits")).unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().collect::<Vec<_>>()[4..6], ["0", "0"]);
        let status = fs::read_to_string(of_it("status")).unwrap();
        let kilobytes = |name: &str| -> u64 {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.trim().trim_end_matches(" kB").parse().unwrap()
        };
        let (locked, resident) = (kilobytes("VmLck:"), kilobytes("VmRSS:"));
        // The identity's own page at least.
        let least = if locks_all { resident / 2 } else { 4 };
        assert!(locked >= least, "only {locked} kB of {resident} are locked");
    });
}

#[test]
fn nobody_attaches_to_the_service_or_makes_it_dump() {
    with_accounts(|| {
        let service = Service::started(desk());
        assert_eq!(service.unlock().code, Some(0));
        let pid = service.pid().to_string();
        for signal in ["-QUIT", "-SEGV", "-STOP"] {
            let sent = Command::new("kill").args([signal, &pid]).uid(ANNE).gid(ANNE).output().unwrap();
            assert!(!sent.status.success(), "{signal}");
        }
        for uid in [ANNE, SERVICE] {
            let traced = Command::new("strace").args(["-p", &pid]).uid(uid).gid(uid).output().unwrap();
            let said = String::from_utf8_lossy(&traced.stderr).into_owned();
            assert!(said.contains("Operation not permitted"), "{said}");
        }
        assert_eq!(service.run(SUPPORT, ["cases"]).code, Some(0));
    });
}

/// A passphrase is never sent to whoever took the service's place.
#[test]
fn a_socket_in_a_folder_of_somebody_else_is_not_talked_to() {
    with_accounts(|| {
        let mut service = Service::started(desk());
        service.kill();
        fs::remove_dir_all(service.path("run")).unwrap();
        fs::create_dir(service.path("run")).unwrap();
        let listener = UnixListener::bind(service.socket()).unwrap();
        fs::set_permissions(service.socket(), std::os::unix::fs::PermissionsExt::from_mode(0o666)).unwrap();
        chown(service.path("run"), Some(STRANGER), Some(STRANGER)).unwrap();
        let refused = service.unlock();
        assert_eq!(refused.code, Some(1), "{refused:?}");
        assert!(refused.err.contains("socket-exposed: "), "{refused:?}");
        let (mut stream, _) = listener.accept().unwrap();
        let mut said = Vec::new();
        std::io::Read::read_to_end(&mut stream, &mut said).unwrap();
        assert_eq!(said, b"", "something was said");
    });
}

#[test]
fn a_service_does_not_start_where_others_may_take_its_place() {
    with_accounts(|| {
        let service = Service::of(desk());
        let mut serve = service.serve();
        fs::set_permissions(service.path("run"), std::os::unix::fs::PermissionsExt::from_mode(0o777)).unwrap();
        let started = serve.output().unwrap();
        assert_eq!(started.status.code(), Some(5));
        assert!(String::from_utf8_lossy(&started.stderr).contains("socket-exposed: "));
        fs::set_permissions(service.path("run"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        for mode in [0o755, 0o750, 0o710, 0o701] {
            fs::set_permissions(service.desk.home(), std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
            let started = serve.output().unwrap();
            assert_eq!(started.status.code(), Some(5));
            assert!(String::from_utf8_lossy(&started.stderr).contains("desk-exposed: "), "{mode:o}");
        }
    });
}

/// Killed while it receives, at whatever moment: what it said is kept, and nothing is half kept.
#[test]
fn a_service_that_is_killed_goes_on_where_it_was() {
    with_accounts(|| {
        let mut service = Service::started(desk());
        for round in 0..6 {
            let mail = service.desk.write(&format!("{round}.eml"), package("", Timestamp::now()).eml.bytes);
            chown(&mail, Some(SUPPORT), Some(SUPPORT)).unwrap();
            let log = service.desk.home().join("audit.jsonl");
            let before = fs::metadata(&log).map_or(0, |file| file.len());
            let client = service.command(SUPPORT, ["receive".as_ref(), mail.as_os_str()]).spawn().unwrap();
            // At once in the first round, in the others as soon as it has done something.
            while round > 0 && fs::metadata(&log).map_or(0, |file| file.len()) == before {
                std::thread::yield_now();
            }
            service.kill();
            let ended = client.wait_with_output().unwrap();
            service.start();
            let again = service.run(SUPPORT, ["receive".as_ref(), mail.as_os_str()]);
            assert_eq!(again.code, Some(0), "{again:?} after {ended:?}");
        }
        let cases = service.run(SUPPORT, ["cases", "--json"]);
        assert_eq!(cases.out.lines().count(), 6, "{cases:?}");
        let verified = service.run(CHLOE, ["audit", "verify"]);
        assert_eq!(verified.code, Some(0), "{verified:?}");
    });
}

#[test]
fn a_service_that_is_killed_before_it_answers_is_said_to_be() {
    with_accounts(|| {
        let service = Service::of(desk());
        let listener = UnixListener::bind(service.socket()).unwrap();
        fs::set_permissions(service.socket(), std::os::unix::fs::PermissionsExt::from_mode(0o666)).unwrap();
        let client = service.command(SUPPORT, ["cases"]).spawn().unwrap();
        let (stream, _) = listener.accept().unwrap();
        drop(stream);
        let ended = Ended::from(client.wait_with_output().unwrap());
        assert_eq!(ended.code, Some(1));
        assert!(ended.err.starts_with("pli-desk: service-broken: "), "{ended:?}");
    });
}
