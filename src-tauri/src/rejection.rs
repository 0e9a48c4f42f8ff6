use std::{collections::BTreeMap, io};

use pli_format::bundle::BundleError;
use pli_wizard::{Problem, Refusal};
use serde::Serialize;
use ts_rs::TS;

use crate::{
    history::{Remains, Unavailable},
    keyring::SERVICE,
    package_folder::FolderError,
};

/// Why a command did not do what was asked, as the interface gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[ts(export)]
pub enum Rejection {
    /// Some fields are to be corrected.
    Correct {
        /// In the order of the page; never empty.
        problems: Vec<Problem>,
    },
    /// The case is at another page: the interface draws the case again.
    OutOfOrder,
    /// Something outside Pli went wrong.
    Failed {
        /// What; its words are `failure-CODE`, its remedy `failure-CODE.remedy`.
        code: FailureCode,
        /// Values for the words.
        values: BTreeMap<String, String>,
    },
}

/// What can go wrong outside Pli. Each code has its words in every catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum FailureCode {
    /// The bundle of keys has passed its date: a newer Pli is needed.
    BundleExpired,
    /// The bundle has no valid signature.
    BundleUnsigned,
    /// The bundle is not what was signed.
    BundleAltered,
    /// The bundle is signed, but not of a form that this version reads.
    BundleMalformed,
    /// The bundle is older than one that was accepted before.
    BundleRolledBack,
    /// The bundle is not valid yet: the computer's clock may be wrong.
    BundleNotYetValid,
    /// No key of the bundle is in force now.
    NoEpoch,
    /// The chosen file is no bundle that the root signed.
    BundleFileUnsigned,
    /// The chosen bundle file is not what was signed.
    BundleFileAltered,
    /// The chosen bundle file is signed, but not of a form that this version reads.
    BundleFileMalformed,
    /// The chosen bundle file is older than what Pli has.
    BundleFileRolledBack,
    /// The chosen bundle file is not valid yet.
    BundleFileNotYetValid,
    /// The chosen bundle file has passed its date.
    BundleFileExpired,
    /// The chosen bundle file could not be kept.
    BundleFileNotKept,
    /// A key is in force: no bundle file is needed.
    BundleFileNotNeeded,
    /// A file that was to be opened cannot be read.
    FileUnreadable,
    /// The seal window could not be opened.
    SealNotStarted,
    /// The seal window ended before it had sealed anything.
    SealEndedEarly,
    /// Nothing was typed in the seal window for a while.
    SealTimedOut,
    /// What the seal window gave is not a sealed file.
    SealUnreadable,
    /// Another key is in force than the consent names: it is to be signed again.
    SealOtherKey,
    /// The time that the consent gives is over: it is to be signed again.
    ConsentExpired,
    /// What was sealed is in no file yet, and would be lost.
    SealedNotSaved,
    /// What was asked cannot be done with this request any more.
    RequestChanged,
    /// The Documents folder cannot be written, or its disk does not answer.
    DocumentsUnwritable,
    DiskFull,
    /// The folder's path is too long for this system.
    PathTooLong,
    /// The package's files are gone.
    FilesMissing,
    /// The package's files are not what was written.
    FilesChanged,
    /// The sealed file of an earlier run is gone or another: only the person could make it again.
    SealedFileGone,
    /// No mail client is set up on this computer.
    NoMailClient,
    /// The chosen mail client is not there any more.
    ClientNotFound,
    /// The mail client answered with an error.
    ClientFailed,
    /// The mail client is confined and cannot read the package's folder.
    ClientCannotRead,
    /// The desktop's mail portal answered with an error.
    PortalFailed,
    /// No file manager showed the folder.
    FolderNotShown,
    /// The consent could not be shown.
    ViewerFailed,
    /// The browser could not be opened.
    BrowserFailed,
    /// The clipboard could not be written.
    ClipboardFailed,
    /// The files could not be dragged out of the window.
    DragFailed,
    /// There is no history now, or it cannot be written.
    HistoryUnavailable,
    /// The keyring has not answered: it may be waiting for the person, in a window that takes the keyboard.
    KeyringWaiting,
    /// The case is not in the history any more, or cannot be read.
    CaseUnreadable,
    /// The keyring does not say now whether it holds the key of the case.
    CaseKeyUnreachable,
    /// A file that was to be erased is still there.
    FilesNotErased,
    /// The keyring still holds a key that was to be erased.
    KeysNotErased,
    /// No folder of this computer can be written to.
    NoFolder,
    /// Something that should not happen.
    Internal,
}

impl From<FailureCode> for Rejection {
    fn from(code: FailureCode) -> Self {
        Self::Failed { code, values: BTreeMap::new() }
    }
}

