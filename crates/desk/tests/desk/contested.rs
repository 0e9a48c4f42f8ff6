//! Several sendings for one request: a corrected password, a second try, a stranger.

use std::fs;

use jiff::Timestamp;

use crate::{
    story::{as_anne, assigned, desk},
    support::{
        package::{over, package},
        program::Program,
    },
};

const CASE: &str = "K7M4-Q2XD";

/// The sendings of the case, as `show` tells them to a script, by when they came.
fn sendings(desk: &Program) -> Vec<serde_json::Value> {
    let shown = desk.run(["show", "--json", CASE]).out;
    shown.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn name(sending: &serde_json::Value) -> String {
    format!("{CASE}/{}", &sending["package_sha256"].as_str().unwrap()[..8])
}

fn by_sealed(desk: &Program, sealed: &[u8]) -> serde_json::Value {
    let sealed = pli_format::Sha256::of(sealed).to_string();
    sendings(desk).into_iter().find(|sending| sending["sealed_sha256"] == sealed).unwrap()
}

/// The bank refused the password; the person sends again, and Anne goes on with the second.
#[test]
fn a_wrong_password_is_corrected_on_the_way() {
    let desk = assigned();
    assert_eq!(as_anne(&desk, &["use", CASE, "--", "/bin/sh", "-c", "exit 3"]).code, Some(10));
    let corrected = package(CASE, Timestamp::now());
    assert_eq!(desk.run_with(["receive"], &corrected.eml.bytes).code, Some(3));
    assert_eq!(desk.draft("K7M4-Q2XD-closed-"), None);
    assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(0), "a running assignment goes on");
    assert!(desk.run(["todo"]).out.contains("K7M4-Q2XD: several sendings for one request."));

    let chosen = by_sealed(&desk, &corrected.sealed.bytes);
    let ended = desk.run(["choose", &name(&chosen)]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.ends_with(&format!("{} counts.\n", name(&chosen))), "{ended:?}");
    let unproven = desk.run(["receipt", CASE]);
    assert!(unproven.out.is_empty() && unproven.err.starts_with("pli-desk: receipt-missing: "), "{unproven:?}");
    let drafts = || {
        let closed = sendings(&desk).into_iter().filter(|sending| sending["state"] == "closed");
        let draft = closed.map(|sending| desk.draft(&format!("K7M4-Q2XD-closed-{}", &name(&sending)[10..])).unwrap());
        draft.map(|draft| fs::read_to_string(draft).unwrap().replace("=\r\n", "")).collect::<Vec<_>>()
    };
    let told = drafts().concat();
    assert!(told.contains("preuve-K7M4-Q2XD.receipt"), "{told}");
    assert!(told.contains("ne changez pas son code") && !told.contains("Changez maintenant"), "{told}");
    let states: Vec<_> =
        sendings(&desk).iter().map(|sending| (sending["state"].clone(), sending["reason"].clone())).collect();
    assert!(states.contains(&("closed".into(), "replaced".into())), "{states:?}");
    assert!(states.contains(&("in-charge".into(), serde_json::Value::Null)), "{states:?}");
    assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(0));
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    assert_eq!(drafts().concat().matches("Changez maintenant le code").count(), 1);
    let replaced = sendings(&desk).into_iter().find(|sending| sending["reason"] == "replaced").unwrap();
    for (named, reason) in [(CASE.to_owned(), "closed"), (name(&chosen), "closed"), (name(&replaced), "replaced")] {
        let receipt = desk.run(["receipt", &named]).out;
        assert_eq!(receipt.matches("\"format\":\"pli-receipt/1\"").count(), 1, "{receipt}");
        assert!(receipt.contains(&format!("\"reason\":\"{reason}\"")), "{receipt}");
    }
    assert!(desk.run(["consent", "K7M4-Q2XD/0000"]).code == Some(6));
}

/// Who types what `todo` prints says of none that it counts.
#[test]
fn a_request_alone_chooses_none_of_its_sendings() {
    let desk = assigned();
    for _ in 0..2 {
        desk.run_with(["receive", "--no-render"], &package(CASE, Timestamp::now()).eml.bytes);
        let chosen = desk.run(["choose", CASE]);
        assert_eq!(chosen.code, Some(7), "{chosen:?}");
        assert!(chosen.err.starts_with("pli-desk: case-contested: "), "{chosen:?}");
    }
    assert!(sendings(&desk).iter().all(|sending| sending["state"] != "closed"));
    assert_eq!(desk.draft("K7M4-Q2XD-closed-"), None);
}

