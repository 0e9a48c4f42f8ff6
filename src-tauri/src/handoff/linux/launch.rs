use std::{
    env,
    ffi::OsString,
    os::unix::ffi::OsStrExt,
    path::Path,
    process::{Command, Stdio},
    thread,
};

use gio::{AppInfo, AppLaunchContext, DesktopAppInfo, glib, prelude::*};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// What is ours alone and would change how another program behaves.
const PRIVATE: [&str; 4] =
    ["TAURI_WEBVIEW_AUTOMATION", "WEBKIT_INSPECTOR_SERVER", "WEBKIT_DISABLE_DMABUF_RENDERER", "GTK_MODULES"];

/// What an AppImage sets for itself, pointing into its own libraries.
const APP_IMAGE: [&str; 10] = [
    "LD_LIBRARY_PATH",
    "GTK_PATH",
    "GTK_EXE_PREFIX",
    "GTK_DATA_PREFIX",
    "GTK_IM_MODULE_FILE",
    "GDK_BACKEND",
    "GDK_PIXBUF_MODULE_FILE",
    "GIO_EXTRA_MODULES",
    "GSETTINGS_SCHEMA_DIR",
    "PYTHONHOME",
];

const NOT_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Starts `app` with one URL; its desktop file says how, and a flatpak's forwards a file's URL into
/// the sandbox.
pub(super) fn open_uri(app: &AppInfo, uri: &str) -> Result<(), String> {
    let context = AppLaunchContext::new();
    for variable in unwanted() {
        context.unsetenv(variable);
    }
    app.launch_uris(&[uri], Some(&context)).map_err(|error| error.to_string())
}

/// Starts `app` as its desktop file does, but with `--compose URL --attach FILE FILE`.
pub(super) fn compose(app: &DesktopAppInfo, mailto: &str, files: [&Path; 2]) -> Result<(), String> {
    let command_line = app.commandline().ok_or("its desktop file has no command")?;
    let words = glib::shell_parse_argv(command_line.as_os_str()).map_err(|error| error.to_string())?;
    let (program, arguments) = words.split_first().ok_or("its desktop file has an empty command")?;
    let mut command = Command::new(program);
    command
        .args(arguments.iter().filter(|word| !is_field_code(word)))
        .args(["--compose", mailto, "--attach"])
        .args(files)
        .stdin(Stdio::null());
    for variable in unwanted() {
        command.env_remove(variable);
    }
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    // It lives as long as it likes; somebody must collect its end.
    thread::spawn(move || drop(child.wait()));
    Ok(())
}

/// Such as `%u` (Desktop Entry Specification, "The Exec key").
fn is_field_code(word: &OsString) -> bool {
    matches!(word.as_bytes(), [b'%', code] if code.is_ascii_alphabetic())
}

fn unwanted() -> impl Iterator<Item = &'static str> {
    let of_app_image: &[_] = if env::var_os("APPDIR").is_some() { &APP_IMAGE } else { &[] };
    PRIVATE.into_iter().chain(of_app_image.iter().copied())
}

pub(super) fn file_uri(path: &Path) -> String {
    gio::File::for_path(path).uri().into()
}

/// The path's bytes, percent-encoded for a query.
pub(super) fn encoded_path(path: &Path) -> String {
    percent_encode(path.as_os_str().as_bytes(), NOT_IN_PATH).to_string()
}
