use std::{fs, path::PathBuf};

use crate::{Launch, Machine};

/// The clock of a machine that the person sets while the app is open: what programs are told of the time of day, by
/// libfaketime. Clocks that nobody sets go on as they are.
#[derive(Debug)]
pub struct Clock<'m> {
    machine: &'m Machine,
    file: PathBuf,
}

impl<'m> Clock<'m> {
    /// The clock of this machine, right so far.
    pub fn of(machine: &'m Machine) -> Self {
        let clock = Self { machine, file: machine.folders().join("clock") };
        clock.set(0);
        clock
    }

    /// How to launch the app so that it goes by this clock.
    pub fn launch(&self) -> Launch {
        Launch::with(&self.variables())
    }

    /// Sets it so many minutes ahead, or back.
    pub fn set(&self, minutes: i32) {
        // Whole at every moment: it is read each time that a program asks for the time.
        let staged = self.file.with_extension("part");
        fs::write(&staged, format!("{minutes:+}m\n")).expect("the machine's folder takes files");
        fs::rename(staged, &self.file).expect("in its place");
    }

    /// How many minutes ahead the machine's programs find it.
    pub fn read(&self) -> i32 {
        let shown = |command: &mut std::process::Command| {
            let output = command.args(["+%s"]).output().expect("date starts");
            String::from_utf8_lossy(&output.stdout).trim().parse::<i64>().expect("seconds")
        };
        let now = shown(&mut self.machine.command("date"));
        let set = shown(self.machine.command("date").envs(self.variables()));
        i32::try_from((set - now + 30).div_euclid(60)).expect("a few days at most")
    }

    fn variables(&self) -> [(&str, &str); 4] {
        [
            ("LD_PRELOAD", "/usr/$LIB/faketime/libfaketimeMT.so.1"),
            ("FAKETIME_TIMESTAMP_FILE", self.file.to_str().expect("temporary folders have UTF-8 names")),
            ("FAKETIME_NO_CACHE", "1"),
            ("DONT_FAKE_MONOTONIC", "1"),
        ]
    }
}
