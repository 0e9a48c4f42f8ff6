use std::fs;

use jiff::Timestamp;
use pli_format::bundle::DestroyedEpoch;

use super::{EpochError, Epochs, KeptEpoch};
use crate::private_file::{wipe, write_whole_alone};

impl Epochs {
    /// Destroys the identity of an epoch, for good, and records it.
    ///
    /// The file is overwritten, then removed. On flash and journalling file systems the old bytes
    /// may outlive that; they are behind the passphrase still, which is to be forgotten. Other
    /// copies (backups, paper, the hardware key itself) are the ceremony's to destroy.
    ///
    /// Interrupted at any point, it is finished by destroying the same epoch again.
    ///
    /// # Errors
    /// [`EpochError::Unknown`], [`EpochError::Destroyed`], [`EpochError::File`]
    pub fn destroy(&self, name: &str, now: Timestamp) -> Result<DestroyedEpoch, EpochError> {
        let mut destroyed = self.destroyed()?;
        let recorded = destroyed.iter().find(|gone| gone.name.to_string() == name).cloned();
        let KeptEpoch { epoch, .. } = self.find(name)?;

        for extension in ["age", "plugin"] {
            wipe(&self.file(name, extension))?;
        }
        let gone = recorded.unwrap_or_else(|| {
            let (name, fingerprint) = (epoch.name(), epoch.fingerprint());
            let gone = DestroyedEpoch { name, fingerprint, destroyed_at: now };
            destroyed.push(gone.clone());
            gone
        });
        self.write_destroyed(&destroyed)?;
        fs::remove_file(self.file(name, "json"))?;
        Ok(gone)
    }

    fn write_destroyed(&self, destroyed: &[DestroyedEpoch]) -> Result<(), EpochError> {
        let text = serde_json::to_string_pretty(destroyed).expect("it holds texts and times") + "\n";
        Ok(write_whole_alone(&self.file("destroyed", "json"), text.as_bytes())?)
    }
}
