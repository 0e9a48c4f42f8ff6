use std::{io::Write, process::Stdio};

use crate::{Credentials, Focused, Machine, Process, until};

/// The window where credentials are typed: a process of its own that only a keyboard reaches.
#[derive(Debug)]
pub struct SealWindow<'m> {
    machine: &'m Machine,
    process: Process,
}

impl<'m> SealWindow<'m> {
    /// Waits until the window is open and its first field has the focus.
    pub fn open(machine: &'m Machine) -> Self {
        let process = until("the sealing process", || {
            machine
                .app_processes()
                .into_iter()
                .find(|process| process.seals())
        });
        let window = Self { machine, process };
        until("the focus in the seal window", || {
            window.is_active().then_some(())
        });
        until("the focus in its first field", || {
            window
                .focused()
                .filter(|at| at.role.contains("text") || at.role == "entry")
        });
        window
    }

    /// Its process.
    pub fn process(&self) -> Process {
        self.process
    }

    /// What has the focus.
    pub fn focused(&self) -> Option<Focused> {
        Focused::of(self.machine, self.process)
    }

    /// Fills the fields in their order, each reached with the Tab key over its "Afficher" button.
    pub fn fill(&self, credentials: &Credentials) {
        for (position, (_, value)) in credentials.fields().iter().enumerate() {
            if position > 0 {
                self.tab_to_next_field();
            }
            self.type_text(value);
        }
    }

    fn tab_to_next_field(&self) {
        let before = self.focused();
        loop {
            self.press("Tab");
            let at = until("the next element", || self.focused());
            if Some(&at) != before.as_ref() && (at.role.contains("text") || at.role == "entry") {
                return;
            }
        }
    }

    /// Types a text as a keyboard does. It goes to xdotool's input, never among its arguments.
    pub fn type_text(&self, text: &str) {
        let mut xdotool = self
            .machine
            .command("xdotool")
            .args(["type", "--delay", "8", "--file", "-"])
            .stdin(Stdio::piped())
            .spawn()
            .expect("xdotool starts");
        xdotool
            .stdin
            .take()
            .expect("its input is piped")
            .write_all(text.as_bytes())
            .expect("xdotool reads");
        assert!(xdotool.wait().expect("xdotool ends").success());
    }

    /// Presses a key, by its X name.
    pub fn press(&self, key: &str) {
        let status = self
            .machine
            .command("xdotool")
            .args(["key", key])
            .status()
            .expect("xdotool starts");
        assert!(status.success(), "xdotool pressed {key}");
    }

    /// Waits until the process has ended.
    pub fn closed(self) {
        until("the end of the sealing process", || {
            (!self
                .machine
                .app_processes()
                .iter()
                .any(|process| process.seals()))
            .then_some(())
        });
    }

    fn is_active(&self) -> bool {
        let output = self
            .machine
            .command("xdotool")
            .args(["getactivewindow", "getwindowpid"])
            .output();
        output.is_ok_and(|out| {
            String::from_utf8_lossy(&out.stdout).trim() == self.process.id().to_string()
        })
    }
}
