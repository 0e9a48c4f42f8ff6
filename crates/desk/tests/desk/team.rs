//! A team on several machines: desks of their own on one `PostgreSQL`.

use std::{fs, thread};

use jiff::Timestamp;

use crate::{
    in_use::{in_use, in_use_with},
    service::connectors::approved_of,
    story::{as_anne, failed, with_keys},
    support::{
        cluster::Cluster,
        package::{CANARY, CUSTOMER, package},
        program::Program,
        relay::Relay,
        service::{ANNE, CHLOE, SUPPORT, Service, with_accounts},
    },
};

const CASE: &str = "K7M4-Q2XD";

/// Two desks on one database, with a case in Anne's charge.
fn two_desks(registry: [&str; 2]) -> [Program; 2] {
    let desks = registry.map(|registry| with_keys(Program::sharing(registry)));
    assert_eq!(desks[0].run_with(["receive"], &package(CASE, Timestamp::now()).eml.bytes).code, Some(0));
    assert_eq!(desks[0].run(["assign", CASE, "--to", "anne"]).code, Some(0));
    desks
}

#[test]
fn a_case_is_used_by_one_at_a_time_wherever_they_are() {
    let cluster = Cluster::shared();
    let registry = cluster.database("use_alone");
    let [one, other] = two_desks([&registry; 2]);
    let (mut child, _) = in_use(&one, "1m");
    let second = as_anne(&other, &["use", CASE, "--", "true"]);
    assert_eq!(failed(&second), (Some(7), "", "pli-desk: case-in-use: case K7M4-Q2XD is in use already\n"));
    // A machine that is gone keeps nobody out.
    child.kill().unwrap();
    child.wait().unwrap();
    let mut again = as_anne(&other, &["use", CASE, "--", "true"]);
    while again.err.contains("case-in-use") {
        again = as_anne(&other, &["use", CASE, "--", "true"]);
    }
    assert_eq!(again.code, Some(0), "{again:?}");
}

/// What runs goes on, and ends as it would; what asks the database is told; once it is back, all goes on.
#[test]
fn a_network_that_is_lost_is_told_and_hangs_nothing() {
    let cluster = Cluster::shared();
    let registry = cluster.database("lost");
    let relay = Relay::to(cluster.host());
    let [one, other] = two_desks([&relay.url("lost"), &registry]);
    let script = "cat <&3 >/dev/null; echo $$ >connector.pid; until [ -e end ]; do sleep 0.05; done";
    let (child, _) = in_use_with(&one, "1m", script);
    relay.lose();
    let told = one.run(["cases"]);
    let err = "pli-desk: registry-unreachable: the registry cannot be opened: it does not answer within 5 s\n";
    assert_eq!(failed(&told), (Some(8), "", err));
    one.write("end", "");
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    assert!(other.run(["cases"]).out.contains(CASE));
    relay.find();
    assert_eq!(as_anne(&one, &["close", CASE]).code, Some(0));
    assert_eq!(other.run(["cases"]).out, "No case.\n");
}

/// A developer beside Anne.
const DORA: u32 = 61007;

fn service(registry: &str) -> Service {
    let mut service = Service::of(with_keys(Program::sharing(registry)));
    let public = fs::read_to_string(service.path("keys/tests.pub")).unwrap();
    let dora = format!("[[member]]\nname = \"dora\"\nuid = {DORA}\nroles = [\"developer\"]\nkey = \"{public}\"\n");
    service.sign_roster(&(service.roster(2) + &dora), &["root"]);
    service.start();
    service
}

/// Services with accounts, rosters and logs of their own: a claim is of a name of the roster, on both.
#[test]
fn of_two_services_on_one_database_one_claim_holds() {
    with_accounts(|| {
        let cluster = Cluster::shared();
        let registry = cluster.database("services");
        let services = [(); 2].map(|()| service(&registry));
        let received = services[0].run_with(SUPPORT, ["receive"], &package(CASE, Timestamp::now()).eml.bytes);
        assert_eq!(received.code, Some(0), "{received:?}");
        let people = [("anne", ANNE), ("dora", DORA)];
        let claims = thread::scope(|scope| {
            let claim = |place: usize| services[place].run(people[place].1, ["assign", CASE, "--to", people[place].0]);
            [0, 1].map(|place| scope.spawn(move || claim(place))).map(|claim| claim.join().unwrap())
        });
        let winner = claims.iter().position(|claim| claim.code == Some(0)).expect("one is in charge");
        let (name, uid) = people[winner];
        let err = format!("pli-desk: case-held: {name} is in charge of case {CASE}\n");
        assert_eq!(failed(&claims[1 - winner]), (Some(7), "", err.as_str()));

        let elsewhere = &services[1 - winner];
        assert_eq!(elsewhere.unlock().code, Some(0));
        approved_of(elsewhere, uid, "bank", "cat <&3");
        let used = elsewhere.run(uid, ["use", CASE, "--", "bank"]);
        assert_eq!(
            failed(&used),
            (Some(0), "{\"code\":\"█████\",\"identifiant\":\"█████\"}", ""),
            "in charge of the case at every desk"
        );
        assert_eq!(elsewhere.run(uid, ["close", CASE]).code, Some(0));
        for service in &services {
            assert_eq!(service.run(SUPPORT, ["cases"]).out, "No case.\n");
            assert_eq!(service.run(CHLOE, ["audit", "verify"]).code, Some(0));
        }
    });
}

/// All that the database holds, as its owner reads it: the consent in clear, the credentials sealed.
#[test]
fn the_databases_owner_reads_no_credential() {
    let cluster = Cluster::shared();
    let registry = cluster.database("owner");
    two_desks([&registry; 2]);
    let all =
        cluster.try_query("owner", "desk", "SET xmlbinary TO hex; SELECT database_to_xml(true, false, '')").unwrap();
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02X}")).collect::<String>();
    assert!(all.contains(CASE) && all.contains(&hex("age-encryption.org/v1")), "it is all of it");
    for secret in [CANARY, CUSTOMER] {
        assert!(!all.contains(secret) && !all.contains(&hex(secret)), "a credential in the database");
    }
}
