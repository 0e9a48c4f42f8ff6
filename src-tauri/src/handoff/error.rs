use std::collections::BTreeMap;

use crate::rejection::FailureCode;

/// Why a hand-off failed. The package is untouched, and attaching the files by hand is always left.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandoffError {
    /// Nothing on this computer opens `mailto:` links.
    #[error("no mail client")]
    NoMailClient,
    #[error("mail client not found: {name}")]
    ClientNotFound { name: String },
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
    PortalFailed { detail: String },
    #[error("missing: {file}")]
    FilesMissing { file: String },
    #[error("the path {path} is too long")]
    PathTooLong { path: String },
    #[error("the browser did not open: {detail}")]
    BrowserFailed { detail: String },
    #[error("the document was not opened: {detail}")]
    ViewerFailed { detail: String },
    #[error("the folder was not shown: {detail}")]
    FolderNotShown { detail: String },
    #[error("the clipboard did not take it: {detail}")]
    ClipboardFailed { detail: String },
    #[error("the files could not be dragged: {detail}")]
    DragFailed { detail: String },
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
            Self::ViewerFailed { .. } => FailureCode::ViewerFailed,
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
