//! A team on several machines: desks of their own on one `PostgreSQL`.

use std::{fs, thread};

use jiff::Timestamp;
use sqlx::{AnyConnection, Connection, raw_sql};

use crate::{
    in_use::{in_use, in_use_with},
    service::connectors::approved_of,
    story::{as_anne, failed, with_keys},
    support::{
        block_on,
        cluster::Cluster,
        package::{CANARY, CUSTOMER, package},
        program::{Ended, Program},
        relay::Relay,
        service::{ANNE, CHLOE, SUPPORT, Service, TIMER, with_accounts},
    },
};

const CASE: &str = "K7M4-Q2XD";

/// Two desks on one database, with a case in Anne's charge.
pub fn two_desks(registry: [&str; 2]) -> [Program; 2] {
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

/// An answer that never comes is waited for in vain, and no longer than that; what the server did for it is undone.
#[test]
fn a_network_that_is_lost_in_the_middle_is_told_and_holds_nobody_up() {
    let cluster = Cluster::shared();
    let registry = cluster.database("in_the_middle");
    let relay = Relay::to(cluster.host());
    let [one, other] = two_desks([&relay.url("in_the_middle"), &registry]);
    let assign = |to| ["assign", CASE, "--to", to, "--instead-of", "anne"];
    let told: Ended = block_on(async {
        sqlx::any::install_default_drivers();
        let mut held = AnyConnection::connect(&registry).await.unwrap();
        raw_sql("BEGIN; SELECT 1 FROM sendings FOR UPDATE").execute(&mut held).await.unwrap();
        let child = one.command(assign("bruno")).spawn().unwrap();
        let waiting = "SELECT 'it waits' FROM pg_stat_activity \
                       WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while !cluster.try_query("in_the_middle", "desk", waiting).unwrap().contains("it waits") {}
        relay.lose();
        held.close().await.unwrap();
        child.wait_with_output().unwrap().into()
    });
    let err = "pli-desk: registry-silent: the registry has not answered for 15 s: \
               look at what became of it before you try again\n";
    assert_eq!(failed(&told), (Some(8), "", err));
    let mut assigned = other.run(assign("chloe"));
    for _ in 0..5 {
        if assigned.err.contains("registry-locked") {
            assigned = other.run(assign("chloe"));
        }
    }
    assert_eq!(failed(&assigned), (Some(0), "K7M4-Q2XD: chloe is in charge\n", ""));
}

/// What the server is told of a desk's patience, noted by the server as the desk changes something.
#[test]
fn the_server_gives_up_what_takes_too_long_or_is_left_open() {
    let cluster = Cluster::shared();
    let desk = with_keys(Program::sharing(&cluster.database("patience")));
    assert_eq!(desk.run(["cases"]).code, Some(0));
    let script = "CREATE TABLE noted (line TEXT);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO noted SELECT name || ' ' || setting || ' ' || unit FROM pg_settings
                WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout');
            RETURN NULL;
        END $$;
        CREATE TRIGGER note AFTER INSERT ON sendings FOR EACH STATEMENT EXECUTE FUNCTION note();";
    cluster.try_query("patience", "desk", script).unwrap();
    assert_eq!(desk.run_with(["receive"], &package(CASE, Timestamp::now()).eml.bytes).code, Some(0));
    let noted = cluster.try_query("patience", "desk", "COPY (SELECT line FROM noted ORDER BY line) TO STDOUT").unwrap();
    assert_eq!(
        noted,
        "idle_in_transaction_session_timeout 15000 ms\nlock_timeout 5000 ms\nstatement_timeout 10000 ms\n"
    );
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

/// The clock of one machine jumps forward by 40 days, by which every consent is over.
#[test]
fn a_service_whose_clock_is_wrong_deletes_nothing_of_the_others() {
    with_accounts(|| {
        let cluster = Cluster::shared();
        let registry = cluster.database("one_clock_is_wrong");
        let [right, mut wrong] = [(); 2].map(|()| service(&registry));
        let received = right.run_with(SUPPORT, ["receive"], &package(CASE, Timestamp::now()).eml.bytes);
        assert_eq!(received.code, Some(0), "{received:?}");
        // Both worked before.
        assert_eq!(wrong.run(ANNE, ["assign", CASE, "--to", "anne"]).code, Some(0));
        wrong.kill();
        wrong.start_ahead("+40d");
        let doubted = wrong.run(TIMER, ["expire"]);
        assert_eq!(doubted.code, Some(5), "{doubted:?}");
        assert!(doubted.out.starts_with("The clock jumped by 960 h ("), "{doubted:?}");
        assert!(doubted.out.contains("nothing was deleted"), "{doubted:?}");
        // What it does by that clock meanwhile does not make it right.
        assert_eq!(wrong.run_with(SUPPORT, ["receive"], b"Subject: Re: Demande K7M4-Q2XD\n\nMerci").code, Some(0));
        assert_eq!(wrong.run(TIMER, ["expire"]).code, Some(5));

        assert!(right.run(SUPPORT, ["cases"]).out.contains(CASE));
        let todo = right.run(SUPPORT, ["todo", "--json"]).out;
        assert_eq!(todo.matches("\"kind\":\"clock\"").count(), 1, "whoever looks is told, once: {todo}");
        let log = wrong.run(CHLOE, ["audit", "export"]).out;
        assert_eq!(log.matches("\"result\":\"clock-doubted\"").count(), 2, "{log}");
        assert!(!log.contains("\"deleting\""), "{log}");
        assert_eq!(failed(&right.run(TIMER, ["expire"])), (Some(0), "", ""));
        assert!(right.run(SUPPORT, ["cases"]).out.contains(CASE));
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
