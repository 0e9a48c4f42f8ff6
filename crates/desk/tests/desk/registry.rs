//! The registry, on `SQLite` and on a real `PostgreSQL`: the same cases on both.

use std::{fs, path::Path};

use crate::support::{block_on, cluster::Cluster, new_case};
use jiff::Timestamp;
use pli_desk::registry::{Claim, Gift, Kept, Location, Registry, RegistryError, State};
use pli_format::CaseReference;

const CASE: &str = "K7M4-Q2XD";

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn reference() -> CaseReference {
    CaseReference::parse(CASE).unwrap()
}

const RECEIPT: &str = "{}\nuntrusted comment\n";

/// Runs a test on both; each has a registry of its own.
fn on_both(name: &str, test: impl AsyncFn(Location)) {
    let directory = tempfile::tempdir().unwrap();
    block_on(test(Location::Sqlite(directory.path().join("desk.db"))));
    let cluster = Cluster::start();
    block_on(test(Location::Postgres(cluster.database(name))));
}

async fn with_a_case(location: &Location) -> Registry {
    let mut registry = Registry::open(location).await.unwrap();
    let mut change = registry.change().await.unwrap();
    assert_eq!(change.receive(&new_case(CASE), at("2026-11-24T08:00:00Z")).await.unwrap(), Kept::New);
    change.owe_gift(&reference(), 6, at("2026-11-24T08:00:00Z")).await.unwrap();
    change.commit().await.unwrap();
    registry
}

#[test]
fn a_package_is_kept_once() {
    on_both("once", async |location| {
        let mut registry = with_a_case(&location).await;
        let row = registry.case(&reference()).await.unwrap().unwrap();
        assert_eq!(
            (row.state, row.name.as_str(), row.received_at),
            (State::Received, "Hélène Marchand", at("2026-11-24T08:00:00Z"))
        );
        assert_eq!(registry.sealed(&reference()).await.unwrap().unwrap(), new_case(CASE).sealed);
        assert_eq!(registry.consent(&reference()).await.unwrap().unwrap(), b"%PDF-1.7");

        let mut change = registry.change().await.unwrap();
        let now = at("2026-11-25T08:00:00Z");
        assert_eq!(change.receive(&new_case(CASE), now).await.unwrap(), Kept::Before(row.clone().into()));
        let mut other_package = new_case(CASE);
        other_package.package_sha256 = "another".into();
        assert_eq!(change.receive(&other_package, now).await.unwrap(), Kept::OtherPackage(row.into()));
        let mut other_case = new_case(CASE);
        other_case.reference = CaseReference::generate(&mut |bytes: &mut [u8]| bytes.fill(7));
        assert_eq!(change.receive(&other_case, now).await.unwrap(), Kept::OtherCase(reference()));
        change.commit().await.unwrap();
        assert_eq!(registry.open_cases().await.unwrap().len(), 1);
        registry.close().await.unwrap();
    });
}

#[test]
fn one_developer_is_in_charge() {
    on_both("charge", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-24T09:00:00Z");
        let mut change = registry.change().await.unwrap();
        assert_eq!(change.claim(&reference(), "alice", None, now).await.unwrap(), Claim::Taken);
        assert_eq!(change.claim(&reference(), "alice", None, now).await.unwrap(), Claim::Already);
        assert_eq!(change.claim(&reference(), "bruno", None, now).await.unwrap(), Claim::Held("alice".into()));
        assert_eq!(change.claim(&reference(), "bruno", Some("chloe"), now).await.unwrap(), Claim::Held("alice".into()));
        assert_eq!(change.claim(&reference(), "bruno", Some("alice"), now).await.unwrap(), Claim::Taken);
        let unknown = CaseReference::generate(&mut |bytes: &mut [u8]| bytes.fill(7));
        assert_eq!(change.claim(&unknown, "alice", None, now).await.unwrap(), Claim::Unknown);
        change.commit().await.unwrap();
        let row = registry.case(&reference()).await.unwrap().unwrap();
        assert_eq!((row.state, row.developer.as_deref()), (State::Assigned, Some("bruno")));
        registry.close().await.unwrap();
    });
}

