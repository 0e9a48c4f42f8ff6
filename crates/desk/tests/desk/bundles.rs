//! The bundle that a desk is given, and the highest serial it ever accepted.

use std::fs;

use crate::{
    story::{as_anne, assigned},
    support::{bundle::write_serial, program::Program},
};

const CASE: &str = "K7M4-Q2XD";
const REFUSED: &str = "pli-desk: bundle-rolled-back: the bundle's serial 4 is below 5, seen before\n";

fn with_bundle(desk: &Program, command: &[&str]) -> (Option<i32>, String) {
    let ended = as_anne(desk, &[&["--bundle", "bundle.json"], command].concat());
    (ended.code, ended.err)
}

#[test]
fn a_bundle_below_what_was_accepted_is_refused_by_every_command() {
    let desk = assigned();
    desk.write("case.eml", "");
    write_serial(&desk, 5);
    assert_eq!(with_bundle(&desk, &["inspect", CASE]).0, Some(0));
    assert_eq!(fs::read_to_string(desk.home().join("bundle.serial")).unwrap(), "5\n");
    assert_eq!(with_bundle(&desk, &["inspect", CASE]).0, Some(0), "the same serial");

    write_serial(&desk, 4);
    for command in [&["inspect", CASE][..], &["receive", "case.eml"], &["use", CASE, "--", "true"], &["epoch", "list"]]
    {
        assert_eq!(with_bundle(&desk, command), (Some(9), REFUSED.to_owned()), "{command:?}");
    }
    let carried = desk.run(["inspect", CASE]);
    let said = "pli-desk: bundle-rolled-back: the bundle's serial 1 is below 5, seen before\n";
    assert_eq!((carried.code, carried.err.as_str()), (Some(9), said), "what the program carries");
    assert_eq!(with_bundle(&desk, &["close", CASE]).0, Some(0), "nothing keeps a desk from deleting");
}

#[test]
fn a_serial_that_cannot_be_read_is_not_taken_for_none() {
    let desk = assigned();
    for text in ["", "five\n", "5", "-1\n"] {
        desk.write("home/bundle.serial", text);
        let ended = desk.run(["inspect", CASE]);
        assert_eq!(ended.code, Some(1), "{text:?}: {ended:?}");
        assert!(ended.err.contains("it holds no serial of a bundle"), "{text:?}: {ended:?}");
    }
}
