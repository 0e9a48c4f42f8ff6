use std::{
    ffi::OsString,
    io,
    os::unix::{ffi::OsStrExt, process::ExitStatusExt},
    path::Path,
    process::{Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use gio::{
    AppInfo, AppLaunchContext, DesktopAppInfo,
    glib::{self, SpawnFlags},
    prelude::*,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rustix::process::{Pid, WaitOptions, waitpid};

/// What is ours alone and would change how another program behaves.
const PRIVATE: [&str; 4] =
    ["TAURI_WEBVIEW_AUTOMATION", "WEBKIT_INSPECTOR_SERVER", "WEBKIT_DISABLE_DMABUF_RENDERER", "GTK_MODULES"];

/// What an `AppImage` sets for itself, pointing into its own libraries.
const APP_IMAGE: [&str; 16] = [
    "LD_LIBRARY_PATH",
    "GTK_THEME",
    "GTK_PATH",
    "GTK_EXE_PREFIX",
    "GTK_DATA_PREFIX",
    "GTK_IM_MODULE_FILE",
    "GDK_BACKEND",
    "GDK_PIXBUF_MODULE_FILE",
    "GIO_EXTRA_MODULES",
    "GSETTINGS_SCHEMA_DIR",
    "GST_PLUGIN_SYSTEM_PATH",
    "GST_PLUGIN_SYSTEM_PATH_1_0",
    "QT_PLUGIN_PATH",
    "PERLLIB",
    "PYTHONHOME",
    "PYTHONPATH",
];

const NOT_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A program that cannot start ends at once; one that started well goes on, or has given the URL to
/// an instance of itself and ends with success.
const FAILS_WITHIN: Duration = Duration::from_secs(1);

/// Starts `app` with one URL; its desktop file says how, and a flatpak's forwards a file's URL into
/// the sandbox.
pub(super) fn open_uri(app: &AppInfo, uri: &str) -> Result<(), String> {
    let context = AppLaunchContext::new();
    for variable in unwanted() {
        context.unsetenv(variable);
    }
    let Some(app) = app.downcast_ref::<DesktopAppInfo>() else {
        return app.launch_uris(&[uri], Some(&context)).map_err(|error| error.to_string());
    };
    // None when D-Bus starts it.
    let mut process = None;
    let flags = SpawnFlags::SEARCH_PATH | SpawnFlags::DO_NOT_REAP_CHILD;
    let mut started = |_: &DesktopAppInfo, id: glib::Pid| process = Pid::from_raw(id.0);
    app.launch_uris_as_manager(&[uri], Some(&context), flags, None, Some(&mut started))
        .map_err(|error| error.to_string())?;
    process.map_or(Ok(()), |process| {
        fails_at_once(move || {
            let end = waitpid(Some(process), WaitOptions::empty())?;
            Ok(end.map(|(_, status)| ExitStatus::from_raw(status.as_raw())))
        })
    })
}

/// What a program that ends at once, and not well, ended with. Its end is collected whenever it comes.
fn fails_at_once(wait: impl FnOnce() -> io::Result<Option<ExitStatus>> + Send + 'static) -> Result<(), String> {
    let (ended, end) = mpsc::channel();
    // Nobody waits for the end of a program that has started.
    thread::spawn(move || drop(ended.send(wait())));
    match end.recv_timeout(FAILS_WITHIN) {
        Ok(Ok(Some(status))) if !status.success() => Err(format!("it ended at once: {status}")),
        _ => Ok(()),
    }
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
    fails_at_once(move || child.wait().map(Some))
}

/// Such as `%u` (Desktop Entry Specification, "The Exec key").
fn is_field_code(word: &OsString) -> bool {
    matches!(word.as_bytes(), [b'%', code] if code.is_ascii_alphabetic())
}

fn unwanted() -> impl Iterator<Item = &'static str> {
    unwanted_of(super::lives_below("APPDIR"))
}

pub(super) fn unwanted_of(app_image: bool) -> impl Iterator<Item = &'static str> {
    let of_app_image: &[_] = if app_image { &APP_IMAGE } else { &[] };
    PRIVATE.into_iter().chain(of_app_image.iter().copied())
}

pub(super) fn file_uri(path: &Path) -> String {
    gio::File::for_path(path).uri().into()
}

/// The path's bytes, percent-encoded for a query.
pub(super) fn encoded_path(path: &Path) -> String {
    percent_encode(path.as_os_str().as_bytes(), NOT_IN_PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documented::hand_off_says;

    #[test]
    fn a_client_has_a_second_to_fail() {
        assert_eq!(FAILS_WITHIN.as_secs(), 1);
        assert!(hand_off_says("A client that ends within a second with a failure has failed;"));
    }
}
