use std::{io, process::Child, sync::mpsc};

use gdkx11::X11Window;
use gtk::prelude::{Cast, WidgetExt};
use tauri::WebviewWindow;

/// The X11 window; none on Wayland.
pub fn parent_window(window: &WebviewWindow) -> Option<u64> {
    let (give, take) = mpsc::channel();
    let on_main = window.clone();
    window
        .run_on_main_thread(move || {
            // Nobody waits any more when the program ends.
            let _ = give.send(x11_identifier(&on_main));
        })
        .ok()?;
    take.recv().ok()?
}

fn x11_identifier(window: &WebviewWindow) -> Option<u64> {
    let window = window.gtk_window().ok()?.window()?;
    window.downcast::<X11Window>().ok().map(|window| window.xid())
}

/// Standard input is enough.
#[expect(clippy::unnecessary_wraps, reason = "it can fail on another system")]
pub fn end_with_this_process(_: &Child) -> io::Result<()> {
    Ok(())
}
