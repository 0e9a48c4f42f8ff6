use std::process::{Command, ExitCode};

use xtask::{process, workspace};

/// Makes a complete package without a window. The work is an example program of pli-wizard, so
/// that this crate builds without it; its output and exit code (0, or 2 for a refusal, told as
/// JSON on standard output) pass through.
pub fn package(answers: &str, out_dir: &str) -> ExitCode {
    let built = process::cargo().args(["build", "--quiet", "--package", "pli-wizard", "--example", "package"]).status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    let program = workspace::target().join("debug/examples/package");
    let status = Command::new(program).args([answers, out_dir]).status();
    status
        .ok()
        .and_then(|status| status.code())
        .and_then(|code| u8::try_from(code).ok())
        .map_or(ExitCode::FAILURE, ExitCode::from)
}
