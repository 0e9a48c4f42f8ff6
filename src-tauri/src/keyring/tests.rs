//! With a real gnome-keyring: each test runs itself again in a session of its own, which has a bus, a
//! home and a keyring, but no display, so that nobody can answer a dialog.

use std::{
    collections::BTreeMap,
    env,
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use pli_wizard::sendings::Unreadable;

use super::*;
use crate::history::{
    History, KeptCases, Remains, Unavailable,
    fixture::{now, packed, reviewed, signed},
};

/// Says which part of the test runs, in the session.
const PART: &str = "PLI_TEST_PART";

const SESSION: &str = r#"
part() { PLI_TEST_PART=$1 "$TEST_EXECUTABLE" --exact "$TEST_NAME" --nocapture --test-threads=1; }
# It has its name on the bus before it answers.
login() {
    printf password | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null
    for _ in {1..500}; do keyring delete nothing 2>/dev/null && return 0; sleep 0.01; done
}
keyring() { printf password | /usr/bin/python3 "$KEYRING_PY" "$@"; }
daemon() {
    dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus \
        org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets | tr -dc '0-9 ' | cut -d' ' -f5-
}
# One that comes before the folder of the last is removed loses its own with it.
logout() {
    kill $(daemon) || true
    for _ in {1..500}; do [ -e "$XDG_RUNTIME_DIR/keyring" ] || return 0; sleep 0.01; done
}
"#;

/// In the session, the part that runs now; outside, runs the session's script and is done.
fn part_of(test: &str, script: &str) -> Option<String> {
    if let Ok(part) = env::var(PART) {
        return Some(part);
    }
    let home = tempfile::tempdir().unwrap();
    let run = Command::new("dbus-run-session")
        .args(["--", "bash", "-euc", &format!("{SESSION}\n{script}")])
        .env("TEST_EXECUTABLE", env::current_exe().unwrap())
        .env("TEST_NAME", format!("keyring::tests::{test}"))
        .env("KEYRING_PY", concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/keyring.py"))
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .output()
        .expect("dbus-run-session is installed");
    let said = [run.stdout, run.stderr].concat();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&said));
    None
}

/// What a person, or another program, does meanwhile.
fn meanwhile(script: &str) {
    let run = Command::new("bash").args(["-euc", &format!("{SESSION}\n{script}")]).status().unwrap();
    assert!(run.success(), "{script}");
}

/// What the keyring holds, as another program reads it.
#[derive(serde::Deserialize)]
struct Item {
    attributes: BTreeMap<String, String>,
}

fn items() -> Vec<Item> {
    let listed = Command::new("bash").args(["-euc", &format!("{SESSION}\nkeyring items")]).output().unwrap();
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    serde_json::from_slice(&listed.stdout).unwrap()
}

fn folder() -> PathBuf {
    PathBuf::from(env::var_os("HOME").unwrap()).join("history")
}

fn cases() -> KeptCases {
    KeptCases::new(Box::new(SystemKeyring), folder())
}

fn keep(cases: &mut KeptCases, number: u32) {
    let case = signed(number);
    cases.follow(case.trace(), None, case.case_key(), now());
}

#[test]
fn first_use_and_restart() {
    match part_of("first_use_and_restart", "login; part first; logout; login; part again; logout").as_deref() {
        Some("first") => keep(&mut cases(), 1),
        Some(_) => {
            let mut cases = cases();
            let listed = cases.list().unwrap();
            assert_eq!((listed.cases.len(), listed.unreadable), (1, vec![]));
            let key = cases.case_key(signed(1).id()).unwrap().unwrap();
            assert_eq!(key.public(), signed(1).case_key().unwrap().public());
            assert_eq!(cases.erase_everything(&[folder().join("Pli")]), Remains::default());
            assert_eq!(SystemKeyring.get("history").unwrap(), None);
        }
        None => {}
    }
}

#[test]
fn locked_and_then_unlocked() {
    if part_of("locked_and_then_unlocked", "login; part only; logout").is_none() {
        return;
    }
    keep(&mut cases(), 1);
    meanwhile("keyring lock");
    let mut cases = cases();
    let refused = cases.list().err();
    assert!(matches!(refused, Some(Unavailable::Locked | Unavailable::Denied)), "{refused:?}");
    keep(&mut cases, 2);
    meanwhile("keyring unlock");
    assert_eq!(cases.list().err(), refused);
    assert_eq!(cases.retry(), Ok(()));
    assert_eq!(cases.list().unwrap().cases.len(), 1);
}

#[test]
fn absent() {
    let script = "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent part only";
    if part_of("absent", script).is_none() {
        return;
    }
    let mut cases = cases();
    keep(&mut cases, 1);
    assert_eq!(cases.list().err(), Some(Unavailable::Absent));
    assert!(!folder().exists());
}

