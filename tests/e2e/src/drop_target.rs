use std::{
    fs,
    path::PathBuf,
    process::{Child, Stdio},
};

use serde::Deserialize;
use xtask::workspace;

use crate::{Desktop, Machine, until};

/// A window of another program that takes files dropped on it; ends with this value.
#[derive(Debug)]
pub struct DropTarget<'m> {
    machine: &'m Machine,
    program: Child,
    record: PathBuf,
}

/// A file that was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Dropped {
    /// As it was given.
    pub uri: String,
    /// What that names.
    pub path: PathBuf,
    /// Of its content, in hex.
    pub sha256: String,
}

/// What the target has seen.
#[derive(Deserialize)]
struct Seen {
    hovered: bool,
    dropped: Option<Vec<Dropped>>,
}

impl<'m> DropTarget<'m> {
    /// Opens it here on the screen.
    pub fn open(machine: &'m Machine, place: (i32, i32)) -> Self {
        let record = machine.folders().join("dropped.json");
        let program = machine
            .command("/usr/bin/python3")
            .arg(workspace::root().join("tests/e2e/drop_target.py"))
            .arg(&record)
            .stdin(Stdio::null())
            .spawn()
            .expect("Python starts");
        let target = Self { machine, program, record };
        Desktop::of(machine).move_window(&target.window(), place);
        target
    }

    fn window(&self) -> String {
        until("the drop target", || {
            let found =
                self.machine.command("xdotool").args(["search", "--onlyvisible", "--name", "^Drop here$"]).output();
            String::from_utf8(found.ok()?.stdout).ok()?.lines().next().map(str::to_owned)
        })
    }

    /// Where to drop, on the screen.
    pub fn middle(&self) -> (i32, i32) {
        let (x, y, width, height) = Desktop::of(self.machine).geometry(&self.window());
        (x + width / 2, y + height / 2)
    }

    /// Whether files hover over it now.
    pub fn is_hovered(&self) -> bool {
        self.seen().is_some_and(|seen| seen.hovered)
    }

    /// Waits for a drop, and forgets it.
    pub fn dropped(&self) -> Vec<Dropped> {
        let dropped = until("the drop", || self.seen()?.dropped);
        fs::remove_file(&self.record).expect("the record was read");
        dropped
    }

    fn seen(&self) -> Option<Seen> {
        serde_json::from_slice(&fs::read(&self.record).ok()?).ok()
    }
}

impl Drop for DropTarget<'_> {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
