//! Pli: one program. `pli` is the wizard; `pli seal` is the small process that sees the credentials, seals them and
//! ends. (`pli tell` shows a message where there is no window; on Windows, `pli mapi` gives the draft to the mail client.)

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    pli::run(std::env::args_os().skip(1))
}
