//! The bundle in force at a desk, and the highest serial that it accepted.

use std::{fs, io, path::Path};

use jiff::Timestamp;
use pli_format::bundle::{Bundle, BundleError};

use super::{Desk, LOCK, read};
use crate::{Failure, private_file};

/// The highest serial of a bundle that was accepted, a plain number.
const HIGHEST_SERIAL: &str = "bundle.serial";

impl Desk {
    /// The bundle in force: the file that was named, or what the program carries. None below the highest
    /// that this desk ever accepted.
    ///
    /// # Errors
    /// [`Failure::Bundle`], [`Failure::Unreadable`], [`Failure::Unwritable`]
    pub fn bundle(&self) -> Result<Bundle, Failure> {
        self.bundle_at(self.now)
    }

    /// The bundle in force, or the last one that was: no key is too old to delete with.
    ///
    /// # Errors
    /// [`Failure::Bundle`], [`Failure::Unreadable`]
    pub fn last_bundle(&self) -> Result<Bundle, Failure> {
        match self.bundle() {
            Err(Failure::Bundle(BundleError::Expired { not_after })) => self.bundle_at(not_after),
            bundle => bundle,
        }
    }

    fn bundle_at(&self, at: Timestamp) -> Result<Bundle, Failure> {
        let highest = self.highest_serial()?;
        let bundle = match &self.bundle {
            None => Bundle::compiled_in(at, highest)?,
            Some(path) => {
                let mut signature = path.clone().into_os_string();
                signature.push(".minisig");
                Bundle::accept(&read(path)?, &read(Path::new(&signature))?, at, highest)?
            }
        };
        self.remember(bundle.serial())?;
        Ok(bundle)
    }

    /// The highest serial of a bundle that was accepted here; 0 before the first.
    fn highest_serial(&self) -> Result<u64, Failure> {
        let path = self.home.join(HIGHEST_SERIAL);
        let unreadable = |error| Failure::Unreadable { path: path.clone(), error };
        let Some(text) = private_file::if_there(fs::read_to_string(&path)).map_err(unreadable)? else { return Ok(0) };
        let serial = text.strip_suffix('\n').and_then(|text| text.parse().ok());
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "it holds no serial of a bundle");
        serial.ok_or_else(|| unreadable(damaged()))
    }

    fn remember(&self, serial: u64) -> Result<(), Failure> {
        if serial <= self.highest_serial()? {
            return Ok(());
        }
        let _only_one = self.lock(LOCK)?;
        if serial > self.highest_serial()? {
            Self::write(&self.home.join(HIGHEST_SERIAL), format!("{serial}\n").as_bytes())?;
        }
        Ok(())
    }
}

/// The bundle that the program carries, whenever it was in force.
pub(super) fn carried_at_any_time(now: Timestamp) -> Result<Bundle, Failure> {
    Ok(match Bundle::compiled_in(now, 0) {
        Err(BundleError::Expired { not_after: at } | BundleError::NotYetValid { not_before: at }) => {
            Bundle::compiled_in(at, 0)
        }
        bundle => bundle,
    }?)
}
