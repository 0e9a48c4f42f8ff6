use std::{
    fs, io,
    path::{Path, PathBuf},
};

use pli_format::{CaseReference, receipt, withdrawal};
use pli_wizard::{
    package::{self, File},
    sendings::{Sending, export_name},
};

use crate::{documents, handoff::PackageFiles, path_text, whole_file};

/// What Pli writes for one case below `Documents/Pli`: consent PDF, sealed file, messages, withdrawal.
pub struct CaseFolder {
    folder: PathBuf,
    reference: CaseReference,
}

impl CaseFolder {
    /// The folder that this case's package was written to.
    pub fn new(folder: impl Into<PathBuf>, reference: CaseReference) -> Self {
        Self { folder: folder.into(), reference }
    }

    /// The folder that this sending's package was written to last.
    pub fn last_of(sending: &Sending) -> Self {
        Self::new(kept_path(&sending.folder), sending.record.facts.reference.clone())
    }

    /// Every folder that this sending's package was written to.
    pub fn of(sending: &Sending) -> impl Iterator<Item = Self> {
        sending.folders().map(|folder| Self::new(kept_path(folder), sending.record.facts.reference.clone()))
    }

    /// Consent PDF and sealed file.
    pub fn attachments(&self) -> [PathBuf; 2] {
        package::attachment_names(&self.reference).map(|name| self.folder.join(name))
    }

    /// The message that carries both.
    pub fn message(&self) -> PathBuf {
        self.folder.join(package::message_name(&self.reference))
    }

    /// The files of the package.
    pub fn package_files(&self) -> PackageFiles {
        let [pdf, age] = self.attachments();
        PackageFiles { pdf, age, eml: self.message(), folder: self.folder.clone() }
    }

    /// Whether consent PDF and sealed file are there.
    pub fn present(&self) -> [bool; 2] {
        self.attachments().map(|file| file.is_file())
    }

    /// Which of its files are still there, looked at again: one that cannot be looked at is.
    pub fn remaining(&self) -> Vec<PathBuf> {
        let is_gone = |file: &PathBuf| {
            fs::symlink_metadata(file)
                .is_err_and(|error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory))
        };
        self.files().into_iter().filter(|file| !is_gone(file)).collect()
    }

    /// Whether it is a folder of this case, by its name.
    pub fn is_of(&self, reference: &CaseReference) -> bool {
        self.reference == *reference
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Writes one of the case's files, whole or not at all; the folder may have to be made again.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, file: &File) -> io::Result<()> {
        whole_file::write(&self.folder.join(&file.name), &file.bytes)
    }

    /// Every file that Pli writes for a case, at the sending and after it.
    fn files(&self) -> Vec<PathBuf> {
        let reference = &self.reference;
        let [consent, sealed] = package::attachment_names(reference);
        let message = package::message_name(reference);
        let (withdrawal, receipt) = (withdrawal::file_name(reference), receipt::file_name(reference));
        let names = [consent, sealed, message, withdrawal, receipt, export_name(reference)];
        names.into_iter().map(|name| self.folder.join(name)).collect()
    }

    /// Removes every file that Pli wrote for the case, and the folder once it is empty. A file of the
    /// person's own stays.
    ///
    /// # Errors
    /// When a file is there and cannot be removed.
    pub fn erase(&self) -> io::Result<()> {
        documents::erase(&self.files(), &self.folder)
    }

    /// Every case folder below `Documents/Pli`, known to the history or not.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn all(pli: &Path) -> io::Result<Vec<Self>> {
        let folders = match fs::read_dir(pli) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            folders => folders?,
        };
        let mut found = Vec::new();
        for folder in folders {
            let folder = folder?.path();
            let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            // `K7M4-Q2XD`, and `K7M4-Q2XD-2` for a second package.
            if let Some(Ok(reference)) = name.get(..9).map(|start| CaseReference::try_from(start.to_owned())) {
                found.push(Self::new(folder, reference));
            }
        }
        Ok(found)
    }
}

/// The path that was kept. What none was made of names no folder.
fn kept_path(text: &str) -> PathBuf {
    path_text::parse(text).unwrap_or_default()
}
