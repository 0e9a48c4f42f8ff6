//! A token in hardware, as far as an age plugin shows it: the plugin of the tests, and the identity beside it.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use super::program::Program;
use crate::story::epoch;

/// Moves the identity of the epoch in force into a token, which has no passphrase; where its plugin is.
pub fn in_a_token(desk: &Program) -> PathBuf {
    fs::remove_file(desk.home().join(format!("identities/{}.age", epoch()))).unwrap();
    let stub = age::plugin::Identity::default_for_plugin("test").unwrap();
    desk.write(&format!("home/identities/{}.plugin", epoch()), format!("{stub}\n"));
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/demo");
    let identity = fs::read(demo.join(format!("DEMO-ONLY-identity-{}.txt", epoch()))).unwrap();
    desk.write("bin/age-plugin-test.identity", identity);
    let programs = desk.path().join("bin");
    fs::set_permissions(&programs, Permissions::from_mode(0o755)).unwrap();
    let built = Path::new(env!("CARGO_BIN_EXE_pli-desk")).parent().unwrap().join("examples/age-plugin-test");
    // By another process: a test that forks meanwhile would hold the copy open for writing.
    let installed = Command::new("install").args(["-m", "755"]).arg(built).arg(&programs).status();
    assert!(installed.unwrap().success(), "cargo builds the examples with the tests");
    programs
}