/// Who comes first wins nothing, whichever of the two that is.
#[test]
fn either_may_be_chosen_whatever_the_order() {
    let both = [(); 2].map(|()| package(CASE, Timestamp::now()));
    for order in [[0, 1], [1, 0]] {
        for wanted in [0, 1] {
            let desk = desk();
            for sent in order {
                desk.run_with(["receive", "--no-render"], &both[sent].eml.bytes);
            }
            assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(7));
            assert_eq!(desk.run(["close", CASE]).code, Some(7));
            let chosen = by_sealed(&desk, &both[wanted].sealed.bytes);
            assert_eq!(desk.run(["choose", &name(&chosen)]).code, Some(0));
            assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
            assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(0));
            assert_eq!(by_sealed(&desk, &both[wanted].sealed.bytes)["state"], "used");
            assert_eq!(by_sealed(&desk, &both[1 - wanted].sealed.bytes)["reason"], "replaced");
            // Neither comes back when it is read again.
            for sent in order {
                let again = desk.run_with(["receive", "--no-render"], &both[sent].eml.bytes);
                assert!(again.out.starts_with("known       K7M4-Q2XD"), "{again:?}");
            }
        }
    }
}

/// A stranger saw the mail, and put the sealed file into a consent of their own: opening tells.
#[test]
fn a_sealed_file_under_a_false_consent_is_found_out_by_opening_it() {
    let genuine = package(CASE, Timestamp::now());
    let stranger = over(genuine.sealed.bytes.clone());
    for order in [[&genuine, &stranger], [&stranger, &genuine]] {
        for stranger_first in [false, true] {
            let desk = desk();
            for sent in order {
                desk.run_with(["receive", "--no-render"], &sent.eml.bytes);
            }
            let false_case = stranger.reference.to_string();
            if stranger_first {
                assert_eq!(desk.run(["choose", &false_case]).code, Some(0));
                assert_eq!(desk.run(["assign", &false_case, "--to", "anne"]).code, Some(0));
                let opened = as_anne(&desk, &["use", &false_case, "--", "true"]);
                assert!(opened.err.starts_with("pli-desk: other-payload: "), "{opened:?}");
            } else {
                assert_eq!(desk.run(["choose", CASE]).code, Some(0));
            }
            assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
            assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(0));
            let shown = desk.run(["show", "--json", &false_case]).out;
            assert!(shown.contains("\"reason\":\"refused\"") && shown.contains("\"state\":\"closed\""), "{shown}");
            let log = desk.run(["audit", "export"]).out;
            let refused = |line: &&str| {
                line.contains(&format!("\"case\":\"{false_case}\"")) && line.contains("\"result\":\"refused\"")
            };
            assert_eq!(log.lines().filter(refused).count(), 1, "{log}");
            assert_eq!(desk.draft(&format!("{false_case}-closed-")), None, "nothing of theirs was deleted");
            assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
            assert_eq!(fs::read_dir(desk.home().join("desk.db.sealed")).unwrap().count(), 0);
        }
    }
}

/// Where the true consent is not here, nobody knows that this one is false.
#[test]
fn a_consent_that_is_not_the_sealed_files_stays_open_where_it_is_alone() {
    let stranger = over(package(CASE, Timestamp::now()).sealed.bytes);
    let desk = desk();
    desk.run_with(["receive", "--no-render"], &stranger.eml.bytes);
    let false_case = stranger.reference.to_string();
    assert_eq!(desk.run(["assign", &false_case, "--to", "anne"]).code, Some(0));
    let opened = as_anne(&desk, &["use", &false_case, "--", "true"]);
    assert!(opened.err.starts_with("pli-desk: other-payload: "), "{opened:?}");
    let shown = desk.run(["show", "--json", &false_case]).out;
    assert!(shown.contains("\"state\":\"in-charge\""), "{shown}");
}

/// A receipt says that every copy is gone: the first who closes gets none.
#[test]
fn of_two_consents_over_one_sealed_file_the_last_that_is_closed_has_the_receipt() {
    let genuine = package(CASE, Timestamp::now());
    let stranger = over(genuine.sealed.bytes.clone());
    let desk = desk();
    for sent in [&genuine, &stranger] {
        desk.run_with(["receive", "--no-render"], &sent.eml.bytes);
    }
    let false_case = stranger.reference.to_string();
    let kept = || fs::read_dir(desk.home().join("desk.db.sealed")).unwrap().count();
    assert_eq!(as_anne(&desk, &["close", &false_case]).code, Some(0));
    assert_eq!((desk.draft(&format!("{false_case}-closed-")), kept()), (None, 1));
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    assert!(desk.draft(&format!("{CASE}-closed-")).is_some());
    assert_eq!(kept(), 0);
}

