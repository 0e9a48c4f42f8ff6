use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use pli_format::{
    CaseReference,
    case_key::{CaseKey, CasePublicKey},
};
use pli_wizard::{
    case::Trace,
    history::{Entry, Sending, Unreadable},
};
use zeroize::Zeroizing;

use super::{
    CaseFolder, ReadError, Unavailable, identity,
    store::{self, Store},
};
use crate::keyring::{Keyring, KeyringError};

/// Keeps the history, on its own thread. The keyring is asked once; if it does not give the identity
/// it is asked again only when the person wants to ([`Keeper::retry`]).
pub struct Keeper {
    keyring: Box<dyn Keyring>,
    folder: PathBuf,
    store: Option<Result<Store, Unavailable>>,
    /// The public half of the case key that the keyring was last given.
    kept_key: Option<CasePublicKey>,
}

/// What there is to list.
pub struct Listed {
    /// The entries, the newest first.
    pub entries: Vec<Entry>,
    /// The cases that cannot be read, and why.
    pub unreadable: Vec<(CaseReference, Unreadable)>,
}

/// Why an entry was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// There is no history now.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    /// There is no such entry, or it cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Whether everything that was to be erased is gone, looked at again afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// All of it.
    Everything,
    /// A file could not be removed.
    FilesRemain,
    /// The keyring did not remove its entries.
    KeysRemain,
}

impl Keeper {
    /// A keeper that has not asked the keyring yet.
    pub fn new(keyring: Box<dyn Keyring>, folder: PathBuf) -> Self {
        Self { keyring, folder, store: None, kept_key: None }
    }

    fn store(&mut self) -> Result<&Store, Unavailable> {
        let (keyring, folder) = (&*self.keyring, &*self.folder);
        self.store.get_or_insert_with(|| open(keyring, folder)).as_ref().map_err(|reason| *reason)
    }

    /// Asks the keyring again.
    ///
    /// # Errors
    /// [`Unavailable`]
    pub fn retry(&mut self) -> Result<(), Unavailable> {
        if matches!(self.store, Some(Err(_))) {
            self.store = None;
        }
        self.store().map(|_| ())
    }

    /// Whether anything was ever kept here. Does not ask the keyring.
    pub fn is_empty(&self) -> bool {
        store::names(&self.folder).is_ok_and(|names| names.is_empty())
    }

