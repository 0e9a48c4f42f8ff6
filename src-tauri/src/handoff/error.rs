use std::collections::BTreeMap;

use crate::rejection::FailureCode;

/// Why a hand-off failed. The package is untouched, and attaching the files by hand is always left.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandoffError {
    /// Nothing on this computer opens `mailto:` links.
    #[error("no mail client")]
    NoMailClient,
    /// The chosen client is not on this computer.
    #[error("mail client not found: {name}")]
    ClientNotFound {
        /// Its name, or what was asked for.
        name: String,
    },
    /// The chosen client did not start, or refused the draft.
    #[error("the mail client {name} failed: {detail}")]
    ClientFailed {
        name: String,
        /// What the system said; for the log, not for people.
        detail: String,
    },
    /// The chosen client is confined and cannot read the package's folder.
    #[error("the mail client {name} may not read {folder}")]
    ClientCannotRead { name: String, folder: String },
    /// The system's mail portal is absent or failed.
    #[error("the mail portal failed: {detail}")]
    PortalFailed {
        /// What the portal said.
        detail: String,
    },
    /// A file of the package is gone.
    #[error("missing: {file}")]
    FilesMissing { file: String },
    /// The package's path is longer than this system's mail clients take.
    #[error("the path {path} is too long")]
    PathTooLong { path: String },
    /// The browser did not open.
    #[error("the browser did not open: {detail}")]
    BrowserFailed {
        /// What the system said.
        detail: String,
    },
    /// No file manager showed the folder.
    #[error("the folder was not shown: {detail}")]
    FolderNotShown {
        /// What the system said.
        detail: String,
    },
    /// The clipboard did not take it.
    #[error("the clipboard did not take it: {detail}")]
    ClipboardFailed {
        /// What the system said.
        detail: String,
    },
    /// The files could not be dragged.
    #[error("the files could not be dragged: {detail}")]
    DragFailed {
        /// What the system said.
        detail: String,
    },
    /// The window closed meanwhile.
    #[error("the window has closed")]
    WindowGone,
}

impl HandoffError {
    /// The stable code; the catalogues have its words.
    pub fn code(&self) -> FailureCode {
        match self {
            Self::NoMailClient => FailureCode::NoMailClient,
            Self::ClientNotFound { .. } => FailureCode::ClientNotFound,
            Self::ClientFailed { .. } => FailureCode::ClientFailed,
            Self::ClientCannotRead { .. } => FailureCode::ClientCannotRead,
            Self::PortalFailed { .. } => FailureCode::PortalFailed,
            Self::FilesMissing { .. } => FailureCode::FilesMissing,
            Self::PathTooLong { .. } => FailureCode::PathTooLong,
            Self::BrowserFailed { .. } => FailureCode::BrowserFailed,
            Self::FolderNotShown { .. } => FailureCode::FolderNotShown,
            Self::ClipboardFailed { .. } => FailureCode::ClipboardFailed,
            Self::DragFailed { .. } => FailureCode::DragFailed,
            Self::WindowGone => FailureCode::Internal,
        }
    }

    /// The values that the words need, by Fluent variable name.
    pub fn values(&self) -> BTreeMap<String, String> {
        let named = |name: &str, value: &str| BTreeMap::from([(name.to_owned(), value.to_owned())]);
        match self {
            Self::ClientNotFound { name } | Self::ClientFailed { name, .. } => named("name", name),
            Self::ClientCannotRead { name, folder } => {
                named("name", name).into_iter().chain(named("folder", folder)).collect()
            }
            Self::FilesMissing { file } => named("file", file),
            Self::PathTooLong { path } => named("path", path),
            _ => BTreeMap::new(),
        }
    }
}
