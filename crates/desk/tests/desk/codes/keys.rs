//! What is wrong with keys, epochs and bundles.

use std::fs;

use jiff::Timestamp;
use pli_desk::signing_key::SigningKey;

use super::{Trouble, provoke};
use crate::{
    story::{as_anne, assigned, desk, epoch},
    support::{
        bundle::{write_bundle, write_serial},
        package::{forged, package},
        program::{Ended, Program},
    },
};

const CASE: &str = "K7M4-Q2XD";

pub const TROUBLES: &[Trouble] = &[
    Trouble {
        exit: 9,
        said: "service-missing: no service runs here: `use` asks for the passphrase itself",
        run: || desk().run(["unlock", "2026-11"]),
    },
    Trouble {
        exit: 1,
        said: "service-unreachable: no service answers at \"/nowhere/desk.sock\": …",
        run: || desk().run(["--socket", "/nowhere/desk.sock", "cases"]),
    },
    Trouble {
        exit: 9,
        said: "bundle-unsigned: the bundle is not signed by the root",
        run: || with_bundle(|bundle| bundle, |_| "no signature".into()),
    },
    Trouble {
        exit: 9,
        said: "bundle-altered: the bundle or its signature was altered",
        run: || {
            with_bundle(
                |bundle| bundle.replace("\"serial\": 1", "\"serial\": 2"),
                |_| include_str!("../../../../../assets/bundle/demo/bundle.json.minisig").into(),
            )
        },
    },
    Trouble {
        exit: 9,
        said: "bundle-malformed: the bundle is malformed: …",
        run: || with_bundle(|bundle| bundle.replace("epochs", "epoch"), |signature| signature),
    },
    Trouble {
        exit: 9,
        said: "bundle-rolled-back: the bundle's serial 4 is below 5, seen before",
        run: || {
            let desk = Program::new();
            write_serial(&desk, 5);
            assert_eq!(receive(&desk).code, Some(0));
            write_serial(&desk, 4);
            receive(&desk)
        },
    },
    Trouble {
        exit: 9,
        said: "bundle-not-yet-valid: the bundle is not valid before 2031-01-01 01:00",
        run: || with_bundle(|bundle| term(&bundle, "not_before", "2031-01-01T00:00:00Z"), |signature| signature),
    },
    Trouble {
        exit: 9,
        said: "bundle-expired: the bundle expired on 2026-02-01 01:00",
        run: || with_bundle(|bundle| term(&bundle, "not_after", "2026-02-01T00:00:00Z"), |signature| signature),
    },
    Trouble {
        exit: 4,
        said: "epoch-destroyed: the identity of epoch 2026-01 is destroyed: nobody can open the sealed file",
        run: || with_bundle(|bundle| destroyed(&bundle), |signature| signature),
    },
    Trouble {
        exit: 4,
        said: "demonstration: not made with demonstration keys",
        run: || {
            let real = forged(|record| record.demo = false, String::into_bytes);
            Program::new().run_with(["receive"], &real.eml.bytes)
        },
    },
    Trouble {
        exit: 9,
        said: "receipt-key-mismatch: the receipt key RW… is none that the bundle names for now",
        run: || {
            let desk = assigned();
            desk.write("home/receipt.key", SigningKey::generate(None).unwrap().secret_file.as_bytes());
            desk.run(["close", CASE])
        },
    },
    Trouble {
        exit: 9,
        said: "key-malformed: not a minisign secret key",
        run: || {
            let desk = assigned();
            desk.write("home/receipt.key", "no key");
            desk.run(["close", CASE])
        },
    },
    Trouble {
        exit: 9,
        said: "passphrase-wrong: the passphrase was wrong 3 times",
        run: || with_passphrases(b"a\nb\nc\nd\n"),
    },
    Trouble {
        exit: 9,
        said: "passphrase-unanswered: the passphrase cannot be asked for: it ends too early",
        run: || with_passphrases(b""),
    },
    Trouble {
        exit: 9,
        said: "passphrase-empty: an empty passphrase protects nothing",
        run: || typed_for_a_new_epoch("\n\n"),
    },
    Trouble {
        exit: 9,
        said: "passphrase-weak: a passphrase has at least 12 characters, or six words",
        run: || typed_for_a_new_epoch("elevenchars\nelevenchars\n"),
    },
    Trouble {
        exit: 9,
        said: "key-exposed: …",
        run: || {
            let desk = assigned();
            let key = desk.home().join("receipt.key");
            let close = |mode: u32| {
                fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
                desk.run(["close", "K7M4-Q2XD"])
            };
            for mode in [0o640, 0o620, 0o610, 0o604, 0o602] {
                assert!(close(mode).err.starts_with("pli-desk: key-exposed: "), "{mode:o}");
            }
            close(0o644)
        },
    },
    Trouble {
        exit: 9,
        said: "passphrase-different: the two passphrases are not the same",
        run: || typed_for_a_new_epoch("a new passphrase\na new passphrasf\n"),
    },
    Trouble {
        exit: 9,
        said: "epoch-exists: there is, or was, an epoch 2030-01",
        run: || {
            let desk = Program::new();
            assert_eq!(new_epoch(&desk, "2030-01", &[]).code, Some(0));
            new_epoch(&desk, "2030-01", &[])
        },
    },
    Trouble {
        exit: 6,
        said: "epoch-unlisted: the bundle does not list epoch 2039-01, whose identity is here: name one that does with `--bundle`",
        run: || {
            let desk = Program::new();
            desk.write("home/identities/2039-01.age", "put there by hand");
            desk.run(["epoch", "destroy", "2039-01", "--yes"])
        },
    },
    Trouble { exit: 9, said: "epoch-malformed: malformed: …", run: || new_epoch(&Program::new(), "novembre", &[]) },
    Trouble {
        exit: 9,
        said: "epoch-unsuitable: a plugin's recipient is age1tag1… or age1tagpq1…",
        run: || {
            let desk = Program::new();
            desk.write("stub", age::plugin::Identity::default_for_plugin("tag").unwrap().to_string());
            let recipient = age::x25519::Identity::generate().to_public().to_string();
            new_epoch(&desk, "2030-01", &["--plugin", "stub", "--recipient", &recipient])
        },
    },
    Trouble {
        exit: 6,
        said: "epoch-unknown: this desk keeps no identity of epoch 2026-01",
        run: || {
            let desk = assigned();
            fs::remove_dir_all(desk.home().join("identities")).unwrap();
            as_anne(&desk, &["use", CASE, "--", "true"])
        },
    },
    Trouble {
        exit: 9,
        said: "epoch-file: an epoch's file cannot be read or written: it is a folder",
        run: || {
            let desk = desk();
            fs::create_dir(desk.home().join("identities/2030-01.json")).unwrap();
            desk.run(["epoch", "list"])
        },
    },
];