    /// Every entry, readable or not.
    ///
    /// # Errors
    /// [`Unavailable`]
    pub fn list(&mut self) -> Result<Listed, Unavailable> {
        let listed = self.store()?.list().map_err(|_| Unavailable::Unwritable)?;
        let mut entries = Vec::with_capacity(listed.len());
        let mut unreadable = Vec::new();
        for (id, entry) in listed {
            match entry {
                Ok(entry) => entries.push(entry),
                Err(reason) => unreadable.push((id, reason)),
            }
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.begun_at));
        Ok(Listed { entries, unreadable })
    }

    /// The entry of one case.
    ///
    /// # Errors
    /// [`ChangeError`]
    pub fn read(&mut self, id: &CaseReference) -> Result<Entry, ChangeError> {
        Ok(self.store()?.read(id)?)
    }

    /// Changes the entry of one case.
    ///
    /// # Errors
    /// [`ChangeError`]; the entry is then as it was.
    pub fn change(&mut self, id: &CaseReference, change: impl FnOnce(&mut Entry)) -> Result<Entry, ChangeError> {
        let mut entry = self.read(id)?;
        change(&mut entry);
        self.write(&entry)?;
        Ok(entry)
    }

    /// Notes what became of a sending; an unfinished case stays as it is.
    ///
    /// # Errors
    /// As [`change`](Self::change).
    pub fn change_sending(
        &mut self,
        id: &CaseReference,
        change: impl FnOnce(&mut Sending),
    ) -> Result<Entry, ChangeError> {
        self.change(id, |entry| {
            if let Some(sending) = entry.sending_mut() {
                change(sending);
            }
        })
    }

    /// Writes an entry that was read and changed.
    ///
    /// # Errors
    /// [`Unavailable`]; the entry is then as it was.
    pub fn write(&mut self, entry: &Entry) -> Result<(), Unavailable> {
        self.store()?.write(entry).map_err(|_| Unavailable::Unwritable)
    }

    /// Keeps what a case left behind, and the key of its consent. Where there is nothing to keep, what
    /// was kept of it goes. True when the case can be found again.
    pub fn follow(&mut self, trace: Trace, folder: Option<&str>, key: Option<&CaseKey>, now: Timestamp) -> bool {
        let id = trace.id.clone();
        let nothing_yet = trace.progress.is_none() && trace.sealed.is_none() && trace.handed_to.is_none();
        if nothing_yet && self.is_empty() {
            return false;
        }
        let Ok(store) = self.store() else { return false };
        let earlier = store.read(&id).ok();
        let Some(entry) = Entry::of(trace, folder, earlier.clone(), now) else {
            if earlier.is_some() {
                self.erase(&id, Vec::new());
            }
            return false;
        };
        if earlier.as_ref() != Some(&entry)
            && let Err(error) = store.write(&entry)
        {
            self.store = Some(Err(unwritable(&error)));
            return false;
        }
        if let Some(key) = key {
            self.keep_key(&id, key);
        }
        true
    }

    /// The entry is written first: a key without its entry would never be found again to be removed.
    fn keep_key(&mut self, id: &CaseReference, key: &CaseKey) {
        let public = key.public();
        if self.kept_key != Some(public) && self.keyring.set(&key_name(id), key.secret().as_slice()).is_ok() {
            self.kept_key = Some(public);
        }
    }

    /// The key of one case, if the keyring has it.
    ///
    /// # Errors
    /// [`KeyringError`]: whether it has the key is not known now.
    pub fn case_key(&self, id: &CaseReference) -> Result<Option<CaseKey>, KeyringError> {
        let secret = self.keyring.get(&key_name(id))?;
        let secret = secret.and_then(|secret| <[u8; 32]>::try_from(secret.as_slice()).ok());
        Ok(secret.map(|secret| CaseKey::from_secret(&Zeroizing::new(secret))))
    }

    /// Removes one case from this computer: its files, its key, its entry, in this order, so that what
    /// was cut short can be asked again. Its files are in the folders that its entry names, and in
    /// `others`.
    pub fn erase(&mut self, id: &CaseReference, others: Vec<CaseFolder>) -> Erased {
        self.ask_again();
        self.erase_one(id, others)
    }

    /// A keyring that did not answer before is asked for keys now, so once for the entries, too: they
    /// name the folders. One that refuses still is told of when the keys are to go.
    fn ask_again(&mut self) {
        let _ = self.retry();
    }

    fn erase_one(&mut self, id: &CaseReference, others: Vec<CaseFolder>) -> Erased {
        let entry = self.read(id).ok();
        let sending = entry.as_ref().and_then(Entry::sending);
        for folder in sending.into_iter().flat_map(CaseFolder::of).chain(others) {
            if folder.erase().is_err() || folder.present() != [false; 2] {
                return Erased::FilesRemain;
            }
        }
        if !self.forget(&key_name(id)) {
            return Erased::KeysRemain;
        }
        self.kept_key = None;
        let removed = store::remove(&self.folder, id).is_ok();
        if let Ok(store) = self.store() {
            store.forget(id);
        }
        let gone = removed && store::names(&self.folder).is_ok_and(|names| !names.contains(id));
        if gone { Erased::Everything } else { Erased::FilesRemain }
    }

    /// Removes every case, the identity, and what Pli wrote below `pli` (`Documents/Pli`).
    pub fn erase_everything(&mut self, pli: &Path) -> Erased {
        let Ok(names) = store::names(&self.folder) else { return Erased::FilesRemain };
        self.ask_again();
        let mut erased: Vec<Erased> = names.iter().map(|id| self.erase_one(id, Vec::new())).collect();
        erased.push(erase_folders(pli));
        if !erased.iter().all(|erased| *erased == Erased::Everything) {
            let keys = erased.contains(&Erased::KeysRemain);
            return if keys { Erased::KeysRemain } else { Erased::FilesRemain };
        }
        self.store = None;
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Erased::FilesRemain,
            _ => {}
        }
        // Last: without it, what remains could not be listed.
        if self.forget(identity::NAME) { Erased::Everything } else { Erased::KeysRemain }
    }

    /// Removes a secret and looks whether it is gone. Where there is no keyring there was none.
    fn forget(&self, name: &str) -> bool {
        match self.keyring.delete(name).and_then(|()| self.keyring.get(name)) {
            Ok(found) => found.is_none(),
            Err(error) => error == KeyringError::Absent,
        }
    }
}

fn open(keyring: &dyn Keyring, folder: &Path) -> Result<Store, Unavailable> {
    Store::open(folder, identity::obtain(keyring)?).map_err(|error| unwritable(&error))
}

fn unwritable(_: &io::Error) -> Unavailable {
    Unavailable::Unwritable
}

fn erase_folders(pli: &Path) -> Erased {
    let erased = CaseFolder::all(pli).and_then(|folders| folders.iter().try_for_each(CaseFolder::erase));
    match erased {
        Ok(()) => {
            // It may hold something of the person's own.
            let _ = fs::remove_dir(pli);
            Erased::Everything
        }
        Err(_) => Erased::FilesRemain,
    }
}

/// The name of a case key in the keyring.
fn key_name(id: &CaseReference) -> String {
    format!("case-{id}")
}
