use std::{fs, path::Path, process::Command, time::Instant};

use jiff::Timestamp;
use pli_format::bundle::Bundle;
use serde::{Deserialize, Serialize};
use xtask::{Failure, process, workspace};

use super::{ROUNDS, median, ratio};

/// How long the parts of a package take, in microseconds.
#[derive(Debug, Serialize)]
pub struct Package {
    /// Sealing, inside the program.
    pub seal_us: u64,
    /// The consent PDF, inside the program.
    pub pdf_us: u64,
    /// A whole package, as a process of its own.
    pub whole_us: u64,
    /// age(1), which encrypts a file of the same kind, as a process of its own.
    pub age_us: u64,
    pub ratio: f64,
}

/// What the example program says of itself.
#[derive(Deserialize)]
struct Times {
    seal_us: u64,
    pdf_us: u64,
}

/// Runs the example program that makes a package without a window, and age(1) beside it.
///
/// # Errors
/// When one of them fails.
pub fn measure(programs: &Path, folder: &Path) -> Result<Package, Failure> {
    let answers = workspace::root().join("tests/e2e/answers/lcl-pea.json");
    let out = folder.join("package");
    let package = || {
        let mut command = Command::new(programs.join("examples/package"));
        command.arg(&answers).arg(&out);
        command
    };
    let said = process::output(package().arg("--times"))?;
    let times: Times = serde_json::from_str(&said).map_err(|error| Failure::Unexpected(format!("{error}: {said}")))?;

    let plain = folder.join("plain");
    fs::write(&plain, [b' '; 4096]).map_err(Failure::file(&plain))?;
    let recipient = recipient()?;
    let age = || {
        let mut command = Command::new("age");
        command.args(["--recipient", &recipient, "--output"]).arg(folder.join("plain.age")).arg(&plain);
        command
    };
    let [mut whole, mut beside] = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        whole.push(took(package())?);
        beside.push(took(age())?);
    }
    let (whole_us, age_us) = (median(whole), median(beside));
    let Times { seal_us, pdf_us } = times;
    Ok(Package { seal_us, pdf_us, whole_us, age_us, ratio: ratio(whole_us, age_us) })
}

fn took(mut command: Command) -> Result<u64, Failure> {
    let start = Instant::now();
    process::output(&mut command)?;
    Ok(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX))
}

/// To whom the demonstration seals.
fn recipient() -> Result<String, Failure> {
    let bundle = Bundle::compiled_in(Timestamp::now(), 0).map_err(|error| Failure::Unexpected(error.to_string()))?;
    let recipient = bundle.epochs().first().map(|epoch| epoch.recipient().to_string());
    recipient.ok_or_else(|| Failure::Unexpected("the bundle names no epoch".to_owned()))
}
