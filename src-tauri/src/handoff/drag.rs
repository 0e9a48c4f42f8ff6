use std::path::PathBuf;

use drag::{DragItem, Image, Options, start_drag};
use tauri::WebviewWindow;

use super::HandoffError;

/// What the pointer carries.
const ICON: &[u8] = include_bytes!("../../icons/32x32.png");

/// Drags the files out of the window as the file manager does, to be copied. To be called on the
/// main thread, while the button is pressed.
pub(super) fn drag(window: &WebviewWindow, files: &[PathBuf; 2]) -> Result<(), HandoffError> {
    let (files, icon) = (DragItem::Files(files.to_vec()), Image::Raw(ICON.to_vec()));
    // Where it is dropped is between the person and the program under the pointer.
    start_drag(window, files, icon, |_, _| (), Options::default())
        .map_err(|error| HandoffError::DragFailed { detail: error.to_string() })
}
