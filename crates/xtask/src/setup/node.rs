//! Node.js and the packages of the interface.

use std::{path::Path, process::Command};

use xtask::Failure;

use super::stamp::Stamp;
use crate::process;

/// The name of npm on this system.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// The oldest Node.js that Vite 8 runs on.
const OLDEST: (u32, u32) = (20, 19);

/// Whether Node.js and npm are there and recent enough.
pub fn check() -> Result<(), Failure> {
    let needs = |found: &str| {
        Failure::Needs(format!(
            "Pli needs Node.js {}.{} or newer, with npm; {found}. Install it from https://nodejs.org or with your \
             system's packages, then start again.",
            OLDEST.0, OLDEST.1
        ))
    };
    let version = process::output(Command::new("node").arg("--version")).map_err(|_| needs("there is none"))?;
    if parse(&version).is_none_or(|version| version < OLDEST) {
        return Err(needs(&format!("this is {}", version.trim())));
    }
    process::output(Command::new(NPM).arg("--version")).map(drop).map_err(|_| needs("npm is missing"))
}

/// Major and minor number of `v20.19.2`.
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().strip_prefix('v')?.split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

/// Installs the packages of this folder exactly as its lock file says, unless they already are.
pub fn install(folder: &Path) -> Result<(), Failure> {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stamp = Stamp::of(&format!("npm-{name}"), &[folder.join("package-lock.json")])?;
    if stamp.is_current() && folder.join("node_modules").is_dir() {
        return Ok(());
    }
    process::run(Command::new(NPM).args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
    stamp.set()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_compared_by_number() {
        assert_eq!(parse("v20.20.2\n"), Some((20, 20)));
        assert!(parse("v9.11.0").is_some_and(|version| version < OLDEST));
        assert!(parse("v22.3.0").is_some_and(|version| version >= OLDEST));
        assert_eq!(parse("20"), None);
    }
}
