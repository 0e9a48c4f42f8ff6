use std::{fs::File, io, os::fd::AsFd};

use gdkx11::{X11Display, X11Window};
use gtk::{
    gdk,
    prelude::{Cast, GtkWindowExt, WidgetExt},
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use tauri::{Builder, WebviewWindow, Wry};
use webkit2gtk::WebViewExt;

use crate::seal_window::SealExit;

/// The limit is inherited by the web engine's processes, the flag is lost when they start.
pub fn harden() {
    // Either fails only where the system forbids it, and the window is still worth opening.
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

pub fn dress(window: &WebviewWindow, parent: Option<u64>) -> tauri::Result<()> {
    if let Some(parent) = parent {
        stand_above(window, parent)?;
    }
    window.with_webview(|webview| {
        webview.inner().connect_web_process_terminated(|_, _| SealExit::WebProcess.now());
    })
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

#[cfg(test)]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, dumpable_behavior, getrlimit};

    #[test]
    fn neither_a_core_file_nor_a_dump() {
        super::harden();
        assert_eq!(getrlimit(Resource::Core), Rlimit { current: Some(0), maximum: Some(0) });
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