#[test]
fn what_is_on_hold_goes_on_when_it_is_released() {
    let desk = assigned();
    desk.run_with(["receive"], b"From: a@b.fr\r\nSubject: Request K7M4-Q2XD: I withdraw my consent\r\n\r\nx");
    assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(5));
    let todo = desk.run(["todo", "--json"]).out;
    let item: serde_json::Value = todo
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .find(|item| item["kind"] == "unsigned")
        .unwrap();
    assert_eq!((&item["reference"], &item["sender"]), (&CASE.into(), &"a@b.fr".into()));
    let number = item["number"].to_string();
    assert_eq!(desk.run(["done", &number]).code, Some(5), "it is on hold");
    assert_eq!(desk.run(["release", CASE]).out, "K7M4-Q2XD is on hold no more.\n");
    assert!(!desk.run(["todo"]).out.contains("unsigned withdrawal"));
    assert_eq!(as_anne(&desk, &["use", CASE, "--", "true"]).code, Some(0));
}

#[test]
fn a_draft_that_was_sent_does_not_come_back() {
    let desk = desk();
    let package = package(CASE, Timestamp::now());
    desk.run_with(["receive"], &package.eml.bytes);
    assert!(desk.run(["todo"]).out.contains("a draft to be sent"));
    fs::remove_file(desk.draft("K7M4-Q2XD-received-").unwrap()).unwrap();
    assert_eq!(desk.run(["todo"]).out, "Nothing waits for a decision.\n");
    desk.run_with(["receive"], &package.eml.bytes);
    assert_eq!(desk.draft("K7M4-Q2XD-received-"), None);
    assert_eq!(desk.run(["--drafts", "elsewhere", "close", CASE]).code, Some(0));
    assert_eq!(fs::read_dir(desk.path().join("elsewhere")).unwrap().count(), 1);
}

#[test]
fn who_asks_to_be_erased_is_told_what_stays() {
    let desk = assigned();
    assert_eq!(as_anne(&desk, &["close", CASE]).code, Some(0));
    let said = desk.run(["erase", "helene.marchand@EXEMPLE.fr"]).out;
    assert!(
        said.starts_with(
            "helene.marchand@exemple.fr: 1 sending, 1 gift and 0 invitations erased.\nKept, as the law demands"
        ),
        "{said}"
    );
    assert!(!desk.run(["show", CASE]).out.contains("Hélène"));
    assert_eq!(desk.run(["gifts", "list"]).out, "");
}

#[test]
fn the_french_read_french() {
    let desk = desk();
    assert_eq!(desk.run(["--language", "fr", "cases"]).out, "Aucun dossier.\n");
    assert_eq!(desk.run(["--language", "fr", "todo"]).out, "Rien n’attend de décision.\n");
}

#[test]
fn a_desk_is_made_by_init_alone() {
    let desk = desk();
    assert_eq!(desk.run(["--home", "new", "cases"]).code, Some(6));
    assert!(!desk.path().join("new").exists());
    // A folder that is there is no desk: of a volume that is not mounted, or of something else.
    fs::create_dir(desk.path().join("new")).unwrap();
    for arguments in [&["cases"][..], &["receive"], &["audit", "verify"], &["serve"]] {
        let ended = desk.run([&["--home", "new"], arguments].concat());
        assert!(ended.err.starts_with("pli-desk: desk-missing: "), "{ended:?}");
    }
    assert_eq!(fs::read_dir(desk.path().join("new")).unwrap().count(), 0);
    assert_eq!(desk.run(["--home", "new", "init"]).out, "new\n");
    assert_eq!(desk.run(["--home", "new", "cases"]).code, Some(0));
    assert_eq!(desk.run(["--home", "new", "init"]).out, "new\nIt was a desk before.\n");
}

