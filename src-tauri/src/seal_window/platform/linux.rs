use std::{
    fs::{self, File},
    io,
    os::fd::AsFd,
    path::PathBuf,
};

use gdkx11::{X11Display, X11Window};
use gtk::{
    gdk,
    prelude::{Cast, GtkWindowExt, WidgetExt},
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use tauri::{Builder, Manager, WebviewWindow, WebviewWindowBuilder, Wry};

use crate::{seal_protocol::SealExit, web_process};

/// The filter and the limit are inherited by the web engine's processes, the flag is lost when they
/// start. A dump that is piped to a program ignores the limit (core(5)): with an empty filter it holds
/// no memory, and once the flag is set the filter is not this user's to write.
pub fn harden() {
    // Each fails only where the system forbids it, and the window is still worth opening.
    let _ = fs::write("/proc/self/coredump_filter", "0");
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

pub fn take_stdout() -> io::Result<File> {
    let outlet = io::stdout().as_fd().try_clone_to_owned()?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(outlet.into())
}

pub fn prepare(builder: Builder<Wry>) -> Builder<Wry> {
    builder
}

pub fn keep_in<M: Manager<Wry>>(
    folder: PathBuf,
    builder: WebviewWindowBuilder<'_, Wry, M>,
) -> WebviewWindowBuilder<'_, Wry, M> {
    builder.data_directory(folder)
}

pub fn dress(window: &WebviewWindow, parent: Option<u64>) -> tauri::Result<()> {
    if let Some(parent) = parent {
        stand_above(window, parent)?;
    }
    web_process::on_end(window, || SealExit::WebProcess.now())
}

/// On X11, above the parent's window and modal to it. On Wayland the window stands by itself.
fn stand_above(window: &WebviewWindow, parent: u64) -> tauri::Result<()> {
    let display = gdk::Display::default().and_then(|display| display.downcast::<X11Display>().ok());
    let Some(display) = display else { return Ok(()) };
    let window = window.gtk_window()?;
    window.set_modal(true);
    if let Some(own) = window.window() {
        own.set_transient_for(X11Window::foreign_new_for_display(&display, parent).upcast_ref());
    }
    Ok(())
}
