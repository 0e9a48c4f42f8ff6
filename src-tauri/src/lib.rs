//! The desktop app: thin commands over `pli-format`, the seal process, the hand-off.

use std::{ffi::OsStr, process::ExitCode};

#[macro_use]
mod command_table;
#[macro_use]
mod command;

mod bundle_folder;
mod clock;
mod commands;
mod documents;
pub mod handoff;
pub mod history;
mod keyring;
mod main_window;
mod preview;
mod rejection;
mod seal_process;
mod seal_window;
mod sendings;
mod session;
#[cfg(target_os = "linux")]
mod web_engine;
mod whole_file;
mod window_ground;
mod zoom;

/// Plays the part that the first argument names: `seal`, on Windows `mapi`, else the wizard.
pub fn run(part: Option<&OsStr>) -> ExitCode {
    #[cfg(target_os = "linux")]
    web_engine::draw_in_memory();
    match part.and_then(OsStr::to_str) {
        Some("seal") => seal_window::run(),
        #[cfg(windows)]
        Some("mapi") => handoff::mapi(),
        _ => main_window::run(),
    }
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
    use super::is_our_page;

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
}
