//! The end of the web engine's own process: without an answer to it the window stays, white or frozen.

use tauri::WebviewWindow;

/// Does `act` whenever the process that draws this window's page has ended. To be called on the main
/// thread. (On macOS it is said before the window is built: `on_web_content_process_terminate`.)
///
/// # Errors
/// When the window is gone.
pub fn on_end(window: &WebviewWindow, act: impl Fn() + Send + 'static) -> tauri::Result<()> {
    window.with_webview(move |webview| system::on_end(&webview, act))
}

#[cfg(target_os = "linux")]
mod system {
    use tauri::webview::PlatformWebview;
    use webkit2gtk::WebViewExt as _;

    pub fn on_end(webview: &PlatformWebview, act: impl Fn() + 'static) {
        webview.inner().connect_web_process_terminated(move |_, _| act());
    }
}

#[cfg(target_os = "macos")]
mod system {
    use tauri::webview::PlatformWebview;

    pub fn on_end(_: &PlatformWebview, _: impl Fn() + 'static) {}
}

#[cfg(windows)]
mod system {
    use tauri::webview::PlatformWebview;
    use webview2_com::{
        Microsoft::Web::WebView2::Win32::{
            COREWEBVIEW2_PROCESS_FAILED_KIND, COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED,
            COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED,
        },
        ProcessFailedEventHandler,
    };

    pub fn on_end(webview: &PlatformWebview, act: impl Fn() + 'static) {
        let handler = ProcessFailedEventHandler::create(Box::new(move |_, failed| {
            let mut kind = COREWEBVIEW2_PROCESS_FAILED_KIND::default();
            if let Some(failed) = failed {
                // SAFETY: `kind` outlives the call.
                unsafe { failed.ProcessFailedKind(&raw mut kind)? };
            }
            let ended = [
                COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED,
                COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED,
            ];
            if ended.contains(&kind) {
                act();
            }
            Ok(())
        }));
        let mut token = 0;
        // Without the hook the window would freeze, still usable to close.
        // SAFETY: called on the thread that made the controller, as `with_webview` promises.
        let _ = unsafe {
            webview.controller().CoreWebView2().and_then(|view| view.add_ProcessFailed(&handler, &raw mut token))
        };
    }
}