/// It would look as if nothing had ever come, while credentials are there that nobody deletes.
#[test]
fn a_registry_that_is_lost_is_not_taken_for_an_empty_one() {
    let desk = assigned();
    let kept = desk.path().join("kept");
    fs::rename(desk.registry_file(), &kept).unwrap();
    for arguments in [&["cases"][..], &["todo"], &["receive"], &["expire"], &["init"]] {
        let ended = desk.run(arguments);
        assert_eq!(ended.code, Some(8), "{ended:?}");
        assert!(ended.err.starts_with("pli-desk: registry-missing: "), "{ended:?}");
        assert!(!desk.registry_file().exists());
    }
    fs::write(desk.registry_file(), "").unwrap();
    assert_eq!(desk.run(["cases"]).code, Some(8), "nor is one that was cut to nothing");
    fs::rename(kept, desk.registry_file()).unwrap();
    assert!(desk.run(["cases"]).out.contains(CASE));
    // Lost for good.
    fs::remove_file(desk.registry_file()).unwrap();
    fs::rename(desk.home().join("desk.db.sealed"), desk.path().join("aside")).unwrap();
    assert_eq!(desk.run(["cases"]).code, Some(8), "whoever knows that it is lost says so");
    assert_eq!(desk.run(["init"]).code, Some(0));
    assert_eq!(desk.run(["cases"]).out, "No case.\n");
}

/// Nothing says that it was deleted, for nothing was.
#[test]
fn a_sealed_file_that_is_lost_is_not_taken_for_a_deleted_one() {
    let desk = assigned();
    fs::remove_dir_all(desk.home().join("desk.db.sealed")).unwrap();
    let close = ["close", CASE];
    for arguments in [&["use", CASE, "--", "true"][..], &["inspect", CASE], &close] {
        let ended = as_anne(&desk, arguments);
        assert_eq!(ended.code, Some(8), "{ended:?}");
        assert!(ended.err.starts_with("pli-desk: registry-damaged: "), "{ended:?}");
    }
}

#[test]
fn a_log_that_was_removed_stops_every_command() {
    let desk = assigned();
    for name in ["audit.jsonl", "audit.head"] {
        fs::remove_file(desk.home().join(name)).unwrap();
    }
    for arguments in [&["cases"][..], &["close", CASE], &["audit", "verify"]] {
        assert_eq!(desk.run(arguments).code, Some(12), "{arguments:?}");
    }
    assert!(!desk.home().join("audit.jsonl").exists());
}

/// Of one sealed file two consents come, and neither with it: whichever mail is the first, both are there.
#[test]
fn every_consent_that_waits_for_a_sealed_file_contests_it() {
    let own = package(CASE, Timestamp::now());
    let stranger = over(own.sealed.bytes.clone());
    let parts = [&own.consent.bytes, &stranger.consent.bytes, &own.sealed.bytes];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let desk = desk();
        for at in order {
            desk.write("in/part", parts[at]);
            desk.run(["receive", "--no-render", "in"]);
        }
        assert_eq!(desk.run(["cases", "--state", "contested", "--json"]).out.lines().count(), 2, "{order:?}");
        // What is sealed names its consent.
        let true_one = by_sealed(&desk, &own.sealed.bytes);
        assert_eq!(true_one["reference"], CASE);
    }
    // One waits, and the other comes whole.
    let desk = desk();
    desk.write("in/part", &stranger.consent.bytes);
    assert_eq!(desk.run(["receive", "--no-render", "in"]).code, Some(3));
    let whole = desk.run_with(["receive", "--no-render"], &own.eml.bytes);
    let said: Vec<_> = whole.out.lines().filter(|line| !line.starts_with(' ')).map(|line| &line[..9]).collect();
    assert_eq!(said, ["accepted ", "contested"], "{whole:?}");
    assert_eq!(desk.run(["cases", "--state", "contested", "--json"]).out.lines().count(), 2);
}

/// A false consent that is refused keeps neither the sealed file nor the true consent out.
#[test]
fn a_false_consent_that_waited_does_not_keep_the_true_one_out() {
    let own = package(CASE, Timestamp::now());
    let forged = [&over(own.sealed.bytes.clone()).consent.bytes[..], b"and more"].concat();
    for parts in [[&forged, &own.sealed.bytes, &own.consent.bytes], [&own.sealed.bytes, &forged, &own.consent.bytes]] {
        let desk = desk();
        let said = parts.map(|part| {
            desk.write("in/part", part);
            desk.run(["receive", "in"]).out.split(' ').next().unwrap().to_owned()
        });
        assert_eq!(said, ["incomplete", "refused", "accepted"]);
    }
}
