//! What no window of Pli does, whatever its page is made to try.

use tauri::{App, WebviewUrl, WebviewWindowBuilder, Wry, webview::NewWindowResponse};

/// Begins a window with one of the app's pages, which goes to no other page and opens no second window.
pub fn begin<'a>(app: &'a App, label: &str, page: &str) -> WebviewWindowBuilder<'a, Wry, App> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .title("Pli")
        .min_inner_size(360.0, 320.0)
        // The task bar names the page, and says when something is to be corrected.
        .on_document_title_changed(|window, title| {
            // A window manager may refuse; the page says the same.
            let _ = window.set_title(&title);
        })
        .on_navigation(crate::is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
}
