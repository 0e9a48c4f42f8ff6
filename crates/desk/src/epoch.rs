//! Epochs at the desk: identities are made, opened and destroyed here, and bundles signed.
//!
//! A folder of its own holds, for each epoch, its entry as the bundle lists it (`2026-11.json`) and
//! its identity: encrypted with a passphrase (`2026-11.age`: age, scrypt), or the stub of a plugin
//! that reaches a hardware key (`2026-11.plugin`), which is no secret. `destroyed.json` lists what
//! exists no more.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use age::Callbacks;
use jiff::Timestamp;
use pli_format::{
    bundle::DestroyedEpoch,
    recipients::{Epoch, EpochName, RecipientKind},
};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    passphrase::{self, Ask},
    private_file::{if_there, remove_if_there, rename, write_new},
};

mod bundle;
mod destruction;
mod error;
mod identity;
#[cfg(test)]
mod tests;

pub use bundle::{Draft, SignedBundle, sign, succeed};
pub use error::EpochError;
pub use identity::read as identities_in;

/// The folder of the epochs.
pub struct Epochs {
    folder: PathBuf,
}

/// How the identity of a new epoch is kept.
pub enum Protection {
    /// A new X25519 identity, in a file that a passphrase opens.
    Passphrase {
        /// Typed twice by the security officer.
        passphrase: Zeroizing<String>,
        /// The base-2 logarithm of scrypt's cost (age v1, "scrypt"); none for about a second on
        /// this machine.
        work_factor: Option<u8>,
    },
    /// In hardware, reached by an age plugin; made with the plugin's own tool.
    Plugin {
        /// `AGE-PLUGIN-NAME-1…`
        identity: String,
        /// `age1tag1…` or `age1tagpq1…`
        recipient: String,
    },
}

/// Where the identity of an epoch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a file, behind a passphrase.
    Passphrase,
    /// In hardware.
    Plugin,
    /// Nowhere: its destruction was begun and not finished.
    Nowhere,
}

/// An epoch whose identity this desk keeps.
#[derive(Clone, Debug)]
pub struct KeptEpoch {
    /// As the bundle lists it.
    pub epoch: Epoch,
    /// Where its identity is.
    pub place: Place,
}

/// The entry of an epoch, as the bundle has it too.
#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    recipient: &'a str,
    #[serde(with = "pli_format::instant")]
    not_before: Timestamp,
    #[serde(with = "pli_format::instant")]
    not_after: Timestamp,
}

impl Epochs {
    /// The epochs in this folder, which exists.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Whether an epoch of this name and these times can be made here: nobody is asked for a passphrase in vain.
    ///
    /// # Errors
    /// [`EpochError::Exists`], [`EpochError::Malformed`], [`EpochError::File`]
    pub fn check_new(&self, name: &str, not_before: Timestamp, not_after: Timestamp) -> Result<(), EpochError> {
        name.parse::<EpochName>().map_err(|error| EpochError::Malformed(error.to_string()))?;
        if not_before >= not_after {
            return Err(EpochError::Malformed("it ends before it begins".to_owned()));
        }
        self.recover(name)?;
        // An identity without an entry was put here by hand.
        let is_here = self.file(name, "json").exists() || self.place_of(name) != Place::Nowhere;
        if is_here || self.is_destroyed(name)? { Err(EpochError::Exists(name.to_owned())) } else { Ok(()) }
    }

    /// Makes an epoch and keeps its identity.
    ///
    /// # Errors
    /// Those of [`check_new`](Self::check_new); [`EpochError::Unsuitable`]
    pub fn create(
        &self,
        name: &str,
        not_before: Timestamp,
        not_after: Timestamp,
        protection: Protection,
    ) -> Result<Epoch, EpochError> {
        self.check_new(name, not_before, not_after)?;
        let new = identity::make(protection)?;
        let written = Listed { name, recipient: &new.recipient, not_before, not_after };
        let entry = serde_json::to_string_pretty(&written).expect("an epoch holds texts and times") + "\n";
        let epoch: Epoch = serde_json::from_str(&entry).map_err(|error| EpochError::Malformed(error.to_string()))?;
        if (epoch.recipient().kind() == RecipientKind::X25519) != (new.extension == "age") {
            return Err(EpochError::Unsuitable);
        }
        let [half_entry, half_identity] = [self.half_entry(name), self.file(name, "new")];
        write_new(&half_entry, entry.as_bytes())?;
        write_new(&half_identity, &new.identity)?;
        rename(&half_identity, &self.file(name, new.extension))?;
        // The entry last: an epoch is listed once its identity is safe on the disk.
        rename(&half_entry, &self.file(name, "json"))?;
        Ok(epoch)
    }

    /// Finishes what an interrupted [`create`](Self::create) left, or clears it away: an identity
    /// that has its name has its entry, too.
    fn recover(&self, name: &str) -> io::Result<()> {
        let half_entry = self.half_entry(name);
        if half_entry.exists() && self.place_of(name) != Place::Nowhere {
            rename(&half_entry, &self.file(name, "json"))?;
        }
        remove_if_there(&half_entry)?;
        remove_if_there(&self.file(name, "new"))
    }

