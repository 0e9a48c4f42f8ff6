//! A release build carries neither demonstration keys nor placeholders.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "outside the crate, files and clocks are there to be used"
)]
#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

#[path = "../build/release.rs"]
mod release;

use std::{fs, io::Cursor, path::Path, process::Command, sync::LazyLock};

use minisign::KeyPair;
use release::{Carried, DEMO_KEYS, Supplied, decide};
use serde_json::{Value, json};

const CONTROLLER: &str = "name = \"a\"\naddress = \"b\"\nacpr = \"c\"\ndpo = \"d\"\n";

/// What a ceremony makes, with keys that live as long as the test.
struct Ceremony {
    root: KeyPair,
    root_pub: String,
    bundle: String,
    signature: String,
}

static CEREMONY: LazyLock<Ceremony> = LazyLock::new(|| {
    let root = KeyPair::generate_unencrypted_keypair().unwrap();
    let bundle = bundle(&KeyPair::generate_unencrypted_keypair().unwrap().pk.to_base64());
    let (root_pub, signature) = (root.pk.to_box().unwrap().to_string(), signed(&root, &bundle));
    Ceremony { root, root_pub, bundle, signature }
});

fn bundle(receipt_key: &str) -> String {
    json!({
        "format": "pli-bundle/1",
        "demo": false,
        "serial": 1,
        "not_before": "2026-01-01T00:00:00Z",
        "not_after": "2027-01-01T00:00:00Z",
        "receipt_keys": [{
            "key": receipt_key,
            "not_before": "2026-01-01T00:00:00Z",
            "not_after": "2027-01-01T00:00:00Z",
        }],
        "epochs": [{
            "name": "2026-01",
            "recipient": "age1real",
            "not_before": "2026-01-01T00:00:00Z",
            "not_after": "2027-01-01T00:00:00Z",
        }],
        "destroyed": [],
    })
    .to_string()
}

fn signed(root: &KeyPair, bundle: &str) -> String {
    minisign::sign(None, &root.sk, Cursor::new(bundle), None, Some("pli-bundle/1")).unwrap().to_string()
}

fn real() -> Supplied<'static> {
    Supplied {
        bundle: Some(&CEREMONY.bundle),
        signature: Some(&CEREMONY.signature),
        root: Some(&CEREMONY.root_pub),
        controllers: &*CONTROLLERS,
    }
}

static CONTROLLERS: LazyLock<[(u32, Option<String>); 2]> = LazyLock::new(|| controllers(CONTROLLER));

/// Of two versions, the first of which is this.
fn controllers(first: &str) -> [(u32, Option<String>); 2] {
    [(1, Some(first.to_owned())), (2, Some(CONTROLLER.to_owned()))]
}

fn missing(supplied: Supplied<'_>) -> Vec<String> {
    decide(true, false, supplied).expect_err("a release build without these is refused")
}

#[test]
fn a_debug_build_and_a_demo_build_carry_the_demonstration() {
    assert_eq!(decide(false, false, real()), Ok(Carried::Demo));
    assert_eq!(decide(true, true, real()), Ok(Carried::Demo));
    assert_eq!(decide(true, true, Supplied::default()), Ok(Carried::Demo));
}

#[test]
fn a_release_build_carries_the_real_one() {
    assert_eq!(decide(true, false, real()), Ok(Carried::Real));
}

#[test]
fn a_release_build_says_every_thing_to_supply() {
    assert_eq!(
        missing(Supplied { controllers: &[(1, None)], ..Supplied::default() }),
        [
            "assets/bundle/bundle.json is missing: supply the bundle of epochs, made by Bridge",
            "assets/bundle/bundle.json.minisig is missing: supply the root's signature of the bundle",
            "assets/bundle/root.pub is missing: supply the root's public key",
            "assets/terms/1/controller.toml is missing: supply the company details that the consent names",
        ]
    );
}

#[test]
fn a_bundle_that_says_it_is_a_demonstration_is_refused_however_it_is_spaced() {
    let says = ["assets/bundle/bundle.json says that it is a demonstration: supply the real bundle"];
    for bundle in [r#"{"demo":true}"#, r#"{"demo": true}"#, "{\"demo\"\n:\ttrue}"] {
        assert_eq!(missing(Supplied { bundle: Some(bundle), ..real() }), says, "{bundle}");
    }
}

