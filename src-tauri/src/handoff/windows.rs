//! Windows: clients from the registry; the new Outlook and Thunderbird by message file, the others
//! by Simple MAPI.

pub mod mapi;
mod registry;

use std::{
    path::Path,
    process::{Command, Stdio},
};

use pli_wizard::draft::Draft;

use super::{
    Copied, HandoffError, How, MainThread, blocking,
    catalogue::{Catalogue, Program},
    detected::{Confinement, DefaultClient, Detected, Found},
    plan::{Opening, Started},
};

use crate::package_folder::PackageFolder;

/// `MAX_PATH` without its terminator: Simple MAPI providers copy names into such buffers.
const MAX_PATH: usize = 259;

/// What is installed, and what opens `mailto:` links.
pub(super) fn detect() -> Detected {
    let programs: Vec<Found> = Catalogue::compiled_in().programs.iter().filter_map(installed).collect();
    Detected {
        default: default_client(&programs),
        programs,
        confined: false,
        longest_path: Some(MAX_PATH),
        home: dirs::home_dir(),
    }
}

fn installed(program: &'static Program) -> Option<Found> {
    let app = program.here()?.apps.iter().find_map(|executable| registry::app_path(executable))?;
    Some(Found { id: &program.id, app, confinement: Confinement::None })
}

fn default_client(programs: &[Found]) -> DefaultClient {
    let known = |executable: &str| {
        let found = programs.iter().find(|found| file_name(&found.app).eq_ignore_ascii_case(executable));
        found.map(|found| DefaultClient::Known(found.id))
    };
    match registry::mailto_handler() {
        None => DefaultClient::None,
        // Store apps hide their executable; of those that handle mailto, the new Outlook is the one
        // that remains.
        Some(registry::Handler::StoreApp) => known("olk.exe").unwrap_or_else(|| DefaultClient::Other(String::new())),
        Some(registry::Handler::Executable(path)) if registry::is_browser(file_name(&path)) => DefaultClient::Browser,
        Some(registry::Handler::Executable(path)) => known(file_name(&path))
            .unwrap_or_else(|| DefaultClient::Other(registry::default_mail_client().unwrap_or_default())),
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['\\', '/']).next().unwrap_or(path)
}

/// Starts the client. Success means that it was started.
pub(super) async fn give(
    opening: Opening,
    files: &PackageFolder,
    draft: &Draft,
    _main: &impl MainThread,
) -> Result<How, HandoffError> {
    match opening {
        Opening::Mapi(name) => mapi::ask(&name, files, draft).await,
        Opening::Eml(Started { name, app }) => {
            let eml = files.message.clone();
            blocking(move || {
                let started = Command::new(&app).arg(&eml).stdin(Stdio::null()).spawn();
                started.map(drop).map_err(|error| HandoffError::ClientFailed { name, detail: error.to_string() })
            })
            .await
            .map(|()| How::Opened)
        }
        // Of other systems.
        Opening::MailtoAttach(Started { name, .. })
        | Opening::ComposeArguments(Started { name, .. })
        | Opening::SharingService(name) => Err(HandoffError::ClientNotFound { name }),
        Opening::Portal => Err(HandoffError::NoMailClient),
    }
}

pub(super) fn open_mailto(url: &str) -> Result<(), HandoffError> {
    if registry::mailto_handler().is_none() {
        return Err(HandoffError::NoMailClient);
    }
    let failed = |error: tauri_plugin_opener::Error| HandoffError::ClientFailed {
        name: registry::default_mail_client().unwrap_or_default(),
        detail: error.to_string(),
    };
    tauri_plugin_opener::open_url(url, None::<&str>).map_err(failed)
}

pub(super) fn open_in_browser(url: &str) -> Result<(), HandoffError> {
    let failed = |error: tauri_plugin_opener::Error| HandoffError::BrowserFailed { detail: error.to_string() };
    tauri_plugin_opener::open_url(url, None::<&str>).map_err(failed)
}

pub(super) fn open_document(file: &Path) -> Result<(), HandoffError> {
    let failed = |error: tauri_plugin_opener::Error| HandoffError::ViewerFailed { detail: error.to_string() };
    tauri_plugin_opener::open_path(file, None::<&str>).map_err(failed)
}

pub(super) fn open_folder(folder: &Path) -> Result<(), HandoffError> {
    let failed = |error: tauri_plugin_opener::Error| HandoffError::FolderNotShown { detail: error.to_string() };
    tauri_plugin_opener::open_path(folder, None::<&str>).map_err(failed)
}

pub(super) use super::drag::drag;

/// Files go as `CF_HDROP`.
pub(super) fn copy(what: &Copied) -> Result<(), HandoffError> {
    super::pasteboard::copy(what)
}
