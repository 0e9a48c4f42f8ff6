//! The whole story: received, inspected, assigned, used blind, closed, proven; and no credential
//! on any screen, disk or log.

use std::{
    fs,
    io::{self, BufRead, BufReader, Write as _},
    net::TcpListener,
    path::Path,
    thread,
};

use crate::support::{
    block_on,
    package::{CANARY, CUSTOMER, package, withdrawal},
    program::{Ended, Program, shown},
};
use jiff::{SignedDuration, Timestamp};
use pli_desk::{
    audit::{Act, Log},
    registry::{Location, NewSending, Registry, Sending},
    signing_key::SigningKey,
};
use pli_format::{bundle::Bundle, receipt};

/// What `use` says once, where nobody serves the desk to others.
pub const EMBEDDED: &str = "Here, whoever runs this command can read all that this desk keeps, credentials included: \
only the service (pli-desk serve) prevents that.\n";

const CASE: &str = "K7M4-Q2XD";
pub const PASSPHRASE: &str = "a passphrase of the tests\n";

/// Logs in at a bank on this machine, and is careless with what it prints.
pub const CONNECTOR: &str = r#"
read -r -d '' fields <&3
exec 4<>/dev/tcp/127.0.0.1/$1
printf '%s\n' "$fields" >&4
read -r balance <&4
echo "logged in with $fields"
echo "$balance"
echo "debug: $fields" >&2
"#;

/// A desk with the demonstration's keys: the receipt key, and the identity of its epoch behind a
/// passphrase.
pub fn desk() -> Program {
    with_keys(Program::new())
}

pub fn with_keys(desk: Program) -> Program {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo");
    desk.write("home/receipt.key", fs::read(demo.join("DEMO-ONLY-receipt.key")).unwrap());
    keep_identity(&desk, &epoch(), &fs::read(demo.join(format!("DEMO-ONLY-identity-{}.txt", epoch()))).unwrap());
    desk.write("connector.sh", CONNECTOR);
    desk
}

/// The demonstration epoch that is in force.
pub fn epoch() -> String {
    let now = Timestamp::now();
    let bundle = Bundle::compiled_in(now, 0).unwrap();
    bundle.recipients(now).unwrap().epoch().name().to_string()
}

fn keep_identity(desk: &Program, epoch: &str, identity: &[u8]) {
    let mut recipient = age::scrypt::Recipient::new(PASSPHRASE.trim().to_owned().into());
    recipient.set_work_factor(10);
    let sealed = age::encrypt(&recipient, identity).unwrap();
    desk.write(&format!("home/identities/{epoch}.age"), sealed);
}

pub fn as_anne(desk: &Program, arguments: &[&str]) -> Ended {
    desk.run_with([&["--operator", "anne", "--passphrase-fd", "0"], arguments].concat(), PASSPHRASE.as_bytes())
}

fn use_with(desk: &Program, connector: &[&str]) -> Ended {
    as_anne(desk, &[&["use", CASE, "--for", "1s", "--"], connector].concat())
}

/// Received and in Anne's charge.
pub fn assigned() -> Program {
    let desk = desk();
    assert_eq!(desk.run_with(["receive"], &package(CASE, Timestamp::now()).eml.bytes).code, Some(0));
    assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
    desk
}

/// As the desk itself adds to its log, by this clock.
pub fn add_to_log(desk: &Program, command: &str, at: Timestamp) {
    let mut nobody = |_: &str, _: u8| Err(io::ErrorKind::UnexpectedEof.into());
    let key = fs::read_to_string(desk.home().join("desk.key")).unwrap();
    let key = SigningKey::open(&key, "the desk", &mut nobody).unwrap();
    let act = Act {
        command: command.to_owned(),
        who: "support".to_owned(),
        case: None,
        result: "done".to_owned(),
        details: None,
    };
    Log::new(&desk.home(), &key).add(&[act], || at).unwrap();
}

pub fn failed(ended: &Ended) -> (Option<i32>, &str, &str) {
    (ended.code, ended.out.as_str(), ended.err.as_str())
}

