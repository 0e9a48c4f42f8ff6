//! The wizard's window.

use std::process::ExitCode;

use pli_format::Language;
use tauri::{App, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};

use crate::{
    bundle_folder::BundleFolder,
    clock, commands, documents,
    history::{self, History},
    keyring::SystemKeyring,
    preview, seal_process,
    session::Session,
    window_ground,
    zoom::Zoom,
};

/// Its label, which its capability names.
const LABEL: &str = "main";

/// Opens the wizard and returns when it is closed.
pub fn run() -> ExitCode {
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| come_to_front(app)))
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .setup(|app| {
            let data = app.path().app_local_data_dir()?;
            let history = History::begin(SystemKeyring, data.join("history"));
            let bundles = BundleFolder::below(&data);
            app.manage(Zoom::remembered(app.path().app_config_dir().ok()));
            app.manage(Session::begin(system_language(), clock::now().instant(), bundles, history));
            Ok(open(app)?)
        })
        .on_window_event(ask_before_closing)
        .invoke_handler(commands::handler())
        .build(crate::context());
    match built {
        Ok(app) => {
            preview::sweep(app.handle());
            seal_process::sweep();
            documents::folder().as_deref().map(documents::sweep);
            app.run(|app, event| {
                if matches!(event, tauri::RunEvent::Exit) {
                    preview::sweep(app);
                    end(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
            {
                eprintln!("pli: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

/// What was asked to be kept is kept; after "Tout effacer", nothing is.
fn end(app: &tauri::AppHandle) {
    let session = app.state::<Session>();
    session.history().finish(history::LIMIT);
    if session.work().erased {
        let paths = app.path();
        let folders = [paths.app_config_dir(), paths.app_cache_dir(), paths.app_data_dir(), paths.app_local_data_dir()];
        for folder in folders.into_iter().flatten() {
            // Only settings of the window are left, which name nobody.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

fn open(app: &App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Pli")
        .inner_size(960.0, 720.0)
        .min_inner_size(360.0, 320.0)
        .on_navigation(crate::is_our_page)
        // The task bar names the page, and says when something is to be corrected.
        .on_document_title_changed(|window, title| {
            // A window manager may refuse; the page says the same.
            let _ = window.set_title(&title);
        })
        // A receipt is dropped on the page itself.
        .disable_drag_drop_handler()
        .on_new_window(|_, _| tauri::webview::NewWindowResponse::Deny)
        .build()?;
    window_ground::lay(&window);
    // A web view that does not zoom shows the page as it is.
    let _ = window.set_zoom(app.state::<Zoom>().factor());
    Ok(())
}

fn come_to_front(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window manager may refuse; the window is open all the same.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Closing asks once when something is not done yet, and says whether it is kept; asked again, it closes.
fn ask_before_closing(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let session = window.state::<Session>();
    let mut work = session.work();
    let loses = session.view(&work).ask_before_closing;
    let kept = session.history().keeps();
    if loses && !work.asked_to_close && window.emit("ask-before-closing", kept).is_ok() {
        work.asked_to_close = true;
        api.prevent_close();
    }
}

/// French, unless the system speaks English.
fn system_language() -> Language {
    match sys_locale::get_locale() {
        Some(locale) if locale.starts_with("en") => Language::En,
        _ => Language::Fr,
    }
}
