//! Linux: desktop files by GIO, the Email portal for what is unknown or confined.

mod clipboard;
mod drag;
mod launch;
mod portal;

use std::{env, ffi::OsStr, path::Path};

use gio::{AppInfo, DesktopAppInfo, prelude::*};
use pli_wizard::draft::{Draft, MAILTO};

use super::{
    HandoffError, How, MainThread,
    catalogue::{Catalogue, Program},
    detected::{Confinement, DefaultClient, Detected, Found},
    plan::{Opening, Started},
    starting,
};

use crate::package_folder::PackageFolder;

pub(super) use clipboard::copy;
pub(super) use drag::drag;

/// What is installed, and what opens `mailto:` links.
pub(super) fn detect() -> Detected {
    let default = AppInfo::default_for_uri_scheme("mailto");
    let mut programs: Vec<Found> = Catalogue::compiled_in().programs.iter().filter_map(installed).collect();
    let default = default.map_or(DefaultClient::None, |app| default_client(&app, &mut programs));
    Detected {
        programs,
        default,
        confined: Path::new("/.flatpak-info").exists() || lives_below("SNAP"),
        longest_path: None,
        home: dirs::home_dir(),
    }
}

/// Whether this program lives in the folder that the variable names. A variable alone says nothing: a
/// terminal that is a snap hands its own on.
fn lives_below(variable: &str) -> bool {
    is_below(env::current_exe().ok().as_deref(), env::var_os(variable).as_deref())
}

fn is_below(program: Option<&Path>, folder: Option<&OsStr>) -> bool {
    let folder = folder.map(Path::new).filter(|folder| folder.is_absolute() && *folder != Path::new("/"));
    program.zip(folder).is_some_and(|(program, folder)| program.starts_with(folder))
}

fn installed(program: &'static Program) -> Option<Found> {
    let mut desktop_files = program.here()?.apps.iter().filter(|app| is_desktop_file(app));
    let app = desktop_files.find_map(|id| DesktopAppInfo::new(id))?;
    Some(found(program, &app))
}

fn found(program: &'static Program, app: &DesktopAppInfo) -> Found {
    Found { id: &program.id, app: app.id().unwrap_or_default().into(), confinement: confinement(app) }
}

/// Thunderbird registers itself under a name it makes up (`userapp-Thunderbird-….desktop`), so the
/// default is also known by its executable, and then preferred to the one found by name.
fn default_client(app: &AppInfo, programs: &mut Vec<Found>) -> DefaultClient {
    let id = app.id().unwrap_or_default();
    let executable = app.executable();
    let executable = executable.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_this = |program: &&Program| {
        program.here().is_some_and(|entry| entry.apps.iter().any(|known| *known == id.as_str() || known == executable))
    };
    if let Some(program) = Catalogue::compiled_in().programs.iter().find(is_this) {
        if let Some(desktop) = app.downcast_ref::<DesktopAppInfo>() {
            programs.retain(|found| found.id != program.id);
            programs.push(found(program, desktop));
        }
        return DefaultClient::Known(&program.id);
    }
    let opens_pages = app.supported_types().iter().any(|kind| kind == "x-scheme-handler/https" || kind == "text/html");
    if opens_pages { DefaultClient::Browser } else { DefaultClient::Other(app.display_name().into()) }
}

fn is_desktop_file(app: &str) -> bool {
    Path::new(app).extension().is_some_and(|extension| extension == "desktop")
}

/// Flatpak and snapd write their own keys into the desktop files that they export.
fn confinement(app: &DesktopAppInfo) -> Confinement {
    let has = |key: &str| app.string(key).is_some_and(|value| !value.is_empty());
    if has("X-Flatpak") {
        Confinement::Flatpak
    } else if has("X-SnapInstanceName") {
        Confinement::Snap
    } else {
        Confinement::None
    }
}

/// Opens the client. Success means that it was started, or that the portal says it was.
pub(super) async fn give(
    opening: Opening,
    files: &PackageFolder,
    draft: &Draft,
    _main: &impl MainThread,
) -> Result<How, HandoffError> {
    let (files, url) = (files.clone(), mailto(draft));
    match opening {
        Opening::Portal => portal::compose(draft, &files).await,
        Opening::Eml(started) => {
            start(started, move |app| launch::open_uri(app.upcast_ref(), &launch::file_uri(&files.message))).await
        }
        Opening::MailtoAttach(started) => {
            start(started, move |app| launch::open_uri(app.upcast_ref(), &mailto_attach(url, &files))).await
        }
        Opening::ComposeArguments(started) => {
            start(started, move |app| launch::compose(app, &url, [&files.consent, &files.sealed])).await
        }
        // Of other systems.
        Opening::Mapi(name) | Opening::SharingService(name) => Err(HandoffError::ClientNotFound { name }),
    }
}