#[test]
fn the_whole_story() {
    let desk = desk();
    let bank = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = bank.local_addr().unwrap().port().to_string();
    let teller = thread::spawn(move || {
        let (mut stream, _) = bank.accept().unwrap();
        let mut login = String::new();
        BufReader::new(stream.try_clone().unwrap()).read_line(&mut login).unwrap();
        stream.write_all(b"PEA: 1234.56\n").unwrap();
        login
    });

    let mut said = vec![desk.run_with(["receive"], &package(CASE, Timestamp::now()).eml.bytes)];
    for arguments in [&["inspect", CASE][..], &["assign", CASE, "--to", "anne"]] {
        said.push(desk.run(arguments));
    }
    said.push(as_anne(&desk, &["use", CASE, "--", "/bin/bash", "connector.sh", &port]));
    let login: serde_json::Value = serde_json::from_str(&teller.join().unwrap()).unwrap();
    assert_eq!(login, serde_json::json!({"identifiant": CUSTOMER, "code": CANARY}));
    assert!(said[3].out.ends_with("PEA: 1234.56\n"), "{:?}", said[3]);
    said.push(as_anne(&desk, &["close", CASE]));
    said.push(desk.run(["audit", "verify"]));
    said.push(desk.run(["audit", "export"]));
    assert!(said.iter().all(|ended| ended.code == Some(0)), "{said:#?}");

    let bundle = Bundle::compiled_in(Timestamp::now(), 0).unwrap();
    let file = receipt_of(&desk);
    let proof = receipt::open(file.as_bytes(), bundle.receipt_keys()).unwrap();
    assert_eq!(
        (proof.reference.to_string().as_str(), proof.by.as_str(), proof.reason),
        (CASE, "anne", receipt::Reason::Closed)
    );
    let draft = fs::read_to_string(desk.draft(&format!("{CASE}-closed-")).unwrap()).unwrap();
    assert!(draft.contains("preuve-K7M4-Q2XD.receipt"), "{draft}");
    assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(7));

    for ended in &said {
        holds_no_credential("a screen", ended.out.as_bytes());
        holds_no_credential("a screen", ended.err.as_bytes());
    }
    scan(desk.path());
}

/// The only sending of the case.
pub fn sending_of(desk: &Program) -> Sending {
    sending_in(desk, CASE)
}

pub fn sending_in(desk: &Program, case: &str) -> Sending {
    block_on(async {
        let mut registry = Registry::open(&Location::Sqlite(desk.registry_file())).await.unwrap();
        let sendings = registry.sendings(&pli_format::CaseReference::parse(case).unwrap()).await.unwrap();
        <[Sending; 1]>::try_from(sendings).map(|[only]| only).unwrap()
    })
}

pub fn receipt_of(desk: &Program) -> String {
    let package = sending_of(desk).package;
    block_on(async {
        let mut registry = Registry::open(&Location::Sqlite(desk.registry_file())).await.unwrap();
        registry.receipt(package).await.unwrap().unwrap()
    })
}

fn scan(directory: &Path) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            scan(&path);
        } else {
            holds_no_credential(&path.display().to_string(), &fs::read(&path).unwrap());
        }
    }
}

fn holds_no_credential(place: &str, bytes: &[u8]) {
    for secret in [CANARY, CUSTOMER] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{place}");
    }
}

#[test]
fn only_who_is_in_charge_uses() {
    let desk = assigned();
    let ended = desk
        .run_with(["--operator", "bruno", "--passphrase-fd", "0", "use", CASE, "--", "true"], PASSPHRASE.as_bytes());
    let err = "pli-desk: not-in-charge: anne is in charge of the case; only that developer opens it\n";
    assert_eq!(failed(&ended), (Some(5), "", err));
}

#[test]
fn a_passphrase_wrong_thrice_opens_nothing() {
    let desk = assigned();
    let ended =
        desk.run_with(["--operator", "anne", "--passphrase-fd", "0", "use", CASE, "--", "true"], b"a\nb\nc\nd\n");
    assert_eq!(failed(&ended), (Some(9), "", "pli-desk: passphrase-wrong: the passphrase was wrong 3 times\n"));
}

