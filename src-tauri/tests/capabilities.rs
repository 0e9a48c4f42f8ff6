//! What each window may ask for.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use serde_json::Value;

fn permissions(capability: &str) -> (Value, Vec<String>) {
    let capability: Value = serde_json::from_str(capability).unwrap();
    let permissions = serde_json::from_value(capability["permissions"].clone()).unwrap();
    (capability["windows"].clone(), permissions)
}

#[test]
fn each_window_has_only_its_own_commands() {
    let (windows, seal) = permissions(include_str!("../capabilities/seal.json"));
    assert_eq!(windows, serde_json::json!(["seal"]));
    assert_eq!(seal, ["allow-seal-page", "allow-seal-credentials", "allow-cancel-seal", "allow-stay"]);

    let (windows, main) = permissions(include_str!("../capabilities/main.json"));
    assert_eq!(windows, serde_json::json!(["main"]));
    assert!(seal.iter().all(|permission| !main.contains(permission)));
}

#[test]
fn the_pages_load_nothing_from_outside() {
    let configuration: Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
    assert_eq!(
        configuration["app"]["security"]["csp"],
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         object-src 'none'"
    );
}
