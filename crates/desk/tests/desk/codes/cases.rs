//! What a case does not allow, and what goes wrong with its connector.

use jiff::{SignedDuration, Timestamp};
use pli_desk::{
    operator::{Approval, FORMAT},
    signing_key::SigningKey,
};

use super::{Trouble, provoke};
use crate::{
    story::{as_anne, assigned, desk},
    support::{
        package::{package, withdrawal},
        program::{Ended, Program},
    },
};

const CASE: &str = "K7M4-Q2XD";

pub const TROUBLES: &[Trouble] = &[
    Trouble { exit: 6, said: "case-unknown: there is no case K7M4-Q2XD", run: || desk().run(["close", CASE]) },
    Trouble {
        exit: 7,
        said: "case-closed: case K7M4-Q2XD is closed: its sealed file is deleted",
        run: || closed().run(["close", CASE]),
    },
    Trouble {
        exit: 7,
        said: "case-contested: case K7M4-Q2XD was sent more than once: see `pli-desk show K7M4-Q2XD`, then `pli-desk choose K7M4-Q2XD/SENDING`",
        run: || {
            let desk = received();
            desk.run_with(["receive"], &package(CASE, Timestamp::now()).eml.bytes);
            desk.run(["assign", CASE, "--to", "anne"])
        },
    },
    Trouble {
        exit: 7,
        said: "case-not-contested: case K7M4-Q2XD is not contested",
        run: || received().run(["choose", CASE]),
    },
    Trouble {
        exit: 7,
        said: "case-not-on-hold: case K7M4-Q2XD is not on hold",
        run: || received().run(["release", CASE]),
    },
    Trouble {
        exit: 7,
        said: "case-closed: case K7M4-Q2XD is closed: its sealed file is deleted",
        run: || closed().run(["release", CASE]),
    },
    Trouble {
        exit: 7,
        said: "decision-open: what this address wrote is not decided yet: see 1 of `pli-desk todo` first",
        run: || {
            let desk = desk();
            desk.run_with(
                ["receive"],
                b"From: a@exemple.fr\r\nSubject: Someone asked me for my bank credentials\r\n\r\nx",
            );
            desk.run(["erase", "A@exemple.fr"])
        },
    },
    Trouble {
        exit: 5,
        said: "case-on-hold: case K7M4-Q2XD is on hold: somebody may have taken the consent back",
        run: || {
            let desk = received();
            desk.run_with(["receive"], b"Subject: Request K7M4-Q2XD: I withdraw my consent\r\n\r\nx");
            desk.run(["assign", CASE, "--to", "anne"])
        },
    },
    Trouble {
        exit: 6,
        said: "decision-unknown: there is nothing to decide under 99",
        run: || desk().run(["done", "99"]),
    },
    Trouble {
        exit: 6,
        said: "receipt-missing: there is no receipt of case K7M4-Q2XD: it is not deleted",
        run: || received().run(["receipt", CASE]),
    },
    Trouble {
        exit: 6,
        said: "desk-missing: there is no desk in \"nowhere\": make one with `pli-desk init`",
        run: || desk().run(["--home", "nowhere", "cases"]),
    },
    Trouble {
        exit: 2,
        said: "reference-mistyped: \"K7M4-Q2XE\": the check character of the case reference is wrong",
        run: || desk().run(["inspect", "K7M4-Q2XE"]),
    },
    Trouble {
        exit: 2,
        said: "reference-mistyped: \"K7M4-Q2XE\" does not do for <CASE>: the check character of the case reference is wrong",
        run: || desk().run(["show", "K7M4-Q2XE"]),
    },
    Trouble {
        exit: 2,
        said: "usage: \"x\" does not do for <NUMBER>: it is a number",
        run: || desk().run(["done", "x"]),
    },
    Trouble {
        exit: 2,
        said: r#"usage: "\u{1b}[31m" does not do for --to <NAME>: it holds a control character"#,
        run: || desk().run(["assign", CASE, "--to", "\u{1b}[31m"]),
    },
    Trouble {
        exit: 2,
        said: "usage: \"zz\" does not do for <SHA256>: it is a SHA-256, or at least eight digits of one",
        run: || desk().run(["connector", "approve", "zz"]),
    },
    Trouble {
        exit: 2,
        said: "usage: \"mysql://desk\" does not do for --registry <FILE|URL>: it is a file, or postgres://…",
        run: || desk().run(["--registry", "mysql://desk", "cases"]),
    },
    Trouble {
        exit: 2,
        said: "usage: --home <DIR> has no value (one was expected)",
        run: || desk().run(["cases", "--home"]),
    },
    Trouble {
        exit: 7,
        said: "case-held: anne is in charge of case K7M4-Q2XD",
        run: || assigned().run(["assign", CASE, "--to", "bruno"]),
    },
    Trouble {
        exit: 6,
        said: "gift-not-due: no gift is due for case K7M4-Q2XD",
        run: || desk().run(["gifts", "give", CASE]),
    },
    Trouble {
        exit: 5,
        said: "case-unassigned: nobody is in charge of the case: assign it first",
        run: || as_anne(&received(), &["use", CASE, "--", "true"]),
    },
    Trouble {
        exit: 5,
        said: "not-in-charge: anne is in charge of the case; only that developer opens it",
        run: || assigned().run(["use", CASE, "--", "true"]),
    },
    Trouble {
        exit: 10,
        said: "connector-missing: there is no program \"/nowhere/connector\"",
        run: || used_with("/nowhere/connector"),
    },
    Trouble {
        exit: 10,
        said: "connector-not-executable: the program \"/dev/null\" may not be executed",
        run: || used_with("/dev/null"),
    },
    Trouble {
        exit: 10,
        said: "connector-not-started: the connector was not started: Too many levels of symbolic links (os error 40)",
        run: || {
            let desk = assigned();
            let program = desk.path().join("circle");
            std::os::unix::fs::symlink(&program, &program).unwrap();
            as_anne(&desk, &["use", CASE, "--", program.to_str().unwrap()])
        },
    },
    Trouble {
        exit: 10,
        said: "connector-output: what the connector prints cannot be written: no room left",
        run: || onto_a_full_device(&assigned(), &["use", CASE, "--", "/bin/sh", "-c", "echo x; exec sleep 60"]),
    },
    Trouble {
        exit: 10,
        said: "connector-failed: the connector failed with exit code 3 after …",
        run: || used_for("1m", "exit 3"),
    },
    Trouble {
        exit: 10,
        said: "connector-crashed: the connector crashed, or was killed, by signal 11 after …",
        run: || used_for("1m", "kill -SEGV $$"),
    },
    Trouble {
        exit: 11,
        said: "connector-time-over: the connector's time was over: it was ended after …",
        run: || used_for("1s", "exec sleep 60"),
    },
    Trouble {
        exit: 11,
        said: "connector-killed: the connector's time was over and it did not end when told to: it was killed after …",
        run: || used_for("1s", "trap '' TERM; while :; do sleep 0.05; done"),
    },
    Trouble {
        exit: 1,
        said: "connector-interrupted: the connector was ended with the desk after …",
        run: || used_for("1m", "kill -QUIT $PPID; exec sleep 60"),
    },
    Trouble {
        exit: 2,
        said: "passphrase-descriptor: passphrases cannot be read from file descriptor 9: no such file or folder",
        run: || assigned().run(["--operator", "anne", "--passphrase-fd", "9", "use", CASE, "--", "true"]),
    },
    Trouble {
        exit: 5,
        said: "approval-malformed: not an approval",
        run: || revealed(["no approval\n".to_owned(), "no approval\n".to_owned()]),
    },
    Trouble {
        exit: 5,
        said: "approval-not-genuine: the approval is not signed by an operator of the roster",
        run: || revealed([approval("chloe", "bruno", |_| ()), approval("bruno", "bruno", |_| ())]),
    },
    Trouble {
        exit: 5,
        said: "approval-other-case: the approval of chloe is of another case",
        run: || {
            revealed(
                ["chloe", "bruno"]
                    .map(|by| approval(by, by, |approval| approval.sealed_sha256 = pli_format::Sha256::of(b"another"))),
            )
        },
    },
    Trouble {
        exit: 5,
        said: "approval-not-now: the approval of chloe does not hold now",
        run: || {
            revealed(
                ["chloe", "bruno"].map(|by| approval(by, by, |approval| approval.at -= SignedDuration::from_hours(2))),
            )
        },
    },
    Trouble {
        exit: 5,
        said: "approval-other-viewer: the approval of chloe is for somebody else to see",
        run: || revealed(["chloe", "bruno"].map(|by| approval(by, by, |approval| approval.viewer = "david".into()))),
    },
    Trouble {
        exit: 7,
        said: "case-open: case K7M4-Q2XD is open: close it first, which deletes its credentials",
        run: || received().run(["erase", "Helene.Marchand@exemple.fr"]),
    },
    Trouble {
        exit: 5,
        said: "approval-no-reason: the approval of chloe gives no reason",
        run: || revealed(["chloe", "bruno"].map(|by| approval(by, by, |approval| approval.reason = " ".into()))),
    },
    Trouble {
        exit: 5,
        said: "approval-same-operator: two different operators are needed: both approvals are of chloe",
        run: || revealed(["chloe", "chloe"].map(|by| approval(by, by, |_| ()))),
    },
    Trouble {
        exit: 5,
        said: "approval-not-two: two approvals are needed, not 1",
        run: || {
            let desk = assigned();
            desk.write("one", "");
            as_anne(&desk, &["reveal", CASE, "--approval", "one"])
        },
    },
    Trouble {
        exit: 5,
        said: "roster-malformed: the roster of operators: …",
        run: || {
            let desk = assigned();
            desk.write("home/operators.toml", "anne");
            desk.write("one", "");
            as_anne(&desk, &["reveal", CASE, "--approval", "one", "--approval", "one"])
        },
    },
    Trouble {
        exit: 5,
        said: "reveal-not-a-terminal: credentials are shown on a terminal only",
        run: || revealed(["chloe", "bruno"].map(|by| approval(by, by, |_| ()))),
    },
    Trouble { exit: 4, said: "withdrawal-malformed: not a withdrawal", run: || withdrawn(|_| "no withdrawal".into()) },
    Trouble {
        exit: 4,
        said: "withdrawal-unknown-format: a withdrawal of an unknown format: pli-withdrawal/2",
        run: || withdrawn(|file| file.replace("withdrawal/1", "withdrawal/2")),
    },
    Trouble {
        exit: 4,
        said: "withdrawal-not-genuine: the withdrawal is not signed with the key of the case",
        run: || withdrawn(|file| file.replace("\"at\":\"20", "\"at\":\"21")),
    },
    Trouble {
        exit: 4,
        said: "withdrawal-other-consent: the withdrawal is of another consent, case K7M4-Q2XD",
        run: || withdrawn(|_| withdrawal(CASE, Timestamp::now()).1),
    },
];