async fn start(
    Started { name, app }: Started,
    start: impl FnOnce(&DesktopAppInfo) -> Result<(), String> + Send + 'static,
) -> Result<How, HandoffError> {
    let late = name.clone();
    starting(
        |detail| HandoffError::ClientFailed { name: late, detail },
        move || {
            let app = DesktopAppInfo::new(&app).ok_or_else(|| HandoffError::ClientNotFound { name: name.clone() })?;
            start(&app).map_err(|detail| HandoffError::ClientFailed { name, detail })
        },
    )
    .await
    .map(|()| How::Opened)
}

fn mailto(draft: &Draft) -> String {
    draft.compose_url(MAILTO, usize::MAX).url
}

/// RFC 6068 has no attachments; these clients read `attach` as `xdg-email` writes it: a plain path.
fn mailto_attach(mailto: String, files: &PackageFolder) -> String {
    let attach = [&files.consent, &files.sealed].map(|file| format!("&attach={}", launch::encoded_path(file)));
    mailto + &attach.concat()
}

pub(super) fn open_mailto(url: &str) -> Result<(), HandoffError> {
    let app = AppInfo::default_for_uri_scheme("mailto").ok_or(HandoffError::NoMailClient)?;
    launch::open_uri(&app, url).map_err(|detail| HandoffError::ClientFailed { name: app.display_name().into(), detail })
}

pub(super) fn open_in_browser(url: &str) -> Result<(), HandoffError> {
    let failed = |detail: String| HandoffError::BrowserFailed { detail };
    let app = AppInfo::default_for_uri_scheme("https").ok_or_else(|| failed("no browser".to_owned()))?;
    launch::open_uri(&app, url).map_err(failed)
}

pub(super) fn open_document(file: &Path) -> Result<(), HandoffError> {
    let failed = |detail: String| HandoffError::ViewerFailed { detail };
    let app = AppInfo::default_for_type("application/pdf", false).ok_or_else(|| failed("no viewer".to_owned()))?;
    // It sees no hidden folder, such as the caches.
    if app.downcast_ref().is_some_and(|app| confinement(app) == Confinement::Snap) {
        let shown = tauri::async_runtime::block_on(portal::open_document(file));
        return shown.map(drop).map_err(|error| failed(error.to_string()));
    }
    launch::open_uri(&app, &launch::file_uri(file)).map_err(failed)
}

/// For desktops whose file manager is not on the bus.
pub(super) fn open_folder(folder: &Path) -> Result<(), HandoffError> {
    let failed = |detail: String| HandoffError::FolderNotShown { detail };
    let app =
        AppInfo::default_for_type("inode/directory", false).ok_or_else(|| failed("no file manager".to_owned()))?;
    launch::open_uri(&app, &launch::file_uri(folder)).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_counts_only_where_the_program_lives() {
        let below = |program: &str, folder: &str| is_below(Some(Path::new(program)), Some(OsStr::new(folder)));
        assert!(below("/snap/pli/12/bin/pli", "/snap/pli/12"));
        for leaked in ["/snap/code/170", "", "/", "snap/pli"] {
            assert!(!below("/usr/bin/pli", leaked), "{leaked:?}");
        }
        assert!(!is_below(None, Some(OsStr::new("/snap/pli/12"))) && !is_below(Some(Path::new("/usr/bin/pli")), None));
    }

    /// As `AppRun` and the plug-ins of linuxdeploy set them.
    #[test]
    fn no_program_is_given_the_libraries_of_an_app_image() {
        let of_app_image = |name: &&str| launch::unwanted_of(true).any(|unwanted| unwanted == *name);
        let set = "LD_LIBRARY_PATH PYTHONPATH PYTHONHOME PERLLIB QT_PLUGIN_PATH GSETTINGS_SCHEMA_DIR GST_PLUGIN_SYSTEM_PATH \
                   GST_PLUGIN_SYSTEM_PATH_1_0 GTK_THEME GTK_DATA_PREFIX GTK_EXE_PREFIX GTK_PATH GTK_IM_MODULE_FILE \
                   GDK_BACKEND GDK_PIXBUF_MODULE_FILE GIO_EXTRA_MODULES";
        assert_eq!(set.split(' ').filter(|name| !of_app_image(name)).collect::<Vec<_>>(), [""; 0]);
        assert!(!launch::unwanted_of(false).any(|unwanted| unwanted == "GTK_THEME"), "it is the person's own");
    }
}