#[test]
fn one_that_comes_later_is_found_when_it_is_asked_again() {
    // The bus would start one.
    let nothing_starts = r#"
        mkdir -p "$XDG_DATA_HOME/dbus-1/services"
        printf '[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/false\n' \
            >"$XDG_DATA_HOME/dbus-1/services/org.freedesktop.secrets.service"
        dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.ReloadConfig
    "#;
    let script = format!("{nothing_starts} part only; logout");
    if part_of("one_that_comes_later_is_found_when_it_is_asked_again", &script).is_none() {
        return;
    }
    let mut cases = cases();
    keep(&mut cases, 1);
    assert_eq!(cases.list().err(), Some(Unavailable::Absent));
    meanwhile("login");
    assert_eq!(cases.list().err(), Some(Unavailable::Absent));
    assert_eq!(cases.retry(), Ok(()));
    keep(&mut cases, 1);
    assert_eq!(cases.list().unwrap().cases.len(), 1);
}

#[test]
fn entries_deleted_behind_our_back() {
    if part_of("entries_deleted_behind_our_back", "login; part only; logout").is_none() {
        return;
    }
    keep(&mut cases(), 1);
    meanwhile(&format!("keyring delete history; keyring delete case-{}", signed(1).id()));
    let mut cases = cases();
    keep(&mut cases, 2);
    let listed = cases.list().unwrap();
    assert_eq!(listed.cases.iter().map(|kept_case| &kept_case.id).collect::<Vec<_>>(), [signed(2).id()]);
    assert_eq!(listed.unreadable, [(signed(1).id().clone(), Unreadable::KeyLost)]);
    assert!(cases.case_key(signed(1).id()).unwrap().is_none());
    assert_eq!(cases.erase(signed(1).id(), Vec::new()), Remains::default());
}

#[test]
fn slow() {
    if part_of("slow", "login; part only; logout").is_none() {
        return;
    }
    keep(&mut cases(), 1);
    let list = |cases: &mut KeptCases| cases.list().map(|listed| listed.cases.len());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let history = History::begin(SystemKeyring, folder());
        meanwhile("kill -STOP $(daemon)");
        let hurried = history.ask_within(Duration::from_millis(300), list).await;
        // The bus answers for the daemon that the system has stopped.
        meanwhile("kill -CONT $(daemon)");
        assert_eq!(hurried, Err(Unavailable::Slow));
        assert_eq!(history.ask(list).await, Ok(Ok(1)));
    });
}

#[test]
fn it_holds_the_identity_and_the_case_keys_and_nothing_else() {
    if part_of("it_holds_the_identity_and_the_case_keys_and_nothing_else", "login; part only; logout").is_none() {
        return;
    }
    let mut cases = cases();
    keep(&mut cases, 1);
    let case = packed(2);
    cases.follow(case.trace(), Some("/nowhere"), case.case_key(), now());
    let bare = reviewed(3);
    cases.follow(bare.trace(), None, None, now());
    let mut names: Vec<String> = items().into_iter().map(|item| item.attributes["username"].clone()).collect();
    names.sort();
    let mut expected = [signed(1), packed(2)].map(|case| format!("case-{}", case.id())).to_vec();
    expected.push("history".to_owned());
    expected.sort();
    assert_eq!(names, expected);
    assert_eq!(SystemKeyring.get(&format!("case-{}", case.id())).unwrap().unwrap().len(), 32);
    assert!(SystemKeyring.get("history").unwrap().unwrap().starts_with(b"AGE-SECRET-KEY-1"));
}

#[test]
fn equal_copies_are_one_and_go_together() {
    if part_of("equal_copies_are_one_and_go_together", "login; part only; logout").is_none() {
        return;
    }
    keep(&mut cases(), 1);
    meanwhile("keyring copy history");
    assert_eq!(items().iter().filter(|item| item.attributes["username"] == "history").count(), 2);
    let mut cases = cases();
    assert_eq!(cases.list().unwrap().cases.len(), 1);
    assert_eq!(cases.erase_everything(&[folder().join("Pli")]), Remains::default());
    assert_eq!(items().len(), 0, "no copy of any secret is left");
}

#[test]
fn of_different_copies_none_is_believed_and_all_can_be_erased() {
    if part_of("of_different_copies_none_is_believed_and_all_can_be_erased", "login; part only; logout").is_none() {
        return;
    }
    keep(&mut cases(), 1);
    meanwhile("keyring alter history");
    let mut cases = cases();
    assert_eq!(cases.list().err(), Some(Unavailable::Different));
    keep(&mut cases, 2);
    assert_eq!(items().iter().filter(|item| item.attributes["username"] == "history").count(), 2, "none was replaced");
    assert_eq!(cases.erase_everything(&[folder().join("Pli")]), Remains::default());
    assert_eq!(items().len(), 0);
}
