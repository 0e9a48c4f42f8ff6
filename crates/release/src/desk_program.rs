use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use xtask::{Failure, process, workspace};

/// The program of the desk, with an empty desk of its own, which goes with this value.
pub struct DeskProgram {
    program: PathBuf,
    home: PathBuf,
}

impl DeskProgram {
    /// Makes the desk.
    ///
    /// # Errors
    /// When the program does not.
    pub fn of(program: &Path) -> Result<Self, Failure> {
        let home = workspace::target().join("release-desk");
        if home.exists() {
            fs::remove_dir_all(&home).map_err(Failure::file(&home))?;
        }
        let desk = Self { program: program.to_owned(), home };
        desk.output(&["init"])?;
        Ok(desk)
    }

    /// What a command of it prints.
    ///
    /// # Errors
    /// When it fails.
    pub fn output(&self, words: &[impl AsRef<OsStr>]) -> Result<String, Failure> {
        process::output(Command::new(&self.program).arg("--home").arg(&self.home).args(words))
    }
}

impl Drop for DeskProgram {
    fn drop(&mut self) {
        // Only what the program made of an empty folder lies there.
        let _ = fs::remove_dir_all(&self.home);
    }
}
