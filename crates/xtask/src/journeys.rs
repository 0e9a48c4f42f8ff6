//! The end-to-end tests again and again, beside programs that take all of two cores: how many runs fail.

use std::process::{Child, Command, Stdio};

use xtask::{Failure, process};

use crate::{setup, test};

/// Runs all of them, or those of this name, so many times.
pub fn journeys(times: u32, name: Option<&str>) -> Result<(), Failure> {
    setup::for_testing()?;
    setup::interface()?;
    test::build_journeys()?;
    let _busy = [Busy::start()?, Busy::start()?];
    let mut failed = 0;
    for time in 1..=times {
        let outcome = test::run_journeys(name);
        failed += u32::from(outcome.is_err());
        println!(
            "== run {time} of {times}: {}",
            outcome.map_or_else(|failure| failure.to_string(), |()| "passed".into())
        );
    }
    println!("{times} runs beside two busy loops, {failed} failed");
    if failed == 0 { Ok(()) } else { Err(Failure::Unexpected(format!("{failed} of {times} runs failed"))) }
}

/// A program that does nothing, all the time; ends with this value.
struct Busy(Child);

impl Busy {
    fn start() -> Result<Self, Failure> {
        let mut shell = Command::new("sh");
        shell.args(["-c", "while :; do :; done"]).stdin(Stdio::null());
        process::start(&mut shell).map(Self)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        // It has no other end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
