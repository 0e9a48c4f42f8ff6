use std::{
    fs, io,
    io::Read as _,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use pli_format::bundle::{Bundle, BundleError, FILE_MAX_LENGTH};

use crate::{rejection::FailureCode, whole_file};

/// Where the app keeps what it must remember of bundles: the one that was imported, which is believed
/// only under the root's signature, and the highest serial it ever accepted, a plain number.
#[derive(Clone, Debug)]
pub struct BundleFolder(PathBuf);

impl BundleFolder {
    /// Below the app's data folder.
    pub fn below(data: &Path) -> Self {
        Self(data.join("bundle"))
    }

    /// The bundle to work with.
    ///
    /// # Errors
    /// Why neither the carried bundle nor the imported one is accepted.
    pub fn in_force(&self, now: Timestamp) -> Result<Bundle, BundleError> {
        let bundle = Bundle::in_force(self.imported().as_deref(), now, self.last_serial())?;
        // A folder that cannot be written only forgets: this bundle is as good as before.
        let _ = self.accept(bundle.serial());
        Ok(bundle)
    }

    /// Takes the bundle file that the person chose, and keeps it for the next start.
    ///
    /// # Errors
    /// Why it is refused, or that it could not be kept; what was in force stays.
    pub fn import(&self, file: &[u8], now: Timestamp) -> Result<Bundle, FailureCode> {
        let bundle = Bundle::import(file, now, self.last_serial()).map_err(|error| FailureCode::of_import(&error))?;
        self.write(IMPORTED, file)
            .and_then(|()| self.accept(bundle.serial()))
            .map_err(|_| FailureCode::BundleFileNotKept)?;
        Ok(bundle)
    }

    /// The bundle file that was imported, if it can be read.
    pub fn imported(&self) -> Option<Vec<u8>> {
        let mut file = Vec::new();
        fs::File::open(self.0.join(IMPORTED)).ok()?.take(FILE_MAX_LENGTH as u64 + 1).read_to_end(&mut file).ok()?;
        Some(file)
    }

    /// The highest serial that was accepted; 0 before the first.
    pub fn last_serial(&self) -> u64 {
        let text = fs::read_to_string(self.0.join(LAST_SERIAL)).unwrap_or_default();
        text.trim().parse().unwrap_or(0)
    }

    fn accept(&self, serial: u64) -> io::Result<()> {
        if serial > self.last_serial() { self.write(LAST_SERIAL, format!("{serial}\n").as_bytes()) } else { Ok(()) }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        whole_file::write(&self.0.join(name), bytes)
    }
}

const IMPORTED: &str = "imported.plikeys";
const LAST_SERIAL: &str = "last-serial";

#[cfg(test)]
mod tests {
    use super::*;

    const NEWER: &[u8] = include_bytes!("../../tests/demo/DEMO-ONLY-bundle-2.plikeys");

    fn now() -> Timestamp {
        "2026-11-23T13:05:00Z".parse().unwrap()
    }

    fn names(folder: &BundleFolder) -> Vec<String> {
        let entries = fs::read_dir(&folder.0).into_iter().flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn an_imported_bundle_is_in_force_from_then_on() {
        let data = tempfile::tempdir().unwrap();
        let folder = BundleFolder::below(data.path());
        assert_eq!(folder.in_force(now()).unwrap().serial(), 1);
        assert_eq!(folder.import(NEWER, now()).unwrap().serial(), 2);
        assert_eq!(folder.in_force(now()).unwrap().serial(), 2);
        assert_eq!(names(&folder), [IMPORTED, LAST_SERIAL], "nothing else is left");
    }

    #[test]
    fn the_serial_of_the_carried_bundle_is_remembered() {
        let data = tempfile::tempdir().unwrap();
        let folder = BundleFolder::below(data.path());
        folder.in_force(now()).unwrap();
        assert_eq!(fs::read_to_string(folder.0.join(LAST_SERIAL)).unwrap(), "1\n");
    }

    #[test]
    fn an_imported_bundle_that_is_lost_cannot_be_replaced_by_an_older_one() {
        let data = tempfile::tempdir().unwrap();
        let folder = BundleFolder::below(data.path());
        folder.import(NEWER, now()).unwrap();
        fs::remove_file(folder.0.join(IMPORTED)).unwrap();
        assert_eq!(folder.in_force(now()).unwrap_err(), BundleError::RolledBack { serial: 1, last_serial: 2 });
        folder.import(NEWER, now()).unwrap();
        assert_eq!(folder.in_force(now()).unwrap().serial(), 2);
    }

    #[test]
    fn a_refused_file_leaves_everything_as_it_was() {
        let data = tempfile::tempdir().unwrap();
        let folder = BundleFolder::below(data.path());
        let mut altered = NEWER.to_vec();
        *altered.last_mut().unwrap() ^= 1;
        assert_eq!(folder.import(&altered, now()).unwrap_err(), FailureCode::BundleFileAltered);
        assert_eq!(folder.import(b"hello", now()).unwrap_err(), FailureCode::BundleFileUnsigned);
        assert_eq!(names(&folder), [""; 0]);
    }

    #[test]
    fn a_file_below_what_was_accepted_is_refused() {
        let data = tempfile::tempdir().unwrap();
        let folder = BundleFolder::below(data.path());
        folder.write(LAST_SERIAL, b"3\n").unwrap();
        assert_eq!(folder.import(NEWER, now()).unwrap_err(), FailureCode::BundleFileRolledBack);
        assert_eq!(names(&folder), [LAST_SERIAL], "nothing of it is kept");
    }

    #[test]
    fn a_folder_that_cannot_be_written_keeps_nothing() {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join("bundle"), "a file where the folder would be").unwrap();
        let folder = BundleFolder::below(data.path());
        assert_eq!(folder.import(NEWER, now()).unwrap_err(), FailureCode::BundleFileNotKept);
        assert_eq!(folder.in_force(now()).unwrap().serial(), 1);
    }

    #[test]
    fn a_damaged_serial_is_none() {
        let data = tempfile::tempdir().unwrap();
        let folder = BundleFolder::below(data.path());
        fs::create_dir(&folder.0).unwrap();
        for damaged in [b"".as_slice(), b"-1", b"\xff", b"two"] {
            fs::write(folder.0.join(LAST_SERIAL), damaged).unwrap();
            assert_eq!(folder.last_serial(), 0);
        }
    }
}
