//! Pli: one program, two parts. `pli` is the wizard; `pli seal` is the small process that sees
//! the credentials, seals them and ends. (On Windows, `pli mapi` gives the draft to the mail client.)

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    pli::run(std::env::args_os().skip(1))
}
