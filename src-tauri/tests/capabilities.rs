//! What each window may ask for, as it was granted when the app was built.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{fs, path::Path};

use serde_json::{Value, json};

fn capability(window: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gen/capabilities");
    serde_json::from_slice(&fs::read(folder.join(window).with_extension("json")).unwrap()).unwrap()
}

fn permissions(window: &str) -> Vec<String> {
    let capability = capability(window);
    assert_eq!(capability["windows"], json!([window]));
    serde_json::from_value(capability["permissions"].clone()).unwrap()
}

#[test]
fn each_window_has_only_its_own_commands() {
    let (main, seal) = (permissions("main"), permissions("seal"));
    assert_eq!(
        seal,
        [
            "allow-seal-page",
            "allow-seal-credentials",
            "allow-answer-questions",
            "allow-cancel-seal",
            "allow-stay",
            "allow-zoom-seal"
        ]
    );
    assert!(seal.iter().all(|permission| !main.contains(permission)));
}

#[test]
fn beside_its_commands_the_wizard_may_only_listen() {
    let of_tauri: Vec<String> = permissions("main").into_iter().filter(|name| !name.starts_with("allow-")).collect();
    assert_eq!(of_tauri, ["core:event:allow-listen", "core:event:allow-unlisten"]);
}

#[test]
fn no_other_capability_is_granted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gen/capabilities");
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["main.json", "seal.json"]);
}

fn configuration() -> Value {
    serde_json::from_str(include_str!("../tauri.conf.json")).unwrap()
}

#[test]
fn the_pages_load_nothing_from_outside() {
    assert_eq!(
        configuration()["app"]["security"]["csp"],
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         object-src 'none'"
    );
}

#[test]
fn a_page_has_no_global_api_and_patches_no_prototype() {
    let app = &configuration()["app"];
    assert_eq!(app["withGlobalTauri"], json!(false));
    assert_eq!(app["security"]["freezePrototype"], json!(true));
}

#[test]
fn a_desktop_opens_pli_with_files_of_two_kinds_and_with_no_link() {
    let entry = include_str!("../../assets/packaging/pli/com.bankin.pli.desktop");
    let opens: Vec<&str> = entry
        .lines()
        .filter(|line| ["Exec=", "TryExec=", "MimeType="].iter().any(|key| line.starts_with(key)))
        .collect();
    assert_eq!(opens, ["Exec=pli %f", "MimeType=application/vnd.bankin.pli.receipt;application/vnd.bankin.pli.keys;"]);
    let configuration = configuration();
    assert_eq!(configuration["plugins"], Value::Null);
    let associations = configuration["bundle"]["fileAssociations"].as_array().unwrap();
    let kinds: Vec<&Value> = associations.iter().map(|association| &association["mimeType"]).collect();
    assert_eq!(kinds, ["application/vnd.bankin.pli.receipt", "application/vnd.bankin.pli.keys"]);
}

/// In the words of its source: no system that the tests run on shows any of the three.
#[test]
fn what_is_typed_is_in_no_picture_no_inspector_and_no_memory_of_forms() {
    let window = include_str!("../src/seal_window.rs");
    for rule in [".content_protected(true)", ".devtools(false)", ".general_autofill_enabled(false)"] {
        assert!(window.contains(rule), "{rule}");
    }
}
