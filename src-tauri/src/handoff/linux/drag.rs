use std::{cell::RefCell, path::PathBuf, rc::Rc};

use gtk::{SelectionData, TargetList, gdk, prelude::*};
use tauri::WebviewWindow;

use super::{super::HandoffError, launch};

const PRIMARY_BUTTON: i32 = 1;

/// Drags the files out of the window as file managers do: a list of their URLs, to be copied. To be
/// called on the main thread, while the button is pressed.
pub(in super::super) fn drag(window: &WebviewWindow, files: &[PathBuf; 2]) -> Result<(), HandoffError> {
    let failed = |detail: String| HandoffError::DragFailed { detail };
    let window = window.gtk_window().map_err(|error| failed(error.to_string()))?;
    let uris = files.each_ref().map(|file| launch::file_uri(file));
    let during = Rc::new(RefCell::new(Vec::new()));
    during.borrow_mut().push(window.connect_drag_data_get(move |_, _, selection: &SelectionData, _, _| {
        // Refused only when there is no target, which GTK has checked.
        let _ = selection.set_uris(&uris.each_ref().map(String::as_str));
    }));
    let handlers = Rc::clone(&during);
    // The target asks for the URLs after the drop, so they are kept until the drag has ended.
    during.borrow_mut().push(window.connect_drag_end(move |window, _| {
        handlers.take().into_iter().for_each(|handler| window.disconnect(handler));
    }));
    let targets = TargetList::new(&[]);
    targets.add_uri_targets(0);
    if window.drag_begin_with_coordinates(&targets, gdk::DragAction::COPY, PRIMARY_BUTTON, None, -1, -1).is_none() {
        during.take().into_iter().for_each(|handler| window.disconnect(handler));
        return Err(failed("the pointer is not to be had".to_owned()));
    }
    Ok(())
}
