//! The desktop app: thin commands over the wizard, the seal process, the hand-off, the history.

use std::{
    ffi::{OsStr, OsString},
    process::ExitCode,
};

use pli_format::Language;

#[macro_use]
mod command_table;
#[macro_use]
mod command;

mod bundle_folder;
mod clock;
mod commands;
mod confined_window;
#[cfg(test)]
mod documented;
mod fatal;
mod first_instance;
mod folders;
pub mod handoff;
pub mod history;
mod keyring;
mod main_window;
mod opened_file;
pub mod package_folder;
mod path_text;
mod preview;
mod program;
mod rejection;
#[cfg(test)]
mod scenes;
mod seal_process;
mod seal_protocol;
mod seal_window;
mod sendings;
mod session;
#[cfg(target_os = "linux")]
mod session_bus;
mod signed_text;
mod terminal;
#[cfg(test)]
mod typescript;
#[cfg(target_os = "linux")]
mod web_engine;
mod web_process;
mod whole_file;
mod window_ground;
mod zoom;

use fatal::Fatal;

/// What `--help` prints.
const HELP: &str = "\
Pli: share bank credentials with the developer who investigates.

Usage: pli [FILE]        opens the window, and in it a proof of deletion or a file of keys
       pli --version     prints the version
       pli --help        prints this
";

/// Plays the part that the first argument names: `seal`, `tell`, on Windows `mapi`, else the wizard.
pub fn run(mut arguments: impl Iterator<Item = OsString>) -> ExitCode {
    #[cfg(target_os = "linux")]
    web_engine::draw_in_memory();
    let first = arguments.next();
    let part = first.as_deref().and_then(OsStr::to_str);
    let file = first.as_deref().filter(|first| !is_a_part(first));
    fatal::tell_panics(part.is_none() || file.is_some());
    match part {
        Some("--version" | "-V") => say(&format!("pli {}\n", env!("CARGO_PKG_VERSION"))),
        Some("--help" | "-h") => say(HELP),
        Some("seal") => seal_window::run(),
        // Says one of the sentences that Pli ends with, for a Pli that can show nothing any more.
        Some("tell") => {
            let fatal = arguments.next().and_then(|code| Fatal::of_code(code.to_str()?));
            fatal.map_or(ExitCode::FAILURE, Fatal::tell)
        }
        #[cfg(windows)]
        Some("mapi") => handoff::mapi(),
        _ => main_window::run(file),
    }
}

/// Whether an argument is a word of the command line and no file.
fn is_a_part(argument: &OsStr) -> bool {
    argument.as_encoded_bytes().starts_with(b"-") || ["seal", "tell", "mapi"].iter().any(|part| argument == *part)
}

fn say(text: &str) -> ExitCode {
    match terminal::say(text) {
        Ok(()) => ExitCode::SUCCESS,
        #[cfg(windows)]
        Err(_) => {
            fatal::show("Pli", text);
            ExitCode::SUCCESS
        }
        #[cfg(not(windows))]
        Err(_) => ExitCode::FAILURE,
    }
}

fn system_language() -> Language {
    Language::of_locale(&sys_locale::get_locale().unwrap_or_default())
}

/// The configuration and the interface, embedded once for both windows.
fn context() -> tauri::Context {
    tauri::generate_context!()
}

/// Whether a web view may go there: only the pages that the app carries.
fn is_our_page(url: &tauri::Url) -> bool {
    matches!((url.scheme(), url.host_str()), ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")))
}

#[cfg(test)]
mod tests {
    use super::{HELP, is_our_page};

    #[test]
    fn only_the_pages_of_the_app_are_ours() {
        let is_ours = |url: &str| is_our_page(&url.parse().unwrap());
        assert!(is_ours("tauri://localhost/seal.html"));
        assert!(is_ours("http://tauri.localhost/index.html"));
        for url in
            ["https://exemple.fr/", "https://tauri.localhost.exemple.fr/", "file:///etc/passwd", "data:text/html,x"]
        {
            assert!(!is_ours(url), "{url}");
        }
    }

    #[test]
    fn the_manual_pages_name_what_the_help_does() {
        let english = include_str!("../../assets/packaging/pli/pli.1");
        let french = include_str!("../../assets/packaging/pli/pli.fr.1");
        for (page, file) in [(english, ".RI [ FILE ]"), (french, ".RI [ FICHIER ]")] {
            assert!(page.contains(file) && HELP.contains("[FILE]"));
            for option in ["version", "help"] {
                assert!(HELP.contains(&format!(" --{option} ")));
                assert!(page.contains(&format!(".BR \\-\\-{option} \", \"")), "{option}");
            }
        }
    }
}
