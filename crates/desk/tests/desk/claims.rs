//! One developer in charge, whatever the number of processes: real ones, on `SQLite` and `PostgreSQL`.

use crate::{
    story::{as_anne, with_keys},
    support::{
        block_on,
        cluster::Cluster,
        new_sending,
        package::package,
        program::{Ended, Program},
    },
};
use jiff::Timestamp;
use pli_desk::registry::{Location, Registry};

const CASE: &str = "K7M4-Q2XD";
const DEVELOPERS: [&str; 8] = ["anne", "bruno", "chloe", "david", "emma", "farid", "gaelle", "hugo"];

fn with_a_case(registry: &str) {
    let location: Location = registry.parse().unwrap();
    block_on(async {
        let mut registry = Registry::open(&location).await.unwrap();
        let mut change = registry.change().await.unwrap();
        change.receive(&new_sending(CASE), "2026-11-24T08:00:00Z".parse().unwrap()).await.unwrap();
        change.commit().await.unwrap();
        registry.close().await.unwrap();
    });
}

/// Every developer claims at once, each from a desk of their own.
fn everybody_claims(registry: &str) -> Vec<Ended> {
    let desks: Vec<Program> = DEVELOPERS.iter().map(|_| Program::sharing(registry)).collect();
    let children: Vec<_> = desks
        .iter()
        .zip(DEVELOPERS)
        .map(|(desk, developer)| desk.command(["assign", CASE, "--to", developer]).spawn().unwrap())
        .collect();
    children.into_iter().map(|child| child.wait_with_output().unwrap().into()).collect()
}

fn one_wins(ended: &[Ended]) {
    let winner = ended.iter().position(|ended| ended.code == Some(0)).expect("one is in charge");
    for (place, ended) in ended.iter().enumerate() {
        let expected = if place == winner {
            Ended { code: Some(0), out: format!("{CASE}: {} is in charge\n", DEVELOPERS[winner]), err: String::new() }
        } else {
            let err = format!("pli-desk: case-held: {} is in charge of case {CASE}\n", DEVELOPERS[winner]);
            Ended { code: Some(7), out: String::new(), err }
        };
        assert_eq!(*ended, expected);
    }
}

#[test]
fn of_eight_processes_on_one_postgresql_one_wins() {
    let cluster = Cluster::shared();
    let registry = cluster.database("claims");
    with_a_case(&registry);
    one_wins(&everybody_claims(&registry));
}

/// Support receives on one machine, the developer in charge uses and closes on another.
#[test]
fn a_team_plays_the_whole_story_on_one_postgresql() {
    let cluster = Cluster::shared();
    let registry = cluster.database("team");
    let [support, developer] = [(); 2].map(|()| with_keys(Program::sharing(&registry)));
    assert_eq!(support.run_with(["receive"], &package(CASE, Timestamp::now()).eml.bytes).code, Some(0));
    assert_eq!(support.run(["assign", CASE, "--to", "anne"]).code, Some(0));
    assert_eq!(developer.run(["inspect", CASE]).code, Some(0));
    let used = as_anne(&developer, &["use", CASE, "--", "/bin/sh", "-c", "cat <&3"]);
    assert_eq!((used.code, used.out.as_str()), (Some(0), "{\"code\":\"█████\",\"identifiant\":\"█████\"}"));
    assert_eq!(as_anne(&developer, &["close", CASE]).code, Some(0));
    assert_eq!(support.run(["inspect", CASE]).code, Some(7));
    assert_eq!(support.run(["cases"]).out, "No case.\n");
    assert!(support.run(["gifts", "list"]).out.starts_with("K7M4-Q2XD  6 months"));
}

#[test]
fn of_eight_processes_on_one_file_one_wins() {
    let directory = tempfile::tempdir().unwrap();
    let registry = directory.path().join("desk.db").to_str().unwrap().to_owned();
    with_a_case(&registry);
    one_wins(&everybody_claims(&registry));
}

#[test]
fn a_case_is_handed_over_by_who_holds_it() {
    let desk = Program::new();
    with_a_case(desk.registry_file().to_str().unwrap());
    let assign = |arguments: &[&str]| desk.run([&["assign", CASE], arguments].concat());
    assert_eq!(assign(&["--to", "anne"]).code, Some(0));
    assert_eq!(assign(&["--to", "bruno"]).err, "pli-desk: case-held: anne is in charge of case K7M4-Q2XD\n");
    assert_eq!(assign(&["--to", "bruno", "--instead-of", "chloe"]).code, Some(7));
    assert_eq!(assign(&["--to", "bruno", "--instead-of", "anne"]).out, "K7M4-Q2XD: bruno is in charge\n");
}

#[test]
fn a_case_that_is_unknown_cannot_be_assigned() {
    let ended = Program::new().run(["assign", CASE, "--to", "anne"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(6), "pli-desk: case-unknown: there is no case K7M4-Q2XD\n"));
}

#[test]
fn a_reference_that_is_mistyped_is_a_usage_error() {
    let ended = Program::new().run(["assign", "K7M4-Q2XE", "--to", "anne"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("the check character of the case reference is wrong"), "{ended:?}");
}
