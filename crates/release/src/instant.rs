//! The instant of a release: its commit's, so that it is the same wherever it is built.

use std::{env, process::Command};

use jiff::Timestamp;
use xtask::{Failure, process, workspace};

/// Seconds since 1970: what `SOURCE_DATE_EPOCH` says, else when the commit was made.
///
/// # Errors
/// Without either.
pub fn seconds() -> Result<u64, Failure> {
    let said = match env::var("SOURCE_DATE_EPOCH") {
        Ok(said) => said,
        Err(_) => {
            process::output(Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(workspace::root()))?
        }
    };
    said.trim().parse().map_err(|_| Failure::Needs(format!("SOURCE_DATE_EPOCH is no number of seconds: {said}")))
}

/// That instant in a format of strftime(3), in English and in UTC.
///
/// # Errors
/// When there is none.
pub fn written(format: &str) -> Result<String, Failure> {
    let at = i64::try_from(seconds()?).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let at = at.ok_or_else(|| Failure::Needs("SOURCE_DATE_EPOCH is beyond all calendars".to_owned()))?;
    Ok(at.strftime(format).to_string())
}
