use std::{path::Path, process::Command};

use super::web_data;

/// What would let something look into the web engine, or give it another one.
const REMOVED: [&str; 8] = [
    "TAURI_AUTOMATION",
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
    "WEBVIEW2_BROWSER_EXECUTABLE_FOLDER",
    "WEBVIEW2_RELEASE_CHANNEL_PREFERENCE",
    "WEBVIEW2_USER_DATA_FOLDER",
];

/// Gives the child an environment in which whatever its libraries keep goes into the web-data folder.
///
/// The configuration stays where it is: the person's theme and text size are read from there.
pub fn prepare(command: &mut Command, web_data: &Path) {
    for name in REMOVED {
        command.env_remove(name);
    }
    for (name, folder) in web_data::FOLDERS {
        command.env(name, web_data.join(folder));
    }
}
