use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use pli_format::{
    CaseReference,
    bundle::ReceiptKey,
    case_key::{CaseKey, CasePublicKey},
};
use pli_wizard::{
    case::Trace,
    sendings::{KeptCase, Listed, NotClosed, Sending, take_receipt},
};
use serde::Serialize;
use ts_rs::TS;
use zeroize::Zeroizing;

use super::{
    ReadError, Remains, Unavailable, identity,
    store::{self, Store},
};
use crate::{
    keyring::{Keyring, KeyringError},
    package_folder::PackageFolder,
    whole_file,
};

/// The cases that are kept on this computer, worked on by one thread. The keyring is asked once; if it does not give the identity
/// it is asked again only when the person wants to ([`KeptCases::retry`]).
pub struct KeptCases {
    keyring: Box<dyn Keyring>,
    folder: PathBuf,
    store: Option<Result<Store, Unavailable>>,
    /// The public half of the case key that the keyring was last given.
    kept_key: Option<CasePublicKey>,
    /// Everything was erased: no identity is made before there is something to keep again.
    erased: bool,
}

/// What can be found again of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Kept {
    /// The case, at its step.
    pub case: bool,
    /// Its signed consent, which is asked again without its key.
    pub consent: bool,
}

/// Why a case was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl KeptCases {
    /// Those below this folder. The keyring is not asked yet.
    pub fn new(keyring: Box<dyn Keyring>, folder: PathBuf) -> Self {
        Self { keyring, folder, store: None, kept_key: None, erased: false }
    }

    fn store(&mut self) -> Result<&Store, Unavailable> {
        let (keyring, folder) = (&*self.keyring, &*self.folder);
        self.store.get_or_insert_with(|| open(keyring, folder)).as_ref().map_err(|reason| *reason)
    }

    /// Asks the keyring again.
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

    /// As [`list`](Self::list); where nothing was ever kept, the keyring is not asked.
    pub fn list_what_was_kept(&mut self) -> Result<Listed, Unavailable> {
        if self.is_empty() { Ok(Listed::default()) } else { self.list() }
    }

    /// Every case, readable or not.
    pub fn list(&mut self) -> Result<Listed, Unavailable> {
        if self.erased && self.is_empty() {
            return Ok(Listed::default());
        }
        let listed = self.store()?.list().map_err(|_| Unavailable::Unwritable)?;
        let mut cases = Vec::with_capacity(listed.len());
        let mut unreadable = Vec::new();
        for (id, kept_case) in listed {
            match kept_case {
                Ok(kept_case) => cases.push(kept_case),
                Err(reason) => unreadable.push((id, reason)),
            }
        }
        cases.sort_by_key(|kept_case| std::cmp::Reverse(kept_case.begun_at));
        Ok(Listed { cases, unreadable })
    }

    /// What is kept of one case.
    pub fn read(&mut self, id: &CaseReference) -> Result<KeptCase, ChangeError> {
        Ok(self.store()?.read(id)?)
    }

    /// Changes what is kept of one case.
    ///
    /// # Errors
    /// [`ChangeError`]; the case is then as it was.
    pub fn change(&mut self, id: &CaseReference, change: impl FnOnce(&mut KeptCase)) -> Result<KeptCase, ChangeError> {
        let mut kept_case = self.read(id)?;
        change(&mut kept_case);
        self.write(&kept_case)?;
        Ok(kept_case)
    }

    /// Notes what became of a sending; an unfinished case stays as it is.
    ///
    /// # Errors
    /// As [`change`](Self::change).
    pub fn change_sending(
        &mut self,
        id: &CaseReference,
        change: impl FnOnce(&mut Sending),
    ) -> Result<KeptCase, ChangeError> {
        self.change(id, |kept_case| {
            if let Some(sending) = kept_case.sending_mut() {
                change(sending);
            }
        })
    }

    /// Opens a receipt with the desk's keys and closes the case that it is of. Where nothing was ever kept there is no
    /// such case, and no keyring is needed to know it.
    ///
    /// # Errors
    /// [`Unavailable`]; a receipt that closes nothing is none.
    pub fn take_receipt(
        &mut self,
        file: &[u8],
        keys: &[ReceiptKey],
    ) -> Result<Result<KeptCase, NotClosed>, Unavailable> {
        let Listed { mut cases, unreadable } = self.list_what_was_kept()?;
        let taken = take_receipt(&mut cases, !unreadable.is_empty(), file, keys).map(|kept_case| kept_case.clone());
        if let Ok(kept_case) = &taken {
            self.write(kept_case)?;
        }
        Ok(taken)
    }

    /// Writes a case that was read and changed.
    ///
    /// # Errors
    /// [`Unavailable`]; the case is then as it was.
    pub fn write(&mut self, kept_case: &KeptCase) -> Result<(), Unavailable> {
        self.store()?.write(kept_case).map_err(|_| Unavailable::Unwritable)
    }

    /// Keeps what a case left behind, and the key of its consent. Where there is nothing to keep, what
    /// was kept of it goes.
    pub fn follow(&mut self, trace: Trace, folder: Option<&str>, key: Option<&CaseKey>, now: Timestamp) -> Kept {
        let id = trace.id.clone();
        let nothing_yet = trace.progress.is_none() && trace.sealed.is_none() && trace.handed_to.is_none();
        if nothing_yet && self.is_empty() {
            return Kept::default();
        }
        let Ok(store) = self.store() else { return Kept::default() };
        let earlier = store.read(&id).ok();
        let Some(kept_case) = KeptCase::of(trace, folder, earlier.clone(), now) else {
            if earlier.is_some() {
                // What is still there is listed, and can be erased from the list.
                let _ = self.erase(&id, Vec::new());
            }
            return Kept::default();
        };
        if earlier.as_ref() != Some(&kept_case)
            && let Err(error) = store.write(&kept_case)
        {
            self.store = Some(Err(unwritable(&error)));
            return Kept::default();
        }
        Kept { case: true, consent: key.is_some_and(|key| self.keep_key(&id, key)) }
    }

    /// The file is written first: a key without its case would never be found again to be removed.
    fn keep_key(&mut self, id: &CaseReference, key: &CaseKey) -> bool {
        let public = Some(key.public());
        if self.kept_key != public && self.keyring.set(&key_name(id), key.secret().as_slice()).is_ok() {
            self.kept_key = public;
        }
        self.kept_key == public
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

    /// Removes one case from this computer: the package's files, its key, what is kept, in this order, so that what
    /// was cut short can be asked again. The package's files are in the folders that were noted,
    /// and in `others`.
    pub fn erase(&mut self, id: &CaseReference, others: Vec<PackageFolder>) -> Remains {
        self.ask_again();
        self.erase_one(id, others)
    }

    /// A keyring that did not answer before is asked for keys now, so once for the cases, too: they
    /// name the folders. One that refuses still is told of when the keys are to go.
    fn ask_again(&mut self) {
        let _ = self.retry();
    }

    fn erase_one(&mut self, id: &CaseReference, others: Vec<PackageFolder>) -> Remains {
        let kept_case = self.read(id).ok();
        let sending = kept_case.as_ref().and_then(KeptCase::sending);
        let folders = sending.into_iter().flat_map(PackageFolder::of).chain(others);
        let files = Remains::of_files(folders.flat_map(|folder| folder.erase()));
        if !files.is_nothing() {
            return files;
        }
        if !self.forget(&key_name(id), &store::file_of(&self.folder, id)) {
            return Remains::of_key(key_name(id));
        }
        self.kept_key = None;
        let removed = store::remove(&self.folder, id).is_ok();
        if let Ok(store) = self.store() {
            store.forget(id);
        }
        let gone = removed && store::names(&self.folder).is_ok_and(|names| !names.contains(id));
        if gone { Remains::default() } else { Remains::of_files([store::file_of(&self.folder, id)]) }
    }

    /// Removes every case, the identity, and what Pli wrote below each of `plis` (`Documents/Pli`).
    pub fn erase_everything(&mut self, plis: &[PathBuf]) -> Remains {
        let Ok(names) = store::names(&self.folder) else { return Remains::of_files([self.folder.clone()]) };
        self.ask_again();
        let mut remains = Remains::default();
        for id in &names {
            remains.add(self.erase_one(id, Vec::new()));
        }
        for pli in plis {
            remains.add(erase_folders(pli));
        }
        if !remains.is_nothing() {
            return remains;
        }
        self.store = None;
        // After the cases: without it, what remains could not be listed.
        if !self.forget(identity::NAME, &self.folder) {
            return Remains::of_key(identity::NAME);
        }
        match fs::remove_dir_all(&self.folder) {
            Err(error) if !whole_file::is_absent(&error) => return Remains::of_files([self.folder.clone()]),
            _ => {}
        }
        self.erased = true;
        Remains::default()
    }

    /// Removes a secret and looks whether it is gone. Where there is no keyring there was none, unless what the secret
    /// is of was kept.
    fn forget(&self, name: &str, kept: &Path) -> bool {
        match self.keyring.delete(name).and_then(|()| self.keyring.get(name)) {
            Ok(found) => found.is_none(),
            Err(error) => error == KeyringError::Absent && !kept.exists(),
        }
    }
}

fn open(keyring: &dyn Keyring, folder: &Path) -> Result<Store, Unavailable> {
    Store::open(folder, identity::obtain(keyring)?).map_err(|error| unwritable(&error))
}

fn unwritable(_: &io::Error) -> Unavailable {
    Unavailable::Unwritable
}

fn erase_folders(pli: &Path) -> Remains {
    let Ok(folders) = PackageFolder::all(pli) else { return Remains::of_files([pli.to_owned()]) };
    let remains = Remains::of_files(folders.iter().flat_map(PackageFolder::erase));
    // It may hold something of the person's own.
    let _ = fs::remove_dir(pli);
    remains
}

/// The name of a case key in the keyring.
fn key_name(id: &CaseReference) -> String {
    format!("case-{id}")
}
