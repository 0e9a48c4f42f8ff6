//! The wizard's window.

use std::{
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use tauri::{App, Builder, Emitter, Manager, RunEvent, WebviewWindow, Window, WindowEvent, Wry};
use tempfile::TempDir;

use crate::{
    bundle_folder::BundleFolder,
    clock, commands, confined_window,
    fatal::Fatal,
    first_instance::{self, First},
    folders,
    history::{self, History},
    keyring::SystemKeyring,
    opened_file::{self, OpenedFile},
    package_folder, preview, program, seal_process,
    session::Session,
    web_process, window_ground,
    zoom::Zoom,
};
#[cfg(target_os = "linux")]
use crate::{session_bus, web_engine};

/// Its label, which its capability names.
const LABEL: &str = "main";

/// Within so long the end of the web engine's process is one trouble, which a new page did not end.
const SAME_TROUBLE: Duration = Duration::from_mins(1);

/// Opens the wizard, and a file in it, and returns when it is closed.
pub fn run(file: Option<&OsStr>) -> ExitCode {
    #[cfg(target_os = "linux")]
    session_bus::leave_aside_if_silent();
    if let Err(fatal) = ready() {
        return fatal.tell();
    }
    let file = file.and_then(opened_file::url_of);
    match first_instance::ask(file.as_ref()) {
        First::Absent => {}
        First::Came => return ExitCode::SUCCESS,
        First::Silent => return Fatal::DoesNotAnswer.tell(),
    }
    let built = builder()
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .setup(move |app| {
            let opened = OpenedFile::default();
            if let Some(file) = file.as_ref().and_then(opened_file::of_url) {
                opened.put(file);
            }
            app.manage(opened);
            let data = folders::data();
            let history = History::begin(SystemKeyring, data.join("history"));
            let bundles = BundleFolder::below(&data);
            app.manage(Zoom::remembered(folders::settings()));
            app.manage(Session::begin(crate::system_language(), clock::now().instant(), bundles, history));
            // An error that went on from here would be a panic.
            open(app, &data).unwrap_or_else(|_| fail(Fatal::NoWindow));
            Ok(())
        })
        .on_window_event(ask_before_closing)
        .invoke_handler(commands::handler())
        .build(crate::context());
    match built {
        Ok(app) => {
            preview::sweep();
            seal_process::sweep();
            package_folder::sweep_at_start();
            app.run(|app, event| match event {
                RunEvent::Exit => {
                    preview::sweep();
                    end(app);
                }
                #[cfg(target_os = "macos")]
                RunEvent::Opened { urls } => open_file(app, urls.first().and_then(opened_file::of_url)),
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(_) => Fatal::NoWindow.tell(),
    }
}

fn fail(fatal: Fatal) -> ! {
    fatal.tell();
    program::end(1)
}

/// Whether there can be a window at all, and a place for what its web engine writes.
fn ready() -> Result<(), Fatal> {
    // Without a display the toolkit would panic.
    #[cfg(target_os = "linux")]
    gtk::init().map_err(|_| Fatal::NoDisplay)?;
    #[cfg(windows)]
    tauri::webview_version().map_err(|_| Fatal::NoWebEngine)?;
    folders::first_usable(folders::passing()).map(drop).ok_or(Fatal::NoFolder)
}

fn builder() -> Builder<Wry> {
    let single = tauri_plugin_single_instance::Builder::new().callback(|app, arguments, folder| {
        come_to_front(app);
        open_file(app, opened_file::of_arguments(&arguments, &folder));
    });
    #[cfg(target_os = "linux")]
    let single = single.dbus_id(first_instance::bus_name());
    let mut builder = Builder::default().plugin(single.build());
    // It keeps the window's place wherever the environment says.
    if folders::settings().is_some() {
        builder = builder.plugin(tauri_plugin_window_state::Builder::new().build());
    }
    #[cfg(target_os = "macos")]
    let builder = builder.on_web_content_process_terminate(|webview| {
        if let Some(window) = webview.app_handle().get_webview_window(LABEL) {
            draw_again(&window);
        }
    });
    builder
}

/// What was asked to be kept is kept; after "Tout effacer", nothing is.
fn end(app: &tauri::AppHandle) {
    let session = app.state::<Session>();
    session.history().finish(history::LIMIT);
    if let Some(passing) = app.try_state::<Passing>() {
        passing.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
    if session.work().erased {
        let paths = app.path();
        let folders = [paths.app_config_dir(), paths.app_cache_dir(), paths.app_data_dir(), paths.app_local_data_dir()];
        for folder in folders.into_iter().flatten() {
            // Only settings of the window are left, which name nobody.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// Opens the window. What its web engine keeps goes with the program where the data folder is of no use, and on
/// Linux, where the engine's processes still write when the program has erased everything and ended.
fn open(app: &App, data: &Path) -> tauri::Result<()> {
    let passes = cfg!(target_os = "linux") || !folders::is_usable(data);
    let engine_data = if passes { passing_folder(app)? } else { data.to_owned() };
    let window = confined_window::begin(app, LABEL, "index.html")
        .inner_size(960.0, 720.0)
        // A receipt is dropped on the page itself.
        .disable_drag_drop_handler()
        .data_directory(engine_data)
        .build()?;
    window_ground::lay(&window);
    // A web view that does not zoom shows the page as it is.
    let _ = window.set_zoom(app.state::<Zoom>().factor());
    let drawn = window.clone();
    web_process::on_end(&window, move || draw_again(&drawn))
}

fn passing_folder(app: &App) -> io::Result<PathBuf> {
    let place = folders::first_usable(folders::passing()).ok_or(io::ErrorKind::NotFound)?;
    let folder = tempfile::Builder::new().prefix("pli-").tempdir_in(place)?;
    let path = folder.path().to_owned();
    app.manage(Passing(Mutex::new(Some(folder))));
    Ok(path)
}

/// What goes with the program.
struct Passing(Mutex<Option<TempDir>>);

/// The web engine's process has ended. The case is in this one: the page is drawn again, once, and otherwise where
/// there is another way.
fn draw_again(window: &WebviewWindow) {
    static LAST: Mutex<Option<Instant>> = Mutex::new(None);
    let before = LAST.lock().unwrap_or_else(PoisonError::into_inner).replace(Instant::now());
    let again = before.is_some_and(|before| before.elapsed() < SAME_TROUBLE);
    #[cfg(target_os = "linux")]
    web_engine::draw_without_acceleration(window);
    if again || window.reload().is_err() {
        Fatal::PageEnded.tell();
        window.app_handle().exit(1);
    }
}

/// Has the page take a file that was opened while Pli is.
fn open_file(app: &tauri::AppHandle, file: Option<PathBuf>) {
    if let Some(file) = file {
        app.state::<OpenedFile>().put(file);
        // A page that does not listen yet asks once it does.
        let _ = app.emit(opened_file::EVENT, ());
    }
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
