//! What a release build must not carry: what everybody has the secret of, what is still missing, and
//! what every copy of Pli built with it would refuse.

use minisign_verify::PublicKey;
use serde_json::Value;

#[path = "../src/consent/controller.rs"]
mod controller;
#[path = "../src/minisign/signature.rs"]
mod signature;

use controller::{Controller, PLACEHOLDER};

/// The `format` of a bundle, and the untrusted comment of its signature.
const FORMAT: &str = "pli-bundle/1";

/// The public halves of the keys under `tests/demo`, whose secret halves everybody has.
pub const DEMO_KEYS: [&str; 4] = [
    "RWSqJodYR6xOvJHWyGm8+iGEjbNkbMahmPU04c3Ta1BYusmOPIjHWXo0",
    "RWQ0KkmipeB1Zm69R0XYNR/1Mh2vOCEIEPO5sU25pixhapr5eanfYCZl",
    "age1f437uxu9grc5l3nw9z9v35lpnzkganvehkm395gyjtpy54s7ea3q4egesc",
    "age13etx3zpqml4tzuk3jjqfppwzrrezuqtl9l5ewv7hjusf4nm7w3fsn0eg8f",
];

/// The assets that only Bridge and Bankin' can supply, as text; none where the file is missing.
#[derive(Clone, Copy, Default)]
pub struct Supplied<'a> {
    /// `assets/bundle/bundle.json`
    pub bundle: Option<&'a str>,
    /// `assets/bundle/bundle.json.minisig`
    pub signature: Option<&'a str>,
    /// `assets/bundle/root.pub`
    pub root: Option<&'a str>,
    /// `assets/terms/N/controller.toml` of each version: whatever is carried is signed, or was.
    pub controllers: &'a [(u32, Option<String>)],
}

/// Which bundle a build carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// The one in `assets/bundle/demo`.
    Demo,
    /// The one in `assets/bundle`.
    Real,
}

/// Decides which bundle a build carries: a release build without the feature `demo` carries the
/// real one, every other build the demonstration.
///
/// # Errors
/// Where a release build lacks something, or what it has does not work: what to supply, one thing a line.
pub fn decide(release: bool, demo_feature: bool, supplied: Supplied<'_>) -> Result<Carried, Vec<String>> {
    if !release || demo_feature {
        return Ok(Carried::Demo);
    }
    let mut wrong = missing(supplied);
    wrong.extend(
        supplied
            .controllers
            .iter()
            .filter_map(|(version, controller)| wrong_controller(*version, controller.as_deref())),
    );
    if wrong.is_empty() {
        wrong.extend(wrong_keys(supplied));
    }
    if wrong.is_empty() { Ok(Carried::Real) } else { Err(wrong) }
}

fn missing(supplied: Supplied<'_>) -> Vec<String> {
    let files = [
        ("assets/bundle/bundle.json", "the bundle of epochs, made by Bridge", supplied.bundle),
        ("assets/bundle/bundle.json.minisig", "the root's signature of the bundle", supplied.signature),
        ("assets/bundle/root.pub", "the root's public key", supplied.root),
    ];
    let absent = files
        .iter()
        .filter(|(_, _, text)| text.is_none())
        .map(|(path, what, _)| format!("{path} is missing: supply {what}"));
    let demo = files
        .iter()
        .filter(|(_, _, text)| text.is_some_and(holds_demo_key))
        .map(|(path, what, _)| format!("{path} holds a demonstration key: supply {what}"));
    let marked = supplied
        .bundle
        .filter(|bundle| bundle.split_whitespace().collect::<String>().contains(r#""demo":true"#))
        .map(|_| "assets/bundle/bundle.json says that it is a demonstration: supply the real bundle".to_owned());
    absent.chain(demo).chain(marked).collect()
}

fn wrong_controller(version: u32, controller: Option<&str>) -> Option<String> {
    let path = format!("assets/terms/{version}/controller.toml");
    match controller.map(Controller::parse) {
        None => Some(format!("{path} is missing: supply the company details that the consent names")),
        Some(Ok(controller)) if controller.has_placeholders() => {
            Some(format!("{path} still holds \"{PLACEHOLDER}\", or nothing: supply the company's details"))
        }
        Some(Ok(_)) => None,
        Some(Err(error)) => Some(format!("{path} cannot be read: {}", error.message())),
    }
}

/// The root's key, its signature, and the bundle's outline. The age recipients and the windows of the
/// epochs are for `pli-desk epoch sign`: to read them takes the crate itself.
fn wrong_keys(Supplied { bundle, signature, root, .. }: Supplied<'_>) -> Option<String> {
    let (bundle, signature, root) = (bundle?, signature?, root?);
    let Ok(root) = PublicKey::decode(root) else {
        return Some("assets/bundle/root.pub is not minisign's: a comment line, then the key".to_owned());
    };
    if signature::verify(&root, bundle.as_bytes(), signature.as_bytes(), FORMAT).is_err() {
        return Some("assets/bundle/bundle.json.minisig is not root.pub's signature of bundle.json".to_owned());
    }
    let is_outlined = serde_json::from_str(bundle).is_ok_and(|bundle| is_bundle(&bundle));
    (!is_outlined).then(|| "assets/bundle/bundle.json is not a bundle as docs/FORMAT.md describes it".to_owned())
}

/// `docs/FORMAT.md`, section 1: the members, and the kinds of their values.
fn is_bundle(bundle: &Value) -> bool {
    let is_text_of = |value: &Value, names: &[&str]| names.iter().all(|name| value[*name].is_string());
    let is_epoch = |epoch: &Value| {
        is_text_of(epoch, &["name", "not_before", "not_after"])
            && epoch["recipient"].as_str().is_some_and(|recipient| recipient.starts_with("age1"))
    };
    let is_receipt_key = |key: &Value| {
        is_text_of(key, &["not_before", "not_after"])
            && key["key"].as_str().is_some_and(|key| PublicKey::from_base64(key).is_ok())
    };
    let all = |name: &str, is_one: &dyn Fn(&Value) -> bool| {
        bundle[name].as_array().is_some_and(|list| !list.is_empty() && list.iter().all(is_one))
    };
    bundle["format"] == FORMAT
        && bundle["demo"] == false
        && bundle["serial"].is_u64()
        && is_text_of(bundle, &["not_before", "not_after"])
        && all("receipt_keys", &is_receipt_key)
        && all("epochs", &is_epoch)
        && bundle["destroyed"].is_array()
}

fn holds_demo_key(text: &str) -> bool {
    DEMO_KEYS.iter().any(|key| text.contains(key))
}
