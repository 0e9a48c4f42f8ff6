use std::{fs, path::PathBuf};

use xtask::{Failure, workspace};

/// Remembers from which files something was installed, so that it is installed again only when
/// one of them changes.
pub struct Stamp {
    file: PathBuf,
    wanted: Vec<u8>,
}

impl Stamp {
    /// A stamp of this name for what is installed from these files.
    pub fn of(name: &str, sources: &[PathBuf]) -> Result<Self, Failure> {
        let mut wanted = Vec::new();
        for source in sources {
            wanted.extend(fs::read(source).map_err(Failure::file(source))?);
        }
        Ok(Self { file: workspace::tools().join(format!("{name}.stamp")), wanted })
    }

    /// Whether the installation was made from the source as it is now.
    pub fn is_current(&self) -> bool {
        fs::read(&self.file).is_ok_and(|installed| installed == self.wanted)
    }

    /// To be called once the installation is complete.
    pub fn set(&self) -> Result<(), Failure> {
        fs::create_dir_all(workspace::tools()).map_err(Failure::file(workspace::tools()))?;
        fs::write(&self.file, &self.wanted).map_err(Failure::file(&self.file))
    }
}