    /// The entry of an identity that was put here by hand, as the bundle has it.
    ///
    /// # Errors
    /// [`EpochError::File`]
    pub fn adopt(&self, epoch: &Epoch) -> Result<(), EpochError> {
        let entry = serde_json::to_string_pretty(epoch).expect("an epoch holds texts and times") + "\n";
        Ok(write_new(&self.file(&epoch.name().to_string(), "json"), entry.as_bytes())?)
    }

    /// An epoch that is kept.
    ///
    /// # Errors
    /// [`EpochError::Unlisted`], [`EpochError::Unknown`], [`EpochError::Destroyed`], [`EpochError::File`],
    /// [`EpochError::Malformed`]
    pub fn find(&self, name: &str) -> Result<KeptEpoch, EpochError> {
        let kept = self.list()?.into_iter().find(|kept| kept.epoch.name().to_string() == name);
        kept.map_or_else(|| Err(self.missing(name)?), Ok)
    }

    fn is_destroyed(&self, name: &str) -> Result<bool, EpochError> {
        Ok(self.destroyed()?.iter().any(|gone| gone.name.to_string() == name))
    }

    /// Why no epoch, or no identity, of this name is here.
    ///
    /// # Errors
    /// [`EpochError::File`], [`EpochError::Malformed`]
    pub fn missing(&self, name: &str) -> Result<EpochError, EpochError> {
        let why = match self.place_of(name) {
            Place::Nowhere if self.is_destroyed(name)? => EpochError::Destroyed,
            Place::Nowhere => EpochError::Unknown,
            Place::Passphrase | Place::Plugin => EpochError::Unlisted,
        };
        Ok(why(name.to_owned()))
    }

    /// Every epoch that is kept, by beginning.
    ///
    /// # Errors
    /// [`EpochError::File`], [`EpochError::Malformed`]
    pub fn list(&self) -> Result<Vec<KeptEpoch>, EpochError> {
        let mut kept = Vec::new();
        for file in fs::read_dir(&self.folder)? {
            let path = file?.path();
            let is_entry = path.extension().is_some_and(|extension| extension == "json");
            if is_entry && path.file_stem().is_some_and(|stem| stem != "destroyed") {
                let text = fs::read_to_string(&path)?;
                let epoch: Epoch =
                    serde_json::from_str(&text).map_err(|error| EpochError::Malformed(error.to_string()))?;
                kept.push(KeptEpoch { place: self.place_of(&epoch.name().to_string()), epoch });
            }
        }
        kept.sort_by_key(|kept| kept.epoch.not_before());
        Ok(kept)
    }

    /// The epochs that were destroyed here, oldest first.
    ///
    /// # Errors
    /// [`EpochError::File`], [`EpochError::Malformed`]
    pub fn destroyed(&self) -> Result<Vec<DestroyedEpoch>, EpochError> {
        let Some(list) = if_there(fs::read(self.file("destroyed", "json")))? else { return Ok(Vec::new()) };
        serde_json::from_slice(&list).map_err(|error| EpochError::Malformed(error.to_string()))
    }

    /// Opens the identity of an epoch. `ask` gives its passphrase; `callbacks` speaks for a plugin.
    pub fn open(
        &self,
        name: &str,
        ask: &mut dyn Ask,
        callbacks: impl Callbacks,
    ) -> Result<Vec<Box<dyn age::Identity + Send + Sync>>, EpochError> {
        match self.place_of(name) {
            Place::Nowhere => Err(self.missing(name)?),
            Place::Plugin => identity::read(&fs::read(self.file(name, "plugin"))?, callbacks),
            Place::Passphrase => {
                let file = fs::read(self.file(name, "age"))?;
                let opened = passphrase::unlock(name, ask, |passphrase| identity::decrypt(&file, passphrase))?;
                identity::read(&opened, callbacks)
            }
        }
    }

    /// The identity file of an epoch, opened with this passphrase where it has one; nothing if the
    /// passphrase is wrong.
    pub fn file_of(
        &self,
        name: &str,
        passphrase: &Zeroizing<String>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, EpochError> {
        match self.place_of(name) {
            Place::Nowhere => Err(self.missing(name)?),
            Place::Plugin => Ok(Some(fs::read(self.file(name, "plugin"))?.into())),
            Place::Passphrase => identity::decrypt(&fs::read(self.file(name, "age"))?, passphrase),
        }
    }

    /// The names of the epochs whose identities are here, listed or put here by hand.
    ///
    /// # Errors
    /// [`EpochError::File`]
    pub fn names(&self) -> Result<Vec<String>, EpochError> {
        let mut names = Vec::new();
        for file in fs::read_dir(&self.folder)? {
            let path = file?.path();
            let is_identity = path.extension().is_some_and(|extension| extension == "age" || extension == "plugin");
            names.extend(path.file_stem().filter(|_| is_identity).map(|stem| stem.to_string_lossy().into_owned()));
        }
        names.sort();
        Ok(names)
    }

    /// Where the identity of an epoch is.
    pub fn place_of(&self, name: &str) -> Place {
        if self.file(name, "age").exists() {
            Place::Passphrase
        } else if self.file(name, "plugin").exists() {
            Place::Plugin
        } else {
            Place::Nowhere
        }
    }

    fn half_entry(&self, name: &str) -> PathBuf {
        self.file(name, "json.new")
    }

    fn file(&self, name: &str, extension: &str) -> PathBuf {
        self.folder.join(format!("{name}.{extension}"))
    }
}