impl From<&BundleError> for FailureCode {
    fn from(error: &BundleError) -> Self {
        match error {
            BundleError::Unsigned => Self::BundleUnsigned,
            BundleError::Altered => Self::BundleAltered,
            BundleError::Malformed(_) => Self::BundleMalformed,
            BundleError::RolledBack { .. } => Self::BundleRolledBack,
            BundleError::NotYetValid { .. } => Self::BundleNotYetValid,
            BundleError::Expired { .. } => Self::BundleExpired,
        }
    }
}

impl From<FolderError> for Rejection {
    fn from(error: FolderError) -> Self {
        match error {
            FolderError::Missing => FailureCode::FilesMissing,
            FolderError::Changed => FailureCode::FilesChanged,
            FolderError::Unwritable(error) => match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FailureCode::DiskFull,
                io::ErrorKind::InvalidFilename => FailureCode::PathTooLong,
                _ => FailureCode::DocumentsUnwritable,
            },
        }
        .into()
    }
}

impl FailureCode {
    /// Why a bundle file is refused that the person chose.
    pub fn of_import(error: &BundleError) -> Self {
        match error {
            BundleError::Unsigned => Self::BundleFileUnsigned,
            BundleError::Altered => Self::BundleFileAltered,
            BundleError::Malformed(_) => Self::BundleFileMalformed,
            BundleError::RolledBack { .. } => Self::BundleFileRolledBack,
            BundleError::NotYetValid { .. } => Self::BundleFileNotYetValid,
            BundleError::Expired { .. } => Self::BundleFileExpired,
        }
    }
}

impl From<Unavailable> for Rejection {
    fn from(reason: Unavailable) -> Self {
        let reason = match reason {
            Unavailable::Absent => "absent",
            Unavailable::Locked => "locked",
            Unavailable::Denied => "denied",
            Unavailable::Failed => "failed",
            Unavailable::Slow => "slow",
            Unavailable::Different => "different",
            Unavailable::Unwritable => "unwritable",
        };
        let values = BTreeMap::from([("reason".to_owned(), reason.to_owned())]);
        Self::Failed { code: FailureCode::HistoryUnavailable, values }
    }
}

/// How many of the things that remain are named.
const NAMED: usize = 5;

impl From<Remains> for Rejection {
    fn from(Remains { files, keys }: Remains) -> Self {
        let code = if files.is_empty() { FailureCode::KeysNotErased } else { FailureCode::FilesNotErased };
        let files = files.iter().map(|file| file.display().to_string());
        // As the keyring's own program lists them.
        let remains: Vec<String> = files.chain(keys.iter().map(|key| format!("{SERVICE} {key}"))).collect();
        Self::Failed { code, values: BTreeMap::from([("what".to_owned(), listed(&remains))]) }
    }
}

fn listed(names: &[String]) -> String {
    let more = if names.len() > NAMED { ", …" } else { "" };
    names[..names.len().min(NAMED)].join(", ") + more
}

impl From<Refusal> for Rejection {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Correct { problems } => Self::Correct { problems },
            Refusal::OutOfOrder => Self::OutOfOrder,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn told(remains: Remains) -> (FailureCode, String) {
        let Rejection::Failed { code, values } = remains.into() else { panic!("it is a failure") };
        (code, values["what"].clone())
    }

    #[test]
    fn what_remains_is_told_by_name() {
        let files = |count: usize| (1..=count).map(|number| PathBuf::from(format!("/d/{number}")));
        let mut both = Remains::of_files(files(2));
        both.add(Remains::of_key("history"));
        assert_eq!(told(both), (FailureCode::FilesNotErased, "/d/1, /d/2, com.bankin.pli history".to_owned()));
        let key = told(Remains::of_key("case-K7M4-Q2XD"));
        assert_eq!(key, (FailureCode::KeysNotErased, "com.bankin.pli case-K7M4-Q2XD".to_owned()));
        let many = told(Remains::of_files(files(7)));
        assert_eq!(many, (FailureCode::FilesNotErased, "/d/1, /d/2, /d/3, /d/4, /d/5, …".to_owned()));
    }

    #[test]
    fn why_a_package_is_not_written_is_told_apart() {
        let of = |kind: io::ErrorKind| Rejection::from(FolderError::Unwritable(kind.into()));
        for (kind, code) in [
            (io::ErrorKind::StorageFull, FailureCode::DiskFull),
            (io::ErrorKind::QuotaExceeded, FailureCode::DiskFull),
            (io::ErrorKind::InvalidFilename, FailureCode::PathTooLong),
            (io::ErrorKind::ReadOnlyFilesystem, FailureCode::DocumentsUnwritable),
            (io::ErrorKind::PermissionDenied, FailureCode::DocumentsUnwritable),
        ] {
            assert_eq!(of(kind), code.into());
        }
        let too_long = std::fs::create_dir("/".to_owned() + &"é".repeat(200)).unwrap_err();
        assert_eq!(Rejection::from(FolderError::Unwritable(too_long)), FailureCode::PathTooLong.into());
    }
}