#[test]
fn each_is_said_with_its_exit_code() {
    provoke(TROUBLES);
}

fn received() -> Program {
    let desk = desk();
    assert_eq!(desk.run_with(["receive"], &package(CASE, Timestamp::now()).eml.bytes).code, Some(0));
    desk
}

fn closed() -> Program {
    let desk = received();
    assert_eq!(desk.run(["close", CASE]).code, Some(0));
    desk
}

fn used_with(connector: &str) -> Ended {
    as_anne(&assigned(), &["use", CASE, "--", connector])
}

fn used_for(limit: &str, script: &str) -> Ended {
    as_anne(&assigned(), &["use", CASE, "--for", limit, "--", "/bin/sh", "-c", script])
}

/// Standard output is a disk that is full.
pub fn onto_a_full_device(desk: &Program, arguments: &[&str]) -> Ended {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let passphrase = std::fs::File::open(desk.write("passphrase", "a passphrase of the tests\n")).unwrap();
    let arguments = [&["--operator", "anne", "--passphrase-fd", "0"], arguments].concat();
    desk.command(arguments).stdin(passphrase).stdout(full).output().unwrap().into()
}

/// The keys of Anne and Bruno, the same in every test of a run.
fn key(name: &str) -> &'static pli_desk::signing_key::NewKey {
    static KEYS: std::sync::LazyLock<[pli_desk::signing_key::NewKey; 2]> =
        std::sync::LazyLock::new(|| [(); 2].map(|()| SigningKey::generate(None).unwrap()));
    &KEYS[usize::from(name == "bruno")]
}

