use std::{fs, path::Path, process::Command};

use serde::Serialize;
use xtask::{Failure, process};

/// In bytes.
#[derive(Debug, Serialize)]
pub struct Sizes {
    /// Of Pli's program.
    pub program: u64,
    /// Of the bare window's.
    pub bare_program: u64,
    /// What is downloaded.
    pub deb: u64,
    /// What stands on the disk after it.
    pub installed: u64,
}

/// Of the programs of a folder, and of the Debian package in another.
///
/// # Errors
/// When one of them is not there.
pub fn of(programs: &Path, packages: &Path) -> Result<Sizes, Failure> {
    let size = |file: &Path| fs::metadata(file).map(|file| file.len()).map_err(Failure::file(file));
    let deb = crate::deb::find("pli", packages)?;
    let field = process::output(Command::new("dpkg-deb").arg("--field").arg(&deb).arg("Installed-Size"))?;
    let kib: u64 = field
        .trim()
        .parse()
        .map_err(|_| Failure::Unexpected(format!("{} does not say how large it is: {field}", deb.display())))?;
    Ok(Sizes {
        program: size(&programs.join("pli"))?,
        bare_program: size(&programs.join("bare-window"))?,
        deb: size(&deb)?,
        installed: kib * 1024,
    })
}
