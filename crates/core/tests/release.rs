//! A release build carries neither demonstration keys nor placeholders.

#![allow(clippy::disallowed_methods, reason = "outside the core, files and clocks are there to be used")]
#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

#[path = "../build/release.rs"]
mod release;

use release::{Carried, DEMO_KEYS, PLACEHOLDER, Supplied, decide};

const REAL: Supplied<'static> = Supplied {
    bundle: Some(r#"{"demo": false, "epochs": []}"#),
    signature: Some("untrusted comment: pli-bundle/1"),
    root: Some("untrusted comment: minisign public key"),
    legal: Some("name = \"…\""),
};

fn missing(supplied: Supplied<'_>) -> Vec<String> {
    decide(true, false, supplied).expect_err("a release build without these is refused")
}

#[test]
fn a_debug_build_and_a_demo_build_carry_the_demonstration() {
    assert_eq!(decide(false, false, REAL), Ok(Carried::Demo));
    assert_eq!(decide(true, true, REAL), Ok(Carried::Demo));
    assert_eq!(decide(true, true, Supplied::default()), Ok(Carried::Demo));
}

#[test]
fn a_release_build_carries_the_real_one() {
    assert_eq!(decide(true, false, REAL), Ok(Carried::Real));
}

#[test]
fn a_release_build_says_every_thing_to_supply() {
    assert_eq!(
        missing(Supplied::default()),
        [
            "assets/bundle/bundle.json is missing: supply the bundle of epochs, made by Bridge",
            "assets/bundle/bundle.json.minisig is missing: supply the root's signature of the bundle",
            "assets/bundle/root.pub is missing: supply the root's public key",
            "assets/legal.toml is missing: supply the company details that the consent names",
        ]
    );
}

#[test]
fn a_bundle_that_says_it_is_a_demonstration_is_refused_however_it_is_spaced() {
    let says = ["assets/bundle/bundle.json says that it is a demonstration: supply the real bundle"];
    for bundle in [r#"{"demo":true}"#, r#"{"demo": true}"#, "{\"demo\"\n:\ttrue}"] {
        assert_eq!(missing(Supplied { bundle: Some(bundle), ..REAL }), says, "{bundle}");
    }
}

#[test]
fn demonstration_keys_are_refused_wherever_they_stand() {
    let bundle = format!(r#"{{"demo": false, "epochs": [{{"recipient": "{}"}}]}}"#, DEMO_KEYS[2]);
    assert_eq!(
        missing(Supplied { bundle: Some(&bundle), ..REAL }),
        ["assets/bundle/bundle.json holds a demonstration key: supply the bundle of epochs, made by Bridge"]
    );
    let root = include_str!("../../../assets/bundle/demo/root.pub");
    assert_eq!(
        missing(Supplied { root: Some(root), ..REAL }),
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
fn placeholders_are_refused() {
    let legal = format!("name = \"{PLACEHOLDER}\"");
    assert_eq!(
        missing(Supplied { legal: Some(&legal), ..REAL }),
        ["assets/legal.toml still holds \"À COMPLÉTER\": supply the company's details"]
    );
}
