use std::{
    fs::{self, File},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use xtask::workspace;

use crate::{Desktop, Focused, Machine, Process, until};

/// Pli without `WebDriver`, whose session would end with the page: what it shows is read as a screen reader reads it.
#[derive(Debug)]
pub struct Alone<'m> {
    machine: &'m Machine,
    program: Child,
    said: PathBuf,
}

/// The system's own message, which ends Pli.
const MESSAGE: &str = "Pli ne peut pas continuer";

impl<'m> Alone<'m> {
    /// Starts it, not on a terminal, with whatever `prepare` does to its environment.
    pub fn start(machine: &'m Machine, prepare: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        Self::start_under(machine, machine.command(workspace::app()), prepare)
    }

    /// Starts it by another command, whose last argument it is.
    pub fn start_under(
        machine: &'m Machine,
        mut command: Command,
        prepare: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Self {
        let (file, said) = tempfile::Builder::new()
            .prefix("said-")
            .tempfile_in(machine.folders())
            .and_then(|file| file.keep().map_err(|error| error.error))
            .expect("the machine's folder takes files");
        let said_too: File = file.try_clone().expect("a second handle");
        let command = prepare(command.stdin(Stdio::null()).stdout(said_too).stderr(file));
        let program = command.spawn().expect("Pli starts");
        Self { machine, program, said }
    }

    /// The process with the main window.
    pub fn process(&self) -> Process {
        Process::of(self.program.id())
    }

    /// Waits until its window is in front with the page of this title.
    pub fn shows(&self, title: &str) {
        let (desktop, title) = (Desktop::of(self.machine), format!("{title} — Pli"));
        until(format!("the page {title:?}"), || {
            let is_there = desktop.active_title().is_some_and(|at| crate::single_spaced(&at) == title);
            (is_there && desktop.active_process() == Some(self.program.id())).then_some(())
        });
    }

    /// Presses a key in its window.
    pub fn press(&self, key: &str) {
        let desktop = Desktop::of(self.machine);
        until("its window in front", || (desktop.active_process() == Some(self.program.id())).then_some(()));
        desktop.press(key);
    }

    /// Presses Tab until the element of this name has the focus.
    pub fn tab_to(&self, name: &str) {
        until(format!("the focus on {name:?}"), || {
            let at = Focused::of(self.machine, self.process());
            if at.as_ref().is_some_and(|at| at.name == name) {
                return Some(());
            }
            self.press("Tab");
            until("the next element", || {
                Focused::of(self.machine, self.process()).filter(|now| Some(now) != at.as_ref())
            });
            None
        });
    }

    /// Waits for the process that draws its page: not this one, if there was one before.
    pub fn page_process(&self, other_than: Option<Process>) -> Process {
        until("the process of the page", || {
            let mut processes = self.machine.app_processes().into_iter();
            processes.find(|process| process.draws_for(self.process()) && Some(*process) != other_than)
        })
    }

    /// Waits until the system's own message tells of this code, closes it, and waits for the end. On standard error
    /// one line of ours says the same.
    pub fn ends_with(mut self, code: &str) {
        let desktop = Desktop::of(self.machine);
        until("the message", || desktop.active_title().filter(|title| title == MESSAGE));
        desktop.press("Escape");
        assert_eq!(self.program.wait().expect("it ends").code(), Some(1));
        let said = fs::read_to_string(&self.said).expect("what it said");
        let ours: Vec<&str> = said.lines().filter(|line| line.starts_with("pli: ")).collect();
        assert!(matches!(&*ours, [line] if line.ends_with(&format!("({code})"))), "{said}");
        assert!(!said.contains("panicked") && !said.contains("backtrace"), "{said}");
    }

    /// Ends it as a crash would.
    pub fn kill(mut self) {
        self.process().kill();
        self.program.wait().expect("it ends");
    }
}
