use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use xtask::{Failure, folder, process};

/// The files of a package, by their path below the root of the system.
#[derive(Debug, Default)]
pub struct Tree(BTreeMap<String, File>);

#[derive(Debug)]
struct File {
    bytes: Vec<u8>,
    mode: u32,
}

const PROGRAM: u32 = 0o755;
const DATA: u32 = 0o644;

impl Tree {
    /// A file that everybody may read.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), File { bytes: bytes.into(), mode: DATA });
    }

    /// A program that everybody may run.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn add_program(&mut self, path: impl Into<String>, from: &Path) -> Result<(), Failure> {
        let bytes = fs::read(from).map_err(Failure::file(from))?;
        self.0.insert(path.into(), File { bytes, mode: PROGRAM });
        Ok(())
    }

    /// A file as gzip keeps it, without name and time.
    ///
    /// # Errors
    /// When gzip fails.
    pub fn add_compressed(&mut self, path: impl Into<String>, bytes: &[u8]) -> Result<(), Failure> {
        let compressed = process::filter(Command::new("gzip").args(["--best", "--no-name"]), bytes)?;
        self.add(format!("{}.gz", path.into()), compressed);
        Ok(())
    }

    /// Writes it below a folder, which holds nothing else then.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, root: &Path) -> Result<(), Failure> {
        folder::remove(root)?;
        for (path, File { bytes, mode }) in &self.0 {
            let file = root.join(path);
            for folder in
                file.ancestors().skip(1).take_while(|folder| folder.starts_with(root)).collect::<Vec<_>>().iter().rev()
            {
                if !folder.is_dir() {
                    fs::create_dir_all(folder).map_err(Failure::file(*folder))?;
                    fs::set_permissions(folder, fs::Permissions::from_mode(PROGRAM)).map_err(Failure::file(*folder))?;
                }
            }
            fs::write(&file, bytes).map_err(Failure::file(&file))?;
            fs::set_permissions(&file, fs::Permissions::from_mode(*mode)).map_err(Failure::file(&file))?;
        }
        Ok(())
    }

    /// Each path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn programs(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, file)| file.mode == PROGRAM).map(|(path, _)| path.as_str())
    }

    /// How much it takes installed, in KiB, as Debian counts: each file and folder rounded up.
    pub fn installed_size(&self) -> usize {
        let mut folders: Vec<PathBuf> = self
            .paths()
            .flat_map(|path| Path::new(path).ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>())
            .collect();
        folders.sort();
        folders.dedup();
        self.0.values().map(|file| file.bytes.len().div_ceil(1024)).sum::<usize>() + folders.len()
    }
}
