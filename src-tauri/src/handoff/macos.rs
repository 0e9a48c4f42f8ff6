//! macOS: Launch Services for what is installed, the share service for Mail.

mod share;

use std::{
    path::Path,
    process::{Command, Stdio},
};

use objc2_app_kit::NSWorkspace;
use objc2_foundation::{NSBundle, NSString, NSURL};
use pli_wizard::draft::Draft;

use super::{
    Copied, HandoffError, How, MainThread, blocking,
    catalogue::{Catalogue, Program},
    detected::{Confinement, DefaultClient, Detected, Found},
    on_main_thread,
    plan::{Opening, Started},
};

use crate::package_folder::PackageFolder;

const BROWSERS: [&str; 6] = [
    "com.apple.Safari",
    "com.google.Chrome",
    "org.mozilla.firefox",
    "com.microsoft.edgemac",
    "com.brave.Browser",
    "company.thebrowser.Browser",
];

/// What is installed, and what opens `mailto:` links.
pub(super) fn detect() -> Detected {
    Detected {
        programs: Catalogue::compiled_in().programs.iter().filter_map(installed).collect(),
        default: default_client(),
        confined: false,
        longest_path: None,
        home: dirs::home_dir(),
    }
}

fn installed(program: &'static Program) -> Option<Found> {
    let app = program.here()?.apps.iter().find(|bundle| is_installed(bundle))?;
    Some(Found { id: &program.id, app: app.clone(), confinement: Confinement::None })
}

fn is_installed(bundle: &str) -> bool {
    NSWorkspace::sharedWorkspace().URLForApplicationWithBundleIdentifier(&NSString::from_str(bundle)).is_some()
}

fn default_client() -> DefaultClient {
    let mailto = NSURL::URLWithString(&NSString::from_str("mailto:"));
    let Some(app) = mailto.and_then(|url| NSWorkspace::sharedWorkspace().URLForApplicationToOpenURL(&url)) else {
        return DefaultClient::None;
    };
    let bundle = NSBundle::bundleWithURL(&app).and_then(|bundle| bundle.bundleIdentifier());
    let bundle = bundle.map(|identifier| identifier.to_string()).unwrap_or_default();
    let is_this = |program: &&Program| program.here().is_some_and(|entry| entry.apps.contains(&bundle));
    match Catalogue::compiled_in().programs.iter().find(is_this) {
        Some(program) => DefaultClient::Known(&program.id),
        None if BROWSERS.contains(&&*bundle) => DefaultClient::Browser,
        None => {
            let name = app.lastPathComponent().map(|name| name.to_string()).unwrap_or_default();
            DefaultClient::Other(name.trim_end_matches(".app").to_owned())
        }
    }
}

/// Opens the client. Success means that it was asked to open.
pub(super) async fn give(
    opening: Opening,
    files: &PackageFolder,
    draft: &Draft,
    main: &impl MainThread,
) -> Result<How, HandoffError> {
    match opening {
        Opening::SharingService(name) => {
            let (files, draft) = (files.clone(), draft.clone());
            on_main_thread(main, move || share::compose(&name, &files, &draft)).await?
        }
        Opening::Eml(Started { name, app }) => {
            let eml = files.message.clone();
            blocking(move || {
                open(&["-b".as_ref(), app.as_ref(), eml.as_os_str()])
                    .map_err(|detail| HandoffError::ClientFailed { name, detail })
            })
            .await
            .map(|()| How::Opened)
        }
        // Of other systems.
        Opening::MailtoAttach(Started { name, .. })
        | Opening::ComposeArguments(Started { name, .. })
        | Opening::Mapi(name) => Err(HandoffError::ClientNotFound { name }),
        Opening::Portal => Err(HandoffError::NoMailClient),
    }
}

pub(super) fn open_mailto(url: &str) -> Result<(), HandoffError> {
    if default_client() == DefaultClient::None {
        return Err(HandoffError::NoMailClient);
    }
    open(&[url.as_ref()]).map_err(|detail| HandoffError::ClientFailed { name: String::new(), detail })
}

pub(super) fn open_in_browser(url: &str) -> Result<(), HandoffError> {
    open(&[url.as_ref()]).map_err(|detail| HandoffError::BrowserFailed { detail })
}

pub(super) fn open_document(file: &Path) -> Result<(), HandoffError> {
    open(&[file.as_os_str()]).map_err(|detail| HandoffError::ViewerFailed { detail })
}

pub(super) fn open_folder(folder: &Path) -> Result<(), HandoffError> {
    open(&[folder.as_os_str()]).map_err(|detail| HandoffError::FolderNotShown { detail })
}

pub(super) use super::drag::drag;

/// Files go as file URLs.
pub(super) fn copy(what: &Copied) -> Result<(), HandoffError> {
    super::pasteboard::copy(what)
}

/// `open(1)`, which ends at once and says whether an application took it.
fn open(arguments: &[&std::ffi::OsStr]) -> Result<(), String> {
    let status = Command::new("/usr/bin/open").args(arguments).stdin(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(status.to_string()),
        Err(error) => Err(error.to_string()),
    }
}
