use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use pli_format::minisign::PublicKey;

use super::{Flaw, Roster, RosterError};
use crate::private_file;

/// The last roster that was accepted, as it was, in the desk's directory.
const ACCEPTED: &str = "roster.accepted";

/// The most files of signatures that are looked at.
const SIGNATURES: usize = 8;

/// The roster as its file has it, looked at again for each request: somebody who is taken off it may do
/// nothing from then on, and a file that nobody signed stops everybody.
pub struct KeptRoster {
    file: PathBuf,
    accepted: PathBuf,
    root: PublicKey,
    own: u32,
    last: Mutex<Option<(Vec<u8>, Arc<Roster>)>>,
}

impl KeptRoster {
    /// The roster in this file, signed beside it (`roster.toml.minisig`, `roster.toml.NAME.minisig`).
    /// `own` is the uid of the service, and of its connectors: nobody's.
    pub fn new(file: PathBuf, home: &Path, root: PublicKey, own: u32) -> Self {
        Self { file, accepted: home.join(ACCEPTED), root, own, last: Mutex::new(None) }
    }

    /// The roster that counts now.
    pub fn in_force(&self) -> Result<Arc<Roster>, RosterError> {
        let text = read(&self.file)?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, roster)) = last.as_ref().filter(|(bytes, _)| *bytes == text) {
            return Ok(Arc::clone(roster));
        }
        let roster = Arc::new(self.accept(&text)?);
        *last = Some((text, Arc::clone(&roster)));
        Ok(roster)
    }

    /// Whether the roster would count now; nothing is remembered.
    pub fn check(&self) -> Result<(), RosterError> {
        self.judge(&read(&self.file)?).map(|_| ())
    }

    fn accept(&self, text: &[u8]) -> Result<Roster, RosterError> {
        let (roster, is_new) = self.judge(text)?;
        if is_new {
            private_file::write_whole(&self.accepted, text)
                .map_err(|error| RosterError::File(self.accepted.clone(), error))?;
        }
        Ok(roster)
    }

    /// The roster, and whether it is another one than the last.
    fn judge(&self, text: &[u8]) -> Result<(Roster, bool), RosterError> {
        let before = match fs::read(&self.accepted) {
            Ok(bytes) => Some((Roster::parse(&bytes)?, bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(RosterError::File(self.accepted.clone(), error)),
        };
        // What was accepted needs nobody's signature again: whoever signed it may have left since.
        if let Some((roster, _)) = before.as_ref().filter(|(_, bytes)| bytes == text) {
            return Ok((roster.clone(), false));
        }
        let before = before.as_ref().map(|(roster, bytes)| (roster, bytes.as_slice()));
        let roster = Roster::accept(text, &self.signatures()?, &self.root, before)?;
        match roster.of_uid(self.own) {
            Ok(own) => Err(RosterError::Malformed(Flaw::Service(own.name.clone()))),
            Err(_) => Ok((roster, true)),
        }
    }

    fn signatures(&self) -> Result<Vec<Vec<u8>>, RosterError> {
        let unreadable = |error| RosterError::File(self.file.clone(), error);
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = self.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let beside = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if beside.starts_with(&format!("{name}.")) && beside.ends_with(".minisig") {
                paths.push(path);
            }
        }
        paths.sort();
        paths.iter().take(SIGNATURES).map(|path| read(path)).collect()
    }
}

fn read(path: &Path) -> Result<Vec<u8>, RosterError> {
    fs::read(path).map_err(|error| RosterError::File(path.to_owned(), error))
}
