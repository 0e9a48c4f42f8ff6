//! What ends Pli where no page of its own can say so: before its window, or without a web engine.
//! It is said in the system's own window, and in one plain line to whoever started Pli on a terminal.

use std::{
    io::Write as _,
    panic,
    process::{ExitCode, Stdio},
    sync::LazyLock,
};

use pli_format::{Language, catalogue, words::Catalogue};

use crate::{program, terminal};

#[cfg_attr(target_os = "linux", path = "fatal/linux.rs")]
#[cfg_attr(target_os = "macos", path = "fatal/macos.rs")]
#[cfg_attr(windows, path = "fatal/windows.rs")]
mod system;

pub use system::show;

static WORDS: LazyLock<Catalogue> = catalogue!("../../assets/locales/fatal");

/// Why Pli ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fatal {
    /// No display answers.
    NoDisplay,
    /// The system lacks the web engine (Windows).
    #[cfg_attr(not(windows), allow(dead_code, reason = "elsewhere the program does not start without it"))]
    NoWebEngine,
    /// No folder can be written to.
    NoFolder,
    /// The window cannot be opened.
    NoWindow,
    /// The web engine's process ended, again.
    PageEnded,
    /// Pli is open already and does not answer.
    DoesNotAnswer,
    Crashed,
}

impl Fatal {
    const ALL: [Self; 7] = [
        Self::NoDisplay,
        Self::NoWebEngine,
        Self::NoFolder,
        Self::NoWindow,
        Self::PageEnded,
        Self::DoesNotAnswer,
        Self::Crashed,
    ];

    /// The stable code; its words are `fatal-CODE`, what to do `fatal-CODE.remedy`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoDisplay => "no-display",
            Self::NoWebEngine => "no-web-engine",
            Self::NoFolder => "no-folder",
            Self::NoWindow => "no-window",
            Self::PageEnded => "page-ended",
            Self::DoesNotAnswer => "does-not-answer",
            Self::Crashed => "crashed",
        }
    }

    /// The reason with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fatal| fatal.code() == code)
    }

    /// What happened, and what to do.
    fn text(self, language: Language) -> String {
        let words = WORDS.of(language);
        let message = format!("fatal-{}", self.code());
        format!("{} {}", words.text(&message, &[]), words.text(&format!("{message}.remedy"), &[]))
    }

    /// Says it, and waits until it was read.
    pub fn tell(self) -> ExitCode {
        let language = crate::system_language();
        let words = WORDS.of(language);
        let code = words.text("fatal-code", &[("code", self.code().into())]);
        // Whoever started Pli on a terminal reads it there; a service's log keeps it.
        let _ = writeln!(std::io::stderr(), "pli: {} ({})", self.text(language), self.code());
        if !terminal::is_read() {
            show(&words.text("fatal-title", &[]), &format!("{}\n\n{code}", self.text(language)));
        }
        ExitCode::FAILURE
    }

    /// Says it from a process of its own, when this one can show nothing any more.
    pub fn tell_apart(self) {
        // Said to a terminal, or not at all, when not even that starts.
        let _ = program::running()
            .map(|mut program| program.args(["tell", self.code()]).stdin(Stdio::null()).spawn().map(drop));
    }
}

/// A panic is told in one line that names its place, and never what was at hand there. In a life with a
/// window it is told to the person, too.
pub fn tell_panics(has_window: bool) {
    panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        let _ = writeln!(std::io::stderr(), "pli: internal error{place}");
        let ends_the_program = cfg!(panic = "abort") || std::thread::current().name() == Some("main");
        if has_window && ends_the_program {
            Fatal::Crashed.tell_apart();
        }
    }));
}

#[cfg(test)]
mod tests {
    use std::{env, process::Command};

    use super::*;

    #[test]
    fn every_reason_has_its_code_and_its_words() {
        for fatal in Fatal::ALL {
            assert_eq!(Fatal::of_code(fatal.code()), Some(fatal));
            for language in Language::ALL {
                let text = fatal.text(language);
                assert!(!text.contains("fatal-") && text.len() > 40, "{text}");
            }
        }
        assert_eq!(Fatal::of_code("no-such-code"), None);
    }

    /// Told by a process of its own: the hook is the whole process's.
    #[test]
    fn a_panic_names_its_place_and_nothing_that_was_at_hand() {
        const PANICS: &str = "PLI_PANICS";
        const AT_HAND: &str = "482915";
        if env::var_os(PANICS).is_some() {
            tell_panics(false);
            panic!("{AT_HAND}");
        }
        let mut this = Command::new(env::current_exe().unwrap());
        let name = "fatal::tests::a_panic_names_its_place_and_nothing_that_was_at_hand";
        let ended = this.args([name, "--exact", "--nocapture"]).env(PANICS, "1").output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        let place = said.strip_prefix(concat!("pli: internal error at ", file!(), ":")).expect(&said);
        assert!(place.trim_end().parse::<u32>().is_ok(), "{said}");
        assert!(!String::from_utf8(ended.stdout).unwrap().contains(AT_HAND));
    }
}
