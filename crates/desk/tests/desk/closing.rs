//! Closing with others beside it, on a full disk, and with a case that cannot be closed.

use std::{fs, process::Child};

use jiff::Timestamp;
use pli_format::{
    bundle::Bundle,
    receipt::{self, Reason, Receipt},
};

use crate::{
    story::{as_anne, assigned, case_received_at, days, desk, failed, receipt_of, received_at, sending_in},
    support::{
        package::package,
        program::{Ended, Program},
    },
};

const CASE: &str = "K7M4-Q2XD";
const OTHER: &str = "7KQM-3FTE";

fn draft(desk: &Program, case: &str) -> Option<String> {
    fs::read_to_string(desk.draft(&format!("{case}-closed-"))?).ok()
}

fn ended(child: Child) -> Ended {
    child.wait_with_output().unwrap().into()
}

#[test]
fn a_receipt_says_what_was_deleted_when_by_whom_and_why() {
    let desk = assigned();
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    let sending = sending_in(&desk, CASE);
    let bundle = Bundle::compiled_in(Timestamp::now(), 0).unwrap();
    let said = Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: sending.reference.clone(),
        sealed_sha256: sending.sealed,
        record_sha256: Some(sending.record),
        deleted_at: sending.closed_at.unwrap(),
        by: "anne".to_owned(),
        epoch: sending.epoch.parse().unwrap(),
        reason: Reason::Closed,
    };
    assert_eq!(receipt::open(receipt_of(&desk).as_bytes(), bundle.receipt_keys()), Ok(said));
}

/// The developer would go on with the old password, until the bank locks the account.
#[test]
fn a_password_that_another_sending_holds_is_not_to_be_changed_yet() {
    let desk = desk();
    for case in [CASE, OTHER] {
        let received = desk.run_with(["receive", "--no-render"], &package(case, Timestamp::now()).eml.bytes);
        assert_eq!(received.code, Some(0), "{received:?}");
    }
    let (now, later) = ("Changez maintenant le code", "ne changez pas son code avant");
    for (case, told, untold) in [(CASE, later, now), (OTHER, now, later)] {
        assert_eq!(desk.run(["close", case]).code, Some(0));
        let said = draft(&desk, case).unwrap().replace("=\r\n", "");
        assert!(said.contains(told) && !said.contains(untold), "{said}");
    }
}

/// Who finishes what was interrupted leaves the drafts alone that somebody is closing with.
#[test]
fn of_two_who_close_at_once_one_does_and_one_draft_is_written() {
    let desk = assigned();
    let both = [(); 2].map(|()| desk.command(["close", CASE]).spawn().unwrap()).map(ended);
    let mut codes = both.map(|ended| ended.code);
    codes.sort();
    assert_eq!(codes, [Some(0), Some(7)]);
    assert!(draft(&desk, CASE).unwrap().contains("preuve-K7M4-Q2XD.receipt"));
    assert_eq!(fs::read_dir(desk.home().join("drafts")).unwrap().count(), 1, "closed");
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

/// Deleted is deleted, though something is in the way of wiping; and it stops no other deletion.
#[test]
fn a_registry_that_cannot_be_rewritten_stops_no_deletion() {
    let desk = assigned();
    let long_ago = Timestamp::now() - days(31);
    case_received_at(&desk, OTHER, long_ago, long_ago);
    let in_the_way = desk.home().join("desk.db.sealed/half.new");
    fs::create_dir(&in_the_way).unwrap();
    let err = "pli-desk: registry-not-rewritten: it is deleted, but the registry could not be rewritten yet \
               (registry-failed): the next close, withdraw or expire does it\n";
    let closed = desk.run(["close", CASE]);
    let draft_path = desk.draft("K7M4-Q2XD-closed-").unwrap();
    let said = format!("{CASE}: deleted\n  draft: {}\n", draft_path.display());
    assert_eq!(failed(&closed), (Some(8), said.as_str(), err));
    let said = format!("{OTHER}: deleted, its consent expired\n");
    assert_eq!(failed(&desk.run(["expire"])), (Some(8), said.as_str(), err));
    for case in [CASE, OTHER] {
        assert!(draft(&desk, case).is_some());
    }
    fs::remove_dir(in_the_way).unwrap();
    assert_eq!(failed(&desk.run(["expire"])), (Some(0), "", ""));
    assert_eq!(fs::read_dir(desk.home().join("desk.db.sealed")).unwrap().count(), 0);
}

#[test]
fn a_case_that_cannot_be_closed_does_not_stop_the_others() {
    let desk = desk();
    let long_ago = Timestamp::now() - days(31);
    received_at(&desk, long_ago - days(1), long_ago);
    case_received_at(&desk, OTHER, long_ago, long_ago);
    let sealed = sending_in(&desk, CASE).sealed;
    fs::remove_file(desk.home().join(format!("desk.db.sealed/{sealed}"))).unwrap();
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
    assert!(other.run(["audit", "export"]).out.contains(
        r#""command":"bundle","details":"serial 1, which the program carries, instead","result":"bundle-unsigned""#
    ));
}