#[test]
fn a_closed_case_has_no_sealed_file_and_stays_closed() {
    on_both("closed", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-25T09:00:00Z");
        let mut change = registry.change().await.unwrap();
        assert!(change.delete(&reference(), "resolved", RECEIPT, now).await.unwrap());
        assert!(!change.delete(&reference(), "resolved", RECEIPT, now).await.unwrap());
        assert_eq!(change.claim(&reference(), "alice", None, now).await.unwrap(), Claim::Closed);
        change.commit().await.unwrap();
        registry.vacuum().await.unwrap();
        assert_eq!(registry.sealed(&reference()).await.unwrap(), None);
        assert_eq!(registry.receipt(&reference()).await.unwrap(), Some(RECEIPT.to_owned()));
        let row = registry.case(&reference()).await.unwrap().unwrap();
        assert_eq!((row.state, row.closed_at, row.reason.as_deref()), (State::Closed, Some(now), Some("resolved")));
        registry.close().await.unwrap();
    });
}

#[test]
fn a_gift_is_due_until_it_is_given_and_survives_the_deletion() {
    on_both("gift", async |location| {
        let mut registry = with_a_case(&location).await;
        let now = at("2026-11-25T09:00:00Z");
        let mut change = registry.change().await.unwrap();
        change.delete(&reference(), "withdrawn", RECEIPT, now).await.unwrap();
        assert!(change.give_gift(&reference(), now).await.unwrap());
        assert!(!change.give_gift(&reference(), now).await.unwrap());
        change.commit().await.unwrap();
        assert_eq!(
            registry.gifts().await.unwrap(),
            [Gift {
                reference: reference(),
                name: "Hélène Marchand".into(),
                email: "helene.marchand@exemple.fr".into(),
                months: 6,
                due_at: at("2026-11-24T08:00:00Z"),
                given_at: Some(now),
            }]
        );
        registry.close().await.unwrap();
    });
}

#[test]
fn a_change_that_is_not_finished_is_not_kept() {
    on_both("half", async |location| {
        let mut registry = with_a_case(&location).await;
        let mut change = registry.change().await.unwrap();
        change.delete(&reference(), "resolved", RECEIPT, at("2026-11-25T09:00:00Z")).await.unwrap();
        drop(change);
        assert!(registry.sealed(&reference()).await.unwrap().is_some());
        assert_eq!(registry.receipt(&reference()).await.unwrap(), None);
        registry.close().await.unwrap();
    });
}

#[test]
fn a_registry_that_another_process_writes_to_is_locked() {
    on_both("locked", async |location| {
        let mut first = with_a_case(&location).await;
        let mut second = Registry::open(&location).await.unwrap();
        let mut held = first.change().await.unwrap();
        let now = at("2026-11-24T09:00:00Z");
        held.claim(&reference(), "anne", None, now).await.unwrap();
        let refused = match second.change().await {
            Err(error) => Some(error),
            Ok(mut change) => change.claim(&reference(), "bruno", None, now).await.err(),
        };
        assert!(matches!(refused, Some(RegistryError::Locked)), "{refused:?}");
    });
}

/// No byte of a sealed file is in any file of the registry after the deletion.
#[test]
fn a_deleted_sealed_file_is_nowhere_in_the_file() {
    let directory = tempfile::tempdir().unwrap();
    block_on(async {
        let mut registry = with_a_case(&Location::Sqlite(directory.path().join("desk.db"))).await;
        let sealed = new_case(CASE).sealed;
        assert!(holds(directory.path(), &sealed[100..200]));
        let mut change = registry.change().await.unwrap();
        change.delete(&reference(), "resolved", RECEIPT, at("2026-11-25T09:00:00Z")).await.unwrap();
        change.commit().await.unwrap();
        assert!(!holds(directory.path(), &sealed[100..200]), "secure_delete");
        registry.vacuum().await.unwrap();
        registry.close().await.unwrap();
        let files: Vec<_> = fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(files, ["desk.db"]);
    });
}

fn holds(directory: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(directory).unwrap().any(|entry| {
        let content = fs::read(entry.unwrap().path()).unwrap();
        content.windows(bytes.len()).any(|window| window == bytes)
    })
}

#[test]
fn a_file_that_is_not_a_registry_is_said_to_be_damaged() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("desk.db");
    fs::write(&path, "From: not a registry at all, but long enough to be looked at ".repeat(100)).unwrap();
    let refused = block_on(Registry::open(&Location::Sqlite(path))).err().unwrap();
    assert_eq!(
        (refused.code(), refused.to_string().as_str()),
        ("registry-damaged", "the registry is damaged, or is not one (file)")
    );
}

#[test]
fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a ?#%.db");
    block_on(async { Registry::open(&Location::Sqlite(path.clone())).await.unwrap().close().await.unwrap() });
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}