#[test]
fn each_is_said_with_its_exit_code() {
    provoke(TROUBLES);
}

/// Twelve characters, or six words.
#[test]
fn a_new_passphrase_is_long_enough_or_has_enough_words() {
    for (typed, code) in [("elevenchars", 9), ("twelve.chars", 0), ("a b c d e", 9), ("a b c d e f", 0)] {
        let ended = new_epoch_behind(&Program::new(), "2030-01", &[], &format!("{typed}\n{typed}\n"));
        assert_eq!(ended.code, Some(code), "{typed}: {ended:?}");
    }
}

/// `receive` with the demonstration's bundle, changed, and its signature, changed.
fn with_bundle(change: fn(String) -> String, sign: fn(String) -> String) -> Ended {
    let desk = Program::new();
    write_bundle(&desk, change, sign);
    receive(&desk)
}

fn receive(desk: &Program) -> Ended {
    desk.run_with(["--bundle", "bundle.json", "receive"], &package(CASE, Timestamp::now()).eml.bytes)
}

/// The bundle's own beginning or end, at its own depth.
fn term(bundle: &str, name: &str, at: &str) -> String {
    let place = bundle.find(&format!("\n  \"{name}\"")).unwrap() + 1;
    let (before, line) = bundle.split_at(place);
    let end = line.find('\n').unwrap();
    format!("{before}  \"{name}\": \"{at}\",{}", &line[end..])
}

/// Without the epoch that is in force, which is listed as destroyed.
fn destroyed(bundle: &str) -> String {
    let mut bundle: serde_json::Value = serde_json::from_str(bundle).unwrap();
    let epochs = bundle["epochs"].as_array_mut().unwrap();
    let gone = epochs.remove(0);
    assert_eq!(gone["name"], epoch());
    let recipient = gone["recipient"].as_str().unwrap();
    bundle["destroyed"] = serde_json::json!([{
        "name": gone["name"],
        "fingerprint": hex::encode(<sha2::Sha256 as sha2::Digest>::digest(recipient)),
        "destroyed_at": "2026-11-01T00:00:00Z",
    }]);
    serde_json::to_string_pretty(&bundle).unwrap()
}

fn with_passphrases(typed: &[u8]) -> Ended {
    assigned().run_with(["--operator", "anne", "--passphrase-fd", "0", "use", CASE, "--", "true"], typed)
}

fn typed_for_a_new_epoch(typed: &str) -> Ended {
    let desk = Program::new();
    let ended = new_epoch_behind(&desk, "2030-01", &[], typed);
    assert!(desk.run(["epoch", "list"]).out.starts_with("\nkeys of the bundle\n"), "it keeps no epoch");
    ended
}

fn new_epoch(desk: &Program, name: &str, more: &[&str]) -> Ended {
    new_epoch_behind(desk, name, more, "a new passphrase\na new passphrase\n")
}

fn new_epoch_behind(desk: &Program, name: &str, more: &[&str], typed: &str) -> Ended {
    let term = ["--from", "2030-01-01T00:00:00Z", "--until", "2030-04-01T00:00:00Z"];
    desk.run_with([&["--passphrase-fd", "0", "epoch", "new", name], &term[..], more].concat(), typed.as_bytes())
}
