use jiff::Timestamp;

use super::{FILE_MAX_LENGTH, import_beside};
use crate::bundle::{Bundle, BundleError, compiled_in, demo_signed};

/// Serial 2, under the demonstration root; this version carries serial 1.
const NEWER: &[u8] = include_bytes!("../../../../../tests/demo/DEMO-ONLY-bundle-2.plikeys");

fn now() -> Timestamp {
    "2026-11-23T13:05:00Z".parse().unwrap()
}

fn import(file: &[u8]) -> Result<u64, BundleError> {
    Bundle::import(file, now(), 0).map(|bundle| bundle.serial())
}

fn in_force(imported: Option<&[u8]>, last_serial: u64) -> Result<u64, BundleError> {
    Bundle::in_force(imported, now(), last_serial).map(|bundle| bundle.serial())
}

#[test]
fn a_newer_bundle_file_is_accepted() {
    assert_eq!(import(NEWER), Ok(2));
    assert_eq!(in_force(Some(NEWER), 0), Ok(2));
    assert_eq!(in_force(Some(NEWER), 2), Ok(2));
}

#[test]
fn the_carried_bundle_is_in_force_at_the_same_serial() {
    let shorter = demo_signed::json().replace("2031-12-31", "2030-12-31");
    let in_force = Bundle::in_force(Some(&demo_signed::file(&shorter)), now(), 1).unwrap();
    assert_eq!(in_force.not_after().to_string(), "2031-12-31T23:59:59Z");
}

#[test]
fn a_file_is_the_signature_then_the_bundle() {
    let carried = [compiled_in::SIGNATURE, compiled_in::BUNDLE].concat();
    assert_eq!(import(&carried), Ok(1));
    let reversed = [compiled_in::BUNDLE, compiled_in::SIGNATURE].concat();
    assert_eq!(import(&reversed), Err(BundleError::Unsigned));
    for other in [b"".as_slice(), b"\n\n\n", b"\n\n\n\n", compiled_in::BUNDLE, compiled_in::SIGNATURE] {
        import(other).unwrap_err();
    }
}

#[test]
fn a_file_below_what_was_seen_is_rolled_back() {
    let last_serial = 3;
    let error = Bundle::import(NEWER, now(), last_serial).unwrap_err();
    assert_eq!(error, BundleError::RolledBack { serial: 2, last_serial });
}

#[test]
fn a_file_below_what_this_version_carries_is_rolled_back() {
    let carried = demo_signed::json().replace(r#""serial": 1"#, r#""serial": 3"#);
    let refused = Err(BundleError::RolledBack { serial: 2, last_serial: 3 });
    for not_after in ["2031-12-31", "2026-02-01"] {
        let ends = |day: &str| format!("\n  \"not_after\": \"{day}");
        let carried = carried.replace(&ends("2031-12-31"), &ends(not_after));
        assert_eq!(
            import_beside(NEWER, carried.as_bytes(), now(), 0).map(|bundle| bundle.serial()),
            refused,
            "{not_after}"
        );
    }
}

#[test]
fn a_carried_bundle_below_what_was_seen_gives_way_to_an_imported_one() {
    assert_eq!(in_force(None, 2), Err(BundleError::RolledBack { serial: 1, last_serial: 2 }));
    assert_eq!(in_force(Some(NEWER), 2), Ok(2));
}

#[test]
fn an_expired_carried_bundle_gives_way_to_an_imported_one() {
    let later = "2032-06-01T00:00:00Z".parse().unwrap();
    let longer = demo_signed::json().replace(r#""serial": 1"#, r#""serial": 9"#).replace("2031-12-31", "2033-12-31");
    let file = demo_signed::file(&longer);
    assert!(matches!(Bundle::in_force(None, later, 0), Err(BundleError::Expired { .. })));
    assert_eq!(Bundle::in_force(Some(&file), later, 0).map(|bundle| bundle.serial()), Ok(9));
    assert!(matches!(Bundle::in_force(Some(NEWER), later, 0), Err(BundleError::Expired { .. })));
}

#[test]
fn an_altered_file_changes_nothing() {
    for at in 0..NEWER.len() {
        let mut altered = NEWER.to_vec();
        altered[at] ^= 1 << (at % 8);
        let error = import(&altered).unwrap_err();
        assert!(matches!(error, BundleError::Unsigned | BundleError::Altered), "byte {at}: {error}");
        assert_eq!(in_force(Some(&altered), 1), Ok(1), "byte {at}");
    }
}

#[test]
fn a_file_that_is_too_long_is_not_read() {
    assert_eq!(import(&[NEWER, &vec![b' '; FILE_MAX_LENGTH]].concat()), Err(BundleError::Unsigned));
}
