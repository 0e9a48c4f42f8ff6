//! `pli seal`: the window where credentials are typed, in a process of its own that ends.
//!
//! It reads one [`SealRequest`] on its standard input, shows `seal.html`, and writes the sealed
//! file, nothing else, on its standard output. Whatever the web engine kept goes with the process.
//! It ends as [`SealExit`] says, and at once when its standard input ends: when its parent is gone.

use std::{
    io,
    process::ExitCode,
    sync::{Arc, Mutex},
    thread,
};

use pli_format::{bundle::Bundle, credentials::Said, seal::SealOrder};
use tauri::{App, Manager, RunEvent, WindowEvent};

use crate::{
    clock, confined_window,
    seal_protocol::{SealExit, SealRequest},
    window_ground,
    zoom::Zoom,
};

mod commands;
mod idle;
mod outlet;
mod page;
mod platform;

#[cfg(test)]
pub use commands::CredentialsBody;
pub use page::SealPage;

use idle::Idle;
use outlet::Outlet;

/// Its label, which its capability names.
const LABEL: &str = "seal";

/// What the commands of the window work on.
struct Sealing {
    order: SealOrder,
    bundle: Bundle,
    outlet: Outlet,
    idle: Arc<Idle>,
    /// What was asked about the values that come next, and said.
    said: Mutex<Said>,
}

/// Opens the seal window and returns when it is closed without having sealed.
pub fn run() -> ExitCode {
    platform::harden();
    let ended = match begin() {
        Ok((request, sealing)) => show(request, sealing),
        Err(exit) => exit,
    };
    ended.into()
}

/// Takes the standard streams and checks the request.
fn begin() -> Result<(SealRequest, Sealing), SealExit> {
    let outlet = Outlet::take().map_err(|_| SealExit::Request)?;
    let request = SealRequest::read(&mut io::stdin().lock()).ok_or(SealExit::Request)?;
    end_with_the_parent();

    let now = clock::now().instant();
    let imported = request.bundle.as_deref().map(str::as_bytes);
    let bundle = Bundle::in_force(imported, now, request.last_serial).map_err(|_| SealExit::Epoch)?;
    request.order.recipients(&bundle, now)?;
    let idle = Idle::watch();
    let sealing = Sealing { order: request.order.clone(), bundle, outlet, idle, said: Mutex::default() };
    Ok((request, sealing))
}

/// The parent keeps the other end of standard input open for as long as it lives. (A signal at the
/// parent's death would come when the thread that started this process ends.)
fn end_with_the_parent() {
    thread::spawn(|| {
        // An error says the same as the end: nobody is there any more.
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        SealExit::ParentGone.now();
    });
}

fn show(request: SealRequest, sealing: Sealing) -> SealExit {
    #[cfg(target_os = "linux")]
    if gtk::init().is_err() {
        return SealExit::Window;
    }
    let mut context = crate::context();
    // With an application id GTK would hand over to the parent, and end.
    context.config_mut().app.enable_gtk_app_id = false;
    let built = platform::prepare(tauri::Builder::default())
        .manage(sealing)
        .manage(Zoom::of(request.zoom))
        .invoke_handler(commands::handler())
        .setup(move |app| {
            // An error that went on from here would be a panic.
            open(app, request).unwrap_or_else(|_| SealExit::Window.now());
            Ok(())
        })
        .build(context);
    let Ok(app) = built else { return SealExit::Window };
    match app.run_return(|_, event| end_with_the_window(&event)) {
        0 => SealExit::Ended,
        _ => SealExit::Window,
    }
}

/// At once: a web engine that is taken down while a screen reader reads its page may crash, which would be told.
fn end_with_the_window(event: &RunEvent) {
    if let RunEvent::WindowEvent { event: WindowEvent::CloseRequested { .. }, .. } = event {
        SealExit::Ended.now();
    }
}

fn open(app: &App, request: SealRequest) -> tauri::Result<()> {
    let zoom = app.state::<Zoom>().factor();
    let builder = confined_window::begin(app, LABEL, "seal.html")
        // It grows with its text; a window manager keeps it on the screen.
        .inner_size(520.0 * zoom, 640.0 * zoom)
        .center()
        .minimizable(false)
        .maximizable(false)
        .content_protected(true)
        .devtools(false)
        .general_autofill_enabled(false);
    let window = platform::keep_in(request.web_data, builder).build()?;
    window_ground::lay(&window);
    // A web view that does not zoom shows the page as it is.
    let _ = window.set_zoom(zoom);
    platform::dress(&window, request.parent_window)
}
