//! How `WebKitGTK` draws.

use std::env;

use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};

/// Its own name for doing without buffers shared with the graphics card.
const SETTING: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Has pages drawn in memory: they hold nothing that a graphics card would draw faster, its buffers cost a quarter
/// of the app's memory, and on some drivers the window stays blank with them. Who set it otherwise is obeyed.
///
/// To be called first: no other thread may read the environment meanwhile.
pub fn draw_in_memory() {
    if env::var_os(SETTING).is_none() {
        // SAFETY: the program has only this thread yet.
        unsafe { env::set_var(SETTING, "1") };
    }
}

/// Has a page drawn without the graphics card from now on, not even to lay its parts over each other: what a page is
/// tried with after its process ended.
pub fn draw_without_acceleration(window: &WebviewWindow) {
    // Without the setting the page is tried as it was.
    let _ = window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
}
