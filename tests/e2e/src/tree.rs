use std::{env, fs};

use xtask::workspace;

use crate::{Machine, Process, until};

/// sysexits.h: to be tried again.
const EX_TEMPFAIL: i32 = 75;

/// Compares what a screen reader has of a process with `tests/e2e/trees/NAME.txt`. `PLI_PIN=1` in the environment
/// writes it anew.
pub fn reads_as_pinned(machine: &Machine, process: Process, name: &str) {
    let file = workspace::root().join("tests/e2e/trees").join(format!("{name}.txt"));
    if env::var_os("PLI_PIN").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder of the trees");
        fs::write(&file, settled(machine, process)).expect("a tree");
        return;
    }
    let pinned = fs::read_to_string(&file).unwrap_or_default();
    // The bus tells of a change some time after the page was drawn.
    let mut last = String::new();
    let same = (0..40).any(|_| {
        last = tree(machine, process);
        last == pinned
    });
    assert!(same, "{name} reads otherwise; PLI_PIN=1 pins it anew:\n{last}");
}

/// The tree once it is read twice the same.
fn settled(machine: &Machine, process: Process) -> String {
    let mut before = String::new();
    until("a tree that stays", || {
        let now = tree(machine, process);
        let same = now == before && now.contains("document web");
        before.clone_from(&now);
        same.then_some(now)
    })
}

/// What the bus has of it; nothing while the page changes.
fn tree(machine: &Machine, process: Process) -> String {
    let script = workspace::root().join("tests/e2e/tree.py");
    let output =
        machine.command("/usr/bin/python3").arg(script).arg(process.id().to_string()).output().expect("Python starts");
    match output.status.code() {
        Some(0) => String::from_utf8(output.stdout).expect("UTF-8"),
        Some(EX_TEMPFAIL) => String::new(),
        _ => panic!("tree.py: {}", String::from_utf8_lossy(&output.stderr)),
    }
}