/// An approval in the name of `by`, with the key of `with`, of the case of [`revealed`].
fn approval(by: &str, with: &str, change: fn(&mut Approval)) -> String {
    let mut approval = Approval {
        format: FORMAT.to_owned(),
        reference: pli_format::CaseReference::parse(CASE).unwrap(),
        sealed_sha256: pli_format::Sha256::of(&REVEALED.sealed.bytes),
        viewer: "anne".to_owned(),
        reason: "no connector".to_owned(),
        at: Timestamp::now(),
        by: by.to_owned(),
    };
    change(&mut approval);
    let mut ask = |_: &str, _: u8| Err(std::io::ErrorKind::UnexpectedEof.into());
    approval.sign(&SigningKey::open(&key(with).secret_file, "a key", &mut ask).unwrap()).unwrap()
}

static REVEALED: std::sync::LazyLock<pli_wizard::package::Package> =
    std::sync::LazyLock::new(|| package(CASE, Timestamp::now()));

fn revealed(approvals: [String; 2]) -> Ended {
    let desk = desk();
    assert_eq!(desk.run_with(["receive"], &REVEALED.eml.bytes).code, Some(0));
    assert_eq!(desk.run(["assign", CASE, "--to", "anne"]).code, Some(0));
    let roster =
        ["chloe", "bruno"].map(|name| format!("[[operator]]\nname = \"{name}\"\nkey = \"{}\"\n", key(name).public));
    desk.write("home/operators.toml", roster.concat());
    let [first, second] = approvals;
    desk.write("first", first);
    desk.write("second", second);
    as_anne(&desk, &["reveal", CASE, "--approval", "first", "--approval", "second"])
}

fn withdrawn(change: fn(String) -> String) -> Ended {
    let desk = desk();
    let (package, file) = withdrawal(CASE, Timestamp::now());
    assert_eq!(desk.run_with(["receive"], &package.eml.bytes).code, Some(0));
    desk.write("w.retrait", change(file));
    desk.run(["withdraw", "w.retrait"])
}
