//! The patches that break a promise each (`cargo xtask promises`) go on fitting the code and naming a test.

use std::{fs, process::Command};

use xtask::{promise::Promise, workspace};

#[test]
fn every_patch_fits() {
    let folder = workspace::root();
    let mut misfits = Vec::new();
    for promise in Promise::all().unwrap() {
        let status =
            Command::new("git").args(["apply", "--check"]).arg(&promise.file).current_dir(&folder).status().unwrap();
        if !status.success() {
            misfits.push(promise.name);
        }
    }
    assert_eq!(misfits, Vec::<String>::new());
}

#[test]
fn every_test_that_is_to_fail_exists() {
    let exists = |promise: &Promise| {
        let text = fs::read_to_string(workspace::root().join(promise.test_file())).unwrap_or_default();
        text.contains(&format!("fn {}(", promise.test_name()))
    };
    let missing: Vec<String> =
        Promise::all().unwrap().into_iter().filter(|promise| !exists(promise)).map(|promise| promise.name).collect();
    assert_eq!(missing, Vec::<String>::new());
}