#[test]
fn another_epochs_identity_does_not_open() {
    let desk = assigned();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo");
    let other = fs::read_dir(demo).unwrap().map(|entry| entry.unwrap().path()).find(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("DEMO-ONLY-identity-") && !name.contains(&epoch())
    });
    keep_identity(&desk, &epoch(), &fs::read(other.unwrap()).unwrap());
    let err = "pli-desk: other-identity: this identity does not open the sealed file: it was sealed to another epoch\n";
    assert_eq!(failed(&as_anne(&desk, &["use", CASE, "--", "true"])), (Some(9), "", err));
}

#[test]
fn an_identity_that_is_not_here_is_named() {
    let desk = assigned();
    fs::remove_dir_all(desk.home().join("identities")).unwrap();
    let err = format!("pli-desk: epoch-unknown: this desk keeps no identity of epoch {}\n", epoch());
    assert_eq!(failed(&as_anne(&desk, &["use", CASE, "--", "true"])), (Some(6), "", err.as_str()));
}

#[test]
fn connectors_that_fail() {
    let desk = assigned();
    let missing = use_with(&desk, &["/nowhere/connector"]);
    let err = format!("{EMBEDDED}pli-desk: connector-missing: there is no program \"/nowhere/connector\"\n");
    assert_eq!(failed(&missing), (Some(10), "", err.as_str()));
    assert_eq!(use_with(&desk, &["/bin/sh", "-c", "kill -SEGV $$"]).code, Some(10));
    assert_eq!(use_with(&desk, &["/bin/sh", "-c", "exit 3"]).code, Some(10));
    assert_eq!(
        use_with(&desk, &["/bin/bash", "-c", "trap '' TERM; while :; do read -t 1 < <(:) ; done"]).code,
        Some(11)
    );
}

