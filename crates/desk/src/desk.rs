//! What a command works with.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use pli_core::bundle::{Bundle, BundleError, Root};

use crate::{
    Failure,
    registry::{Location, Registry},
};

/// The desk as one command sees it: its directory, its registry, the time, who asks.
pub struct Desk {
    /// The desk's own directory, mode 0700.
    pub home: PathBuf,
    /// Where the registry is.
    pub location: Location,
    /// Who runs the command, as they say.
    pub operator: String,
    /// When the command began.
    pub now: Timestamp,
    bundle: Option<PathBuf>,
}

impl Desk {
    /// Opens the desk's directory, made on first use.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn open(
        home: PathBuf,
        location: Option<Location>,
        operator: String,
        bundle: Option<PathBuf>,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        make_private(&home).map_err(|error| Failure::Unwritable { path: home.clone(), error })?;
        let location = location.unwrap_or_else(|| Location::Sqlite(home.join("desk.db")));
        Ok(Self { home, location, operator, now, bundle })
    }

    /// Opens the registry.
    ///
    /// # Errors
    /// [`Failure::Registry`]
    pub async fn registry(&self) -> Result<Registry, Failure> {
        Ok(Registry::open(&self.location).await?)
    }

    /// The bundle in force: the file that was named, or what the program carries.
    ///
    /// # Errors
    /// [`Failure::Bundle`], [`Failure::Unreadable`]
    pub fn bundle(&self) -> Result<Bundle, Failure> {
        let Some(path) = &self.bundle else {
            return Ok(Bundle::compiled_in(self.now, 0)?);
        };
        let carried = match Bundle::compiled_in(self.now, 0) {
            Ok(bundle) => bundle.serial(),
            Err(BundleError::Expired { .. }) => 0,
            Err(error) => return Err(error.into()),
        };
        let mut signature = path.clone().into_os_string();
        signature.push(".minisig");
        Ok(Bundle::open(&read(path)?, &read(Path::new(&signature))?, Root::compiled_in(), self.now, carried)?)
    }

    /// Writes a file for its owner only, whole or not at all.
    ///
    /// # Errors
    /// [`Failure::Unwritable`]
    pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        write_whole(path, bytes).map_err(|error| Failure::Unwritable { path: path.to_owned(), error })
    }
}

/// Reads a file.
///
/// # Errors
/// [`Failure::Unreadable`]
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(directory) = path.parent() {
        make_private(directory)?;
    }
    let mut half = path.as_os_str().to_owned();
    half.push(format!(".{}", std::process::id()));
    let half = PathBuf::from(half);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&half).and_then(|mut file| {
        io::Write::write_all(&mut file, bytes)?;
        fs::rename(&half, path)
    });
    written.inspect_err(|_| drop(fs::remove_file(&half)))
}

fn make_private(directory: &Path) -> io::Result<()> {
    if directory.as_os_str().is_empty() || directory.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}