#[test]
fn demonstration_keys_are_refused_wherever_they_stand() {
    let bundle = format!(r#"{{"demo": false, "epochs": [{{"recipient": "{}"}}]}}"#, DEMO_KEYS[2]);
    assert_eq!(
        missing(Supplied { bundle: Some(&bundle), ..real() }),
        ["assets/bundle/bundle.json holds a demonstration key: supply the bundle of epochs, made by Bridge"]
    );
    let root = include_str!("../../../assets/bundle/demo/root.pub");
    assert_eq!(
        missing(Supplied { root: Some(root), ..real() }),
        ["assets/bundle/root.pub holds a demonstration key: supply the root's public key"]
    );
}

#[test]
fn every_public_half_of_the_demonstration_is_known() {
    let bundle = include_str!("../../../assets/bundle/demo/bundle.json");
    let root = include_str!("../../../assets/bundle/demo/root.pub");
    for key in DEMO_KEYS {
        assert!(bundle.contains(key) || root.contains(key), "{key}");
    }
    assert_eq!(bundle.matches("age1").count() + bundle.matches("RW").count() + 1, DEMO_KEYS.len());
}

#[test]
fn placeholders_are_refused_where_a_value_is_and_not_in_a_comment() {
    let says = |version| {
        [format!(
            "assets/terms/{version}/controller.toml still holds \"À COMPLÉTER\", or nothing: supply the company's details"
        )]
    };
    for value in ["\"À COMPLÉTER (dénomination sociale)\"", "\" \""] {
        let mut controllers = controllers(&CONTROLLER.replace("\"c\"", value));
        assert_eq!(missing(Supplied { controllers: &controllers, ..real() }), says(1), "{value}");
        controllers.swap(0, 1);
        (controllers[0].0, controllers[1].0) = (1, 2);
        assert_eq!(missing(Supplied { controllers: &controllers, ..real() }), says(2), "{value}");
    }
    let remark = controllers(&format!("# \"À COMPLÉTER\" is refused.\n{CONTROLLER}"));
    assert_eq!(decide(true, false, Supplied { controllers: &remark, ..real() }), Ok(Carried::Real));
}

#[test]
fn company_details_that_cannot_be_read_are_refused() {
    let one_short = controllers(&CONTROLLER.replace("dpo = \"d\"\n", ""));
    assert_eq!(
        missing(Supplied { controllers: &one_short, ..real() }),
        ["assets/terms/1/controller.toml cannot be read: missing field `dpo`"]
    );
    let wrong = missing(Supplied { controllers: &controllers("name = "), ..real() });
    assert!(wrong[0].starts_with("assets/terms/1/controller.toml cannot be read: "), "{wrong:?}");
}

#[test]
fn a_root_without_its_comment_line_is_refused() {
    let key = CEREMONY.root.pk.to_base64();
    assert_eq!(
        missing(Supplied { root: Some(&key), ..real() }),
        ["assets/bundle/root.pub is not minisign's: a comment line, then the key"]
    );
}

#[test]
fn a_bundle_that_another_key_signed_or_that_changed_since_is_refused() {
    let says = ["assets/bundle/bundle.json.minisig is not root.pub's signature of bundle.json"];
    let other = signed(&KeyPair::generate_unencrypted_keypair().unwrap(), &CEREMONY.bundle);
    let other_comment = CEREMONY.signature.replacen("pli-bundle/1", "pli-bundle/2", 1);
    for signature in [&other, &other_comment, &String::new()] {
        assert_eq!(missing(Supplied { signature: Some(signature), ..real() }), says);
    }
    let changed = CEREMONY.bundle.replace("age1real", "age1fake");
    assert_eq!(missing(Supplied { bundle: Some(&changed), ..real() }), says);
}

#[test]
fn a_signed_file_that_is_no_bundle_is_refused() {
    let bundle: Value = serde_json::from_str(&CEREMONY.bundle).unwrap();
    let one_short = |list: &str| json!([bundle[list][0], {}]);
    let members = [
        ("/format", json!("pli-bundle/2")),
        ("/demo", Value::Null),
        ("/serial", json!("1")),
        ("/serial", json!(-1)),
        ("/not_before", json!(2026)),
        ("/not_after", Value::Null),
        ("/receipt_keys", json!([])),
        ("/receipt_keys", one_short("receipt_keys")),
        ("/receipt_keys/0/key", json!("RWfake")),
        ("/receipt_keys/0/not_before", json!(2026)),
        ("/receipt_keys/0/not_after", Value::Null),
        ("/epochs", json!([])),
        ("/epochs", one_short("epochs")),
        ("/epochs/0/name", json!(1)),
        ("/epochs/0/recipient", json!("real")),
        ("/epochs/0/not_before", json!(2026)),
        ("/epochs/0/not_after", Value::Null),
        ("/destroyed", json!({})),
    ];
    let changed = members.map(|(member, value)| {
        let mut changed = bundle.clone();
        *changed.pointer_mut(member).unwrap() = value;
        changed.to_string()
    });
    let respelt = [("{", "["), ("\"demo\":false", "\"dem\\u006f\":true"), ("\"destroyed\"", "\"gone\"")];
    let respelt = respelt.map(|(from, to)| CEREMONY.bundle.replacen(from, to, 1));
    for bundle in changed.iter().chain(&respelt) {
        let signature = signed(&CEREMONY.root, bundle);
        let supplied = Supplied { bundle: Some(bundle), signature: Some(&signature), ..real() };
        let says = "assets/bundle/bundle.json is not a bundle as docs/FORMAT.md describes it".to_owned();
        assert_eq!(decide(true, false, supplied), Err(vec![says]), "{bundle}");
    }
}

/// What the build has judged is judged again when it changes.
#[test]
fn the_build_looks_again_at_every_folder_that_it_reads() {
    let said = fs::read_to_string(Path::new(env!("OUT_DIR")).with_file_name("output")).unwrap();
    let watched: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("cargo::rerun-if-changed=")).collect();
    assert_eq!(watched, ["build", "../../assets/bundle", "../../assets/fonts", "../../assets/terms"]);
}

/// The rule is nothing where the build does not ask it.
#[test]
fn a_release_of_this_repository_is_not_built() {
    let cargo = Command::new(env!("CARGO"))
        .args(["check", "--release", "--locked", "--offline", "--package", "pli-format", "--lib"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&cargo.stderr);
    assert!(!cargo.status.success(), "a release was built that carries the demonstration");
    for what in ["assets/bundle/bundle.json", "controller.toml"] {
        assert!(said.contains(what), "{said}");
    }
}
