use crate::{Credentials, Desktop, Focused, Machine, Process, single_spaced, until, words};

/// The window where credentials are typed: a process of its own that only a keyboard reaches.
#[derive(Debug)]
pub struct SealWindow<'m> {
    machine: &'m Machine,
    process: Process,
}

impl<'m> SealWindow<'m> {
    /// Waits until the window is open and its first field has the focus.
    pub fn open(machine: &'m Machine) -> Self {
        let process =
            until("the sealing process", || machine.app_processes().into_iter().find(|process| process.seals()));
        let window = Self { machine, process };
        until("the focus in the seal window", || window.is_active().then_some(()));
        // Its page gives it its title. Web engines have crashed over a screen reader that reads a page
        // while it is made.
        until("the page of the seal window", || {
            Desktop::of(machine).active_title().filter(|title| title != "Pli" && window.is_active())
        });
        until("the focus in its first field", || {
            window.focused().filter(|at| at.role.contains("text") || at.role == "entry")
        });
        window
    }

    pub fn process(&self) -> Process {
        self.process
    }

    /// What has the focus.
    pub fn focused(&self) -> Option<Focused> {
        Focused::of(self.machine, self.process)
    }

    /// Fills the fields in their order, each reached with the Tab key.
    pub fn fill(&self, credentials: &Credentials) {
        for (position, (_, value)) in credentials.fields().iter().enumerate() {
            if position > 0 {
                self.go_to("Tab", Focused::takes_text);
            }
            self.type_text(value);
        }
    }

    /// Seals what is typed, and waits for the end.
    pub fn seal(self, credentials: &Credentials) {
        self.press("Return");
        if credentials.cannot_be_checked() {
            self.confirm_unusual();
        }
        self.closed();
    }

    /// Presses the button that confirms values that do not look as this bank's usually do, or that only
    /// the person can check.
    pub fn confirm_unusual(&self) {
        self.choose("seal-confirm-unusual");
    }

    /// Presses the button with these words, below what has the focus.
    pub fn choose(&self, words_of_button: &str) {
        self.press_button("Tab", words_of_button);
    }

    /// Presses the button with these words, above what has the focus.
    pub fn choose_above(&self, words_of_button: &str) {
        self.press_button("shift+Tab", words_of_button);
    }

    fn press_button(&self, key: &str, words_of_button: &str) {
        let buttons = ["fr", "en"].map(|language| words(language, words_of_button));
        self.go_to(key, |at| buttons.contains(&single_spaced(&at.name)));
        self.press("Return");
    }

    /// Presses this key until another element that matches has the focus.
    fn go_to(&self, key: &str, matches: impl Fn(&Focused) -> bool) {
        loop {
            let before = self.focused();
            self.press(key);
            let at = until("the next element", || self.focused().filter(|at| Some(at) != before.as_ref()));
            if matches(&at) {
                return;
            }
        }
    }

    /// Types a text as a keyboard does.
    pub fn type_text(&self, text: &str) {
        self.in_front();
        Desktop::of(self.machine).type_text(text);
    }

    /// Pastes a text that was copied in another program.
    pub fn paste(&self, text: &str) {
        Desktop::of(self.machine).copy(text);
        self.press("ctrl+v");
    }

    /// Presses a key, by its X name.
    pub fn press(&self, key: &str) {
        self.in_front();
        Desktop::of(self.machine).press(key);
    }

    fn in_front(&self) {
        until("the seal window in front", || self.is_active().then_some(()));
    }

    /// Waits until these words stand beside a field, which has the focus.
    pub fn says(&self, words: &str) {
        until(format!("a field with the words {words:?}"), || {
            self.focused().filter(|at| at.takes_text() && single_spaced(&at.description).contains(words))
        });
    }

    /// Closes the window without sealing.
    pub fn cancel(self) {
        self.press("alt+F4");
        self.closed();
    }

    /// Waits until the process has ended.
    pub fn closed(self) {
        until("the end of the sealing process", || {
            (!self.machine.app_processes().iter().any(|process| process.seals())).then_some(())
        });
    }

    fn is_active(&self) -> bool {
        Desktop::of(self.machine).active_process() == Some(self.process.id())
    }
}
