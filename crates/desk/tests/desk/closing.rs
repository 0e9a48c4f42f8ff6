//! Closing with others beside it, on a full disk, and with a case that cannot be closed.

use std::{fs, process::Child, thread};

use jiff::Timestamp;
use pli_desk::registry::{Location, Registry};

use crate::{
    story::{as_anne, assigned, case_received_at, days, desk, failed, received_at},
    support::{
        block_on,
        package::package,
        program::{Ended, Program},
    },
    trouble::on_a_full_disk,
};

const CASE: &str = "K7M4-Q2XD";
const OTHER: &str = "7KQM-3FTE";

fn draft(desk: &Program, case: &str) -> Option<String> {
    fs::read_to_string(desk.home().join(format!("drafts/{case}-closed.eml"))).ok()
}

fn ended(child: Child) -> Ended {
    child.wait_with_output().unwrap().into()
}

/// Until it is so; what never becomes so, the test runner ends.
fn wait_until(mut is_so: impl FnMut() -> bool) {
    while !is_so() {
        thread::yield_now();
    }
}

/// Whether this process waits for a lock that another one holds (proc(5), `/proc/locks`).
fn waits_for_a_lock(child: &Child) -> bool {
    let waiting = format!("FLOCK  ADVISORY  WRITE {} ", child.id());
    fs::read_to_string("/proc/locks").unwrap().lines().any(|line| line.contains("-> ") && line.contains(&waiting))
}

/// `close` waits for the registry with its draft on the disk; who finishes what was interrupted
/// leaves that draft alone.
#[test]
fn a_draft_that_somebody_is_closing_with_is_no_leftover() {
    let desk = assigned();
    let unfinished = desk.home().join(format!("drafts/{CASE}-closed.eml.new"));
    let (closing, expiring) = block_on(async {
        let mut registry = Registry::open(&Location::Sqlite(desk.registry_file())).await.unwrap();
        let held = registry.change().await.unwrap();
        let mut closing = desk.command(["close", CASE]).spawn().unwrap();
        wait_until(|| unfinished.exists() || closing.try_wait().unwrap().is_some());
        assert_eq!(failed(&desk.run(["expire", "--dry-run"])), (Some(0), "", ""));
        assert!(unfinished.exists());
        let mut expiring = desk.command(["expire"]).spawn().unwrap();
        wait_until(|| waits_for_a_lock(&expiring) || expiring.try_wait().unwrap().is_some());
        drop(held);
        (closing, expiring)
    });
    assert_eq!(ended(closing).code, Some(0));
    assert_eq!(failed(&ended(expiring)), (Some(0), "", ""));
    assert!(draft(&desk, CASE).unwrap().contains("preuve-K7M4-Q2XD.receipt"));
    assert!(!unfinished.exists());
}

#[test]
fn of_two_who_expire_at_once_neither_fails_and_each_case_is_deleted_once() {
    let desk = desk();
    let long_ago = Timestamp::now() - days(31);
    for case in [CASE, OTHER] {
        case_received_at(&desk, case, long_ago, long_ago);
    }
    let both = [(); 2].map(|()| desk.command(["expire"]).spawn().unwrap()).map(ended);
    assert!(both.iter().all(|ended| ended.code == Some(0)), "{both:?}");
    let said: Vec<&str> = both.iter().flat_map(|ended| ended.out.lines()).collect();
    for case in [CASE, OTHER] {
        let deleted = format!("{case}: deleted, its consent expired");
        assert_eq!(said.iter().filter(|line| **line == deleted).count(), 1, "{said:?}");
        assert!(draft(&desk, case).is_some());
    }
}

/// Deleted is deleted, though `VACUUM` needs more room than there is; and it stops no other deletion.
#[test]
fn a_registry_that_cannot_be_rewritten_stops_no_deletion() {
    let desk = assigned();
    let long_ago = Timestamp::now() - days(31);
    case_received_at(&desk, OTHER, long_ago, long_ago);
    // Both are written to within what the registry has now; the journal of `VACUUM` holds all of it.
    let limit = fs::read(desk.registry_file()).unwrap().len().div_ceil(1024);
    for _ in 0..3 {
        assert_eq!(desk.run_with(["receive"], &package("", Timestamp::now()).eml.bytes).code, Some(0));
    }
    let err = "pli-desk: registry-not-rewritten: it is deleted, but the registry could not be rewritten yet \
               (registry-full): the next close, withdraw or expire does it\n";
    let said = format!("{CASE}: deleted\n  draft: {}/drafts/{CASE}-closed.eml\n", desk.home().display());
    assert_eq!(failed(&on_a_full_disk(&desk, limit, ["close", CASE])), (Some(8), said.as_str(), err));
    let said = format!("{OTHER}: deleted, its consent expired\n");
    assert_eq!(failed(&on_a_full_disk(&desk, limit, ["expire"])), (Some(8), said.as_str(), err));
    for case in [CASE, OTHER] {
        assert!(draft(&desk, case).is_some());
    }
    let before = fs::metadata(desk.registry_file()).unwrap().len();
    assert_eq!(failed(&desk.run(["expire"])), (Some(0), "", ""));
    assert!(fs::metadata(desk.registry_file()).unwrap().len() < before);
}

#[test]
fn a_case_that_cannot_be_closed_does_not_stop_the_others() {
    let desk = desk();
    let long_ago = Timestamp::now() - days(31);
    received_at(&desk, long_ago - days(1), long_ago);
    case_received_at(&desk, OTHER, long_ago, long_ago);
    block_on(async {
        sqlx::any::install_default_drivers();
        let url = format!("sqlite:{}", desk.registry_file().display());
        let mut connection = <sqlx::AnyConnection as sqlx::Connection>::connect(&url).await.unwrap();
        sqlx::raw_sql("DELETE FROM sealed_files WHERE reference = 'K7M4-Q2XD'").execute(&mut connection).await.unwrap();
        sqlx::Connection::close(connection).await.unwrap();
    });
    let damaged = "registry-damaged: the registry is damaged, or is not one (sealed_files)\n";
    let said = format!("{CASE}: not deleted: {damaged}{OTHER}: deleted, its consent expired\n");
    let err = format!("pli-desk: {damaged}");
    assert_eq!(failed(&desk.run(["expire"])), (Some(8), said.as_str(), err.as_str()));
    assert_eq!(failed(&as_anne(&desk, &["close", CASE])), (Some(8), "", err.as_str()));
}

/// Whatever is wrong with the bundle that was named: the one that the program carries names the key.
#[test]
fn a_bundle_that_is_missing_or_refused_stops_no_deletion() {
    let desk = assigned();
    assert_eq!(desk.run(["--bundle", "none.json", "close", CASE]).code, Some(0));
    let other = assigned();
    other.write("bundle.json", "{}");
    other.write("bundle.json.minisig", "no signature");
    assert_eq!(other.run(["--bundle", "bundle.json", "inspect", CASE]).code, Some(9));
    assert_eq!(other.run(["--bundle", "bundle.json", "close", CASE]).code, Some(0));
}