#[test]
fn a_secret_that_is_printed_in_pieces_is_blanked() {
    let desk = assigned();
    let script = format!("for c in {}; do printf %s $c; done", CANARY.split("").collect::<Vec<_>>().join(" "));
    let ended = use_with(&desk, &["/bin/bash", "-c", &script]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    holds_no_credential("a screen", ended.out.as_bytes());
}

/// Puts a package into the registry as if it had come at another time.
pub fn received_at(desk: &Program, signed_at: Timestamp, received_at: Timestamp) {
    case_received_at(desk, CASE, signed_at, received_at);
}

pub fn case_received_at(desk: &Program, reference: &str, signed_at: Timestamp, received_at: Timestamp) {
    let package = package(reference, signed_at);
    let signed_at = Timestamp::from_second(signed_at.as_second()).unwrap();
    let new = NewSending {
        package: pli_desk::examination::package_sha256(&package.consent.bytes, &package.sealed.bytes),
        sealed: pli_format::Sha256::of(&package.sealed.bytes),
        expires_at: signed_at + SignedDuration::from_hours(24 * 30),
        signed_at,
        epoch: epoch(),
        consent: package.consent.bytes,
        sealed_file: package.sealed.bytes,
        ..crate::support::new_sending(reference)
    };
    block_on(async {
        let mut registry = Registry::open(&Location::Sqlite(desk.registry_file())).await.unwrap();
        let mut change = registry.change().await.unwrap();
        change.receive(&new, received_at).await.unwrap();
        change.claim(new.package, "anne", None, received_at).await.unwrap();
        change.commit().await.unwrap();
        registry.close().await.unwrap();
    });
}

pub fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

#[test]
fn an_expired_case_is_not_used_and_is_deleted_by_the_timer() {
    let desk = desk();
    let now = Timestamp::now();
    received_at(&desk, now - days(31), now - days(31));
    let ended = as_anne(&desk, &["use", CASE, "--", "true"]);
    assert_eq!(ended.code, Some(5));
    assert!(ended.err.starts_with("pli-desk: expired: the consent expired on "), "{ended:?}");
    assert_eq!(desk.run(["expire", "--dry-run"]).out, "K7M4-Q2XD: overdue, its consent expired\n");
    assert_eq!(failed(&desk.run(["expire"])), (Some(0), "K7M4-Q2XD: deleted, its consent expired\n", ""));
    assert_eq!(failed(&desk.run(["expire"])), (Some(0), "", ""));
    assert_eq!(desk.run(["expire", "--dry-run"]).out, "Nothing is overdue.\n");
    assert!(receipt_of(&desk).contains("\"reason\":\"expired\""));
}

#[test]
fn a_case_that_nobody_opened_in_two_weeks_is_deleted() {
    let desk = desk();
    received_at(&desk, Timestamp::now() - days(15), Timestamp::now() - days(15));
    assert_eq!(desk.run(["expire"]).out, "K7M4-Q2XD: deleted, nobody opened it in time\n");
}

#[test]
fn two_days_ahead_somebody_is_told() {
    let hour = SignedDuration::from_hours(1);
    for (ago, is_told) in [(days(13), true), (days(12) + hour, true), (days(12) - hour, false)] {
        let desk = desk();
        let received = Timestamp::now() - ago;
        received_at(&desk, received, received);
        let last = Timestamp::from_second(received.as_second()).unwrap() + days(14);
        let said = if is_told { format!("K7M4-Q2XD: will be deleted after {}\n", shown(last)) } else { String::new() };
        assert_eq!(desk.run(["expire"]).out, said);
    }
}

#[test]
fn a_clock_set_back_opens_nothing() {
    let desk = desk();
    received_at(&desk, Timestamp::now(), Timestamp::now() + days(2));
    let ended = as_anne(&desk, &["use", CASE, "--", "true"]);
    assert_eq!(ended.code, Some(5));
    assert!(ended.err.starts_with("pli-desk: clock-set-back: the clock says it is before "), "{ended:?}");
}

/// It was wrong when the case came: a person looks, and says so.
#[test]
fn a_clock_that_is_right_again_opens_once_somebody_looked() {
    let desk = desk();
    received_at(&desk, Timestamp::now(), Timestamp::now() + days(2));
    assert_eq!(desk.run(["cases"]).code, Some(0));
    add_to_log(&desk, "receive", Timestamp::now() + days(2));
    for _ in 0..2 {
        assert!(as_anne(&desk, &["use", CASE, "--", "true"]).err.contains("see `pli-desk todo`"));
    }
    let todo = desk.run(["todo", "--json"]).out;
    assert_eq!(todo.lines().count(), 1, "{todo}");
    let asked: serde_json::Value = serde_json::from_str(&todo).unwrap();
    assert_eq!((&asked["kind"], &asked["details"]), (&"clock-behind".into(), &"48 h".into()));
    assert_eq!(desk.run(["done", &asked["number"].to_string()]).code, Some(0));
    assert_eq!(failed(&as_anne(&desk, &["use", CASE, "--", "true"])).0, Some(0));
    assert!(desk.run(["audit", "export"]).out.contains("\"command\":\"done\""), "who looked is in the log");
}

#[test]
fn a_withdrawal_is_obeyed_at_once() {
    let desk = desk();
    let (package, file) = withdrawal(CASE, Timestamp::now());
    assert_eq!(desk.run_with(["receive"], &package.eml.bytes).code, Some(0));
    desk.write("forged.retrait", file.replace('0', "1"));
    assert_eq!(desk.run(["withdraw", "forged.retrait"]).code, Some(4));
    desk.write("retrait-K7M4-Q2XD.retrait", &file);
    let ended = desk.run(["withdraw", "retrait-K7M4-Q2XD.retrait"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(receipt_of(&desk).contains("\"reason\":\"withdrawn\""));
    assert_eq!(failed(&as_anne(&desk, &["use", CASE, "--", "true"])).0, Some(7));
    assert!(desk.run(["gifts", "list"]).out.starts_with("K7M4-Q2XD  6 months"), "the gift stays");
}

#[test]
fn a_log_without_its_last_line_is_noticed() {
    let desk = assigned();
    assert_eq!(desk.run(["audit", "verify"]).code, Some(0));
    let path = desk.home().join("audit.jsonl");
    let log = fs::read_to_string(&path).unwrap();
    let lines = log.lines().count();
    fs::write(&path, log.lines().take(lines - 1).map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    let ended = desk.run(["audit", "verify"]);
    let said =
        format!("the log was cut: {} entries where the head says {lines}\n{} entries, ALTERED\n", lines - 1, lines - 1);
    assert_eq!(failed(&ended), (Some(12), said.as_str(), ""));
}
